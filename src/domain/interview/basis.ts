/** Interviews from a resume: questions of the bank on its skills, and some that are made about its own projects. */
import { and, eq, isNull } from 'drizzle-orm';
import type { ProjectQuestion } from '../../ai/resume/ask/ask.js';
import type { ResumeDocument } from '../../ai/resume/resume.js';
import type { Context } from '../../context.js';
import type { Tx } from '../../db/connection.js';
import type { Locale } from '../../db/enums.js';
import { newId } from '../../db/id.js';
import {
  type BasisProject,
  type BasisRow,
  categories,
  interviewBases,
  type MadeQuestion,
  questions,
  type ResumeRow,
  resumes,
} from '../../db/tables/index.js';
import { AppError } from '../../errors.js';
import { takeAll } from '../limit.js';
import { matchQuestions, type QuestionFilter } from '../question.js';
import { requireViewer } from '../viewer.js';
import { notEnough, shuffle } from './draw.js';

export type Basis = Omit<BasisRow, 'interviewId'>;
export type Drawn = { plan: string[]; basis: Basis };

/** Of all questions, how many are about projects, where there are any. */
const projectShare = 0.4;
/** Projects that an interview asks about, the first in the resume first. */
const maxProjects = 5;
/** Asked of everyone, when skills and projects do not give enough. */
const commonCategories = ['project-experience', 'behavioural'];
/** The subject that made questions count towards. */
const madeCategory = 'project-experience';

/** @throws AppError CONFLICT while there is no resume that has been read */
const requireResume = async (ctx: Context): Promise<ResumeRow> => {
  const { userId } = requireViewer(ctx);
  // In one statement: it may be replaced at any moment.
  const [resume] = await ctx.db
    .select()
    .from(resumes)
    .where(and(eq(resumes.userId, userId), isNull(resumes.deletedAt)));
  if (resume?.status === 'READY') return resume;
  const message = !resume
    ? { en: 'Upload a resume first.', zh: '请先上传简历。' }
    : resume.status === 'PARSING'
      ? { en: 'The resume is still being read. Try again in a moment.', zh: '简历正在解析，请稍后再试。' }
      : { en: 'The resume could not be read. Upload another one.', zh: '简历解析失败，请上传另一份。' };
  throw new AppError('CONFLICT', { message });
};

/** What a resume tells that can be asked about: projects, else what was done at work. */
const projectsOf = ({ projects = [], work = [] }: ResumeDocument): BasisProject[] => {
  const own = projects.map(({ name = '', description, highlights = [], keywords = [] }) => ({
    kind: 'PROJECT' as const,
    name,
    description,
    highlights,
    technologies: keywords,
  }));
  const jobs = work.map(({ name, position, summary, highlights = [] }) => ({
    kind: 'JOB' as const,
    name: [position, name].filter(Boolean).join(' · '),
    description: summary,
    highlights,
    technologies: [],
  }));
  const named = (own.length > 0 ? own : jobs).filter(({ name }) => name !== '');
  // Of one that is but a name there is less to ask.
  const told = named.filter(({ description, highlights }) => description !== undefined || highlights.length > 0);
  return (told.length > 0 ? told : named).slice(0, maxProjects);
};

type Candidate = { id: string; tags: string[]; categoryId: string };

/** Takes `count` questions for the skills in turn, so that none crowds out the others; what matches a tag goes before a category. */
const drawForSkills = (
  ctx: Context,
  pool: Candidate[],
  slugs: Map<string, string>,
  skills: string[],
  count: number,
): { ids: string[]; used: string[] } => {
  const left = new Set(shuffle([...pool]));
  const used = new Set<string>();
  const ids: string[] = [];
  const take = (skill: string, byTag: boolean): boolean => {
    const topics = ctx.resumeReader.topicsOf(skill);
    if (!topics) return false;
    const match = [...left].find(({ tags, categoryId }) =>
      byTag
        ? tags.some((tag) => topics.tags.includes(tag))
        : topics.categorySlugs.includes(slugs.get(categoryId) ?? ''),
    );
    if (!match) return false;
    left.delete(match);
    used.add(skill);
    ids.push(match.id);
    return true;
  };
  for (const byTag of [true, false]) {
    let open = [...skills];
    while (open.length > 0 && ids.length < count) {
      open = shuffle(open).filter((skill) => ids.length < count && take(skill, byTag));
    }
  }
  return { ids, used: skills.filter((skill) => used.has(skill)) };
};

/** So often an hour a language model words them; beyond that the templates do. */
const askAbout = async (
  ctx: Context,
  projects: BasisProject[],
  locale: Locale,
  count: number,
): Promise<ProjectQuestion[]> => {
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
): Promise<Drawn> => {
  const resume = await requireResume(ctx);
  const where = await matchQuestions(ctx, filter, 'input.filter');
  const pool = await ctx.db
    .select({ id: questions.id, tags: questions.tags, categoryId: questions.categoryId })
    .from(questions)
    .where(and(...where));
  const rows = await ctx.db.select({ id: categories.id, slug: categories.slug }).from(categories);
  const slugs = new Map(rows.map(({ id, slug }) => [id, slug]));

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

/** The made question of that name, and the subject that it counts towards. */
export const readMadeQuestion = async (
  tx: Tx,
  interviewId: string,
  name: string,
): Promise<(MadeQuestion & { categoryId: string | null }) | undefined> => {
  const [basis] = await tx
    .select({ questions: interviewBases.questions })
    .from(interviewBases)
    .where(eq(interviewBases.interviewId, interviewId));
  const made = basis?.questions[name];
  if (!made) return undefined;
  const [category] = await tx.select({ id: categories.id }).from(categories).where(eq(categories.slug, madeCategory));
  return { ...made, categoryId: category?.id ?? null };
};
