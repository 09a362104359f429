/** Signing in by password: by hand, one look-up, one hash, one row. */
import { createHash, randomBytes } from 'node:crypto';
import type { RowDataPacket } from 'mysql2/promise';
import { createPasswords } from '../../src/auth/password.js';
import { LoginDocument, type LoginMutation } from '../../src/client/gql/graphql.js';
import { newId } from '../../src/db/id.js';
import { accountEmails, password } from '../account.js';
import type { Operation } from './operation.js';

/** Milliseconds; as long as ours. */
const accessLifetime = 15 * 60_000;
const refreshLifetime = 30 * 24 * 60 * 60_000;

const select = 'SELECT id, email, name, role, locale, password_hash AS hash FROM users WHERE email = ?';
const insert = `
INSERT INTO sessions
  (id, user_id, family_hash, refresh_hash, refresh_expires_at, user_agent, ip, created_at, last_used_at)
VALUES (?)`;

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

// Ours, so that both hash alike and on as many threads: what is compared is everything around it.
let passwords: ReturnType<typeof createPasswords> | undefined;

export const login: Operation = {
  operationName: 'Login',
  query: LoginDocument.toString(),
  anonymous: true,
  variables: accountEmails.map((email) => ({ input: { contact: { email }, password } })),
  bare: async ({ pool, variables, headers, ip }) => {
    passwords ??= createPasswords();
    const input = variables.input as { contact: { email: string }; password: string };
    const [rows] = await pool.query<RowDataPacket[]>(select, [input.contact.email]);
    if (!rows[0]) throw new Error('no such account');
    const { hash, ...user } = rows[0];
    if (!(await passwords.verify(hash, input.password))) throw new Error('wrong password');
    const now = new Date();
    const refreshToken = randomBytes(48).toString('base64url');
    const refreshExpiresAt = new Date(now.getTime() + refreshLifetime);
    const hashes = [sha256(refreshToken.slice(0, 22)), sha256(refreshToken)];
    const userAgent = headers['user-agent'] ?? null;
    await pool.query(insert, [[newId('session'), user.id, ...hashes, refreshExpiresAt, userAgent, ip, now, now]]);
    return {
      login: {
        accessToken: randomBytes(160).toString('base64url'),
        accessTokenExpiresAt: new Date(now.getTime() + accessLifetime),
        refreshToken,
        refreshTokenExpiresAt: refreshExpiresAt,
        user,
      },
    };
  },
  check: (data) => {
    const { accessToken, refreshToken, user } = (data as LoginMutation).login;
    if (!accessToken || !refreshToken || !user.email) throw new Error('expected tokens and their user');
  },
  comparable: (data) => (data as LoginMutation).login.user,
  includes: ['"accessToken":"', '"refreshToken":"', '"user":{'],
};
