/** Texts of operations by their hash, in Redis, so that a client sends each but once to all servers. */
import type { Redis } from 'ioredis';
import type { Log } from '../log.js';
import { isRedisAway, namespace } from './connection.js';

/** Never fails: while Redis is away nothing is found, and nothing kept. */
export type PersistedTexts = {
  get(hash: string): Promise<string | undefined>;
  set(hash: string, text: string): Promise<void>;
};

/** Seconds. */
const lifetime = 24 * 60 * 60;
/** Texts that are kept; anyone may send new ones, and those that came first make room. */
const mostTexts = 2_000;
/** Characters of the longest text that is kept. */
const longestText = 16 * 1024;

const place = `${namespace}:persisted`;

const setScript = `
local now = tonumber(redis.call('TIME')[1])
redis.call('SET', KEYS[1] .. ':' .. ARGV[1], ARGV[2], 'EX', ARGV[3])
redis.call('ZADD', KEYS[1], now, ARGV[1])
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now - ARGV[3])
local over = redis.call('ZCARD', KEYS[1]) - ARGV[4]
if over > 0 then
  local oldest = redis.call('ZPOPMIN', KEYS[1], over)
  for index = 1, #oldest, 2 do redis.call('DEL', KEYS[1] .. ':' .. oldest[index]) end
end
return over
`;

/** @param most texts that are kept */
export const createPersistedTexts = (redis: Redis, log: Log, most = mostTexts): PersistedTexts => {
  const ask = async <T>(command: () => Promise<T>): Promise<T | undefined> => {
    if (redis.status !== 'ready') return undefined;
    try {
      return await command();
    } catch (error) {
      if (!isRedisAway(error)) log.warn({ err: error }, 'persisted operations are not available');
      return undefined;
    }
  };
  return {
    get: async (hash) => (await ask(() => redis.get(`${place}:${hash}`))) ?? undefined,
    set: async (hash, text) => {
      if (text.length > longestText) return;
      await ask(() => redis.eval(setScript, 1, place, hash, text, lifetime, most));
    },
  };
};
