/** The passwords that are guessed first. */
import { dictionary } from '@zxcvbn-ts/language-common';

const common = new Set(dictionary['passwords-common'].map((password) => password.toLowerCase()));

/** Whether a password is among the commonest some ten thousand, whatever its case. */
export const isCommonPassword = (password: string): boolean => common.has(password.toLowerCase());
