/** What a new password must be: long enough, and not among those that are guessed first. */
import { z } from 'zod';
import type { Context } from '../context.js';
import { AppError, type Bilingual } from '../errors.js';
import type { Contact } from './contact.js';
import { broken } from './input.js';

const shortest = 8;
const longest = 128;

const wrongLength: Bilingual = {
  en: `must have ${shortest} to ${longest} characters`,
  zh: `须为 ${shortest} 至 ${longest} 个字符`,
};
const guessable: Bilingual = {
  en: 'is among the first that anyone would guess; choose another',
  zh: '过于常见，容易被猜到，请换一个',
};

const ownContact: Bilingual = {
  en: 'must not be the contact of the account',
  zh: '不能与账号的联系方式相同',
};

// Characters, not the units that they are stored in.
const lengthOf = (password: string): number => [...password.normalize('NFKC')].length;

/** What everyone knows who knows how the account is reached. */
const known = (contact: Contact): (string | undefined)[] =>
  'email' in contact ? [contact.email, contact.email.split('@')[0]] : [contact.phone, contact.phone.slice(-11)];

/**
 * The shape of a new password. No kind of character is asked for, and nothing is cut off.
 * @param own the contacts of the account
 */
export const newPassword = ({ passwords }: Context, own: Contact[]) =>
  z
    .string()
    .refine((password) => password.isWellFormed(), { params: broken, abort: true })
    .refine((password) => lengthOf(password) >= shortest && lengthOf(password) <= longest, {
      params: wrongLength,
      abort: true,
    })
    .refine((password) => !passwords.isCommon(password), { params: guessable })
    .refine((password) => !own.flatMap(known).includes(password.normalize('NFKC').toLowerCase()), {
      params: ownContact,
    });

/** To someone who is signed in, and has given no contact. */
export const wrongPassword = (): AppError =>
  new AppError('INVALID_CREDENTIALS', { message: { en: 'The password is wrong.', zh: '密码错误。' } });
