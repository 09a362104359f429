/** Verification codes: sent to a contact, redeemed once. */
import { createCode, digestCode } from '../auth/code.js';
import type { Context } from '../context.js';
import { AppError } from '../errors.js';
import { redeemCode, releaseSending, reserveSending, storeCode } from '../redis/code.js';
import { type Contact, type ContactInput, contactKey, parseContact } from './contact.js';

export type VerificationPurpose = 'REGISTER';

/** Seconds. */
const lifetime = 5 * 60;
const resendDelay = 60;

const boundTo = (purpose: VerificationPurpose, contact: Contact) => `${purpose}:${contactKey(contact)}`;

/**
 * Sends a code, whether or not the contact has an account.
 * @throws AppError RATE_LIMITED with `retryAfter` when one was sent less than a minute ago
 */
export const sendVerificationCode = async (
  ctx: Context,
  input: { contact: ContactInput; purpose: VerificationPurpose },
): Promise<{ expiresAt: Date; resendAfter: Date }> => {
  const contact = parseContact(input.contact);
  const bound = boundTo(input.purpose, contact);
  const wait = await reserveSending(ctx.redis, bound, resendDelay);
  if (wait > 0) throw new AppError('RATE_LIMITED', { retryAfter: wait });
  const code = createCode();
  await storeCode(ctx.redis, bound, digestCode(ctx.secret, bound, code), lifetime);
  try {
    await ctx.notifier.sendCode(contact, code);
  } catch (error) {
    // What was not sent must not make anyone wait.
    await releaseSending(ctx.redis, bound);
    throw error;
  }
  const now = ctx.clock.now().getTime();
  return { expiresAt: new Date(now + lifetime * 1000), resendAfter: new Date(now + resendDelay * 1000) };
};

/** @throws AppError CODE_INVALID or CODE_EXPIRED; the code is used up when this returns */
export const redeemVerificationCode = async (
  ctx: Context,
  purpose: VerificationPurpose,
  contact: Contact,
  code: string,
): Promise<void> => {
  const bound = boundTo(purpose, contact);
  const redemption = await redeemCode(ctx.redis, bound, digestCode(ctx.secret, bound, code.trim()));
  if (redemption !== 'ACCEPTED') throw new AppError(redemption === 'WRONG' ? 'CODE_INVALID' : 'CODE_EXPIRED');
};
