/** Password hashing: Argon2id, off the event loop, never on all processors at once. */
import { availableParallelism } from 'node:os';
import { hash, verify } from '@node-rs/argon2';
import pLimit from 'p-limit';
import { AppError } from '../errors.js';
import { isCommonPassword } from './common-password.js';

export type Passwords = {
  hash(password: string): Promise<string>;
  /** Whether `password` is the one behind `stored`; with nothing stored, the same work and `false`. */
  verify(stored: string | undefined, password: string): Promise<boolean>;
  /** Whether it is among the commonest some ten thousand. */
  isCommon(password: string): boolean;
  /** How often a hash was computed, for either purpose; tests and benchmarks read it. */
  computed(): number;
};

/** OWASP's recommended minimum for Argon2id: 19 MiB, 2 passes, 1 lane. */
const options = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
/**
 * One processor is left to everything else: a sign-in must not slow down those who are signed in. And one of the four threads
 * that Node shares among hashing, verifying tokens, files and name look-ups: with none free, all of these wait for a hash.
 */
const atOnce = Math.min(Math.max(1, availableParallelism() - 1), 3);
/** How many may wait: some seconds' worth. Who comes later is better told so than kept waiting. */
const longestQueue = 200;

// The same characters can be encoded in several ways; which one depends on the keyboard.
const encoded = (password: string) => password.normalize('NFKC');

export const createPasswords = (): Passwords => {
  const limit = pLimit(atOnce);
  let computed = 0;
  const run = <T>(work: () => Promise<T>): Promise<T> => {
    if (limit.pendingCount >= longestQueue) throw new AppError('RATE_LIMITED', { retryAfter: 5 });
    return limit(() => {
      computed++;
      return work();
    });
  };
  // A hash that no password matches, so that an unknown account costs the same work as a known one.
  const decoy = hash(crypto.randomUUID(), options);

  return {
    hash: async (password) => run(() => hash(encoded(password), options)),
    verify: async (stored, password) => {
      const against = stored ?? (await decoy);
      return (await run(() => verify(against, encoded(password)))) && stored !== undefined;
    },
    isCommon: (password) => isCommonPassword(encoded(password)),
    computed: () => computed,
  };
};
