/** How an account is reached: by exactly one of email and phone. */
import { eq, type SQL } from 'drizzle-orm';
import { users } from '../db/tables/index.js';
import type { Contact } from '../notify/notifier.js';
import { badInput } from './input.js';

export type ContactInput = { email?: string | null; phone?: string | null };
export type { Contact };

const e164 = /^\+[1-9]\d{6,14}$/;

/**
 * Normalises a contact: addresses are compared without regard to case.
 * @throws AppError BAD_USER_INPUT unless exactly one of the two is given
 */
export const parseContact = ({ email, phone }: ContactInput): Contact => {
  if (email && phone)
    throw badInput('input.contact', { en: 'give email or phone, not both', zh: '邮箱与手机号只能填一个' });
  if (email) {
    if (email.length > 254) throw badInput('input.contact.email', { en: 'is too long', zh: '过长' });
    return { email: email.trim().toLowerCase() };
  }
  if (phone) {
    // The scalar lets spaces, dashes and local numbers pass; one number must have one spelling.
    if (!e164.test(phone))
      throw badInput('input.contact.phone', {
        en: 'must be E.164, such as +8613800138000',
        zh: '须为 E.164 格式，例如 +8613800138000',
      });
    return { phone };
  }
  throw badInput('input.contact', { en: 'give email or phone', zh: '请填写邮箱或手机号' });
};

export const contactKey = (contact: Contact): string =>
  'email' in contact ? `email:${contact.email}` : `phone:${contact.phone}`;

export const hasContact = (contact: Contact): SQL =>
  'email' in contact ? eq(users.email, contact.email) : eq(users.phone, contact.phone);
