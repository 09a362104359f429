/** Reading questions: who sees what of them. */
import { eq, getTableColumns, inArray } from 'drizzle-orm';
import type { Context, Viewer } from '../../context.js';
import type { QuestionStatus } from '../../db/enums.js';
import {
  categories,
  type KeyPoint,
  type Question,
  questionColumns,
  questions,
  type Turn,
} from '../../db/tables/index.js';
import type { Asked } from '../../loaders/turn.js';
import { isSelected, type Soon, whenRead } from '../reads.js';
import { isEditor } from '../viewer.js';

export const canViewQuestion = (viewer: Viewer | undefined, question: { status: QuestionStatus }): boolean =>
  viewer !== undefined && (question.status === 'PUBLISHED' || isEditor(viewer));

/** A question; with its category where the operation goes on to that. */
const readQuestion = (ctx: Context, id: string): Soon<Question | undefined> =>
  isSelected(ctx, 'Question.category')
    ? whenRead(ctx.loaders.categorisedQuestionById.get(id), (row) => {
        if (row) ctx.loaders.categoryById.prime(row.categories.id, row.categories);
        return row?.questions;
      })
    : ctx.loaders.questionById.get(id);

/** A question that the viewer may see, or null. */
export const findQuestion = async (ctx: Context, id: string): Promise<Question | null> => {
  const question = await readQuestion(ctx, id);
  return question && canViewQuestion(ctx.viewer, question) ? question : null;
};

/** Questions as readers are shown them, by number, read anew; nobody's permission is asked. */
export const questionsByNumber = async (ctx: Context, numbers: number[]): Promise<Map<number, Question>> => {
  if (numbers.length === 0) return new Map();
  const rows = await ctx.db
    .select({ question: questionColumns, category: getTableColumns(categories) })
    .from(questions)
    .innerJoin(categories, eq(categories.id, questions.categoryId))
    .where(inArray(questions.number, numbers));
  for (const { category } of rows) ctx.loaders.categoryById.prime(category.id, category);
  return new Map(rows.map(({ question }) => [question.number, question]));
};

/** The question of the bank that a turn asked. One that went back to being a draft is for editors; an archived one was asked. */
export const questionOfTurn = (ctx: Context, { questionId }: Pick<Turn, 'questionId'>): Soon<Question | null> =>
  questionId === null
    ? null
    : whenRead(readQuestion(ctx, questionId), (question) =>
        question && (question.status !== 'DRAFT' || isEditor(ctx.viewer)) ? question : null,
      );

const askedToViewer = async (ctx: Context, { id }: Question): Promise<Asked | undefined> =>
  ctx.viewer && ctx.loaders.askedByCandidateAndQuestion.load({ candidateId: ctx.viewer.userId, questionId: id });

/** When the viewer was last asked a question; null if never. */
export const lastAskedAt = async (ctx: Context, question: Question): Promise<Date | null> =>
  (await askedToViewer(ctx, question))?.lastAskedAt ?? null;

/**
 * Whether the viewer may see how the question is judged: editors always, candidates once every turn that asked it is over,
 * unless it is being written anew.
 */
const canViewAnswer = async (ctx: Context, question: Question): Promise<boolean> => {
  if (!ctx.viewer) return false;
  if (isEditor(ctx.viewer)) return true;
  if (question.status === 'DRAFT') return false;
  const asked = await askedToViewer(ctx, question);
  return asked !== undefined && asked.open === 0;
};

/** How answers to a question are judged; null to whoever may not see that yet. */
export const questionJudgement = async (
  ctx: Context,
  question: Question,
): Promise<{ referenceAnswer: string; keyPoints: KeyPoint[]; hints: string[] } | null> =>
  (await canViewAnswer(ctx, question)) ? ((await ctx.loaders.questionJudgementById.load(question.id)) ?? null) : null;

export const questionHintCount = async (ctx: Context, question: Question): Promise<number> =>
  (await ctx.loaders.questionJudgementById.load(question.id))?.hints.length ?? 0;
