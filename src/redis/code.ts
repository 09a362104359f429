/** Verification codes in Redis: each good once, for a while, and for few wrong tries. */
import type { Redis } from 'ioredis';
import { namespace } from './connection.js';

export type Redemption = 'ACCEPTED' | 'WRONG' | 'EXPIRED';

/** One round trip, so that of many redeeming at once exactly one is accepted. */
const redeemScript = `
local stored = redis.call('HGET', KEYS[1], 'digest')
if not stored then return 'EXPIRED' end
if stored == ARGV[1] then
  redis.call('DEL', KEYS[1])
  return 'ACCEPTED'
end
if redis.call('HINCRBY', KEYS[1], 'tries', 1) >= tonumber(ARGV[2]) then redis.call('DEL', KEYS[1]) end
return 'WRONG'
`;

const maxTries = 5;
const codeKey = (bound: string) => `${namespace}:code:${bound}`;

/** Stores a code's digest for `seconds`, in place of an earlier one. */
export const storeCode = async (redis: Redis, bound: string, digest: string, seconds: number): Promise<void> => {
  await redis.multi().del(codeKey(bound)).hset(codeKey(bound), { digest }).expire(codeKey(bound), seconds).exec();
};

export const redeemCode = async (redis: Redis, bound: string, digest: string): Promise<Redemption> =>
  (await redis.eval(redeemScript, 1, codeKey(bound), digest, maxTries)) as Redemption;

const sentKey = (bound: string) => `${namespace}:code-sent:${bound}`;

/** Takes the right to send a code for `seconds`; returns 0, or how many seconds are left of an earlier one. */
export const reserveSending = async (redis: Redis, bound: string, seconds: number): Promise<number> => {
  if ((await redis.set(sentKey(bound), '1', 'EX', seconds, 'NX')) === 'OK') return 0;
  return Math.max(1, await redis.ttl(sentKey(bound)));
};

/** Gives that right back, when nothing was sent. */
export const releaseSending = async (redis: Redis, bound: string): Promise<void> => {
  await redis.del(sentKey(bound));
};
