/** Verification codes in Redis: kept as a keyed hash, each good once, for a while, and for few wrong tries. */
import { createHmac, randomBytes, randomUUID } from 'node:crypto';
import type { Redis } from 'ioredis';
import { namespace } from './connection.js';

export type Redemption = 'ACCEPTED' | 'WRONG' | 'EXPIRED';

export type Codes = {
  /** What a code is made from: random, and without the server's key no code yet. */
  createNonce(): string;
  /**
   * Makes the code of a nonce, the same at each call, good for `seconds` in place of an earlier one. A call after the first
   * changes nothing: neither are tries given back, nor is a code good again that was redeemed.
   * @param bound what it is good for
   * @param place where it was asked for: wrong tries from elsewhere do not use up those of whoever is there
   */
  create(bound: string, nonce: string, seconds: number, place: string): Promise<string>;
  /** Of many redeeming at once exactly one is accepted. */
  redeem(bound: string, code: string, place: string): Promise<Redemption>;
  /** Makes a code good again that was redeemed in vain. */
  restore(bound: string, code: string): Promise<void>;
  forget(bounds: string[]): Promise<void>;
};

/** Wrong ones, where the code was asked for; and as many from everywhere else together. */
const maxTries = 5;

const createScript = `
if not redis.call('SET', KEYS[3], '1', 'NX', 'PX', ARGV[2]) then return 0 end
redis.call('DEL', KEYS[1], KEYS[2])
redis.call('HSET', KEYS[1], 'digest', ARGV[1], 'place', ARGV[3])
redis.call('PEXPIRE', KEYS[1], ARGV[2])
return 1
`;

/**
 * Compares hashes, which says nothing of the code to who measures how long that takes. A redeemed code is put aside with what
 * is left of its life. The same call again, which the driver makes when it missed the answer, is answered alike.
 */
const redeemScript = `
local stored = redis.call('HGET', KEYS[1], 'digest')
if not stored then
  if redis.call('HGET', KEYS[2], 'by') == ARGV[3] then return 'ACCEPTED' end
  return 'EXPIRED'
end
local at = redis.call('HGET', KEYS[1], 'place') == ARGV[4] and 'tries' or 'tries-elsewhere'
if tonumber(redis.call('HGET', KEYS[1], at) or '0') >= tonumber(ARGV[2]) then return 'EXPIRED' end
if stored == ARGV[1] then
  redis.call('HSET', KEYS[1], 'by', ARGV[3])
  redis.call('RENAME', KEYS[1], KEYS[2])
  return 'ACCEPTED'
end
redis.call('HINCRBY', KEYS[1], at, 1)
return 'WRONG'
`;

/** Only what was put aside, and only where no newer code has taken its place. */
const restoreScript = `
if redis.call('HGET', KEYS[2], 'digest') == ARGV[1] then redis.call('RENAMENX', KEYS[2], KEYS[1]) end
return 1
`;

/** Six digits, each as likely as any other. HMAC under a secret key makes of a random seed what nobody else can foresee. */
const deriveCode = (key: string, nonce: string): string => {
  const digits = 1_000_000;
  const fair = Math.floor(2 ** 32 / digits) * digits;
  for (let round = 0; ; round++) {
    const word = createHmac('sha256', `code:${key}`).update(`${nonce}:${round}`).digest().readUInt32BE();
    if (word < fair) return String(word % digits).padStart(6, '0');
  }
};

/**
 * @param keys `code` makes the codes, and stands in no store; `hash` hides them in Redis, and is the same for all servers
 * also while the former changes
 */
export const createCodes = (redis: Redis, keys: { code: string; hash: string }): Codes => {
  const digest = (bound: string, text: string) =>
    createHmac('sha256', `verification-code:${keys.hash}`).update(`${bound}:${text}`).digest('hex');
  // What a code is bound to names a person; its key does not.
  const keyOf = (bound: string) => `${namespace}:code:${digest(bound, '')}`;
  const aside = (bound: string) => `${keyOf(bound)}:redeemed`;
  const made = (nonce: string) => `${namespace}:code-made:${nonce}`;

  return {
    createNonce: () => randomBytes(32).toString('hex'),
    create: async (bound, nonce, seconds, place) => {
      const code = deriveCode(keys.code, nonce);
      const life = Math.max(1, Math.ceil(seconds * 1000));
      const at = digest(bound, place);
      await redis.eval(createScript, 3, keyOf(bound), aside(bound), made(nonce), digest(bound, code), life, at);
      return code;
    },
    redeem: async (bound, code, place) => {
      const values = [digest(bound, code), maxTries, randomUUID(), digest(bound, place)];
      return (await redis.eval(redeemScript, 2, keyOf(bound), aside(bound), ...values)) as Redemption;
    },
    restore: async (bound, code) => {
      await redis.eval(restoreScript, 2, keyOf(bound), aside(bound), digest(bound, code));
    },
    forget: async (bounds) => {
      await redis.del(bounds.flatMap((bound) => [keyOf(bound), aside(bound)]));
    },
  };
};
