/** Promised work: the outbox is the truth, the queue its quick path. */
import { and, asc, eq, inArray, lte } from 'drizzle-orm';
import type { Services } from '../context.js';
import type { Tx } from '../db/connection.js';
import type { OutboxTopic } from '../db/enums.js';
import { outbox } from '../db/tables/index.js';

export type PromisedJob = { topic: OutboxTopic; subjectId: string };

/** Offers work to the workers. When Redis is away the sweep finds it in the outbox. */
export const dispatchJob = (services: Services, job: PromisedJob): void => {
  services.queue
    .add(job)
    .catch((error) => services.log.warn({ ...job, err: error }, 'job not queued, left to the sweep'));
};

/** Promises that should have been kept by now, the longest overdue first. */
export const listOverdueJobs = (services: Services): Promise<PromisedJob[]> =>
  services.db
    .select({ topic: outbox.topic, subjectId: outbox.subjectId })
    .from(outbox)
    .where(lte(outbox.dueAt, services.clock.now()))
    .orderBy(asc(outbox.dueAt))
    .limit(100);

/** Seconds until work that was begun and not ended is taken up again; doubled with each attempt. */
const retryDelay = 5;

/** When a promise made now falls to the sweep: the queue is quicker unless Redis lost it. */
export const firstDue = (now: Date): Date => new Date(now.getTime() + retryDelay * 1000);

/** Counts one more attempt at a promise; returns which attempt this is, or 0 when nothing is owed any more. */
export const beginJob = async (services: Services, job: PromisedJob): Promise<number> => {
  const where = and(eq(outbox.topic, job.topic), eq(outbox.subjectId, job.subjectId));
  const [row] = await services.db.select({ attempts: outbox.attempts, dueAt: outbox.dueAt }).from(outbox).where(where);
  if (!row) return 0;
  const now = services.clock.now();
  // Someone is at it: running it as well does no harm, but is no sign of failure.
  if (row.attempts > 0 && row.dueAt > now) return row.attempts;
  const attempts = row.attempts + 1;
  const dueAt = new Date(now.getTime() + retryDelay * 1000 * 2 ** attempts);
  await services.db.update(outbox).set({ attempts, dueAt }).where(where);
  return attempts;
};

/** Strikes promises off, in the transaction that keeps them. */
export const settleJobs = async (tx: Tx, topic: OutboxTopic, subjectIds: string[]): Promise<void> => {
  await tx.delete(outbox).where(and(eq(outbox.topic, topic), inArray(outbox.subjectId, subjectIds)));
};
