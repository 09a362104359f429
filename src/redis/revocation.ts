/** Sessions that have ended, told to every server at once and kept for as long as an access token of theirs could live. */
import type { Redis } from 'ioredis';
import type { Log } from '../log.js';
import type { Bus } from './bus.js';
import { namespace } from './connection.js';

export type Revocations = {
  /**
   * Makes it known that sessions have ended. The database has it already, and is what our own servers ask: this closes
   * their sockets now rather than at their next check, and is what services ask that verify tokens by themselves.
   */
  announce(sessionIds: string[]): void;
  /** Seconds for which it is kept. */
  lifetime: number;
  /** Calls `listener` for each session that any server has announced. */
  onEnded(listener: (sessionId: string) => void): { unsubscribe: () => void };
};

const topic = 'session-ended';
/** The key that exists while an access token of an ended session may still be in date. */
export const revokedKey = (sessionId: string): string => `${namespace}:revoked:${sessionId}`;

/** Seconds by which servers' clocks may differ, and that a token may be issued later than its session was read. */
const margin = 120;

/** @param tokenLifetime seconds that an access token lives */
export const createRevocations = (redis: Redis, bus: Bus, tokenLifetime: number, log: Log): Revocations => {
  const lifetime = tokenLifetime + margin;
  return {
    lifetime,
    announce: (sessionIds) => {
      if (sessionIds.length === 0) return;
      const pipeline = redis.pipeline();
      for (const id of sessionIds) {
        pipeline.set(revokedKey(id), '1', 'EX', lifetime);
        bus.publish(topic, id);
      }
      const failed = (error: unknown) => log.warn({ err: error }, 'ended sessions not listed');
      pipeline
        .exec()
        .then((results) => {
          const [error] = results?.find(([reason]) => reason) ?? [];
          if (error) failed(error);
        })
        .catch(failed);
    },
    onEnded: (listener) => bus.subscribe(topic, listener),
  };
};
