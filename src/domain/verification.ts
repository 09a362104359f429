/** Verification codes: sent to a contact in the background, redeemed once. */
import type { Context } from '../context.js';
import { transaction } from '../db/connection.js';
import type { VerificationPurpose } from '../db/enums.js';
import { AppError, type ErrorCode } from '../errors.js';
import { type Contact, type ContactInput, contactKey, isContactOf, parseContact } from './contact.js';
import { findTarget, placeOf } from './guess.js';
import { badInput } from './input.js';
import { dispatchJob } from './job.js';
import { takeAll } from './limit.js';
import { promiseMessage } from './message/promise.js';
import { requireViewer } from './viewer.js';

/** Seconds. */
const lifetime = 5 * 60;

/** What a code is good for. @param userId of whoever asked, for what only they may do */
export const boundTo = (purpose: VerificationPurpose, contact: Contact, userId: string | null): string =>
  [purpose, contactKey(contact), ...(userId ? [userId] : [])].join(':');

/** Whom a code is for, beyond the contact: what changes an account takes a code that its owner asked for. */
const requestedBy = async (ctx: Context, purpose: VerificationPurpose, contact: Contact): Promise<string | null> => {
  if (purpose !== 'CHANGE_CONTACT' && purpose !== 'DELETE_ACCOUNT') return null;
  const { userId } = requireViewer(ctx);
  const user = await ctx.loaders.userById.load(userId);
  if (purpose === 'DELETE_ACCOUNT' && !(user && isContactOf(user, contact))) {
    throw badInput('input.contact', { en: 'is not a contact of yours', zh: '不是你的联系方式' });
  }
  return userId;
};

/**
 * Has a code sent, if there is something for it to open; the answer is the same either way, and does not wait for it.
 * @throws AppError RATE_LIMITED with `retryAfter`: one a minute for each contact and purpose, 5 an hour for each contact, both
 * counted apart for places where its account has signed in before, 30 an hour for each address; DEPENDENCY_UNAVAILABLE where
 * nothing could be sent to such a contact
 */
export const sendVerificationCode = async (
  ctx: Context,
  input: { contact: ContactInput; purpose: VerificationPurpose },
): Promise<{ expiresAt: Date; resendAfter: Date }> => {
  const contact = parseContact(input.contact);
  const userId = await requestedBy(ctx, input.purpose, contact);
  if (!ctx.notifier.reaches(contact)) {
    throw new AppError('DEPENDENCY_UNAVAILABLE', {
      message: { en: 'No mail or SMS service is configured.', zh: '尚未配置邮件或短信服务。' },
    });
  }
  const place = placeOf(ctx.caller.ip);
  // Whoever asks from elsewhere must not be able to leave the owner, where they are at home, without a code.
  const { familiar } = await findTarget(ctx, contact);
  const at = familiar ? ` ${place}` : '';
  const taken = await takeAll(ctx, [
    [ctx.limits.codesInARow, boundTo(input.purpose, contact, userId) + at],
    [ctx.limits.codesToContact, contactKey(contact) + at],
    [ctx.limits.codesFromAddress, place],
  ]);
  if ('wait' in taken) throw new AppError('RATE_LIMITED', { retryAfter: taken.wait });
  const now = ctx.clock.now();
  const expiresAt = new Date(now.getTime() + lifetime * 1000);
  let counts = false;
  try {
    const message = { kind: 'CODE', purpose: input.purpose, contact, userId, place, expiresAt } as const;
    dispatchJob(ctx, await transaction(ctx.db, (tx) => promiseMessage(ctx, tx, message)));
    counts = true;
  } finally {
    // What will not be sent must not make anyone wait.
    await taken.settle(counts);
  }
  return { expiresAt, resendAfter: new Date(now.getTime() + taken.next * 1000) };
};

/** What is no mistake of who has the code: it must be good for another try. */
const passing = new Set<ErrorCode>(['RATE_LIMITED', 'CONFLICT', 'DEPENDENCY_UNAVAILABLE']);

/**
 * Redeems a code for `work`. Where that fails for want of a store rather than by a rule, the code is good again.
 * @throws AppError CODE_INVALID or CODE_EXPIRED; the code is used up when this returns
 */
export const withCode = async <T>(
  ctx: Context,
  given: { purpose: VerificationPurpose; contact: Contact; userId?: string; code: string },
  work: () => Promise<T>,
): Promise<T> => {
  const bound = boundTo(given.purpose, given.contact, given.userId ?? null);
  // Six digits are six digits, with the spaces that people type among them or in the width of a Chinese keyboard.
  const code = given.code.normalize('NFKC').replace(/\s/g, '');
  const redemption = await ctx.codes.redeem(bound, code, placeOf(ctx.caller.ip));
  if (redemption !== 'ACCEPTED') throw new AppError(redemption === 'WRONG' ? 'CODE_INVALID' : 'CODE_EXPIRED');
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof AppError) || passing.has(error.code)) {
      await ctx.codes
        .restore(bound, code)
        .catch((failure: unknown) => ctx.log.warn({ err: failure }, 'code not restored'));
    }
    throw error;
  }
};
