/** Promised work: the outbox is the truth, the queue its quick path. */
import { and, asc, eq, inArray, lte, or, sql } from 'drizzle-orm';
import type { AnyMySqlColumn } from 'drizzle-orm/mysql-core';
import type { Services } from '../context.js';
import type { Tx } from '../db/connection.js';
import type { OutboxTopic } from '../db/enums.js';
import { idsOf } from '../db/id.js';
import { outbox } from '../db/tables/index.js';
import { AppError } from '../errors.js';
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
const retryDelay = 3;
const longestDelay = 10 * 60;

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

const isJob = (job: PromisedJob) => and(eq(outbox.topic, job.topic), eq(outbox.subjectId, job.subjectId));

/** Counts one more attempt at a promise; returns which attempt this is, or 0 when nothing is owed any more. */
export const beginJob = async (services: Services, job: PromisedJob): Promise<number> => {
  const where = isJob(job);
  const [row] = await services.db.select({ attempts: outbox.attempts, dueAt: outbox.dueAt }).from(outbox).where(where);
  if (!row) return 0;
  const now = services.clock.now();
  // Someone is at it: running it as well does no harm, but is no sign of failure.
  if (row.attempts > 0 && row.dueAt > now) return row.attempts;
  const attempts = row.attempts + 1;
  const dueAt = new Date(now.getTime() + retryDelay * 1000 * 2 ** (attempts - 1));
  await services.db.update(outbox).set({ attempts, dueAt }).where(where);
  return attempts;
};

/** Seconds after which work counts as given up whose worker has not been heard of. */
const defaultSilence = 30;

/**
 * Takes a promise for oneself, where doing it twice would show.
 * @returns which attempt this is, and since when it is owed; undefined when nothing is owed or another is at it
 */
const claimJob = async (
  { db, clock }: Services,
  job: PromisedJob,
  silence: number,
): Promise<{ attempt: number; since: Date } | undefined> => {
  const now = clock.now();
  const [claimed] = await db
    .update(outbox)
    .set({ attempts: sql`${outbox.attempts} + 1`, dueAt: new Date(now.getTime() + silence * 1000) })
    .where(and(isJob(job), or(eq(outbox.attempts, 0), lte(outbox.dueAt, now))));
  if (claimed.affectedRows !== 1) return undefined;
  const [row] = await db
    .select({ attempt: outbox.attempts, promisedAt: outbox.promisedAt })
    .from(outbox)
    .where(isJob(job));
  // A server of the version before does not say since when.
  return row && { attempt: row.attempt, since: row.promisedAt ?? now };
};

/** Says when an attempt is to be followed by the next; promised anew meanwhile, the job is not ours to put off. */
const setDue = async ({ db, clock }: Services, job: PromisedJob, attempt: number, seconds: number): Promise<void> => {
  const dueAt = new Date(clock.now().getTime() + seconds * 1000);
  await db
    .update(outbox)
    .set({ dueAt })
    .where(and(isJob(job), eq(outbox.attempts, attempt)));
};

export type Hold = {
  /** Seconds after which another takes it up whose worker has not been heard of. */
  silence?: number;
  /** The longest that it is put off by its failing, in seconds; whoever it depends on may ask for more. */
  longest?: number;
};

/**
 * Does `work` on a promise that one alone is to be at, for however long it takes: one's hold of it is renewed meanwhile, so
 * that of a worker that was killed another takes it up, within half a minute. Work that fails is put off, and tried again.
 * @param failure what the log says then, such as `message not sent`
 */
export const holdJob = async (
  services: Services,
  job: PromisedJob,
  failure: string,
  work: (attempt: number, since: Date) => Promise<void>,
  { silence = defaultSilence, longest = longestDelay }: Hold = {},
): Promise<void> => {
  const { log } = services;
  const claim = await claimJob(services, job, silence);
  if (!claim) return;
  const { attempt, since } = claim;
  const renew = () => setDue(services, job, attempt, silence);
  const timer = setInterval(
    () => void renew().catch((error: unknown) => log.warn({ ...job, err: error }, 'hold of a job not renewed')),
    (silence * 1000) / 3,
  );
  try {
    await work(attempt, since);
  } catch (error) {
    log.warn({ ...job, attempt, err: error }, `${failure}, to be tried again`);
    // Later with each attempt.
    const pause = Math.min(retryDelay * 2 ** (attempt - 1), longest);
    const asked = (error instanceof AppError && error.retryAfter) || 0;
    await setDue(services, job, attempt, Math.min(Math.max(pause, asked), longestDelay));
  } finally {
    clearInterval(timer);
  }
};

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
