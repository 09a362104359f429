/** Judging an answer anew: once the preferred scorer is back, or when an admin asks for it. */
import { desc, eq } from 'drizzle-orm';
import pLimit from 'p-limit';
import type { Context, Services } from '../../context.js';
import { transaction } from '../../db/connection.js';
import { newId } from '../../db/id.js';
import { answers, evaluations } from '../../db/tables/index.js';
import { AppError, type Bilingual } from '../../errors.js';
import { findAnswer } from '../answer/read.js';
import { recordEvent } from '../audit.js';
import { type Claim, holdJob } from '../hold.js';
import { changeInterview } from '../interview/change.js';
import { findInterview } from '../interview/read.js';
import { listDueJobs, lockJobs, longestDelay, settleJobs } from '../job.js';
import { forgetReads } from '../reads.js';
import { writeReportIfDue } from '../report/write.js';
import { requireAdmin } from '../viewer.js';
import { isUnusable, judgeBy, judgeByPreferred, readSubject, type Subject } from './judge.js';
import type { Outcome } from './outcome.js';
import { evaluationOfAnswer, type VisibleEvaluation } from './read.js';
import { claimTrial, putOffTrial } from './trial.js';

const topic = 'RESCORE_ANSWER';
/** Days after which a scorer that stays away is waited for no more, and workers that may die of asking it. */
const patience = 7;
const mostDeaths = 3;
/** Seconds that an answer waits for the next trial at most, and those behind it after a trial that failed. */
const longest = 60;
const pause = 10;
/** Seconds until another takes up what a dead worker was at. */
const silence = 10;
/** Answers that one round takes up, and those that are judged at once. */
const batch = 200;
const concurrency = 8;

const conflict = (message: Bilingual) => new AppError('CONFLICT', { message });

/**
 * Has an answer judged anew by the preferred scorer, as a revision of its own; until then the present one counts. While one is
 * to come already, nothing changes.
 * @throws AppError FORBIDDEN, NOT_FOUND, CONFLICT for an answer without a text, or one that is not judged yet
 */
export const rescoreAnswer = async (ctx: Context, answerId: string): Promise<VisibleEvaluation> => {
  requireAdmin(ctx);
  const { interviewId } = await findAnswer(ctx, answerId);
  const { candidateId } = await findInterview(ctx, interviewId);
  await changeInterview(ctx, interviewId, async ({ tx, promise }) => {
    const [newest] = await tx
      .select({ text: answers.text, status: evaluations.status })
      .from(evaluations)
      .innerJoin(answers, eq(answers.id, evaluations.answerId))
      .where(eq(answers.id, answerId))
      .orderBy(desc(evaluations.revision))
      .limit(1);
    if (!newest) throw new AppError('NOT_FOUND');
    if (newest.status === 'QUEUED' || newest.status === 'RUNNING') {
      throw conflict({ en: 'This answer is not judged yet.', zh: '该答案尚未完成评分。' });
    }
    if (newest.text === null) {
      throw conflict({ en: 'This answer has no text to be judged.', zh: '该答案没有可供评分的文本。' });
    }
    if ((await lockJobs(tx, topic, [answerId])).length > 0) return;
    promise(topic, answerId);
    await recordEvent(ctx, tx, { action: 'RESCORE_REQUESTED', userId: candidateId, detail: answerId });
  });
  forgetReads(ctx);
  return evaluationOfAnswer(ctx, answerId);
};

/** Adds the revision, with its event and perhaps the report; where another came before, changes nothing. */
const settle = (services: Services, subject: Subject, outcome: Outcome | undefined): Promise<void> =>
  changeInterview(services, subject.interviewId, async (change) => {
    const { tx, now } = change;
    const { answerId, interviewId, evaluation } = subject;
    if ((await lockJobs(tx, topic, [answerId])).length === 0) return;
    const [newest] = await tx
      .select({ revision: evaluations.revision })
      .from(evaluations)
      .where(eq(evaluations.answerId, answerId))
      .orderBy(desc(evaluations.revision))
      .limit(1);
    if (newest?.revision !== evaluation.revision) return;
    await settleJobs(tx, topic, [answerId]);
    if (!outcome) return;
    const evaluationId = newId('evaluation');
    await tx.insert(evaluations).values({
      id: evaluationId,
      interviewId,
      answerId,
      revision: evaluation.revision + 1,
      provisional: false,
      dimensions: [],
      points: [],
      ...outcome,
      createdAt: now,
      evaluatedAt: now,
    });
    change.emit('AnswerScored', { answerId, evaluationId });
    change.promise('COUNT_TURN', subject.turnId);
    await writeReportIfDue(change);
  });

