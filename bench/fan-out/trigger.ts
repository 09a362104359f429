/** What makes events happen: to one interview by a mutation, to many by rows, to bare sockets by the bytes to send. */
import { eq, inArray, sql } from 'drizzle-orm';
import { SkipTurnDocument } from '../../src/client/gql/graphql.js';
import { transaction } from '../../src/db/connection.js';
import { interviewEvents, interviews, turns } from '../../src/db/tables/index.js';
import { createEventSource } from '../../src/domain/interview/events.js';
import { createLog } from '../../src/log.js';
import { createBus } from '../../src/redis/bus.js';
import { createRedis } from '../../src/redis/connection.js';
import { createLive } from '../../src/redis/live.js';
import type { Bench } from '../scenarios/scenario.js';
import { now } from './now.js';
import type { FollowedInterview } from './people.js';

export type Trigger = {
  /** Off the clock. */
  prepare(): Promise<void>;
  /** Makes one event happen to each interview. @returns when it did, unless the event itself tells */
  fire(): Promise<number | undefined>;
};

/** The candidate skips the question, which is one event: TurnClosed. Before each time it is as if it had not been. */
export const skipping = (
  { database: { db } }: Bench,
  url: string,
  token: string,
  { turnId }: FollowedInterview,
): Trigger => {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
  const body = JSON.stringify({ query: SkipTurnDocument.toString(), variables: { turnId } });
  return {
    prepare: async () => {
      await db.update(turns).set({ status: 'ASKED', closedAt: null }).where(eq(turns.id, turnId));
    },
    fire: async () => {
      const response = await fetch(url, { method: 'POST', headers, body });
      const text = await response.text();
      if (!text.includes('"status":"SKIPPED"')) throw new Error(`skipping answered ${text.slice(0, 500)}`);
      return undefined;
    },
  };
};

/** The statements of `writing`: begin, insert, update, commit. */
export const writingStatements = 4;

/**
 * The same event for each of many interviews, in one transaction, announced as `changeInterview` announces: as many
 * mutations would be what is measured.
 */
export const writing = (bench: Bench, followed: FollowedInterview[]): Trigger => {
  const { database, environment, scope } = bench;
  const { db } = database;
  const log = createLog('warn');
  const redis = createRedis(environment.REDIS_URL as string, log);
  scope.add(async () => redis.disconnect());
  const bus = createBus(environment.REDIS_URL as string, redis, log);
  scope.add(() => bus.dispose());
  const live = createLive(bus, createEventSource(db), log);
  scope.add(() => live.dispose());
  const ids = followed.map(({ interviewId }) => interviewId);
  let seq = 1;
  return {
    prepare: async () => {},
    fire: async () => {
      const at = new Date();
      seq++;
      const events = followed.map((one) => ({ ...one, seq, type: 'TurnClosed' as const, at }));
      const committing = await transaction(db, async (tx) => {
        await tx.insert(interviewEvents).values(events);
        await tx
          .update(interviews)
          .set({ lastSeq: sql`${interviews.lastSeq} + 1` })
          .where(inArray(interviews.id, ids));
        return now();
      });
      for (const id of ids) live.announce(id, seq);
      return committing;
    },
  };
};

/** @param message the bytes, as the other side sent them last */
export const broadcasting = (url: string, message: () => string): Trigger => ({
  prepare: async () => {},
  fire: async () => {
    const response = await fetch(url, { method: 'POST', body: message() });
    return Number(await response.text());
  },
});
