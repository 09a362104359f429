/** Limits on how often something may be tried: counted in Redis, so that every server and every door shares the count. */
import { createHmac } from 'node:crypto';
import type { Redis } from 'ioredis';
import { LRUCache } from 'lru-cache';
import { namespace, type RedisPresence } from './connection.js';
import { roomFor } from './room.js';

/** A try that may be made. */
export type Grant = {
  /** Seconds until the next could be granted, were this one to count; 0 when at once. */
  next: number;
  /** To be called when the try is over: whether it counts. */
  settle(counts: boolean): Promise<void>;
};
/** A try that may not be made: `wait` seconds until one may; `first` when it is the first that found the limit reached. */
export type Refusal = { wait: number; first: boolean };

export type Limit = {
  /**
   * Asks for a try. What is under way counts until it is settled, so that of many at once no more are granted than the
   * limit says; what is refused does not count.
   */
  take(key: string): Promise<Grant | Refusal>;
  forget(key: string): Promise<void>;
};

export type Limits = {
  /** Wrong passwords and codes, by account and place. */
  guessesAtAccount: Limit;
  /** Wrong passwords and codes, by where they come from. */
  guessesFromAddress: Limit;
  /** Codes sent to a contact. */
  codesToContact: Limit;
  /** Codes asked for from one address. */
  codesFromAddress: Limit;
  /** One code for a contact and purpose at a time. */
  codesInARow: Limit;
  /** Resumes of an account to be read. */
  readings: Limit;
  /** Interviews of an account whose questions a language model words. */
  wordings: Limit;
};

type Options = {
  points: number;
  /** Seconds, from the first try on. */
  duration: number;
  /** Counts in this process alone while Redis is away; without it, taking fails then. */
  insured?: boolean;
};

/** Granted: 1, and milliseconds to the next. Refused: 0, milliseconds to wait, and 1 for the first. */
const takeScript = `
local counted = tonumber(redis.call('HGET', KEYS[1], 'counted') or '0')
local pending = tonumber(redis.call('HGET', KEYS[1], 'pending') or '0')
local limit = tonumber(ARGV[1])
if counted >= limit then
  return {0, redis.call('PTTL', KEYS[1]), redis.call('HSETNX', KEYS[1], 'reached', 1)}
end
if counted + pending >= limit then return {0, 1, 0} end
redis.call('HINCRBY', KEYS[1], 'pending', 1)
if redis.call('PTTL', KEYS[1]) < 0 then redis.call('PEXPIRE', KEYS[1], ARGV[2]) end
if counted + pending + 1 >= limit then return {1, redis.call('PTTL', KEYS[1])} end
return {1, 0}
`;

/** What has run out meanwhile is not made anew: it would never run out. */
const settleScript = `
if redis.call('EXISTS', KEYS[1]) == 0 then return 0 end
if tonumber(redis.call('HGET', KEYS[1], 'pending') or '0') > 0 then redis.call('HINCRBY', KEYS[1], 'pending', -1) end
if ARGV[1] == '1' then redis.call('HINCRBY', KEYS[1], 'counted', 1) end
return 1
`;

type Count = { counted: number; pending: number; reached: boolean };
/** Keys that a process counts for itself at most. */
const longestMemory = 100_000;

const seconds = (milliseconds: number): number => Math.max(1, Math.ceil(milliseconds / 1000));

/** The same in this process's memory. */
const createMemoryLimit = ({ points, duration }: Options): Limit => {
  const counts = new LRUCache<string, Count>({ ...roomFor(longestMemory), ttl: duration * 1000 });
  return {
    take: async (key) => {
      const count = counts.get(key) ?? { counted: 0, pending: 0, reached: false };
      const left = () => seconds(counts.getRemainingTTL(key));
      if (count.counted >= points) {
        const first = !count.reached;
        count.reached = true;
        return { wait: left(), first };
      }
      if (count.counted + count.pending >= points) return { wait: 1, first: false };
      count.pending += 1;
      if (!counts.has(key)) counts.set(key, count);
      return {
        next: count.counted + count.pending >= points ? left() : 0,
        settle: async (counting) => {
          count.pending -= 1;
          if (counting) count.counted += 1;
        },
      };
    },
    forget: async (key) => void counts.delete(key),
  };
};

const createRedisLimit = (redis: Redis, name: string, { points, duration }: Options): Limit => {
  const place = (key: string) => `${namespace}:limit:${name}:${key}`;
  return {
    take: async (key) => {
      const [granted, milliseconds, first] = (await redis.eval(takeScript, 1, place(key), points, duration * 1000)) as [
        number,
        number,
        number?,
      ];
      if (!granted) return { wait: seconds(milliseconds), first: first === 1 };
      return {
        next: milliseconds > 0 ? seconds(milliseconds) : 0,
        settle: async (counting) => void (await redis.eval(settleScript, 1, place(key), counting ? '1' : '0')),
      };
    },
    forget: async (key) => void (await redis.del(place(key))),
  };
};

/** @param secret keys the hashes that stand for contacts and addresses: a leaked store names nobody */
export const createLimits = (redis: Redis, presence: RedisPresence, secret: string): Limits => {
  const hidden = (key: string) => createHmac('sha256', `limit:${secret}`).update(key).digest('base64url').slice(0, 22);

  const createLimit = (name: string, options: Options): Limit => {
    const shared = createRedisLimit(redis, name, options);
    const own = options.insured ? createMemoryLimit(options) : undefined;
    return {
      take: async (key) => {
        if (own && presence.isResting()) return own.take(hidden(key));
        return shared.take(hidden(key)).catch((error: unknown) => {
          presence.failed(error);
          if (own) return own.take(hidden(key));
          throw error;
        });
      },
      forget: async (key) => void (await Promise.all([shared.forget(hidden(key)), own?.forget(hidden(key))])),
    };
  };

  const quarter = 15 * 60;
  const hour = 60 * 60;
  return {
    // While they cannot be counted, nobody guesses: each server by itself would allow as many again.
    guessesAtAccount: createLimit('guesses-at', { points: 10, duration: quarter }),
    guessesFromAddress: createLimit('guesses-from', { points: 100, duration: quarter }),
    // Codes live in Redis: without it there is none to be sent.
    codesToContact: createLimit('codes-to', { points: 5, duration: hour }),
    codesFromAddress: createLimit('codes-from', { points: 30, duration: hour }),
    codesInARow: createLimit('code-in-a-row', { points: 1, duration: 60 }),
    readings: createLimit('readings', { points: 30, duration: hour, insured: true }),
    wordings: createLimit('wordings', { points: 20, duration: hour, insured: true }),
  };
};
