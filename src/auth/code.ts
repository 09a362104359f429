/** Verification codes: six random digits, kept only as a keyed hash. */
import { createHmac, randomInt } from 'node:crypto';

export const createCode = (): string => String(randomInt(1_000_000)).padStart(6, '0');

/**
 * The form in which a code is stored and compared; without the key, a leaked store does not give the code away.
 * @param key the signing key of the server
 * @param bound what the code is good for: the contact and the purpose
 */
export const digestCode = (key: string, bound: string, code: string): string =>
  createHmac('sha256', `verification-code:${key}`).update(`${bound}:${code}`).digest('hex');
