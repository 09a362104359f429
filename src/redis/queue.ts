/** The job queue: tells a worker at once of work that the outbox holds. */
import { Queue, Worker } from 'bullmq';
import type { Redis } from 'ioredis';
import type { Log } from '../log.js';
import { createRedis, namespace } from './connection.js';

export type Job = {
  topic: string;
  subjectId: string;
  /** How often it was begun before: work that died with its worker is offered anew beside what the queue still takes for under way. */
  attempts?: number;
};

export type JobQueue = {
  /**
   * Offers work to the workers, at once or at a given time; offering the same again while it waits changes nothing.
   * @throws when Redis is away: the outbox still holds the work
   */
  add(job: Job, alarm?: { at: Date; now: Date }): Promise<void>;
  dispose(): Promise<void>;
};

/** Lines of work that do not wait for each other. */
export const lanes = ['expiry', 'quick', 'scoring', 'reading', 'speech', 'removal', 'import'] as const;
export type Lane = (typeof lanes)[number];

const options = { prefix: `${namespace}:queue` };

/** @param laneOf where work of that topic waits */
export const createQueue = (connection: Redis, laneOf: (topic: string) => Lane): JobQueue => {
  const create = (lane: Lane) => {
    const queue = new Queue<Job>(lane, {
      ...options,
      connection,
      // A finished or failed job must leave its id free: the outbox, not the queue, knows what is still owed.
      defaultJobOptions: { removeOnComplete: true, removeOnFail: true },
    });
    queue.on('error', () => {
      // The connection logs its own outages.
    });
    return queue;
  };
  const queues = Object.fromEntries(lanes.map((lane) => [lane, create(lane)])) as Record<Lane, Queue<Job>>;
  return {
    add: async (job, alarm) => {
      // The queue itself would wait for Redis to come, however long that takes.
      if (connection.status !== 'ready') throw new Error('Connection is closed.');
      const jobId = `${job.topic}-${job.subjectId}-${job.attempts ?? 0}`;
      await queues[laneOf(job.topic)].add(
        job.topic,
        job,
        // Set for another time, it is another alarm: the first may be ringing already.
        alarm
          ? { jobId: `${jobId}-${alarm.at.getTime()}`, delay: alarm.at.getTime() - alarm.now.getTime() }
          : { jobId },
      );
    },
    dispose: async () => {
      // Closing, too, would wait for Redis to come; the connection is its owner's to close.
      if (connection.status === 'ready') await Promise.all(lanes.map((lane) => queues[lane].close()));
    },
  };
};

/** Runs `handle` for each job of a lane, `concurrency` at a time; disposing waits for those under way. */
export const createQueueWorker = (
  url: string,
  log: Log,
  lane: Lane,
  concurrency: number,
  handle: (job: Job) => Promise<void>,
): { dispose(): Promise<void> } => {
  const connection = createRedis(url, log, 'worker');
  const worker = new Worker<Job>(lane, (job) => handle(job.data), {
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
