/** Judging an answer: by the preferred scorer, else offline, so that nobody waits for one that is away. */

import { desc, eq, type SQL } from 'drizzle-orm';
import type { ScoreOptions, Scorer } from '../../ai/scorer.js';
import type { Services } from '../../context.js';
import type { Db } from '../../db/connection.js';
import { answers, evaluations, interviews, turns } from '../../db/tables/index.js';
import { AppError } from '../../errors.js';
import { weightsOf } from '../score.js';
import { type Outcome, outcomeOf } from './outcome.js';

export type Subject = NonNullable<Awaited<ReturnType<typeof readSubject>>>;

/** An answer with its newest evaluation among those that are asked for, and what it is held to. */
export const readSubject = async (db: Db, where: SQL) => {
  const [row] = await db
    .select({
      evaluation: {
        id: evaluations.id,
        revision: evaluations.revision,
        status: evaluations.status,
        provisional: evaluations.provisional,
        scorer: evaluations.scorer,
      },
      interviewId: evaluations.interviewId,
      answerId: answers.id,
      turnId: turns.id,
      text: answers.text,
      revealedAt: answers.revealedAt,
      prompt: turns.prompt,
      keyPoints: turns.keyPoints,
      reference: turns.referenceAnswer,
      interview: { locale: interviews.locale, scores: interviews.scores, status: interviews.status },
    })
    .from(evaluations)
    .innerJoin(answers, eq(answers.id, evaluations.answerId))
    .innerJoin(turns, eq(turns.id, answers.turnId))
    .innerJoin(interviews, eq(interviews.id, turns.interviewId))
    .where(where)
    .orderBy(desc(evaluations.revision))
    .limit(1);
  return row;
};

export type Judgement = {
  outcome: Outcome;
  /** Where it is provisional: seconds until the preferred scorer wants to be asked again, if it said so. */
  retryAfter?: number | undefined;
};

/** Whether a follow-up says what it asks for, in whatever order: the rules take it for an answer. */
const tellsAPoint = async (
  { offlineScorer }: Services,
  { interview, prompt, reference }: Subject,
  { followUp, points = [] }: Outcome,
): Promise<boolean> => {
  if (!followUp) return false;
  const keyPoints = points.filter(({ verdict }) => verdict !== 'COVERED').map(({ keyPoint }) => keyPoint);
  // A question asserts nothing, but tells as much.
  const answer = followUp.replace(/吗?[?？]/g, '。');
  const said = await offlineScorer.score({ locale: interview.locale, prompt, reference, keyPoints, answer });
  return said.status === 'READY' && said.points.some(({ verdict }) => verdict === 'COVERED');
};

/**
 * What one scorer concludes.
 * @throws what the scorer throws
 */
export const judgeBy = async (
  services: Services,
  scorer: Scorer,
  subject: Subject,
  options: ScoreOptions = {},
): Promise<Outcome> => {
  const { interview, prompt, keyPoints, reference, text } = subject;
  const judged = { locale: interview.locale, keyPoints, reference, answer: text ?? '' };
  const outcome = outcomeOf(await scorer.score({ ...judged, prompt }, options), judged, weightsOf(services));
  const { droppedEvidence = 0 } = outcome;
  if (droppedEvidence > 0) {
    services.log.warn({ answerId: subject.answerId, droppedEvidence }, 'quotes that are not in the answer left out');
  }
  const followUp = (await tellsAPoint(services, subject, outcome)) ? null : outcome.followUp;
  return { ...outcome, followUp, scorer: scorer.kind, scorerVersion: scorer.version };
};

/** Offline, until the preferred scorer is back. */
export const judgeProvisionally = async (services: Services, subject: Subject): Promise<Judgement> => ({
  outcome: { ...(await judgeBy(services, services.offlineScorer, subject)), provisional: true },
});

/** Whether the scorer works, and will have no usable result for this answer. */
export const isUnusable = (error: unknown): boolean => error instanceof Error && error.name === 'ModelError';

const isAway = (error: unknown): error is AppError =>
  error instanceof AppError && error.code === 'DEPENDENCY_UNAVAILABLE';

/**
 * What the preferred scorer concludes.
 * @throws ModelError where it has no usable result, AppError DEPENDENCY_UNAVAILABLE while it is away, the signal's reason once it
 *   is aborted
 */
export const judgeByPreferred = async (
  services: Services,
  subject: Subject,
  options: ScoreOptions,
): Promise<Outcome> => {
  try {
    return await judgeBy(services, services.scorer, subject, options);
  } catch (error) {
    if (options.signal?.aborted || isUnusable(error) || isAway(error)) throw error;
    // A fault of ours is as good as away. Its message may hold what was answered, its place does not.
    services.log.error({ answerId: subject.answerId, ...placeOf(error) }, 'the scorer failed');
    throw new AppError('DEPENDENCY_UNAVAILABLE');
  }
};

/**
 * By the preferred scorer; offline for good where that has no usable result, and provisionally while it is away.
 * @throws what the offline scorer throws where that is the preferred one; the signal's reason once it is aborted
 */
export const judge = async (services: Services, subject: Subject, options: ScoreOptions): Promise<Judgement> => {
  const { scorer, offlineScorer, log } = services;
  if (scorer.kind === 'OFFLINE') return { outcome: await judgeBy(services, scorer, subject, options) };
  try {
    return { outcome: await judgeByPreferred(services, subject, options) };
  } catch (error) {
    const { answerId } = subject;
    if (isUnusable(error)) {
      log.info({ answerId }, 'the scorer has no usable result: judged offline');
      return { outcome: await judgeBy(services, offlineScorer, subject) };
    }
    if (!isAway(error)) throw error;
    log.info({ answerId }, 'the scorer is away: judged provisionally');
    return { ...(await judgeProvisionally(services, subject)), retryAfter: error.retryAfter };
  }
};

const placeOf = (error: unknown): { name: string; at: string[] } =>
  error instanceof Error
    ? {
        name: error.name,
        at: (error.stack ?? '')
          .split('\n')
          .filter((line) => /^\s+at /.test(line))
          .slice(0, 3),
      }
    : { name: typeof error, at: [] };
