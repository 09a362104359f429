/** Limits on how often something may be tried: counted in Redis, so that every server and every door shares the count. */
import { createHmac } from 'node:crypto';
import type { Redis } from 'ioredis';
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import { namespace } from './connection.js';

/** What came of taking one. */
export type Taken = {
  /** Seconds until there is one again; 0 when this one was granted. */
  wait: number;
  /** Seconds until the next could be taken, after this one. */
  next: number;
  /** Whether this is the first that was refused in its time. */
  firstRefused: boolean;
};

export type Limit = {
  /** Takes one of what is left. Of many at once no more are granted than the limit says. */
  take(key: string): Promise<Taken>;
  /** Gives one back that shall not count. */
  giveBack(key: string): Promise<void>;
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
};

type Options = {
  points: number;
  /** Seconds. */
  duration: number;
  /** Counts in this process alone while Redis is away; without it, taking fails then. */
  insured?: boolean;
};

/** Seconds. */
const quarter = 15 * 60;
const hour = 60 * 60;

/** @param secret keys the hashes that stand for contacts and addresses: a leaked store names nobody */
export const createLimits = (redis: Redis, secret: string): Limits => {
  const hidden = (key: string) => createHmac('sha256', `limit:${secret}`).update(key).digest('base64url').slice(0, 22);

  const createLimit = (name: string, { points, duration, insured = false }: Options): Limit => {
    const limiter = new RateLimiterRedis({
      storeClient: redis,
      keyPrefix: `${namespace}:limit:${name}`,
      points,
      duration,
      ...(insured
        ? { rejectIfRedisNotReady: true, insuranceLimiter: new RateLimiterMemory({ points, duration }) }
        : {}),
    });
    const seconds = (milliseconds: number) => Math.max(1, Math.ceil(milliseconds / 1000));
    return {
      take: async (key) => {
        try {
          const { remainingPoints, msBeforeNext } = await limiter.consume(hidden(key));
          return { wait: 0, next: remainingPoints > 0 ? 0 : seconds(msBeforeNext), firstRefused: false };
        } catch (refused) {
          if (!(refused instanceof RateLimiterRes)) throw refused;
          const wait = seconds(refused.msBeforeNext);
          return { wait, next: wait, firstRefused: refused.consumedPoints === points + 1 };
        }
      },
      giveBack: async (key) => void (await limiter.reward(hidden(key))),
      forget: async (key) => void (await limiter.delete(hidden(key))),
    };
  };

  return {
    guessesAtAccount: createLimit('guesses-at', { points: 10, duration: quarter, insured: true }),
    guessesFromAddress: createLimit('guesses-from', { points: 100, duration: quarter, insured: true }),
    // Codes live in Redis: without it there is none to be sent.
    codesToContact: createLimit('codes-to', { points: 5, duration: hour }),
    codesFromAddress: createLimit('codes-from', { points: 30, duration: hour }),
    codesInARow: createLimit('code-in-a-row', { points: 1, duration: 60 }),
  };
};