/** Where the preferred scorer has no say, a provisional judgement is followed by a final one of the same kind; any other stays. */
const judgeFinally = async (services: Services, subject: Subject): Promise<Outcome | undefined> =>
  subject.evaluation.provisional ? judgeBy(services, services.offlineScorer, subject) : undefined;

/**
 * What the preferred scorer concludes, if it is to be asked still.
 * @returns undefined where the present judgement stays
 * @throws AppError DEPENDENCY_UNAVAILABLE while it is away
 */
const judgeAnew = async (
  services: Services,
  subject: Subject,
  { since, deaths }: Claim,
  signal: AbortSignal | undefined,
): Promise<Outcome | undefined> => {
  const { answerId } = subject;
  const days = (services.clock.now().getTime() - since.getTime()) / 86_400_000;
  if (days > patience || deaths >= mostDeaths) {
    services.log.warn({ answerId, days: Math.floor(days), deaths }, 'answer not judged anew: given up');
    // Should it be the rules that workers die of, nothing more is tried.
    return deaths > mostDeaths ? undefined : judgeFinally(services, subject);
  }
  try {
    return await judgeByPreferred(services, subject, { signal });
  } catch (error) {
    if (signal?.aborted || !isUnusable(error)) throw error;
    services.log.info({ answerId }, 'answer not judged anew: the scorer has no usable result');
    return judgeFinally(services, subject);
  }
};

/** What became of one: `HELD`, another worker has it; `away`, seconds until there is use in asking the scorer again. */
type Result = 'DONE' | 'HELD' | 'FAILED' | { away: number };

const rescore = async (services: Services, answerId: string, signal: AbortSignal | undefined): Promise<Result> => {
  const { db } = services;
  let result: Result = 'HELD';
  const work = async (_attempt: number, claim: Claim): Promise<void> => {
    result = 'FAILED';
    const subject = await readSubject(db, eq(answers.id, answerId));
    // Deleted meanwhile, and with it what was owed.
    if (!subject) await transaction(db, (tx) => settleJobs(tx, topic, [answerId]));
    else {
      const outcome = await judgeAnew(services, subject, claim, signal).catch((error: unknown) => {
        const asked = (error instanceof AppError && error.retryAfter) || 0;
        if (!signal?.aborted) result = { away: Math.min(Math.max(pause, asked), longestDelay) };
        throw error;
      });
      await settle(services, subject, outcome);
    }
    result = 'DONE';
  };
  const hold = { longest, silence, expectsAway: true };
  await holdJob(services, { topic, subjectId: answerId }, 'answer not judged anew', work, hold);
  return result;
};

/** Judges one anew, as a trial. @returns whether the scorer is back */
const tryOne = async (services: Services, signal: AbortSignal | undefined): Promise<boolean> => {
  const [trial] = await listDueJobs(services, [topic], 1);
  if (!trial || !(await claimTrial(services))) return false;
  let result: Result = 'FAILED';
  try {
    result = await rescore(services, trial.subjectId, signal);
  } finally {
    await putOffTrial(services, typeof result === 'object' ? result.away : 0);
  }
  return result === 'DONE';
};

/**
 * Judges anew what is due. The first is a trial: while the scorer is away it alone is in vain, and the others wait for the next;
 * once it is back, they follow at once.
 */
export const rescoreAnswers = async (services: Services, signal?: AbortSignal): Promise<void> => {
  if (!(await tryOne(services, signal))) return;
  const turn = pLimit(concurrency);
  let isBack = true;
  const follow = async ({ subjectId }: { subjectId: string }): Promise<void> => {
    if (!isBack || signal?.aborted) return;
    const result = await rescore(services, subjectId, signal);
    if (typeof result !== 'object') return;
    isBack = false;
    await putOffTrial(services, result.away);
  };
  const others = await listDueJobs(services, [topic], batch);
  // Whoever stops the worker waits for all of them.
  const ends = await Promise.allSettled(others.map((job) => turn(() => follow(job))));
  const failed = ends.find((end) => end.status === 'rejected');
  if (failed) throw failed.reason;
};
