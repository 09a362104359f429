/** Making an interview: its questions are chosen now, so that a lack of them shows at once. */
import { z } from 'zod';
import type { Context } from '../../context.js';
import { transaction } from '../../db/connection.js';
import type { InterviewMode, Locale, Pace, ScoreReveal } from '../../db/enums.js';
import { newId } from '../../db/id.js';
import { type InterviewRow, interviewBases, interviews } from '../../db/tables/index.js';
import { parseInput, words } from '../input.js';
import { drawIds } from '../question/draw.js';
import type { QuestionFilter } from '../question/filter.js';
import { requireViewer } from '../viewer.js';
import type { Basis } from './basis.js';
import { chosenQuestions } from './choose.js';
import { drawFromResume } from './draw-resume.js';

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
 * @throws AppError NOT_ENOUGH_QUESTIONS with the number there is, BAD_USER_INPUT for unknown or repeated question ids, CONFLICT
 *   in mode RESUME without a resume that has been read
 */
export const createInterview = async (ctx: Context, input: CreateInterviewInput): Promise<InterviewRow> => {
  const viewer = requireViewer(ctx);
  const { targetRole, questionCount } = parseInput(ctx, shape, input);
  const locale = input.locale ?? input.filter?.locale ?? viewer.locale;
  const pace = input.pace ?? 'STANDARD';
  const { plan, repeatedCount, basis } = await drawPlan(ctx, input, locale, questionCount ?? 5);
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
    repeatedCount,
    lastSeq: 0,
    createdAt: ctx.clock.now(),
    startedAt: null,
    finishedAt: null,
  };
  await transaction(ctx.db, async (tx) => {
    await tx.insert(interviews).values(interview);
    if (basis) await tx.insert(interviewBases).values({ interviewId: interview.id, ...basis });
  });
  return interview;
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

/** What of a filter is set: a null in it means the same as leaving it out. */
const given = (filter: QuestionFilter | null | undefined): QuestionFilter =>
  Object.fromEntries(Object.entries(filter ?? {}).filter(([, value]) => value != null));
