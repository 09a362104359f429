/** Token buckets that all servers share: in Redis, of which each server takes small lots so that it need not ask each time. */
import { createHmac } from 'node:crypto';
import type { Redis } from 'ioredis';
import { LRUCache } from 'lru-cache';
import type { Quota } from '../env.js';
import { namespace, type RedisPresence } from './connection.js';

/** What is to be taken from one bucket. */
export type Ask = { name: string; key: string; quota: Quota; cost: number };
/** How a bucket stands, by what this server knows: tokens that are left, at most; seconds until it is full. */
export type Standing = { name: string; quota: Quota; left: number; full: number };

export type Taken = {
  /** Seconds until all of it could be had; 0 when it was taken. */
  wait: number;
  standings: Standing[];
};

export type Buckets = {
  /**
   * Takes from all of them, or from none; at once where this server knows enough.
   * @param closed nothing is to be had while Redis is away; else each server then has buckets of its own
   * @throws what says that Redis is away, only with `closed`
   */
  take(asks: Ask[], closed: boolean): Taken | Promise<Taken>;
  /** Seconds until so much could be had, by what this server knows: 0 also when it knows nothing. */
  waitFor(ask: Ask): number;
};

/**
 * For each bucket: what it holds, what is needed of it, what is wanted; by Redis's own clock. Answers whether all had what was
 * needed, then for each what was given and what is left.
 */
const script = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local levels = {}
local enough = 1
for at = 1, #KEYS do
  local most, window, need = tonumber(ARGV[at * 4 - 3]), tonumber(ARGV[at * 4 - 2]), tonumber(ARGV[at * 4 - 1])
  local known = redis.call('HMGET', KEYS[at], 'level', 'at')
  local level = most
  if known[1] then level = math.min(most, known[1] + math.max(0, now - known[2]) * most / window) end
  levels[at] = level
  if level < need then enough = 0 end
