/** Background work: does what was promised, expires turns, sweeps, and picks up what a lost queue forgot. */
import pLimit from 'p-limit';
import type { Services } from '../context.js';
import { transcribeAnswer } from '../domain/answer/transcribe.js';
import { scoreAnswer } from '../domain/evaluation.js';
import { removeFile } from '../domain/file/delete.js';
import { clearFiles, clearOrphans } from '../domain/file/sweep.js';
import { workOnImport } from '../domain/import/work.js';
import { listOverdueJobs, type PromisedJob } from '../domain/job.js';
import { deliverMessage } from '../domain/message/deliver.js';
import { countTurn } from '../domain/question/statistic.js';
import { parseResume } from '../domain/resume/parse.js';
import { clearSessions } from '../domain/session/end.js';
import { expireTurns } from '../domain/turn.js';
import { createQueueWorker, type Job, type Lane, lanes } from '../redis/queue.js';
import { repeat } from '../repeat.js';

export type WorkerHandle = { dispose(): Promise<void> };

/** Jobs at once. Readings wait for the one thread that reads; the second has its bytes ready by then. */
const concurrency: Record<Lane, number> = {
  quick: 4,
  reading: 2,
  speech: 4,
  removal: 2,
  counting: 1,
  import: 1,
};
/** Milliseconds. A deadline that nobody watches is kept within the first. */
const expiryInterval = 500;
const sweepInterval = 2_000;
const clearingInterval = 10 * 60_000;
/** It goes through the whole store; a server that is stopped each evening should get to it, too. */
const orphanInterval = 3 * 60 * 60_000;
const firstOrphans = 5 * 60_000;

/** @param redisUrl the queue's Redis: a worker blocks its connection, so it takes one of its own */
export const startWorker = (services: Services, redisUrl: string): WorkerHandle => {
  const { log } = services;
  const stop = new AbortController();

  const run = async ({ topic, subjectId }: PromisedJob): Promise<void> => {
    switch (topic) {
      case 'SCORE_ANSWER':
        return scoreAnswer(services, subjectId);
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
      case 'COUNT_TURN':
        return countTurn(services, subjectId);
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

  const loops = [
    repeat(expiryInterval, 'expiring turns', () => expireTurns(services), log),
    ...lanes.map((lane) => repeat(sweepInterval, `sweeping the outbox, ${lane}`, () => sweep(lane), log)),
    repeat(clearingInterval, 'clearing sessions away', () => clearSessions(services), log),
    repeat(clearingInterval, 'sweeping files', () => clearFiles(services), log),
    repeat(orphanInterval, 'sweeping orphaned objects', () => clearOrphans(services), log, firstOrphans),
  ];
  const queues = lanes.map((lane) =>
    createQueueWorker(redisUrl, log, lane, concurrency[lane], (job: Job) => run(job as PromisedJob)),
  );
  return {
    dispose: async () => {
      // What may take minutes is given up: it is still promised, and another takes it up.
      stop.abort(new Error('the worker is stopping'));
      await Promise.all([...queues, ...loops].map((part) => part.dispose()));
    },
  };
};
