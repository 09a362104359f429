/** What an interview from a resume is made from, and what was made of it. */
import { and, eq, isNull } from 'drizzle-orm';
import type { ResumeDocument } from '../../ai/resume/resume.js';
import type { Context } from '../../context.js';
import type { Tx } from '../../db/connection.js';
import {
  type BasisProject,
  type BasisRow,
  categories,
  interviewBases,
  type MadeQuestion,
  type ResumeRow,
  resumes,
} from '../../db/tables/index.js';
import { AppError } from '../../errors.js';
import { requireViewer } from '../viewer.js';

export type Basis = Omit<BasisRow, 'interviewId'>;

/** Projects that an interview asks about, the first in the resume first. */
const maxProjects = 5;
/** The subject that made questions count towards. */
const madeCategory = 'project-experience';

/** @throws AppError CONFLICT while there is no resume that has been read */
export const requireResume = async (ctx: Context): Promise<ResumeRow> => {
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
export const projectsOf = ({ projects = [], work = [] }: ResumeDocument): BasisProject[] => {
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
