/** Password hashing: Argon2id, off the event loop. */
import { hash, verify } from '@node-rs/argon2';

/** OWASP's recommended minimum for Argon2id: 19 MiB, 2 passes, 1 lane. */
const options = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export const hashPassword = (password: string): Promise<string> => hash(password, options);

/** A hash that no password matches, so that an unknown account costs the same work as a known one. */
const decoy = hashPassword(crypto.randomUUID());

/** Whether `password` is the one behind `stored`; with nothing stored, the same work and `false`. */
export const verifyPassword = async (stored: string | undefined, password: string): Promise<boolean> => {
  const matches = await verify(stored ?? (await decoy), password);
  return matches && stored !== undefined;
};
