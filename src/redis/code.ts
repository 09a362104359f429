/** Verification codes in Redis: kept as a keyed hash, each good once, for a while, and for few wrong tries. */
import { createHmac, randomInt } from 'node:crypto';
import type { Redis } from 'ioredis';
import { namespace } from './connection.js';

export type Redemption = 'ACCEPTED' | 'WRONG' | 'EXPIRED';

export type Codes = {
  /** Makes a code that is good for `seconds`, in place of an earlier one. @param bound what it is good for */
  create(bound: string, seconds: number): Promise<string>;
  /** Of many redeeming at once exactly one is accepted. */
  redeem(bound: string, code: string): Promise<Redemption>;
  /** Makes a code good again that was redeemed in vain. */
  restore(bound: string, code: string): Promise<void>;
  forget(bounds: string[]): Promise<void>;
};

const maxTries = 5;
/** Seconds for which a redeemed code can be restored. */
const restorable = 60;

/**
 * Compares hashes, which says nothing of the code to who measures how long that takes. A redeemed code is put aside with
 * what is left of its life and its tries.
 */
const redeemScript = `
local stored = redis.call('HGET', KEYS[1], 'digest')
if not stored then return 'EXPIRED' end
if stored == ARGV[1] then
  local left = math.min(redis.call('PTTL', KEYS[1]), tonumber(ARGV[3]) * 1000)
  redis.call('RENAME', KEYS[1], KEYS[2])
  redis.call('PEXPIRE', KEYS[2], math.max(1, left))
  return 'ACCEPTED'
end
if redis.call('HINCRBY', KEYS[1], 'tries', 1) >= tonumber(ARGV[2]) then redis.call('DEL', KEYS[1]) end
return 'WRONG'
`;

/** Only what was put aside, and only where no newer code has taken its place. */
const restoreScript = `
if redis.call('HGET', KEYS[2], 'digest') == ARGV[1] then redis.call('RENAMENX', KEYS[2], KEYS[1]) end
return redis.status_reply('OK')
`;

/** @param key without which a leaked store does not give the codes away */
export const createCodes = (redis: Redis, key: string): Codes => {
  const digest = (bound: string, text: string) =>
    createHmac('sha256', `verification-code:${key}`).update(`${bound}:${text}`).digest('hex');
  // What a code is bound to names a person; its key does not.
  const place = (bound: string) => `${namespace}:code:${digest(bound, '')}`;
  const aside = (bound: string) => `${place(bound)}:redeemed`;

  return {
    create: async (bound, seconds) => {
      const code = String(randomInt(1_000_000)).padStart(6, '0');
      await redis
        .multi()
        .del(place(bound), aside(bound))
        .hset(place(bound), { digest: digest(bound, code) })
        .pexpire(place(bound), Math.ceil(seconds * 1000))
        .exec();
      return code;
    },
    redeem: async (bound, code) => {
      const hash = digest(bound, code);
      return (await redis.eval(redeemScript, 2, place(bound), aside(bound), hash, maxTries, restorable)) as Redemption;
    },
    restore: async (bound, code) => {
      await redis.eval(restoreScript, 2, place(bound), aside(bound), digest(bound, code));
    },
    forget: async (bounds) => {
      await redis.del(bounds.flatMap((bound) => [place(bound), aside(bound)]));
    },
  };
};
