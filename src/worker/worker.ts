/** Background work: does what was promised, expires turns, sweeps, and picks up what a lost queue forgot. */
import { setMaxListeners } from 'node:events';
import pLimit from 'p-limit';
import type { Services } from '../context.js';
import { transcribeAnswer } from '../domain/answer/transcribe.js';
import { rescoreAnswers } from '../domain/evaluation/rescore.js';
import { scoreAnswer } from '../domain/evaluation/score.js';
import { removeFile } from '../domain/file/delete.js';
import { clearFiles, clearOrphans } from '../domain/file/sweep.js';
import { workOnImport } from '../domain/import/work.js';
import { type Alarm, listOverdueJobs, type PromisedJob } from '../domain/job.js';
import { deliverMessage } from '../domain/message/deliver.js';
import { countOwedTurns } from '../domain/question/statistic.js';
import { parseResume } from '../domain/resume/parse.js';
import { claimRound, openRounds } from '../domain/round.js';
import { clearSessions } from '../domain/session/end.js';
import { expireTurn, expireTurns, goOnWithout } from '../domain/turn/expire.js';
import { createQueueWorker, type Job, type Lane, lanes } from '../redis/queue.js';
import { repeat } from '../repeat.js';

export type WorkerHandle = { dispose(): Promise<void> };

/** Jobs at once. Readings wait for the one thread that reads; the second has its bytes ready by then. */
const concurrencyOf = ({ scorer, env }: Services): Record<Lane, number> => ({
  expiry: 8,
  quick: 4,
  // A model is waited for; rules keep the thread busy.
  scoring: scorer.kind === 'LLM' ? env.llmConcurrency : 4,
  reading: 2,
  speech: 4,
  removal: 2,
  import: 1,
});
/** Milliseconds. A deadline whose alarm was lost is kept within twice the first. */
const expiryInterval = 400;
const sweepInterval = 2_000;
/** How long a round that is due may wait to be asked for. */
const longestWait = 60_000;
const clearingInterval = 10 * 60_000;
/** It goes through the whole store; a server that is stopped each evening should get to it, too. */
const orphanInterval = 3 * 60 * 60_000;
const firstOrphans = 5 * 60_000;

/** Alarms are swept by what they are about. */
const outboxLanes = lanes.filter((lane) => lane !== 'expiry');

/** @param redisUrl the queue's Redis: a worker blocks its connection, so it takes one of its own */
export const startWorker = (services: Services, redisUrl: string): WorkerHandle => {
  const { log } = services;
  const stop = new AbortController();
  // Whatever may be given up listens to it, and that is more than the ten that Node takes for a leak.
  setMaxListeners(0, stop.signal);
  const concurrency = concurrencyOf(services);

  const run = async ({ topic, subjectId }: PromisedJob | Omit<Alarm, 'at'>): Promise<void> => {
    switch (topic) {
      case 'EXPIRE_TURN':
        return expireTurn(services, subjectId);
      case 'GO_ON':
        return goOnWithout(services, subjectId);
      case 'SCORE_ANSWER':
        return scoreAnswer(services, subjectId, stop.signal);
      case 'SEND_MESSAGE':
        return deliverMessage(services, subjectId);
      case 'PARSE_RESUME':
        return parseResume(services, subjectId, stop.signal);
      case 'TRANSCRIBE_ANSWER':
        return transcribeAnswer(services, subjectId, stop.signal);
      case 'IMPORT_QUESTIONS':
        return workOnImport(services, subjectId, stop.signal);
      case 'REMOVE_FILE':
        return removeFile(services, subjectId);
    }
  };

  /** Offers again what is overdue; while Redis is away, does it here. */
  const sweep = async (lane: Lane): Promise<void> => {
    const turn = pLimit(concurrency[lane]);
    const offer = async (job: PromisedJob): Promise<void> => {
      const queued = await services.queue.add(job).then(
        () => true,
        () => false,
      );
      if (!queued) await turn(() => run(job));
    };
    const results = await Promise.allSettled((await listOverdueJobs(services, lane)).map(offer));
    for (const result of results) {
      if (result.status === 'rejected') log.warn({ err: result.reason }, 'overdue work failed');
    }
  };

  /** Does `work` once an interval, however many workers there are. */
  const schedule = (intervalMs: number, name: string, work: () => Promise<unknown>, firstMs = intervalMs) => {
    let known = false;
    const round = async () => {
      if (!known) await openRounds(services, name, firstMs);
      known = true;
      if (await claimRound(services, name, intervalMs)) await work();
    };
    // Asked for more often than it is due: should the one that took it last be gone, another is there in time.
    return repeat(Math.min(intervalMs, longestWait) / 2, name, round, log);
  };

  const loops = [
    schedule(expiryInterval, 'expiring turns', () => expireTurns(services)),
    ...outboxLanes.map((lane) => schedule(sweepInterval, `sweeping the outbox, ${lane}`, () => sweep(lane))),
    schedule(sweepInterval, 'counting turns', () => countOwedTurns(services)),
    schedule(sweepInterval, 'judging anew', () => rescoreAnswers(services, stop.signal)),
    schedule(clearingInterval, 'clearing sessions away', () => clearSessions(services)),
    schedule(clearingInterval, 'sweeping files', () => clearFiles(services)),
    schedule(orphanInterval, 'sweeping orphaned objects', () => clearOrphans(services), firstOrphans),
  ];
  const queues = lanes.map((lane) =>
    createQueueWorker(redisUrl, log, lane, concurrency[lane], (job: Job) =>
      run(job as PromisedJob | Omit<Alarm, 'at'>),
    ),
  );
  return {
    dispose: async () => {
      // What may take minutes is given up: it is still promised, and another takes it up.
      stop.abort(new Error('the worker is stopping'));
      await Promise.all([...queues, ...loops].map((part) => part.dispose()));
    },
  };
};
