/** How an account is reached: by exactly one of email and phone. */
import { eq, type SQL } from 'drizzle-orm';
import parsePhoneNumber from 'libphonenumber-js/mobile';
import { z } from 'zod';
import { type messages, users } from '../db/tables/index.js';
import type { Contact } from '../notify/notifier.js';
import { badInput } from './input.js';

export type ContactInput = { email?: string | null; phone?: string | null };
export type { Contact };

const address = z.email().max(254);
/** Characters before the @. */
const longestMailbox = 64;

/** One address has one spelling: without regard to case. */
const parseEmail = (text: string): string => {
  const email = text.trim().toLowerCase();
  if (!address.safeParse(email).success || email.indexOf('@') > longestMailbox)
    throw badInput('input.contact.email', { en: 'must be an email address', zh: '须为邮箱地址' });
  return email;
};

/** One number has one spelling, E.164; without a country it is a Chinese one. */
const parsePhone = (text: string): string => {
  const parsed = parsePhoneNumber(text, 'CN');
  // Only what can take a message: landlines cannot, and what belongs to no country would be paid for dearly by us.
  if (!parsed?.isValid() || !parsed.country || parsed.ext) {
    throw badInput('input.contact.phone', {
      en: 'must be a mobile number, such as +8613800138000 or 13800138000',
      zh: '须为手机号，例如 13800138000 或 +8613800138000',
    });
  }
  return parsed.number;
};

/**
 * Normalises a contact.
 * @throws AppError BAD_USER_INPUT unless exactly one of the two is given, and can be reached
 */
export const parseContact = ({ email, phone }: ContactInput): Contact => {
  if (email && phone)
    throw badInput('input.contact', { en: 'give email or phone, not both', zh: '邮箱与手机号只能填一个' });
  if (email) return { email: parseEmail(email) };
  if (phone) return { phone: parsePhone(phone) };
  throw badInput('input.contact', { en: 'give email or phone', zh: '请填写邮箱或手机号' });
};

export const contactKey = (contact: Contact): string =>
  'email' in contact ? `email:${contact.email}` : `phone:${contact.phone}`;

/** The condition that a row has the contact: of an account, or of another table that holds contacts. */
export const hasContact = (
  contact: Contact,
  table: Pick<typeof users | typeof messages, 'email' | 'phone'> = users,
): SQL => ('email' in contact ? eq(table.email, contact.email) : eq(table.phone, contact.phone));

/** The contacts of an account. */
export const contactsOf = ({ email, phone }: { email: string | null; phone: string | null }): Contact[] => [
  ...(email === null ? [] : [{ email }]),
  ...(phone === null ? [] : [{ phone }]),
];

/** Whether the account is reached there. */
export const isContactOf = (user: Parameters<typeof contactsOf>[0], contact: Contact): boolean =>
  contactsOf(user).some((known) => contactKey(known) === contactKey(contact));

/** Enough for the owner to recognise it, and too little for anyone else: `a***@example.com`, `+86138****8000`. */
export const maskContact = (contact: Contact): string =>
  'email' in contact
    ? contact.email.replace(/^(.).*@/, '$1***@')
    : `${contact.phone.slice(0, -8)}****${contact.phone.slice(-4)}`;
