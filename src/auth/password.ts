/** Password hashing: Argon2id, on threads of its own that give way to everything else. */
import { randomBytes } from 'node:crypto';
import { availableParallelism } from 'node:os';
import pLimit from 'p-limit';
import { Piscina } from 'piscina';
import { AppError } from '../errors.js';
import { isCommonPassword } from './common-password.js';

export type Passwords = {
  hash(password: string): Promise<string>;
  /** Whether `password` is the one behind `stored`; with nothing stored, the same work and `false`. */
  verify(stored: string | undefined, password: string): Promise<boolean>;
  /** Whether it is among the commonest some ten thousand, or made as people make the commonest. */
  isCommon(password: string): boolean;
  /** How often a hash was computed, for either purpose; tests and benchmarks read it. */
  computed(): number;
  dispose(): Promise<void>;
};

/** What Argon2id takes for a hash: memory in KiB, passes over it, lanes. */
export type HashCost = { memoryCost: number; timeCost: number; parallelism: number };
/** OWASP's recommended minimum. */
const usualCost: HashCost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
/** What a hashing thread is given. */
export type HashTask = { password: string; stored?: string; cost: HashCost };

/** How many may wait: some seconds' worth. Who comes later is better told so than kept waiting. */
const longestQueue = 200;
/** How far the system puts hashing behind other work that is ready: a sign-in must not slow down those who are signed in. */
const niceness = 10;

// The same characters can be encoded in several ways; which one depends on the keyboard.
const encoded = (password: string) => password.normalize('NFKC');

/** A hash that no known password matches, so that an unknown account costs the same work as a known one. */
const hashOfNothing = ({ memoryCost, timeCost, parallelism }: HashCost): string => {
  const [salt, digest] = [16, 32].map((bytes) => randomBytes(bytes).toString('base64').replaceAll('=', ''));
  return `$argon2id$v=19$m=${memoryCost},t=${timeCost},p=${parallelism}$${salt}$${digest}`;
};

export const createPasswords = (cost = usualCost): Passwords => {
  const threads = Math.max(1, availableParallelism() - 1);
  const pool = new Piscina<HashTask, string | boolean>({
    filename: new URL('./hash.js', import.meta.url).href,
    minThreads: 0,
    maxThreads: threads,
    idleTimeout: 60_000,
    niceIncrement: niceness,
  });
  // First come, first served: the pool by itself lets those who wait be overtaken.
  const turn = pLimit(threads);
  let computed = 0;
  const run = async (task: Omit<HashTask, 'cost'>): Promise<string | boolean> => {
    if (turn.pendingCount >= longestQueue) throw new AppError('RATE_LIMITED', { retryAfter: 5 });
    return turn(() => {
      computed++;
      return pool.run({ ...task, cost });
    });
  };
  const decoy = hashOfNothing(cost);
  const hash = async (password: string) => (await run({ password: encoded(password) })) as string;

  return {
    hash,
    verify: async (stored, password) => {
      return (await run({ password: encoded(password), stored: stored ?? decoy })) === true && stored !== undefined;
    },
    isCommon: (password) => isCommonPassword(encoded(password)),
    computed: () => computed,
    dispose: () => pool.destroy(),
  };
};
