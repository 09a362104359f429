/** Making an interview: its questions are chosen now, so that a lack of them shows at once. */
import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import type { Context } from '../../context.js';
import { isDuplicate, transaction } from '../../db/connection.js';
import type { InterviewMode, Locale, Pace, ScoreReveal } from '../../db/enums.js';
import { passFence } from '../../db/fence.js';
import { newId } from '../../db/id.js';
import { type InterviewRow, interviewBases, interviews } from '../../db/tables/index.js';
import { AppError } from '../../errors.js';
import { clientKey, hashOf, parseInput, words } from '../input.js';
import { drawIds } from '../question/draw.js';
import type { QuestionFilter } from '../question/filter.js';
import { requireViewer } from '../viewer.js';
import type { Basis } from './basis.js';
import { chosenQuestions } from './choose.js';
import { drawFromResume } from './draw-resume.js';

export type CreateInterviewInput = {
  clientKey?: string | null;
  mode: InterviewMode;
  pace?: Pace | null;
  locale?: Locale | null;
  targetRole?: string | null;
  questionCount?: number | null;
  filter?: QuestionFilter | null;
  questionIds?: string[] | null;
  followUps?: boolean | null;
  scores?: ScoreReveal | null;
};

const maxQuestions = 50;
const shape = z.object({
  clientKey: clientKey.nullish(),
  targetRole: words(200).nullish(),
  questionCount: z.number().int().min(1).max(maxQuestions).nullish(),
  questionIds: z.array(z.string()).min(1).max(maxQuestions).nullish(),
});

/** The interview that the same key made before. @throws AppError CONFLICT when it was asked for otherwise */
const findMade = async (
  ctx: Context,
  { candidateId, clientKey: key, contentHash }: Pick<InterviewRow, 'candidateId' | 'clientKey' | 'contentHash'>,
): Promise<InterviewRow | undefined> => {
  if (key === null) return undefined;
  const mine = and(eq(interviews.candidateId, candidateId), eq(interviews.clientKey, key));
  const [made] = await ctx.db.select().from(interviews).where(mine);
  if (!made) return undefined;
  if (made.contentHash === contentHash) {
    await passFence(ctx.db);
    return made;
  }
  throw new AppError('CONFLICT', {
    message: { en: 'This clientKey was used for another interview.', zh: '该 clientKey 已用于另一场面试。' },
  });
};

/**
 * The same `clientKey` with the same content returns the interview that it made.
 * @throws AppError CONFLICT for a known key with other content, and in mode RESUME without a resume that has been read,
 *   NOT_ENOUGH_QUESTIONS with the number there is, BAD_USER_INPUT for unknown or repeated question ids
 */
export const createInterview = async (ctx: Context, input: CreateInterviewInput): Promise<InterviewRow> => {
  const viewer = requireViewer(ctx);
  const { clientKey: key = null, targetRole, questionCount } = parseInput(ctx, shape, input);
  const request = {
    candidateId: viewer.userId,
    clientKey: key,
    contentHash: key === null ? null : hashOf({ ...given(input), filter: given(input.filter), clientKey: undefined }),
  };
  const known = await findMade(ctx, request);
  if (known) return known;
  const locale = input.locale ?? input.filter?.locale ?? viewer.locale;
  const pace = input.pace ?? 'STANDARD';
  const { plan, repeatedCount, basis } = await drawPlan(ctx, input, locale, questionCount ?? 5);
  const interview: InterviewRow = {
    id: newId('interview'),
    ...request,
    mode: input.mode,
    pace,
    scores: input.scores ?? (pace === 'ZERO_PRESSURE' ? 'ON_REQUEST' : 'AT_ONCE'),
    locale,
    // Under stress, nothing is left at a half answer.
    followUps: pace === 'STRESS' || (input.followUps ?? false),
    targetRole: targetRole ?? null,
    status: 'READY',
    questionCount: plan.length,
    plan,
    repeatedCount,
    lastSeq: 0,
    createdAt: ctx.clock.now(),
    startedAt: null,
    finishedAt: null,
    pausedAt: null,
    pausedTime: 0,
    goesOnAt: null,
  };
  try {
    await transaction(ctx.db, async (tx) => {
      await tx.insert(interviews).values(interview);
      if (basis) await tx.insert(interviewBases).values({ interviewId: interview.id, ...basis });
    });
    return interview;
  } catch (error) {
    // Sent twice at once, one makes it.
    const made = isDuplicate(error) ? await findMade(ctx, request) : undefined;
    if (!made) throw error;
    return made;
  }
};

const drawPlan = async (
  ctx: Context,
  { mode, filter, questionIds }: CreateInterviewInput,
  locale: Locale,
  count: number,
): Promise<{ plan: string[]; repeatedCount: number; basis?: Basis }> => {
  // Who names questions knows which they have had.
  if (mode === 'CUSTOM') return { plan: await chosenQuestions(ctx, questionIds ?? []), repeatedCount: 0 };
  const matching = { ...given(filter), locale: filter?.locale ?? locale, status: ['PUBLISHED' as const] };
  if (mode === 'RESUME') return drawFromResume(ctx, matching, count);
  const { ids, repeatedCount } = await drawIds(ctx, matching, count, 'input.filter');
  return { plan: ids, repeatedCount };
};

/** What is set: a null in it means the same as leaving it out. */
const given = <T extends object>(filter: T | null | undefined): Partial<T> =>
  Object.fromEntries(Object.entries(filter ?? {}).filter(([, value]) => value != null)) as Partial<T>;
