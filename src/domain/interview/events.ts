/** The event log of an interview: what is read from it, and the stream that a client follows. */
import { and, asc, eq, gt, inArray, or } from 'drizzle-orm';
import type { Context } from '../../context.js';
import type { Db } from '../../db/connection.js';
import type { EventType } from '../../db/enums.js';
import { passFence } from '../../db/fence.js';
import { type EventRow, interviewEvents, interviews } from '../../db/tables/index.js';
import { AppError } from '../../errors.js';
import type { LogSource } from '../../redis/tails.js';
import { badInput } from '../input.js';
import { withPieces } from './pieces.js';
import { canViewInterview, findInterview } from './read.js';

/**
 * An event as a client sees it. Not in the log are `StreamReset`, which tells that the cursor is not of it, and `ScoreProgress`,
 * which whoever may see the score is told while it is made.
 */
export type InterviewEvent = { candidateId: string } & (
  | (EventRow & { __typename: EventType })
  | { __typename: 'StreamReset'; interviewId: string; seq: null; at: Date; head: number }
  | { __typename: 'ScoreProgress'; interviewId: string; seq: null; at: Date; answerId: string; delta: string }
);

const isAfter = (interviewId: string, seq: number) =>
  and(eq(interviewEvents.interviewId, interviewId), gt(interviewEvents.seq, seq));

/** Where live logs are read. */
export const createEventSource = (db: Db): LogSource<EventRow> => ({
  read: async (cursors, limit) => {
    const rows = await db
      .select()
      .from(interviewEvents)
      .where(or(...cursors.map(({ id, after }) => isAfter(id, after))))
      .orderBy(asc(interviewEvents.interviewId), asc(interviewEvents.seq))
      .limit(limit);
    const byInterview = new Map(cursors.map(({ id }): [string, EventRow[]] => [id, []]));
    for (const row of rows) byInterview.get(row.interviewId)?.push(row);
    return byInterview;
  },
  heads: async (ids) => {
    const rows = await db
      .select({ id: interviews.id, lastSeq: interviews.lastSeq })
      .from(interviews)
      .where(inArray(interviews.id, ids));
    return new Map(rows.map((row) => [row.id, row.lastSeq]));
  },
  fence: () => passFence(db),
});

/**
 * Everything after `after`, in order, each once, then whatever follows.
 * @throws AppError NOT_FOUND for another's interview, BAD_USER_INPUT for a negative cursor
 */
export const interviewEventStream = async (
  ctx: Context,
  interviewId: string,
  after: number,
): Promise<AsyncIterable<InterviewEvent>> => {
  if (after < 0) throw badInput('after', { en: 'must not be negative', zh: '不能为负数' });
  const { lastSeq: head, candidateId } = await findInterview(ctx, interviewId);
  if (after > head) {
    const at = ctx.clock.now();
    return only({ __typename: 'StreamReset', interviewId, candidateId, seq: null, at, head });
  }
  const log = ctx.live.follow(interviewId, after);
  // Only a model takes long enough over its feedback for it to be told in pieces.
  const events = ctx.scorer.kind === 'LLM' ? withPieces(log, ctx.progress, interviewId) : log;
  const iterator: AsyncGenerator<InterviewEvent, void, void> = {
    next: async () => {
      const { done, value } = await events.next();
      if (done) return { done: true, value: undefined };
      if ('type' in value) return { done: false, value: { ...value, candidateId, __typename: value.type } };
      const { answerId, delta, at } = value;
      const told = { interviewId, candidateId, seq: null, at: new Date(at), answerId, delta };
      return { done: false, value: { ...told, __typename: 'ScoreProgress' } };
    },
    return: () => events.return().then(() => ({ done: true, value: undefined })),
    throw: (error) => events.throw(error).then(() => ({ done: true, value: undefined })),
    [Symbol.asyncIterator]: () => iterator,
    [Symbol.asyncDispose]: () => events[Symbol.asyncDispose](),
  };
  return iterator;
};

/** An event as it is sent: who may follow is asked again each time, also for what is replayed. @throws AppError NOT_FOUND */
export const viewEvent = (ctx: Context, event: InterviewEvent): InterviewEvent & { serverTime: Date } => {
  // An interview stays its candidate's; who asks may have become another.
  if (!canViewInterview(ctx.viewer, event)) throw new AppError('NOT_FOUND');
  return { ...event, serverTime: ctx.clock.now() };
};

async function* only(event: InterviewEvent): AsyncGenerator<InterviewEvent, void, void> {
  yield event;
}
