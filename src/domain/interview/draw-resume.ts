/** Drawing an interview from a resume: questions of the bank on its skills, and some that are made about its own projects. */
import type { ProjectQuestion } from '../../ai/resume/ask/ask.js';
import type { ResumeDocument } from '../../ai/resume/resume.js';
import type { Context } from '../../context.js';
import type { Locale } from '../../db/enums.js';
import { newId } from '../../db/id.js';
import type { BasisProject, MadeQuestion } from '../../db/tables/index.js';
import { matchAll } from '../../search/match.js';
import type { NumberSet } from '../../search/number-set.js';
import { categoryTerm } from '../../search/term.js';
import { listCategories } from '../category/read.js';
import { takeAll } from '../limit.js';
import { drawFrom, idsByNumber, notEnough } from '../question/draw.js';
import type { QuestionFilter } from '../question/filter.js';
import { findQuestions } from '../question/list.js';
import { questionsSeen } from '../question/seen.js';
import { createRandom } from '../random.js';
import { requireViewer } from '../viewer.js';
import { type Basis, projectsOf, requireResume } from './basis.js';
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
): Promise<{ plan: string[]; repeatedCount: number; basis: Basis }> => {
  const resume = await requireResume(ctx);
  const random = createRandom();
  const { set } = await findQuestions(ctx, filter, { path: 'input.filter' });
  const categories = await listCategories(ctx);
  const seen = await questionsSeen(ctx.db, requireViewer(ctx).userId);
  const fresh = set.without(seen.keys());

  const projects = projectsOf((resume.document ?? {}) as ResumeDocument);
  const wanted = count > 1 && projects.length > 0 ? Math.max(1, Math.round(count * projectShare)) : 0;
  const draw = (pool: NumberSet) => drawForSkills(ctx, random, pool, categories, resume.skills, count - wanted);
  // Where the skills have no more that is new, what was asked before serves again.
  const first = await draw(fresh);
  const forSkills = first.numbers.length < count - wanted ? await draw(set) : first;
  const asked = await askAbout(ctx, projects, filter.locale, count - forSkills.numbers.length);
  const lacking = count - forSkills.numbers.length - asked.length;
  const common = categories.filter(({ slug }) => commonCategories.includes(slug)).map(({ id }) => categoryTerm(id));
  const reading = await ctx.questionIndex.read(ctx.db, common);
  const suitable = set.and(matchAll(reading, [common])).without(forSkills.numbers);
  if (suitable.size < lacking) throw notEnough(count, count - lacking + suitable.size);
  const unseen = suitable.without(seen.keys());
  const extra = drawFrom(random, unseen.size < lacking ? suitable : unseen, Math.max(0, lacking));
  const drawn = [...forSkills.numbers, ...extra];

  const made = Object.fromEntries(
    asked.map(({ prompt, referenceAnswer, keyPoints, hints, timeLimit }, at): [string, MadeQuestion] => [
      `made-${at + 1}`,
      {
        prompt,
        referenceAnswer,
        timeLimit,
        hints,
        keyPoints: keyPoints.map((point) => ({ id: newId('keyPoint'), ...point })),
      },
    ]),
  );
  return {
    plan: interleave(Object.keys(made), await idsByNumber(ctx.db, drawn)),
    repeatedCount: drawn.filter((number) => seen.has(number)).length,
    basis: {
      resumeId: resume.id,
      version: resume.version,
      skills: forSkills.used,
      projects,
      questions: made,
    },
  };
};
