/** What editors do to questions. Of two at once the second is told of the first, and nobody's words are lost. */
import { and, eq, isNull } from 'drizzle-orm';
import type { Context } from '../../context.js';
import { type Tx, transaction } from '../../db/connection.js';
import type { Locale, QuestionStatus } from '../../db/enums.js';
import { isId } from '../../db/id.js';
import { categories, type QuestionRow, questions } from '../../db/tables/index.js';
import { AppError } from '../../errors.js';
import { lockBank } from '../../search/change.js';
import { promptKeyOf } from '../../search/likeness.js';
import { type Author, requireVersion } from '../history.js';
import { badInput, parseInput } from '../input.js';
import { forgetReads } from '../reads.js';
import { requireEditor } from '../viewer.js';
import {
  editedContent,
  isAskable,
  keepIds,
  needsAnswer,
  newContent,
  type QuestionContent,
  usualTimeLimit,
} from './content.js';
import { insertQuestions, removeQuestion, rewriteQuestion } from './write.js';

type KeyPointInput = { text: string; weight?: number | null };

export type CreateQuestionInput = {
  locale: Locale;
  prompt: string;
  categoryId: string;
  tags?: string[] | null;
  difficulty: number;
  timeLimit?: number | null;
  referenceAnswer: string;
  keyPoints?: KeyPointInput[] | null;
  hints?: string[] | null;
  status?: QuestionStatus | null;
};

export type UpdateQuestionInput = { id: string; expectedVersion: number } & {
  [K in Exclude<keyof CreateQuestionInput, 'locale'>]?: CreateQuestionInput[K] | null;
};

/** Runs a change of the bank, alone. Its moment is taken once it is its turn, so that moments follow versions. */
const change = async <T>(ctx: Context, editorId: string, work: (tx: Tx, author: Author) => Promise<T>): Promise<T> => {
  const result = await transaction(ctx.db, async (tx) => {
    await lockBank(tx);
    return work(tx, { editorId, now: ctx.clock.now() });
  });
  forgetReads(ctx);
  return result;
};

/** The category, locked, so that it cannot be deleted meanwhile. */
const requireCategory = async (tx: Tx, id: string): Promise<void> => {
  const [category] = isId('category', id)
    ? await tx
        .select({ id: categories.id })
        .from(categories)
        .where(and(eq(categories.id, id), isNull(categories.deletedAt)))
        .for('update')
    : [];
  if (!category) throw badInput('input.categoryId', { en: 'no such category', zh: '类别不存在' });
};

/** @throws AppError CONFLICT where another question asks the same */
const requireNew = async (tx: Tx, content: QuestionContent, ownId?: string): Promise<void> => {
  const same = await tx
    .select({ id: questions.id })
    .from(questions)
    .where(eq(questions.promptKey, promptKeyOf(content.locale, content.prompt)));
  const other = same.find(({ id }) => id !== ownId);
  if (!other) return;
  throw new AppError('CONFLICT', {
    message: { en: `The question ${other.id} asks the same.`, zh: `题目 ${other.id} 与此题相同。` },
  });
};

const requireAskable = (content: QuestionContent): void => {
  if (!isAskable(content)) throw badInput('input.referenceAnswer', needsAnswer);
};

/**
 * Adds a question to the bank: as a draft, unless another status is given.
 * @throws AppError BAD_USER_INPUT, CONFLICT where the bank asks the same already
 */
export const createQuestion = async (ctx: Context, input: CreateQuestionInput): Promise<QuestionRow> => {
  const { userId } = requireEditor(ctx);
  const { tags, keyPoints, hints, timeLimit, ...given } = parseInput(ctx, newContent, input);
  const content: QuestionContent = {
    ...given,
    locale: input.locale,
    categoryId: input.categoryId,
    tags: tags ?? [],
    status: input.status ?? 'DRAFT',
    timeLimit: timeLimit ?? usualTimeLimit,
    keyPoints: keepIds(keyPoints ?? []),
    hints: hints ?? [],
  };
  requireAskable(content);
  return change(ctx, userId, async (tx, author) => {
    await requireCategory(tx, content.categoryId);
    await requireNew(tx, content);
    const [written] = await insertQuestions(tx, [content], author);
    return written as QuestionRow;
  });
};

/** A question, locked. @throws AppError NOT_FOUND, CONFLICT when it has another version than expected */
const requireQuestion = async (tx: Tx, id: string, expected: number | null | undefined): Promise<QuestionRow> => {
  const [row] = isId('question', id) ? await tx.select().from(questions).where(eq(questions.id, id)).for('update') : [];
  if (!row) throw new AppError('NOT_FOUND');
  await requireVersion(tx, { en: 'question', zh: '题目' }, row, expected);
  return row;
};

const kept = <T>(value: T | null | undefined, old: T): T => value ?? old;

/**
 * Changes what is given of a question, and leaves the rest.
 * @throws AppError BAD_USER_INPUT, NOT_FOUND, CONFLICT when it has another version than expected, or would ask the same as another
 */
export const updateQuestion = async (ctx: Context, input: UpdateQuestionInput): Promise<QuestionRow> => {
  const { userId } = requireEditor(ctx);
  const given = parseInput(ctx, editedContent, input);
  return change(ctx, userId, async (tx, author) => {
    const before = await requireQuestion(tx, input.id, input.expectedVersion);
    const content: QuestionContent = {
      locale: before.locale,
      prompt: kept(given.prompt, before.prompt),
      categoryId: kept(input.categoryId, before.categoryId),
      tags: kept(given.tags, before.tags),
      difficulty: kept(given.difficulty, before.difficulty),
      timeLimit: kept(given.timeLimit, before.timeLimit),
      status: kept(input.status, before.status),
      referenceAnswer: kept(given.referenceAnswer, before.referenceAnswer),
      keyPoints: given.keyPoints ? keepIds(given.keyPoints, before.keyPoints) : before.keyPoints,
      hints: kept(given.hints, before.hints),
    };
    requireAskable(content);
    if (content.categoryId !== before.categoryId) await requireCategory(tx, content.categoryId);
    if (content.prompt !== before.prompt) await requireNew(tx, content, before.id);
    return rewriteQuestion(tx, before, content, author);
  });
};

/**
 * Takes a question out of the bank. What asked it keeps its own copy of what was asked.
 * @throws AppError NOT_FOUND, CONFLICT when it has another version than expected
 */
export const deleteQuestion = async (ctx: Context, id: string, expectedVersion?: number | null): Promise<boolean> => {
  const { userId } = requireEditor(ctx);
  return change(ctx, userId, async (tx, author) => {
    await removeQuestion(tx, await requireQuestion(tx, id, expectedVersion), author);
    return true;
  });
};
