/** Promised work: the outbox is the truth, the queue its quick path. */
import { and, asc, eq, inArray, lte, sql } from 'drizzle-orm';
import type { AnyMySqlColumn } from 'drizzle-orm/mysql-core';
import type { Services } from '../context.js';
import type { Tx } from '../db/connection.js';
import type { OutboxTopic } from '../db/enums.js';
import { idsOf } from '../db/id.js';
import { outbox } from '../db/tables/index.js';
import type { Lane } from '../redis/queue.js';

export type PromisedJob = {
  topic: OutboxTopic;
  subjectId: string;
  /** When it is to be begun, where that is not at once; of what is done in rounds alone. */
  dueAt?: Date;
};

/** Work for a moment to come. It is no promise: what it is about is found by a sweep, should the queue forget it. */
export type Alarm = { topic: 'EXPIRE_TURN' | 'GO_ON'; subjectId: string; at: Date };

/** What nobody waits for is done in rounds, many at a time. */
type RoundTopic = 'COUNT_TURN' | 'RESCORE_ANSWER';
type QueuedTopic = Exclude<OutboxTopic, RoundTopic>;
const isForRounds = (topic: OutboxTopic): topic is RoundTopic => topic === 'COUNT_TURN' || topic === 'RESCORE_ANSWER';

/** Offers work to the workers, unless it is for rounds. When Redis is away the sweep finds it in the outbox. */
export const dispatchJob = (services: Services, job: PromisedJob): void => {
  if (isForRounds(job.topic)) return;
  services.queue
    .add(job)
    .catch((error) => services.log.warn({ ...job, err: error }, 'job not queued, left to the sweep'));
};

/** Sets an alarm. When Redis is away the sweep does without. */
export const dispatchAlarm = (services: Services, { at, ...job }: Alarm): void => {
  services.queue
    .add(job, { at, now: services.clock.now() })
    .catch((error) => services.log.warn({ ...job, err: error }, 'alarm not set, left to the sweep'));
};

/** Each kind of slow work waits in a line of its own, so that a service that hangs holds up nothing but what needs it. */
const lanes: Record<QueuedTopic, Lane> = {
  SCORE_ANSWER: 'scoring',
  SEND_MESSAGE: 'quick',
  PARSE_RESUME: 'reading',
  TRANSCRIBE_ANSWER: 'speech',
  REMOVE_FILE: 'removal',
  IMPORT_QUESTIONS: 'import',
};

const isAlarm = (topic: string): topic is Alarm['topic'] => topic === 'EXPIRE_TURN' || topic === 'GO_ON';

/** Where work waits. */
export const laneOf = (topic: string): Lane => (isAlarm(topic) ? 'expiry' : lanes[topic as QueuedTopic]);

const topicsIn = (lane: Lane) => (Object.keys(lanes) as QueuedTopic[]).filter((topic) => lanes[topic] === lane);

/** More than the workers do until the next sweep. */
const overdueBatch = 1_000;

/** Promises on these topics that should have been kept by now, the longest overdue first, and how often each was begun. */
export const listDueJobs = (
  { db, clock }: Services,
  topics: OutboxTopic[],
  limit: number,
): Promise<(PromisedJob & { attempts: number })[]> =>
  db
    .select({ topic: outbox.topic, subjectId: outbox.subjectId, attempts: outbox.attempts })
    .from(outbox)
    .where(and(lte(outbox.dueAt, clock.now()), inArray(outbox.topic, topics)))
    .orderBy(asc(outbox.dueAt))
    .limit(limit);

/** Those of a lane. */
export const listOverdueJobs = (services: Services, lane: Lane) => listDueJobs(services, topicsIn(lane), overdueBatch);

/** Seconds until work that was begun and not ended is taken up again; doubled with each attempt. */
export const retryDelay = 3;
export const longestDelay = 10 * 60;

const taken = (column: AnyMySqlColumn) => sql`values(${sql.identifier(column.name)})`;

/** Promises work in a transaction; it is to be dispatched after the commit. */
export const promiseJobs = async (tx: Tx, jobs: PromisedJob[], now: Date): Promise<void> => {
  if (jobs.length === 0) return;
  // The queue is quicker than this unless Redis lost it: only then does the work fall to the sweep.
  const later = new Date(now.getTime() + retryDelay * 1000);
  await tx
    .insert(outbox)
    .values(jobs.map((job) => ({ dueAt: isForRounds(job.topic) ? now : later, ...job, promisedAt: now })))
    // Owed already, it is owed anew: whoever is at it settles it only if nothing has changed since.
    .onDuplicateKeyUpdate({ set: { attempts: 0, dueAt: taken(outbox.dueAt), promisedAt: taken(outbox.promisedAt) } });
};

export const isJob = (job: PromisedJob) => and(eq(outbox.topic, job.topic), eq(outbox.subjectId, job.subjectId));

/** Puts off whatever is due of a topic: there is no use in beginning on it before then. */
export const putOffJobs = async ({ db, clock }: Services, topic: OutboxTopic, seconds: number): Promise<void> => {
  const now = clock.now();
  await db
    .update(outbox)
    .set({ dueAt: new Date(now.getTime() + seconds * 1000) })
    .where(and(eq(outbox.topic, topic), lte(outbox.dueAt, now)));
};

/** Holds promises until the transaction ends: whoever would promise them anew waits. Returns those that are owed still. */
export const lockJobs = async (tx: Tx, topic: OutboxTopic, subjectIds: string[]): Promise<string[]> => {
  const rows = await tx
    .select({ id: outbox.subjectId })
    .from(outbox)
    .where(and(eq(outbox.topic, topic), inArray(outbox.subjectId, subjectIds)))
    .orderBy(asc(outbox.subjectId))
    .for('update');
  return idsOf(rows);
};

/** Strikes promises off, in the transaction that keeps them. */
export const settleJobs = async (tx: Tx, topic: OutboxTopic, subjectIds: string[]): Promise<void> => {
  if (subjectIds.length === 0) return;
  await tx.delete(outbox).where(and(eq(outbox.topic, topic), inArray(outbox.subjectId, subjectIds)));
};
