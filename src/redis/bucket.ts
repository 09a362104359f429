/** Token buckets that all servers share: in Redis, of which each server takes small lots so that it need not ask each time. */
import { createHmac } from 'node:crypto';
import type { Redis } from 'ioredis';
import { LRUCache } from 'lru-cache';
import type { Quota } from '../quotas.js';
import { namespace, type RedisPresence } from './connection.js';
import { roomFor } from './room.js';

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
  /** What taking all of them would come to, by what this server knows: nothing is waited for also where it knows nothing. */
  look(asks: Ask[]): Taken;
};

/**
 * For each bucket: what it holds, what is needed of it, what is wanted; by Redis's own clock. Answers for each what was given,
 * which is nothing unless all had what was needed, and what is left.
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
local answer = {}
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
type Known = { held: number; level: number; at: number; asking: Promise<void> | undefined };
type Bucket = { ask: Ask; known: Known };

const perMillisecond = ({ tokens, seconds }: Quota): number => tokens / (seconds * 1_000);

/** Others take from it, too, so there is no more than that. */
const levelOf = ({ ask: { quota }, known: { level, at } }: Bucket, now: number): number =>
  Math.min(quota.tokens, level + (now - at) * perMillisecond(quota));

/** What costs more than a bucket holds is had of a full one. */
const costOf = ({ ask: { cost, quota } }: Bucket): number => Math.min(cost, quota.tokens);
const isShort = (bucket: Bucket): boolean => bucket.known.held < costOf(bucket);

/** Seconds. */
const waitOf = (bucket: Bucket, now: number): number => {
  const missing = costOf(bucket) - bucket.known.held - levelOf(bucket, now);
  return missing > 0 ? Math.max(1, Math.ceil(missing / perMillisecond(bucket.ask.quota) / 1_000)) : 0;
};
const longestWait = (buckets: Bucket[], now: number): number =>
  Math.max(...buckets.map((bucket) => waitOf(bucket, now)));

const conclude = (buckets: Bucket[], now: number, wait: number): Taken => ({
  wait,
  standings: buckets.map((bucket): Standing => {
    const { name, quota } = bucket.ask;
    const left = Math.min(quota.tokens, Math.floor(bucket.known.held + levelOf(bucket, now)));
    return { name, quota, left, full: Math.ceil(((quota.tokens - left) * quota.seconds) / quota.tokens) };
  }),
});

/** @param secret keys the hashes that stand for addresses: a leaked store names nobody */
export const createBuckets = (redis: Redis, presence: RedisPresence, secret: string): Buckets => {
  const shared = new LRUCache<string, Known>(roomFor(remembered));
  const own = new LRUCache<string, Known>(roomFor(remembered));
  const placeOf = (name: string) =>
    `${namespace}:bucket:${createHmac('sha256', `bucket:${secret}`).update(name).digest('base64url').slice(0, 22)}`;

  const recall = (all: LRUCache<string, Known>, now: number, ask: Ask): Bucket => {
    const { name, key, quota } = ask;
    const id = `${name} ${key}`;
    let known = all.get(id);
    if (!known) {
      known = { held: 0, level: quota.tokens, at: now, asking: undefined };
      all.set(id, known);
    } else if (known.held > 0 && now - known.at > quota.seconds * 1_000) {
      // By now the bucket would be full without it.
      known.held = 0;
    }
    return { ask, known };
  };

  /** By this server's own buckets alone. */
  const takeOwn = (asks: Ask[], now: number): Taken => {
    const buckets = asks.map((ask) => recall(own, now, ask));
    const wait = longestWait(buckets, now);
    for (const bucket of buckets) {
      bucket.known.level = levelOf(bucket, now) - (wait === 0 ? costOf(bucket) : 0);
      bucket.known.at = now;
    }
    return conclude(buckets, now, wait);
  };

  /** What needs nobody to be asked: there is enough here, or it is known that there is not enough anywhere. */
  const takeHeld = (buckets: Bucket[], now: number): Taken | undefined => {
    if (!buckets.some(isShort)) {
      for (const bucket of buckets) bucket.known.held -= costOf(bucket);
      return conclude(buckets, now, 0);
    }
    const wait = longestWait(buckets, now);
    return wait > 0 ? conclude(buckets, now, wait) : undefined;
  };

  /** Asks Redis for what is not held, and for some more. */
  const fetch = async (buckets: Bucket[]): Promise<void> => {
    const places = buckets.map(({ ask }) => placeOf(`${ask.name} ${ask.key}`));
    const values = buckets.flatMap((bucket) => {
      const { tokens, seconds } = bucket.ask.quota;
      const need = costOf(bucket) - bucket.known.held;
      return [tokens, seconds * 1_000, need, Math.max(need, Math.floor(tokens * lot))];
    });
    const answer = (await redis.eval(script, places.length, ...places, ...values)) as number[];
    const at = performance.now();
    for (const [index, { known }] of buckets.entries()) {
      known.held += answer[index * 2] as number;
      known.level = answer[index * 2 + 1] as number;
      known.at = at;
    }
  };

  const takeShared = async (buckets: Bucket[]): Promise<Taken> => {
    for (;;) {
      const taken = takeHeld(buckets, performance.now());
      if (taken) return taken;
      const short = buckets.filter(isShort);
      const underWay = short.find(({ known }) => known.asking)?.known.asking;
      if (underWay) {
        // Who comes meanwhile takes from the same lot, and fails with it.
        await underWay;
        continue;
      }
      const asking = fetch(short);
      for (const { known } of short) known.asking = asking;
      try {
        await asking;
      } finally {
        for (const { known } of short) known.asking = undefined;
      }
    }
  };

  return {
    take: (asks, closed) => {
      const now = performance.now();
      if (!closed && presence.isResting()) return takeOwn(asks, now);
      const buckets = asks.map((ask) => recall(shared, now, ask));
      return (
        takeHeld(buckets, now) ??
        takeShared(buckets).catch((error: unknown) => {
          presence.failed(error);
          if (closed) throw error;
          return takeOwn(asks, performance.now());
        })
      );
    },
    look: (asks) => {
      const now = performance.now();
      const all = presence.isResting() ? own : shared;
      const buckets = asks.flatMap((ask) => {
        const known = all.get(`${ask.name} ${ask.key}`);
        return known ? [{ ask, known }] : [];
      });
      return conclude(buckets, now, Math.max(0, longestWait(buckets, now)));
    },
  };
};
