/** Creating an account. */
import { z } from 'zod';
import type { Context } from '../../context.js';
import { isDuplicate, transaction } from '../../db/connection.js';
import type { Locale } from '../../db/enums.js';
import { newId } from '../../db/id.js';
import { type UserRow, users } from '../../db/tables/index.js';
import { AppError, type Bilingual } from '../../errors.js';
import { recordEvent } from '../audit.js';
import { type ContactInput, parseContact } from '../contact.js';
import { contactTarget, withGuess } from '../guess.js';
import { parseInput, words } from '../input.js';
import { newPassword } from '../password.js';
import { type AuthPayload, openSession } from '../session/open.js';
import { withCode } from '../verification.js';

export type RegisterInput = {
  contact: ContactInput;
  code: string;
  password: string;
  name: string;
  locale?: Locale | null;
};

/** What a person may be called: no line breaks, nothing that turns the writing of what stands around it. */
export const personName = words(100).refine((name) => !/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u.test(name), {
  params: { en: 'contains a control character', zh: '包含控制字符' } satisfies Bilingual,
});

/**
 * Creates an account and signs it in.
 * @throws AppError CODE_INVALID, CODE_EXPIRED, ACCOUNT_LOCKED, BAD_USER_INPUT; ACCOUNT_EXISTS only to who has the code, and
 * with it the contact
 */
export const register = async (ctx: Context, input: RegisterInput): Promise<AuthPayload> => {
  const contact = parseContact(input.contact);
  const { name } = parseInput(ctx, z.object({ password: newPassword(ctx, [contact]), name: personName }), input);
  return withGuess(ctx, contactTarget(ctx, 'register', contact), () =>
    withCode(ctx, { purpose: 'REGISTER', contact, code: input.code }, async () => {
      const now = ctx.clock.now();
      const user: UserRow = {
        id: newId('user'),
        email: 'email' in contact ? contact.email : null,
        emailVerified: 'email' in contact,
        phone: 'phone' in contact ? contact.phone : null,
        name,
        passwordHash: await ctx.passwords.hash(input.password),
        role: 'CANDIDATE',
        locale: input.locale ?? ctx.locale,
        createdAt: now,
        updatedAt: now,
      };
      return create(ctx, user);
    }),
  );
};

const create = async (ctx: Context, user: UserRow): Promise<AuthPayload> => {
  try {
    return await transaction(ctx.db, async (tx) => {
      await tx.insert(users).values(user);
      const { sessionId, ...payload } = await openSession(ctx, tx, user);
      await recordEvent(ctx, tx, { action: 'REGISTERED', userId: user.id, actorId: user.id, sessionId });
      return payload;
    });
  } catch (error) {
    if (isDuplicate(error)) throw new AppError('ACCOUNT_EXISTS');
    throw error;
  }
};
