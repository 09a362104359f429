/** Background work: scores answers, expires turns, and picks up what a lost queue forgot. */
import type { Services } from '../context.js';
import { scoreAnswer } from '../domain/evaluation.js';
import { listOverdueJobs, type PromisedJob } from '../domain/job.js';
import { deliverMessage } from '../domain/message/deliver.js';
import { clearSessions } from '../domain/session/end.js';
import { expireTurns } from '../domain/turn.js';
import { createQueueWorker, type Job } from '../redis/queue.js';
import { repeat } from '../repeat.js';

export type WorkerHandle = { dispose(): Promise<void> };

const concurrency = 4;
/** Milliseconds. A deadline that nobody watches is kept within the first. */
const expiryInterval = 500;
const sweepInterval = 2_000;
const clearingInterval = 10 * 60_000;

/** @param redisUrl the queue's Redis: a worker blocks its connection, so it takes one of its own */
export const startWorker = (services: Services, redisUrl: string): WorkerHandle => {
  const { log } = services;

  const run = async ({ topic, subjectId }: PromisedJob): Promise<void> => {
    switch (topic) {
      case 'SCORE_ANSWER':
        return scoreAnswer(services, subjectId);
      case 'SEND_MESSAGE':
        return deliverMessage(services, subjectId);
    }
  };

  /** Offers again what is overdue; while Redis is away, does it here. */
  const sweep = async (): Promise<void> => {
    for (const job of await listOverdueJobs(services)) {
      const queued = await services.queue.add(job).then(
        () => true,
        () => false,
      );
      if (!queued) await run(job);
    }
  };

  const loops = [
    repeat(expiryInterval, 'expiring turns', () => expireTurns(services), log),
    repeat(sweepInterval, 'sweeping the outbox', sweep, log),
    repeat(clearingInterval, 'clearing sessions away', () => clearSessions(services), log),
  ];
  const queue = createQueueWorker(redisUrl, log, concurrency, (job: Job) => run(job as PromisedJob));
  return {
    dispose: async () => {
      await Promise.all([queue.dispose(), ...loops.map((loop) => loop.dispose())]);
    },
  };
};
