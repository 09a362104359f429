/**
 * What a hashing thread runs. Plain JavaScript: a thread loads the file as it stands, also where TypeScript is compiled on the
 * fly.
 */
import { hashSync, verifySync } from '@node-rs/argon2';

/** OWASP's recommended minimum for Argon2id: 19 MiB, 2 passes, 1 lane. */
const options = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/**
 * Hashes a password, or with a hash tells whether it is the one behind it.
 * @param {{ password: string, stored?: string }} task
 * @returns {string | boolean}
 */
export default ({ password, stored }) =>
  stored === undefined ? hashSync(password, options) : verifySync(stored, password);
