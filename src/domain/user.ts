/** Accounts. */
import { z } from 'zod';
import { hashPassword } from '../auth/password.js';
import type { Context, Viewer } from '../context.js';
import { isDuplicate, transaction } from '../db/connection.js';
import type { Locale } from '../db/enums.js';
import { newId } from '../db/id.js';
import { type UserRow, users } from '../db/tables/index.js';
import { AppError } from '../errors.js';
import { type ContactInput, parseContact } from './contact.js';
import { parseInput, words } from './input.js';
import { type AuthPayload, openSession } from './session.js';
import { redeemVerificationCode } from './verification.js';
import { isAdmin } from './viewer.js';

export type RegisterInput = {
  contact: ContactInput;
  code: string;
  password: string;
  name: string;
  locale?: Locale | null;
};

const registration = z.object({ password: z.string().min(8).max(128), name: words(100), code: z.string().max(16) });

export const canViewUser = (viewer: Viewer | undefined, user: { id: string }): boolean =>
  viewer?.userId === user.id || isAdmin(viewer);

/**
 * Creates an account and signs it in.
 * @throws AppError CODE_INVALID, CODE_EXPIRED, ACCOUNT_EXISTS, BAD_USER_INPUT
 */
export const register = async (ctx: Context, input: RegisterInput): Promise<AuthPayload> => {
  const contact = parseContact(input.contact);
  const { password, name, code } = parseInput(ctx, registration, input);
  await redeemVerificationCode(ctx, 'REGISTER', contact, code);
  const now = ctx.clock.now();
  const user: UserRow = {
    id: newId('user'),
    email: 'email' in contact ? contact.email : null,
    emailVerified: 'email' in contact,
    phone: 'phone' in contact ? contact.phone : null,
    name,
    passwordHash: await hashPassword(password),
    role: 'CANDIDATE',
    locale: input.locale ?? ctx.locale,
    createdAt: now,
    updatedAt: now,
  };
  try {
    return await transaction(ctx.db, async (tx) => {
      await tx.insert(users).values(user);
      return openSession(ctx, tx, user);
    });
  } catch (error) {
    if (isDuplicate(error)) throw new AppError('ACCOUNT_EXISTS');
    throw error;
  }
};

/** The signed-in user, or null. */
export const me = async (ctx: Context): Promise<UserRow | null> =>
  ctx.viewer ? ((await ctx.loaders.userById.load(ctx.viewer.userId)) ?? null) : null;

/** A user whom the viewer may see, or null. */
export const findUser = async (ctx: Context, id: string): Promise<UserRow | null> =>
  canViewUser(ctx.viewer, { id }) ? ((await ctx.loaders.userById.load(id)) ?? null) : null;
