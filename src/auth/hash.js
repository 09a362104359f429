/**
 * What a hashing thread runs. Plain JavaScript: a thread loads the file as it stands, also where TypeScript is compiled on the
 * fly.
 */
import { hashSync, verifySync } from '@node-rs/argon2';

/**
 * Hashes a password at that cost, or with a hash tells whether it is the one behind it.
 * @param {import('./password.js').HashTask} task
 * @returns {string | boolean}
 */
export default ({ password, stored, cost }) =>
  stored === undefined ? hashSync(password, cost) : verifySync(stored, password);