end
local answer = {enough}
for at = 1, #KEYS do
  local window, given = tonumber(ARGV[at * 4 - 2]), 0
  if enough == 1 then
    given = math.min(math.floor(levels[at]), tonumber(ARGV[at * 4]))
    redis.call('HSET', KEYS[at], 'level', tostring(levels[at] - given), 'at', now)
    redis.call('PEXPIRE', KEYS[at], window)
  end
  answer[#answer + 1] = given
  answer[#answer + 1] = math.floor(levels[at] - given)
end
return answer
`;

/** The part of a bucket that is taken at once: by it, times the number of servers, more can be spent than it holds. */
const lot = 1 / 50;
/** Buckets that a server remembers. */
const remembered = 100_000;

/** What a server knows of a bucket. `held` was taken from it and is not spent; `level` is what the rest was at `at`. */
type Known = { held: number; level: number; at: number; quota: Quota; asking: Promise<unknown> | undefined };

const perMillisecond = ({ tokens, seconds }: Quota): number => tokens / (seconds * 1_000);
/** Others take from it, too, so there is no more than that. */
const levelOf = ({ level, at, quota }: Known, now: number): number =>
  Math.min(quota.tokens, level + (now - at) * perMillisecond(quota));

/** @param secret keys the hashes that stand for addresses: a leaked store names nobody */
export const createBuckets = (redis: Redis, presence: RedisPresence, secret: string): Buckets => {
  const shared = new LRUCache<string, Known>({ max: remembered });
  const own = new LRUCache<string, Known>({ max: remembered });
  const placeOf = (name: string) =>
    `${namespace}:bucket:${createHmac('sha256', `bucket:${secret}`).update(name).digest('base64url').slice(0, 22)}`;

  const recall = (all: LRUCache<string, Known>, { name, key, quota }: Ask, now: number): Known => {
    const id = `${name} ${key}`;
    let known = all.get(id);
    if (!known) {
      known = { held: 0, level: quota.tokens, at: now, quota, asking: undefined };
      all.set(id, known);
    } else if (known.held > 0 && now - known.at > quota.seconds * 1_000) {
      // By now the bucket would be full without it.
      known.held = 0;
    }
    return known;
  };

  const standingOf = ({ name, quota }: Ask, known: Known, now: number): Standing => {
    const left = Math.min(quota.tokens, Math.floor(known.held + levelOf(known, now)));
    return { name, quota, left, full: Math.ceil(((quota.tokens - left) * quota.seconds) / quota.tokens) };
  };
  /** What costs more than a bucket holds is had of a full one. */
  const costOf = ({ cost, quota }: Ask): number => Math.min(cost, quota.tokens);
  const waitOf = (ask: Ask, known: Known, now: number): number => {
    const missing = costOf(ask) - known.held - levelOf(known, now);
    return missing > 0 ? Math.max(1, Math.ceil(missing / perMillisecond(ask.quota) / 1_000)) : 0;
  };

  const conclude = (asks: Ask[], all: Known[], now: number, wait: number): Taken => ({
    wait,
    standings: asks.map((ask, at) => standingOf(ask, all[at] as Known, now)),
  });

  /** By this server's own buckets alone. */
  const takeOwn = (asks: Ask[], now: number): Taken => {
    const all = asks.map((ask) => recall(own, ask, now));
    const wait = Math.max(...asks.map((ask, at) => waitOf(ask, all[at] as Known, now)));
    for (const [at, known] of all.entries()) {
      known.level = levelOf(known, now) - (wait === 0 ? costOf(asks[at] as Ask) : 0);
      known.at = now;
    }
    return conclude(asks, all, now, wait);
  };

  /** Asks Redis for what is not held, and for some more. */
  const fetch = async (asks: Ask[], all: Known[]): Promise<boolean> => {
    const needs = asks.map((ask, at) => Math.max(0, costOf(ask) - (all[at] as Known).held));
    const values = asks.flatMap(({ quota }, at) => {
      const need = needs[at] as number;
      const wanted = need > 0 ? Math.max(need, Math.floor(quota.tokens * lot)) : 0;
      return [quota.tokens, quota.seconds * 1_000, need, wanted];
    });
    const places = asks.map(({ name, key }) => placeOf(`${name} ${key}`));
    const [enough, ...answer] = (await redis.eval(script, places.length, ...places, ...values)) as number[];
    const now = performance.now();
    for (const [at, known] of all.entries()) {
      known.held += answer[at * 2] as number;
      known.level = answer[at * 2 + 1] as number;
      known.at = now;
    }
    return enough === 1;
  };

  const takeShared = async (asks: Ask[], all: Known[]): Promise<Taken> => {
    for (;;) {
      const underWay = all.find(({ asking }) => asking)?.asking;
      // Who comes meanwhile takes from the same lot.
      if (underWay) await underWay.catch(() => {});
      const at = tryHeld(asks, all, performance.now());
      if (at) return at;
      if (all.some(({ asking }) => asking)) continue;
      const asking = fetch(asks, all);
      for (const known of all) known.asking = asking;
      try {
        await asking;
      } finally {
        for (const known of all) known.asking = undefined;
      }
    }
  };

  /** What needs nobody to be asked: there is enough here, or it is known that there is not enough anywhere. */
  const tryHeld = (asks: Ask[], all: Known[], now: number): Taken | undefined => {
    if (asks.every((ask, at) => (all[at] as Known).held >= costOf(ask))) {
      for (const [at, ask] of asks.entries()) (all[at] as Known).held -= costOf(ask);
      return conclude(asks, all, now, 0);
    }
    const wait = Math.max(...asks.map((ask, at) => waitOf(ask, all[at] as Known, now)));
    return wait > 0 ? conclude(asks, all, now, wait) : undefined;
  };

  return {
    take: (asks, closed) => {
      const now = performance.now();
      if (!closed && presence.isResting()) return takeOwn(asks, now);
      const all = asks.map((ask) => recall(shared, ask, now));
      return (
        tryHeld(asks, all, now) ??
        takeShared(asks, all).catch((error: unknown) => {
          presence.failed(error);
          if (closed) throw error;
          return takeOwn(asks, performance.now());
        })
      );
    },
    waitFor: (ask) => {
      const known = (presence.isResting() ? own : shared).get(`${ask.name} ${ask.key}`);
      return known ? waitOf(ask, known, performance.now()) : 0;
    },
  };
};
