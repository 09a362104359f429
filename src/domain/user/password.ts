/** Changing the password, with the old one or with a code. */
import { z } from 'zod';
import type { Context } from '../../context.js';
import { transaction } from '../../db/connection.js';
import { type UserRow, users } from '../../db/tables/index.js';
import { AppError } from '../../errors.js';
import { recordEvent } from '../audit.js';
import { type ContactInput, contactsOf, hasContact, parseContact } from '../contact.js';
import { contactTarget, forgetGuesses, ownTarget, withGuess } from '../guess.js';
import { parseInput } from '../input.js';
import { dispatchJob } from '../job.js';
import { promiseNotices } from '../message/promise.js';
import { newPassword, wrongPassword } from '../password.js';
import { forgetReads } from '../reads.js';
import { endSessions, sessionsOf } from '../session/end.js';
import { withCode } from '../verification.js';
import { requireViewer } from '../viewer.js';
import { lockUser, saveUser } from './change.js';

/** Sets the password, ends sessions, and tells the owner; together or not at all. */
const setPassword = async (
  ctx: Context,
  user: UserRow,
  password: string,
  how: { action: 'PASSWORD_CHANGED' | 'PASSWORD_RESET'; keep?: string },
): Promise<void> => {
  const passwordHash = await ctx.passwords.hash(password);
  const { ended, jobs } = await transaction(ctx.db, async (tx) => {
    const locked = await lockUser(tx, user.id);
    // Of two at once that knew the old password the second knows it no longer.
    if (locked.passwordHash !== user.passwordHash) throw new AppError('CONFLICT');
    await saveUser(ctx, tx, locked, { passwordHash });
    await recordEvent(ctx, tx, { action: how.action, userId: user.id });
    return {
      ended: await endSessions(ctx, tx, sessionsOf(user.id, how.keep)),
      jobs: await promiseNotices(ctx, tx, locked, { kind: 'PASSWORD_CHANGED' }),
    };
  });
  ctx.revocations.announce(ended);
  for (const job of jobs) dispatchJob(ctx, job);
};

/**
 * Changes the password of the viewer, and ends their other sessions.
 * @throws AppError INVALID_CREDENTIALS, ACCOUNT_LOCKED, BAD_USER_INPUT
 */
export const changePassword = async (
  ctx: Context,
  input: { currentPassword: string; newPassword: string },
): Promise<boolean> => {
  const viewer = requireViewer(ctx);
  const user = await ctx.loaders.userById.load(viewer.userId);
  if (!user) throw new AppError('UNAUTHENTICATED');
  parseInput(ctx, z.object({ newPassword: newPassword(ctx, contactsOf(user)) }), input);
  await withGuess(ctx, ownTarget(viewer), async () => {
    if (!(await ctx.passwords.verify(user.passwordHash, input.currentPassword))) {
      throw wrongPassword();
    }
  });
  await setPassword(ctx, user, input.newPassword, { action: 'PASSWORD_CHANGED', keep: viewer.sessionId });
  forgetReads(ctx);
  return true;
};

/**
 * Sets a new password by a code that was sent to the contact, and ends all sessions of the account.
 * @throws AppError CODE_INVALID, CODE_EXPIRED, alike for a contact that has no account; ACCOUNT_LOCKED, BAD_USER_INPUT
 */
export const resetPassword = async (
  ctx: Context,
  input: { contact: ContactInput; code: string; newPassword: string },
): Promise<boolean> => {
  const contact = parseContact(input.contact);
  parseInput(ctx, z.object({ newPassword: newPassword(ctx, [contact]) }), input);
  // Apart from sign-ins: whoever has locked those must not have locked the way back in.
  const user = await withGuess(ctx, contactTarget(ctx, 'reset', contact), () =>
    withCode(ctx, { purpose: 'RESET_PASSWORD', contact, code: input.code }, async () => {
      const [found] = await ctx.db.select().from(users).where(hasContact(contact));
      // Nobody was sent this code: it can only have been guessed.
      if (!found) throw new AppError('CODE_INVALID');
      await setPassword(ctx, found, input.newPassword, { action: 'PASSWORD_RESET' });
      return found;
    }),
  );
  await forgetGuesses(ctx, user.id);
  return true;
};
