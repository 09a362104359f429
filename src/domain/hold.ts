/** Being at promised work: which attempt it is, and for how long it is one worker's own. */
import { and, eq, lte, or, sql } from 'drizzle-orm';
import type { Services } from '../context.js';
import { outbox } from '../db/tables/index.js';
import { AppError } from '../errors.js';
import { isJob, longestDelay, type PromisedJob, retryDelay } from './job.js';

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

export type Claim = {
  /** Since when it is owed. */
  since: Date;
  /** Attempts before whose worker was not heard of again. */
  deaths: number;
};

/**
 * Takes a promise for oneself, where doing it twice would show.
 * @returns which attempt this is; undefined when nothing is owed or another is at it
 */
const claimJob = async (
  { db, clock }: Services,
  job: PromisedJob,
  silence: number,
): Promise<(Claim & { attempt: number }) | undefined> => {
  const now = clock.now();
  const [claimed] = await db
    .update(outbox)
    .set({ attempts: sql`${outbox.attempts} + 1`, dueAt: new Date(now.getTime() + silence * 1000) })
    .where(and(isJob(job), or(eq(outbox.attempts, 0), lte(outbox.dueAt, now))));
  if (claimed.affectedRows !== 1) return undefined;
  const [row] = await db
    .select({ attempt: outbox.attempts, failures: outbox.failures, promisedAt: outbox.promisedAt })
    .from(outbox)
    .where(isJob(job));
  if (!row) return undefined;
  const { attempt, failures, promisedAt } = row;
  // A server of the version before does not say since when.
  return { attempt, since: promisedAt ?? now, deaths: Math.max(0, attempt - 1 - failures) };
};

/** Says when an attempt is to be followed by the next; promised anew meanwhile, the job is not ours to put off. */
const setDue = async (
  { db, clock }: Services,
  job: PromisedJob,
  attempt: number,
  seconds: number,
  failed = false,
): Promise<void> => {
  const dueAt = new Date(clock.now().getTime() + seconds * 1000);
  await db
    .update(outbox)
    .set({ dueAt, ...(failed && { failures: sql`${outbox.failures} + 1` }) })
    .where(and(isJob(job), eq(outbox.attempts, attempt)));
};

export type Hold = {
  /** Seconds after which another takes it up whose worker has not been heard of. */
  silence?: number;
  /** The longest that it is put off while what it depends on is away, in seconds; that may ask for more. */
  longest?: number;
  /** What it depends on was away when it was promised: that it still is, is no news. */
  expectsAway?: boolean;
};

/**
 * Does `work` on a promise that one alone is to be at, for however long it takes: one's hold of it is renewed meanwhile, so
 * that of a worker that was killed another takes it up, once that was not heard of for `silence`. Work that fails is put off, and
 * tried again.
 * @param failure what the log says then, such as `message not sent`
 */
export const holdJob = async (
  services: Services,
  job: PromisedJob,
  failure: string,
  work: (attempt: number, claim: Claim) => Promise<void>,
  { silence = defaultSilence, longest = longestDelay, expectsAway = false }: Hold = {},
): Promise<void> => {
  const { log } = services;
  const claim = await claimJob(services, job, silence);
  if (!claim) return;
  const { attempt } = claim;
  const renew = () => setDue(services, job, attempt, silence);
  const timer = setInterval(
    () => void renew().catch((error: unknown) => log.warn({ ...job, err: error }, 'hold of a job not renewed')),
    (silence * 1000) / 3,
  );
  try {
    await work(attempt, claim);
  } catch (error) {
    const isAway = error instanceof AppError && error.code === 'DEPENDENCY_UNAVAILABLE';
    // Of an outage it is known where it comes from.
    const why = isAway ? { code: error.code } : { err: error };
    log[isAway && expectsAway ? 'debug' : 'warn']({ ...job, attempt, ...why }, `${failure}, to be tried again`);
    // Later with each attempt.
    const pause = Math.min(retryDelay * 2 ** (attempt - 1), isAway ? longest : longestDelay);
    const asked = (error instanceof AppError && error.retryAfter) || 0;
    await setDue(services, job, attempt, Math.min(Math.max(pause, asked), longestDelay), true);
  } finally {
    clearInterval(timer);
  }
};
