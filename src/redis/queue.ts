/** The job queue: tells a worker at once of work that the outbox holds. */
import { Queue, Worker } from 'bullmq';
import type { Redis } from 'ioredis';
import type { Log } from '../log.js';
import { createRedis, namespace } from './connection.js';

export type Job = { topic: string; subjectId: string };

export type JobQueue = {
  /**
   * Offers work to the workers; offering the same again while it waits changes nothing.
   * @throws when Redis is away: the outbox still holds the work
   */
  add(job: Job): Promise<void>;
  dispose(): Promise<void>;
};

const queueName = 'work';
const options = { prefix: `${namespace}:queue` };

export const createQueue = (connection: Redis): JobQueue => {
  const queue = new Queue<Job>(queueName, {
    ...options,
    connection,
    // A finished or failed job must leave its id free: the outbox, not the queue, knows what is still owed.
    defaultJobOptions: { removeOnComplete: true, removeOnFail: true },
  });
  queue.on('error', () => {
    // The connection logs its own outages.
  });
  return {
    add: async (job) => {
      // The queue itself would wait for Redis to come, however long that takes.
      if (connection.status !== 'ready') throw new Error('Connection is closed.');
      await queue.add(job.topic, job, { jobId: `${job.topic}-${job.subjectId}` });
    },
    dispose: async () => {
      // Closing, too, would wait for Redis to come; the connection is its owner's to close.
      if (connection.status === 'ready') await queue.close();
    },
  };
};

/** Runs `handle` for each job, `concurrency` at a time; disposing waits for those under way. */
export const createQueueWorker = (
  url: string,
  log: Log,
  concurrency: number,
  handle: (job: Job) => Promise<void>,
): { dispose(): Promise<void> } => {
  const connection = createRedis(url, log, 'worker');
  const worker = new Worker<Job>(queueName, (job) => handle(job.data), {
    ...options,
    connection,
    concurrency,
    // The default of 30 s would leave the work of a killed worker lying for a minute.
    lockDuration: 10_000,
    stalledInterval: 5_000,
  });
  worker.on('failed', (job, error) => log.warn({ job: job?.data, err: error }, 'job failed'));
  worker.on('error', (error) => log.debug({ err: error }, 'queue worker error'));
  return {
    dispose: async () => {
      // With Redis away there is nothing to wait for, and a graceful close would wait for ever.
      await worker.close(connection.status !== 'ready');
      connection.disconnect();
    },
  };
};
