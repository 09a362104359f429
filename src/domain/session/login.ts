/** Signing in, by password or by code. */
import { eq } from 'drizzle-orm';
import type { Context } from '../../context.js';
import { transaction } from '../../db/connection.js';
import { type UserRow, users } from '../../db/tables/index.js';
import { AppError } from '../../errors.js';
import { recordEvent } from '../audit.js';
import { type Contact, type ContactInput, isContactOf, parseContact } from '../contact.js';
import { findTarget, withGuess } from '../guess.js';
import { badInput } from '../input.js';
import { withCode } from '../verification.js';
import { type AuthPayload, openSession } from './open.js';

export type LoginInput = { contact: ContactInput; password?: string | null; code?: string | null };

/** Exactly one of the two. @throws AppError BAD_USER_INPUT */
const requireOneProof = ({ password, code }: LoginInput): void => {
  if (password && code)
    throw badInput('input', { en: 'give password or code, not both', zh: '密码与验证码只能填一个' });
  if (!password && !code) throw badInput('input', { en: 'give password or code', zh: '请填写密码或验证码' });
};

/**
 * Opens the session, if what was shown still holds: the password may have been changed, the contact given to another
 * account, or the account deleted, while this one waited.
 */
const enter = (
  ctx: Context,
  user: UserRow,
  by: 'password' | 'code',
  holds: (current: UserRow) => boolean,
): Promise<AuthPayload> =>
  transaction(ctx.db, async (tx) => {
    const [current] = await tx.select().from(users).where(eq(users.id, user.id)).for('update');
    if (!current || !holds(current)) throw new AppError('INVALID_CREDENTIALS');
    const { sessionId, ...payload } = await openSession(ctx, tx, current);
    await recordEvent(ctx, tx, { action: 'SIGNED_IN', userId: user.id, actorId: user.id, sessionId, detail: by });
    return payload;
  });

const byPassword = async (ctx: Context, user: UserRow | undefined, password: string): Promise<AuthPayload> => {
  const matches = await ctx.passwords.verify(user?.passwordHash, password);
  if (!user || !matches) throw new AppError('INVALID_CREDENTIALS');
  return enter(ctx, user, 'password', ({ passwordHash }) => passwordHash === user.passwordHash);
};

const byCode = (ctx: Context, user: UserRow | undefined, contact: Contact, code: string): Promise<AuthPayload> =>
  withCode(ctx, { purpose: 'LOGIN', contact, code }, async () => {
    if (!user) throw new AppError('INVALID_CREDENTIALS');
    return enter(ctx, user, 'code', (current) => isContactOf(current, contact));
  });

/**
 * Signs in.
 * @throws AppError INVALID_CREDENTIALS alike for an unknown account, a wrong password and a wrong code, after the same
 * work; ACCOUNT_LOCKED with `retryAfter` after too many of them
 */
export const login = async (ctx: Context, input: LoginInput): Promise<AuthPayload> => {
  const contact = parseContact(input.contact);
  requireOneProof(input);
  const { user, target } = await findTarget(ctx, contact);
  try {
    return await withGuess(ctx, target, () =>
      input.password ? byPassword(ctx, user, input.password) : byCode(ctx, user, contact, input.code as string),
    );
  } catch (error) {
    // Wrong passwords, unknown accounts and wrong codes look alike.
    const isWrongCode = error instanceof AppError && (error.code === 'CODE_INVALID' || error.code === 'CODE_EXPIRED');
    throw isWrongCode ? new AppError('INVALID_CREDENTIALS') : error;
  }
};
