/** Reads who is calling from what a transport carries. */
import { AppError } from '../errors.js';

/**
 * The token of an Authorization value, or undefined where none is sent.
 * @throws AppError UNAUTHENTICATED for anything but `Bearer …`
 */
export const tokenOf = (authorization: unknown): string | undefined => {
  if (authorization === undefined || authorization === null || authorization === '') return undefined;
  const token = typeof authorization === 'string' ? /^bearer\s+(\S+)$/i.exec(authorization.trim())?.[1] : undefined;
  if (!token) throw new AppError('UNAUTHENTICATED');
  return token;
};
