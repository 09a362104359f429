/** The one way to change an interview: under its row's lock, with its events, told to others after the commit. */
import { eq, type SQL, sql } from 'drizzle-orm';
import type { Services } from '../../context.js';
import { type Tx, transaction } from '../../db/connection.js';
import type { EventType, OutboxTopic } from '../../db/enums.js';
import { passFence } from '../../db/fence.js';
import { isId } from '../../db/id.js';
import { type EventRow, type InterviewRow, interviewEvents, interviews, turns } from '../../db/tables/index.js';
import { AppError } from '../../errors.js';
import { type Alarm, dispatchAlarm, dispatchJob, type PromisedJob, promiseJobs } from '../job.js';

export type EventSubject = { turnId?: string; answerId?: string; evaluationId?: string; hint?: number };

/** One change under way. Nothing of it is seen by others before the commit. */
export type Change = {
  services: Services;
  tx: Tx;
  /** The moment of the change, taken once the lock was held. */
  now: Date;
  /** The row as locked, with what `set` changed. */
  interview: InterviewRow;
  set(patch: Partial<InterviewRow>): void;
  /** Appends an event; its number is the next of this interview. */
  emit(type: EventType, subject?: EventSubject): void;
  /** Promises work about a row; committed with the change. */
  promise(topic: OutboxTopic, subjectId: string, dueAt?: Date): void;
  /** Has a turn looked at when its time is up: the quick path, beside the sweep that reads the deadlines. */
  expireAt(turn: { id: string; deadlineAt: Date | null }): void;
  /** Has the next question come by itself then, unless something happens before. */
  goOnAt(at: Date): void;
};

/** An interview, by its own id or by that of one of its turns. */
export type InterviewKey = string | { turnId: string };

/** Undefined where the key is of another form: it names nothing, though the database might take it for one that does. */
const isKeyed = (key: InterviewKey): SQL | undefined => {
  if (typeof key === 'string') return isId('interview', key) ? eq(interviews.id, key) : undefined;
  const { turnId } = key;
  return isId('turn', turnId)
    ? sql`${interviews.id} = (select ${turns.interviewId} from ${turns} where ${turns.id} = ${turnId})`
    : undefined;
};

/**
 * Runs `work` with the interview's row locked. Its events and promises commit with it, or none of it does.
 * @throws AppError NOT_FOUND when there is no such interview
 */
export const changeInterview = async <T>(
  services: Services,
  key: InterviewKey,
  work: (change: Change) => Promise<T>,
): Promise<T> => {
  const done = await runChange(services, key, work, false);
  if (!done) throw new AppError('NOT_FOUND');
  return done.result;
};

/** The same, but while someone else holds the row, or it is gone, nothing is done. */
export const tryChangeInterview = async (
  services: Services,
  interviewId: string,
  work: (change: Change) => Promise<void>,
): Promise<void> => {
  await runChange(services, interviewId, work, true);
};

const runChange = async <T>(
  services: Services,
  key: InterviewKey,
  work: (change: Change) => Promise<T>,
  skipLocked: boolean,
): Promise<{ result: T } | undefined> => {
  const where = isKeyed(key);
  if (!where) return undefined;
  const { db, clock, live } = services;
  const done = await transaction(db, async (tx) => {
    const [locked] = await tx
      .select()
      .from(interviews)
      .where(where)
      .for('update', skipLocked ? { skipLocked } : {});
    if (!locked) return undefined;
    const now = clock.now();
    const interview = { ...locked };
    const interviewId = interview.id;
    const events: EventRow[] = [];
    const promises: PromisedJob[] = [];
    const alarms: Alarm[] = [];
    let patch: Partial<InterviewRow> = {};
    const set = (more: Partial<InterviewRow>) => {
      patch = { ...patch, ...more };
      Object.assign(interview, more);
    };
    const change: Change = {
      services,
      tx,
      now,
      interview,
      set,
      emit: (
        type,
        { turnId = null, answerId = null, evaluationId = null, hint = null }: Nullable<EventSubject> = {},
      ) => {
        set({ lastSeq: interview.lastSeq + 1 });
        events.push({ interviewId, seq: interview.lastSeq, type, turnId, answerId, evaluationId, hint, at: now });
      },
      promise: (topic, subjectId, dueAt) => promises.push({ topic, subjectId, ...(dueAt && { dueAt }) }),
      expireAt: ({ id, deadlineAt }) =>
        deadlineAt && alarms.push({ topic: 'EXPIRE_TURN', subjectId: id, at: deadlineAt }),
      goOnAt: (at) => {
        set({ goesOnAt: at });
        alarms.push({ topic: 'GO_ON', subjectId: interviewId, at });
      },
    };
    const result = await work(change);
    if (events.length > 0) await tx.insert(interviewEvents).values(events);
    await promiseJobs(tx, promises, now);
    if (Object.keys(patch).length > 0) await tx.update(interviews).set(patch).where(eq(interviews.id, interviewId));
    // What is acknowledged may rest on what others committed a moment ago.
    else await passFence(tx);
    return { result, interview, events, promises, alarms };
  });
  if (!done) return undefined;
  const { result, interview, events, promises, alarms } = done;
  if (events.length > 0) live.announce(interview.id, interview.lastSeq);
  for (const job of promises) dispatchJob(services, job);
  for (const alarm of alarms) dispatchAlarm(services, alarm);
  return { result };
};

type Nullable<T> = { [K in keyof T]: T[K] | null };
