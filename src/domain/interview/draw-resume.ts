/** Drawing an interview from a resume: questions of the bank on its skills, and some that are made about its own projects. */
import { and } from 'drizzle-orm';
import type { ProjectQuestion } from '../../ai/resume/ask/ask.js';
import type { ResumeDocument } from '../../ai/resume/resume.js';
import type { Context } from '../../context.js';
import type { Locale } from '../../db/enums.js';
import { newId } from '../../db/id.js';
import { type BasisProject, type MadeQuestion, questions } from '../../db/tables/index.js';
import { listCategories } from '../category.js';
import { takeAll } from '../limit.js';
import { matchQuestions, type QuestionFilter } from '../question.js';
import { requireViewer } from '../viewer.js';
import { type Basis, projectsOf, requireResume } from './basis.js';
import { notEnough, shuffle } from './draw.js';
import { drawForSkills } from './draw-skill.js';

/** Of all questions, how many are about projects, where there are any. */
const projectShare = 0.4;
/** Asked of everyone, when skills and projects do not give enough. */
const commonCategories = ['project-experience', 'behavioural'];

/** So often an hour a language model words them; beyond that the templates do. */
const askAbout = async (
  ctx: Context,
  projects: BasisProject[],
  locale: Locale,
  count: number,
): Promise<ProjectQuestion[]> => {
  // Without a model there is nothing to count.
  if (!ctx.env.llm) return ctx.assistant.ask(projects, locale, count, false);
  const grant = await takeAll(ctx, [[ctx.limits.wordings, requireViewer(ctx).userId]]);
  const questions = await ctx.assistant.ask(projects, locale, count, !('wait' in grant));
  if (!('wait' in grant)) await grant.settle(true);
  return questions;
};

/** Puts questions on projects between the others, one of them first: talking of one's own work is how interviews begin. */
const interleave = (made: string[], drawn: string[]): string[] => {
  const gap = made.length > 0 ? Math.ceil(drawn.length / made.length) : drawn.length;
  const plan: string[] = [];
  for (const [at, name] of made.entries()) plan.push(name, ...drawn.slice(at * gap, (at + 1) * gap));
  return made.length > 0 ? plan : drawn;
};

/**
 * Draws an interview from the viewer's resume.
 * @throws AppError CONFLICT without a resume that has been read, NOT_ENOUGH_QUESTIONS
 */
export const drawFromResume = async (
  ctx: Context,
  filter: QuestionFilter & { locale: Locale },
  count: number,
): Promise<{ plan: string[]; basis: Basis }> => {
  const resume = await requireResume(ctx);
  const where = await matchQuestions(ctx, filter, 'input.filter');
  const pool = await ctx.db
    .select({ id: questions.id, tags: questions.tags, categoryId: questions.categoryId })
    .from(questions)
    .where(and(...where));
  const slugs = new Map((await listCategories(ctx)).map(({ id, slug }) => [id, slug]));

  const projects = projectsOf((resume.document ?? {}) as ResumeDocument);
  const wanted = count > 1 && projects.length > 0 ? Math.max(1, Math.round(count * projectShare)) : 0;
  const forSkills = drawForSkills(ctx, pool, slugs, resume.skills, count - wanted);
  const asked = await askAbout(ctx, projects, filter.locale, count - forSkills.ids.length);
  const lacking = count - forSkills.ids.length - asked.length;
  const common = pool.filter(
    ({ id, categoryId }) => !forSkills.ids.includes(id) && commonCategories.includes(slugs.get(categoryId) ?? ''),
  );
  if (common.length < lacking) throw notEnough(count, count - lacking + common.length);
  const extra = shuffle(common, Math.max(0, lacking))
    .slice(0, Math.max(0, lacking))
    .map(({ id }) => id);

  const made = Object.fromEntries(
    asked.map(({ prompt, referenceAnswer, keyPoints, timeLimit }, at): [string, MadeQuestion] => [
      `made-${at + 1}`,
      {
        prompt,
        referenceAnswer,
        timeLimit,
        keyPoints: keyPoints.map((point) => ({ id: newId('keyPoint'), ...point })),
      },
    ]),
  );
  return {
    plan: interleave(Object.keys(made), [...forSkills.ids, ...extra]),
    basis: {
      resumeId: resume.id,
      version: resume.version,
      skills: forSkills.used,
      projects,
      questions: made,
    },
  };
};
