/** Limits on guessing at what protects an account: one count, whatever door the guesses come through. */
import { isIPv6 } from 'node:net';
import { desc, eq } from 'drizzle-orm';
import type { Context } from '../context.js';
import { sessions, type UserRow, users } from '../db/tables/index.js';
import { AppError, type ErrorCode } from '../errors.js';
import type { Limit } from '../redis/limit.js';
import { recordEvent } from './audit.js';
import { type Contact, contactKey, hasContact } from './contact.js';

/** What is guessed at: an account, or a contact that has none, which must not show. */
export type Target = {
  key: string;
  userId: string | null;
  /** Whether the guesses come from where the account has signed in before. */
  familiar: boolean;
};

/** Where an address is: a provider gives a household not one IPv6 address but the 2^64 of a network. */
export const placeOf = (ip: string | undefined): string => {
  if (!ip || !isIPv6(ip)) return ip ?? 'nowhere';
  const [head = '', tail] = ip.split('%')[0]?.split('::') ?? [];
  const first = head.split(':').filter(Boolean);
  const last = (tail ?? '').split(':').filter(Boolean);
  const zeros = Array.from({ length: Math.max(0, 8 - first.length - last.length) }, () => '0');
  return `${[...first, ...zeros, ...last].slice(0, 4).join(':')}::/64`;
};

/** How many of an account's sessions are looked through for a familiar place. */
const remembered = 50;

const isFamiliar = async (ctx: Context, userId: string | undefined): Promise<boolean> => {
  // Asked for an unknown account, too: it must take as long.
  const known = await ctx.db
    .select({ ip: sessions.ip })
    .from(sessions)
    .where(eq(sessions.userId, userId ?? ''))
    .orderBy(desc(sessions.id))
    .limit(remembered);
  return known.some(({ ip }) => ip !== null && placeOf(ip) === placeOf(ctx.caller.ip));
};

/** The account behind a contact, if there is one, as the target of a guess. */
export const findTarget = async (ctx: Context, contact: Contact): Promise<{ user?: UserRow; target: Target }> => {
  const [user] = await ctx.db.select().from(users).where(hasContact(contact));
  const familiar = await isFamiliar(ctx, user?.id);
  return {
    ...(user ? { user } : {}),
    target: { key: user?.id ?? contactKey(contact), userId: user?.id ?? null, familiar },
  };
};

/** The signed-in account as a target: whoever is signed in is where the account is at home. */
export const ownTarget = (userId: string): Target => ({ key: userId, userId, familiar: true });

/** The counts of a target. Guesses from elsewhere never lock the places where the owner signs in. */
const countsAt = (ctx: Context, { key, familiar }: Target): [Limit, string] => [
  ctx.limits.guessesAtAccount,
  `${key} ${familiar ? placeOf(ctx.caller.ip) : 'elsewhere'}`,
];

const wrong = new Set<ErrorCode>(['INVALID_CREDENTIALS', 'CODE_INVALID', 'CODE_EXPIRED']);

/**
 * Lets `check` run while there are guesses left: one is taken before and given back unless the guess was wrong, so that of
 * many at once no more are checked than the limit allows.
 * @throws AppError ACCOUNT_LOCKED with `retryAfter`, alike for a contact that has no account
 */
export const withGuess = async <T>(ctx: Context, target: Target, check: () => Promise<T>): Promise<T> => {
  const counts: [Limit, string][] = [[ctx.limits.guessesFromAddress, placeOf(ctx.caller.ip)], countsAt(ctx, target)];
  const taken: [Limit, string][] = [];
  const giveBack = () => Promise.all(taken.map(([limit, key]) => limit.giveBack(key)));
  for (const [limit, key] of counts) {
    const { wait, firstRefused } = await limit.take(key);
    if (wait === 0) {
      taken.push([limit, key]);
      continue;
    }
    await giveBack();
    // Once, not with each refusal: whoever is locked out must not be able to fill the log.
    if (firstRefused) await recordEvent(ctx, ctx.db, { action: 'LOCKED', userId: target.userId });
    throw new AppError('ACCOUNT_LOCKED', { retryAfter: wait });
  }
  try {
    const result = await check();
    await giveBack();
    return result;
  } catch (error) {
    if (!(error instanceof AppError && wrong.has(error.code))) await giveBack();
    throw error;
  }
};

/** Opens what wrong guesses from elsewhere have locked: the owner has shown who they are. */
export const forgetGuesses = async (ctx: Context, userId: string): Promise<void> => {
  await Promise.all(
    [true, false].map((familiar) => {
      const [limit, key] = countsAt(ctx, { key: userId, userId, familiar });
      return limit.forget(key);
    }),
  );
};
