/** Making an interview: its questions are chosen now, so that a lack of them shows at once. */
import { randomInt } from 'node:crypto';
import { and, eq, inArray } from 'drizzle-orm';
import { z } from 'zod';
import type { Context } from '../../context.js';
import type { InterviewMode, Locale, Pace, ScoreReveal } from '../../db/enums.js';
import { isId, newId } from '../../db/id.js';
import { type InterviewRow, interviews, questions } from '../../db/tables/index.js';
import { AppError } from '../../errors.js';
import { badInput, parseInput, words } from '../input.js';
import { matchQuestions, type QuestionFilter } from '../question.js';
import { requireViewer } from '../viewer.js';

export type CreateInterviewInput = {
  mode: InterviewMode;
  pace?: Pace | null;
  locale?: Locale | null;
  targetRole?: string | null;
  questionCount?: number | null;
  filter?: QuestionFilter | null;
  questionIds?: string[] | null;
  scores?: ScoreReveal | null;
};

const maxQuestions = 50;
const shape = z.object({
  targetRole: words(200).nullish(),
  questionCount: z.number().int().min(1).max(maxQuestions).nullish(),
  questionIds: z.array(z.string()).min(1).max(maxQuestions).nullish(),
});

/**
 * @throws AppError NOT_ENOUGH_QUESTIONS with the number there is, BAD_USER_INPUT for unknown or repeated question ids
 */
export const createInterview = async (ctx: Context, input: CreateInterviewInput): Promise<InterviewRow> => {
  const viewer = requireViewer(ctx);
  const { targetRole, questionCount } = parseInput(ctx, shape, input);
  const locale = input.locale ?? input.filter?.locale ?? viewer.locale;
  const pace = input.pace ?? 'STANDARD';
  const plan =
    input.mode === 'CUSTOM'
      ? await chosenQuestions(ctx, input.questionIds ?? [])
      : await drawnQuestions(ctx, { locale, ...given(input.filter), status: ['PUBLISHED'] }, questionCount ?? 5);
  const interview: InterviewRow = {
    id: newId('interview'),
    candidateId: viewer.userId,
    mode: input.mode,
    pace,
    scores: input.scores ?? (pace === 'ZERO_PRESSURE' ? 'ON_REQUEST' : 'AT_ONCE'),
    locale,
    targetRole: targetRole ?? null,
    status: 'READY',
    questionCount: plan.length,
    plan,
    lastSeq: 0,
    createdAt: ctx.clock.now(),
    startedAt: null,
    finishedAt: null,
  };
  await ctx.db.insert(interviews).values(interview);
  return interview;
};

/** What of a filter is set: a null in it means the same as leaving it out. */
const given = (filter: QuestionFilter | null | undefined): QuestionFilter =>
  Object.fromEntries(Object.entries(filter ?? {}).filter(([, value]) => value != null));

/** The questions that the candidate named, in that order. */
const chosenQuestions = async (ctx: Context, ids: string[]): Promise<string[]> => {
  if (ids.length === 0)
    throw badInput('input.questionIds', { en: 'is required in mode CUSTOM', zh: 'CUSTOM 模式下必填' });
  if (new Set(ids).size < ids.length) {
    throw badInput('input.questionIds', { en: 'names a question twice', zh: '包含重复的题目' });
  }
  const known = await ctx.db
    .select({ id: questions.id })
    .from(questions)
    .where(
      and(
        inArray(
          questions.id,
          ids.filter((id) => isId('question', id)),
        ),
        eq(questions.status, 'PUBLISHED'),
      ),
    );
  const missing = ids.filter((id) => !known.some((question) => question.id === id));
  if (missing.length > 0) {
    const list = missing.join(', ');
    throw badInput('input.questionIds', { en: `no such question: ${list}`, zh: `题目不存在：${list}` });
  }
  return ids;
};

/** Questions drawn uniformly, without replacement, from those that match. */
const drawnQuestions = async (ctx: Context, filter: QuestionFilter, count: number): Promise<string[]> => {
  const where = await matchQuestions(ctx, filter, 'input.filter');
  const pool = await ctx.db
    .select({ id: questions.id })
    .from(questions)
    .where(and(...where));
  if (pool.length < count) {
    throw new AppError('NOT_ENOUGH_QUESTIONS', {
      message: {
        en: `${count} questions were asked for, and ${pool.length} match.`,
        zh: `需要 ${count} 道题，符合条件的只有 ${pool.length} 道。`,
      },
    });
  }
  // A partial Fisher–Yates shuffle: every subset, in every order, is equally likely.
  for (let at = 0; at < count; at++) {
    const other = at + randomInt(pool.length - at);
    [pool[at], pool[other]] = [pool[other], pool[at]] as [{ id: string }, { id: string }];
  }
  return pool.slice(0, count).map((question) => question.id);
};
