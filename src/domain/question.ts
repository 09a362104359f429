/** Questions: who sees what of them, and which match a filter. */
import { and, eq, gte, inArray, lte, type SQL, sql } from 'drizzle-orm';
import type { Context, Viewer } from '../context.js';
import type { Locale, QuestionStatus } from '../db/enums.js';
import { type KeyPoint, type Question, questionColumns, questions } from '../db/tables/index.js';
import { categorySubtree } from './category.js';
import { badInput } from './input.js';
import { type CountedPage, type PageArgs, readPage } from './page.js';
import { isEditor, requireViewer } from './viewer.js';

export type QuestionFilter = {
  categoryIds?: string[] | null;
  tags?: string[] | null;
  difficulty?: { min?: number | null; max?: number | null } | null;
  locale?: Locale | null;
  status?: QuestionStatus[] | null;
};

export const canViewQuestion = (viewer: Viewer | undefined, question: { status: QuestionStatus }): boolean =>
  viewer !== undefined && (question.status === 'PUBLISHED' || isEditor(viewer));

/** A question that the viewer may see, or null. */
export const findQuestion = async (ctx: Context, id: string): Promise<Question | null> => {
  const question = await ctx.loaders.questionById.load(id);
  return question && canViewQuestion(ctx.viewer, question) ? question : null;
};

/** Whether the viewer may see how the question is judged: editors always, candidates once every turn that asked it is over. */
const canViewAnswer = async (ctx: Context, question: Question): Promise<boolean> => {
  if (!ctx.viewer) return false;
  if (isEditor(ctx.viewer)) return true;
  const asked = await ctx.loaders.askedByCandidateAndQuestion.load({
    candidateId: ctx.viewer.userId,
    questionId: question.id,
  });
  return asked !== undefined && asked.open === 0;
};

/** How answers to a question are judged; null to whoever may not see that yet. */
export const questionJudgement = async (
  ctx: Context,
  question: Question,
): Promise<{ referenceAnswer: string; keyPoints: KeyPoint[] } | null> =>
  (await canViewAnswer(ctx, question)) ? ((await ctx.loaders.questionJudgementById.load(question.id)) ?? null) : null;

export const questionHintCount = async (ctx: Context, question: Question): Promise<number> =>
  (await ctx.loaders.questionJudgementById.load(question.id))?.hints.length ?? 0;

/** The conditions of a filter; a category stands for its whole subtree. */
export const matchQuestions = async (ctx: Context, filter: QuestionFilter, path = 'filter'): Promise<SQL[]> => {
  const where: SQL[] = [];
  const { min, max } = filter.difficulty ?? {};
  if (min != null && max != null && min > max) {
    throw badInput(`${path}.difficulty`, { en: 'min is above max', zh: 'min 大于 max' });
  }
  if (filter.locale) where.push(eq(questions.locale, filter.locale));
  if (min != null) where.push(gte(questions.difficulty, min));
  if (max != null) where.push(lte(questions.difficulty, max));
  if (filter.categoryIds) {
    const ids = filter.categoryIds.length > 0 ? await categorySubtree(ctx, filter.categoryIds) : [];
    where.push(ids.length > 0 ? inArray(questions.categoryId, ids) : sql`false`);
  }
  // A question matches when it carries at least one of the tags.
  if (filter.tags) where.push(sql`json_overlaps(${questions.tags}, ${JSON.stringify(filter.tags)})`);
  where.push(inArray(questions.status, visibleStatuses(ctx.viewer, filter.status)));
  return where;
};

const visibleStatuses = (viewer: Viewer | undefined, wanted: QuestionStatus[] | null | undefined): QuestionStatus[] => {
  if (!isEditor(viewer)) return ['PUBLISHED'];
  return wanted && wanted.length > 0 ? wanted : ['PUBLISHED'];
};

export type QuestionConnection = CountedPage<Question>;

/** A page of the bank, newest first. */
export const listQuestions = async (
  ctx: Context,
  args: PageArgs & { filter?: QuestionFilter | null },
): Promise<QuestionConnection> => {
  requireViewer(ctx);
  const where = await matchQuestions(ctx, args.filter ?? {});
  const page = await readPage('question', questions.id, args, (cursor, order, limit) =>
    ctx.db
      .select(questionColumns)
      .from(questions)
      .where(and(...where, ...cursor))
      .orderBy(order)
      .limit(limit),
  );
  return { ...page, count: async () => ctx.db.$count(questions, and(...where)) };
};
