/** Scoring in the background: the first judgement of an answer. */
import { and, eq, inArray } from 'drizzle-orm';
import type { Services } from '../../context.js';
import { transaction } from '../../db/connection.js';
import type { ScorerKind } from '../../db/enums.js';
import { evaluations } from '../../db/tables/index.js';
import { holdJob } from '../hold.js';
import { changeInterview } from '../interview/change.js';
import { goOnWith } from '../interview/steps.js';
import { longestDelay, settleJobs } from '../job.js';
import { writeReportIfDue } from '../report/write.js';
import { type Judgement, judge, judgeProvisionally, readSubject, type Subject } from './judge.js';
import { tellFeedback } from './progress.js';

/** Attempts whose worker died before the scorer is left out of it, and before it is given up. */
const patience = 3;
const maxAttempts = 5;
/** Seconds until another takes up what a dead worker was at: a candidate waits for it, and to ask a model twice has its price. */
const silence: Record<ScorerKind, number> = { OFFLINE: 3, LLM: 6 };

const isOpen = inArray(evaluations.status, ['QUEUED', 'RUNNING']);

/**
 * Scores the answer behind a QUEUED evaluation. One worker at a time is at it; its effect lands once.
 * Work that was begun five times and never ended becomes FAILED, so that nobody waits for it for ever.
 * @param signal gives it up: it is still promised, and taken up again
 */
export const scoreAnswer = (services: Services, evaluationId: string, signal?: AbortSignal): Promise<void> => {
  const { db } = services;
  const job = { topic: 'SCORE_ANSWER', subjectId: evaluationId } as const;
  const work = async (attempt: number): Promise<void> => {
    const subject = await readSubject(db, eq(evaluations.id, evaluationId));
    // Deleted meanwhile, and with it what was owed.
    if (!subject) return transaction(db, (tx) => settleJobs(tx, 'SCORE_ANSWER', [evaluationId]));
    if (attempt > maxAttempts) return settle(services, subject, { outcome: { status: 'FAILED' } });
    await db
      .update(evaluations)
      .set({ status: 'RUNNING' })
      .where(and(eq(evaluations.id, evaluationId), eq(evaluations.status, 'QUEUED')));
    const isLeftOut = attempt > patience && services.scorer.kind !== 'OFFLINE';
    const judgement = isLeftOut ? judgeProvisionally(services, subject) : judgeAloud(services, subject, signal);
    await settle(
      services,
      subject,
      await judgement.catch(async (error: unknown) => {
        // It waits once more, and is to say so.
        await db
          .update(evaluations)
          .set({ status: 'QUEUED' })
          .where(and(eq(evaluations.id, evaluationId), eq(evaluations.status, 'RUNNING')));
        throw error;
      }),
    );
  };
  return holdJob(services, job, 'answer not scored', work, { silence: silence[services.scorer.kind] });
};

/** Judges, and tells of the feedback while it is written. */
const judgeAloud = async (services: Services, subject: Subject, signal: AbortSignal | undefined) => {
  const telling = tellFeedback(services, subject);
  try {
    return await judge(services, subject, { signal, onFeedback: telling.tell });
  } finally {
    await telling.end();
  }
};

/** Writes the outcome, its event and perhaps the report; a second outcome of the same evaluation changes nothing. */
const settle = (services: Services, subject: Subject, { outcome, retryAfter = 0 }: Judgement): Promise<void> =>
  changeInterview(services, subject.interviewId, async (change) => {
    const { evaluation, answerId } = subject;
    const [result] = await change.tx
      .update(evaluations)
      .set({ ...outcome, evaluatedAt: change.now })
      .where(and(eq(evaluations.id, evaluation.id), isOpen));
    await settleJobs(change.tx, 'SCORE_ANSWER', [evaluation.id]);
    if (result.affectedRows !== 1) return;
    change.emit('AnswerScored', { answerId, evaluationId: evaluation.id });
    change.promise('COUNT_TURN', subject.turnId);
    if (outcome.provisional) {
      const seconds = Math.min(retryAfter, longestDelay);
      change.promise('RESCORE_ANSWER', answerId, new Date(change.now.getTime() + seconds * 1000));
    }
    await goOnWith(change, subject.turnId);
    await writeReportIfDue(change);
  });
