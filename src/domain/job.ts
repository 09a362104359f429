/** Promised work: the outbox is the truth, the queue its quick path. */
import { and, asc, eq, inArray, lt, sql } from 'drizzle-orm';
import type { Services } from '../context.js';
import type { Tx } from '../db/connection.js';
import type { OutboxTopic } from '../db/enums.js';
import { outbox } from '../db/tables/index.js';

export type PromisedJob = { topic: OutboxTopic; subjectId: string };

/** Offers work to the workers. When Redis is away the sweep finds it in the outbox. */
export const dispatchJob = (services: Services, job: PromisedJob): void => {
  services.queue
    .add(job)
    .catch((error) => services.log.warn({ ...job, reason: String(error) }, 'job not queued, left to the sweep'));
};

/** Promises that are older than `olderThanMs` and still owed, oldest first. */
export const listOverdueJobs = (services: Services, olderThanMs: number): Promise<PromisedJob[]> =>
  services.db
    .select({ topic: outbox.topic, subjectId: outbox.subjectId })
    .from(outbox)
    .where(lt(outbox.createdAt, new Date(services.clock.now().getTime() - olderThanMs)))
    .orderBy(asc(outbox.id))
    .limit(200);

/** Counts one more attempt at a promise; returns which attempt this is, or 0 when nothing is owed any more. */
export const beginJob = async (services: Services, job: PromisedJob): Promise<number> => {
  const where = and(eq(outbox.topic, job.topic), eq(outbox.subjectId, job.subjectId));
  await services.db
    .update(outbox)
    .set({ attempts: sql`${outbox.attempts} + 1` })
    .where(where);
  const [row] = await services.db.select({ attempts: outbox.attempts }).from(outbox).where(where);
  return row?.attempts ?? 0;
};

/** Strikes promises off, in the transaction that keeps them. */
export const settleJobs = async (tx: Tx, topic: OutboxTopic, subjectIds: string[]): Promise<void> => {
  await tx.delete(outbox).where(and(eq(outbox.topic, topic), inArray(outbox.subjectId, subjectIds)));
};
