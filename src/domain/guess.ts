/** Limits on guessing at what protects an account: one count, whatever door the guesses come through. */
import { isIPv6 } from 'node:net';
import { and, eq } from 'drizzle-orm';
import type { Context } from '../context.js';
import { transaction } from '../db/connection.js';
import type { AuditAction } from '../db/enums.js';
import { sessions, type UserRow, users } from '../db/tables/index.js';
import { AppError, type ErrorCode } from '../errors.js';
import { recordEvent, type SecurityEvent } from './audit.js';
import { type Contact, contactKey, hasContact } from './contact.js';
import { takeAll } from './limit.js';

/** Where an address is: a provider gives a household not one IPv6 address but the 2^64 of a network. */
export const placeOf = (ip: string | undefined): string => {
  if (!ip || !isIPv6(ip)) return ip ?? 'nowhere';
  const [head = '', tail] = ip.split('::');
  const first = head.split(':').filter(Boolean);
  const last = (tail ?? '').split(':').filter(Boolean);
  const zeros = Array.from({ length: Math.max(0, 8 - first.length - last.length) }, () => '0');
  return `${[...first, ...zeros, ...last].slice(0, 4).join(':')}::/64`;
};

/** What is guessed at: an account, or a contact that has none, which must not show. */
export type Target = {
  key: string;
  userId: string | null;
  /** How a wrong guess is recorded. */
  failure?: AuditAction;
};

/**
 * The account behind a contact, if there is one, as the target of who wants to sign in. The places where it has signed in
 * before are counted each for itself, all others together: guesses from elsewhere never lock the owner's own places.
 */
export const findTarget = async (
  ctx: Context,
  contact: Contact,
): Promise<{ user: UserRow | undefined; familiar: boolean; target: Target }> => {
  const place = placeOf(ctx.caller.ip);
  const [found] = await ctx.db
    .select({ user: users, familiar: sessions.id })
    .from(users)
    .leftJoin(sessions, and(eq(sessions.userId, users.id), eq(sessions.place, place)))
    .where(hasContact(contact))
    .limit(1);
  const familiar = found !== undefined && found.familiar !== null;
  const userId = found?.user.id ?? null;
  const key = `${userId ?? contactKey(contact)} ${familiar ? place : 'elsewhere'}`;
  return { user: found?.user, familiar, target: { key, userId, failure: 'SIGN_IN_FAILED' } };
};

/**
 * A contact as the target of who has a code for it, counted for each place: nobody locks the owner out from elsewhere, and
 * codes have tries of their own.
 */
export const contactTarget = (ctx: Context, purpose: string, contact: Contact): Target => ({
  key: `${purpose} ${contactKey(contact)} ${placeOf(ctx.caller.ip)}`,
  userId: null,
});

/** The signed-in account as the target of one of its sessions, wherever that is used: it may be in the wrong hands. */
export const ownTarget = ({ userId, sessionId }: { userId: string; sessionId: string }): Target => ({
  key: `${userId} ${sessionId}`,
  userId,
  failure: 'PROOF_FAILED',
});

const wrong = new Set<ErrorCode>(['INVALID_CREDENTIALS', 'CODE_INVALID', 'CODE_EXPIRED']);

/** Whether an error says that a guess was wrong. */
const isWrongGuess = (error: unknown): boolean => error instanceof AppError && wrong.has(error.code);

/** Records what went wrong. That it could not be recorded must change neither the answer nor the count. */
const recordFailure = (ctx: Context, event: SecurityEvent): Promise<void> =>
  transaction(ctx.db, (tx) => recordEvent(ctx, tx, event)).catch((error: unknown) =>
    ctx.log.error({ action: event.action, err: error }, 'security event not recorded'),
  );

/**
 * Lets `check` run while there are guesses left. One is taken before, and counts if it was wrong, so that of many at once
 * no more are checked than the limit allows.
 * @throws AppError ACCOUNT_LOCKED with `retryAfter`, alike for a contact that has no account
 */
export const withGuess = async <T>(ctx: Context, target: Target, check: () => Promise<T>): Promise<T> => {
  const taken = await takeAll(ctx, [
    [ctx.limits.guessesFromAddress, placeOf(ctx.caller.ip)],
    [ctx.limits.guessesAtAccount, target.key],
  ]);
  if ('wait' in taken) {
    // Once, not with each refusal: whoever is locked out must not be able to fill the log.
    if (taken.first) await recordFailure(ctx, { action: 'LOCKED', userId: target.userId });
    throw new AppError('ACCOUNT_LOCKED', { retryAfter: taken.wait });
  }
  let counts = false;
  try {
    return await check();
  } catch (error) {
    counts = isWrongGuess(error);
    if (counts && target.failure) await recordFailure(ctx, { action: target.failure, userId: target.userId });
    throw error;
  } finally {
    await taken.settle(counts);
  }
};

/**
 * Forgets the wrong guesses at an account, from elsewhere and from here: the owner has shown who they are. What fails runs out
 * by itself.
 */
export const forgetGuesses = async (ctx: Context, userId: string): Promise<void> => {
  const keys = [`${userId} elsewhere`, `${userId} ${placeOf(ctx.caller.ip)}`];
  if (ctx.viewer) keys.push(ownTarget(ctx.viewer).key);
  await Promise.all(keys.map((key) => ctx.limits.guessesAtAccount.forget(key))).catch((error: unknown) =>
    ctx.log.warn({ err: error }, 'guesses left to run out'),
  );
};
