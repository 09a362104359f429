/** Accounts: codes that work once, sign-up, sign-in, and the tokens that come of it. */
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DrizzleQueryError, eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadSigningKey } from '../src/auth/key.js';
import { createTokens } from '../src/auth/token.js';
import { type ApiError, createClient } from '../src/client/client.js';
import * as api from '../src/client/gql/graphql.js';
import { sessions, users } from '../src/db/tables/index.js';
import { AppError } from '../src/errors.js';
import { createWorld, unique, type World } from './support/world.js';

let world: World;
beforeAll(async () => {
  world = await createWorld({ env: { ROLE: 'api' } });
});
afterAll(() => world.dispose());

const anyone = () => createClient(`${world.url}/graphql`);
const address = () => `${unique('new')}@example.com`;
const sent = (contact: string) =>
  world.log.findLast((line) => line.msg === 'verification code' && (line.email === contact || line.phone === contact))
    ?.code as string;
const askFor = (contact: { email?: string; phone?: string }) =>
  anyone().request(api.SendVerificationCodeDocument, { input: { contact, purpose: 'REGISTER' } });
const registerWith = (contact: { email?: string; phone?: string }, code: string) =>
  anyone().request(api.RegisterDocument, { input: { contact, code, password: 'long-enough', name: ' Ada ' } });
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'accepted',
    (error: ApiError) => error.code,
  );

describe('registering', () => {
  it('takes the code that was sent, and signs in', async () => {
    const email = address();
    await askFor({ email: email.toUpperCase() });
    expect(sent(email)).toMatch(/^\d{6}$/);
    const { register } = await registerWith({ email }, sent(email));
    expect(register.user).toMatchObject({ email, name: 'Ada', role: 'CANDIDATE', locale: 'EN' });
    const client = anyone();
    client.use(register);
    expect((await client.request(api.MeDocument, {})).me).toMatchObject({ email, emailVerified: true, phone: null });
  });

  it('works by phone, too', async () => {
    const phone = `+8613${String(Math.floor(Math.random() * 1e9)).padStart(9, '0')}`;
    await askFor({ phone });
    const { register } = await registerWith({ phone }, sent(phone));
    expect(register.user.email).toBeNull();
    expect(
      await codeOf(anyone().request(api.LoginDocument, { input: { contact: { phone }, password: 'long-enough' } })),
    ).toBe('accepted');
  });

  it('takes a code once, of twenty at once one, and only for the contact that it was sent to', async () => {
    const [email, other] = [address(), address()];
    await askFor({ email });
    expect(await codeOf(registerWith({ email: other }, sent(email)))).toBe('CODE_EXPIRED');
    const codes = await Promise.all(Array.from({ length: 20 }, () => codeOf(registerWith({ email }, sent(email)))));
    expect(codes.filter((code) => code === 'accepted')).toHaveLength(1);
    expect(await codeOf(registerWith({ email }, sent(email)))).toBe('CODE_EXPIRED');
  });

  it('gives up a code after five wrong tries', async () => {
    const email = address();
    await askFor({ email });
    const wrong = sent(email) === '000000' ? '000001' : '000000';
    for (let tries = 0; tries < 5; tries++) expect(await codeOf(registerWith({ email }, wrong))).toBe('CODE_INVALID');
    expect(await codeOf(registerWith({ email }, sent(email)))).toBe('CODE_EXPIRED');
  });

  it('refuses a contact that has an account, and a second code within the minute', async () => {
    const person = await world.person();
    const refused = await askFor({ email: person.email }).catch((error: ApiError) => error);
    expect(refused).toMatchObject({ code: 'RATE_LIMITED' });
    expect((refused as ApiError).errors[0]?.extensions?.retryAfter).toBeGreaterThan(0);
    await world.app.services.redis.del(`zpi:code-sent:REGISTER:email:${person.email}`);
    await askFor({ email: person.email });
    expect(await codeOf(registerWith({ email: person.email }, sent(person.email)))).toBe('ACCOUNT_EXISTS');
  });

  it('makes nobody wait for a code that could not be sent', async () => {
    const broken = await createWorld({
      env: { ROLE: 'api' },
      parts: { notifier: { sendCode: () => Promise.reject(new AppError('DEPENDENCY_UNAVAILABLE')) } },
    });
    const input = { contact: { email: address() }, purpose: 'REGISTER' } as const;
    const ask = () =>
      codeOf(createClient(`${broken.url}/graphql`).request(api.SendVerificationCodeDocument, { input }));
    expect([await ask(), await ask()]).toEqual(['DEPENDENCY_UNAVAILABLE', 'DEPENDENCY_UNAVAILABLE']);
    await broken.dispose();
  });

  it('stores neither password nor code nor refresh token', async () => {
    const person = await world.person();
    const [user] = await world.app.services.db.select().from(users).where(eq(users.id, person.id));
    expect(user?.passwordHash).toMatch(/^\$argon2id\$/);
    const rows = await world.app.services.db.select().from(sessions).where(eq(sessions.userId, person.id));
    expect(JSON.stringify(rows)).not.toContain(person.refreshToken);
    const email = address();
    await askFor({ email });
    const stored = await world.app.services.redis.hgetall(`zpi:code:REGISTER:email:${email}`);
    expect(stored.digest).toMatch(/^[0-9a-f]{64}$/);
    expect(JSON.stringify(stored)).not.toContain(sent(email));
  });
});

describe('signing in', () => {
  it('cannot be told apart for a wrong password and an unknown account', async () => {
    const person = await world.person();
    const attempt = (email: string, password: string) =>
      anyone()
        .request(api.LoginDocument, { input: { contact: { email }, password } })
        .catch((error: ApiError) => [error.code, error.message, error.status]);
    const wrong = await attempt(person.email, 'not-the-password');
    expect(wrong).toEqual(await attempt(address(), 'not-the-password'));
    expect((wrong as string[])[0]).toBe('INVALID_CREDENTIALS');
    expect(await attempt(person.email.toUpperCase(), person.password)).toHaveProperty('login');
  });

  it('opens a session that the client renews by itself', async () => {
    const person = await world.person();
    const { login } = await person.client.request(api.LoginDocument, {
      input: { contact: { email: person.email }, password: person.password },
    });
    const client = anyone();
    client.use({ ...login, accessTokenExpiresAt: new Date(Date.now() + 1_000).toISOString() });
    const [first, second] = await Promise.all([client.request(api.MeDocument, {}), client.request(api.MeDocument, {})]);
    expect([first.me?.id, second.me?.id]).toEqual([person.id, person.id]);
    expect(await codeOf(anyone().request(api.RefreshSessionDocument, { refreshToken: login.refreshToken }))).toBe(
      'UNAUTHENTICATED',
    );
  });
});

describe('access tokens', () => {
  it('are PASETO v4.public, signed by a key that is made once and kept from others', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'zpi-key-'));
    try {
      const [first, second] = await Promise.all([loadSigningKey(dataDir), loadSigningKey(dataDir)]);
      expect(second).toBe(first);
      expect((await stat(join(dataDir, 'keys/paseto.key'))).mode & 0o777).toBe(0o600);
      expect((await readFile(join(dataDir, 'keys/paseto.key'), 'utf8')).trim()).toBe(first);
      const tokens = await createTokens(first);
      const now = new Date();
      const { token, expiresAt } = await tokens.issue({ userId: 'usr_x', sessionId: 'ses_x' }, now);
      expect(token).toMatch(/^v4\.public\./);
      expect(await tokens.verify(token, now)).toMatchObject({ userId: 'usr_x', sessionId: 'ses_x' });
      await expect(tokens.verify(token, new Date(expiresAt.getTime() + 1))).rejects.toMatchObject({
        code: 'UNAUTHENTICATED',
      });
      // Another process has not seen the token before it expired.
      const unaware = await createTokens(first);
      await expect(unaware.verify(token, new Date(expiresAt.getTime() + 1))).rejects.toMatchObject({
        code: 'UNAUTHENTICATED',
      });
      await rm(join(dataDir, 'keys'), { recursive: true });
      const others = await createTokens(await loadSigningKey(dataDir));
      await expect(others.verify(token, now)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    } finally {
      await rm(dataDir, { recursive: true });
    }
  });
});

describe('the log', () => {
  it('keeps of a database failure neither statement nor values', async () => {
    const email = address();
    await askFor({ email });
    const insert = world.app.services.db.transaction;
    const failing = Object.assign(new Error(`Duplicate entry '${email}'`), {
      errno: 1406,
      sqlState: '22001',
      sql: `insert '${email}'`,
    });
    world.app.services.db.transaction = () =>
      Promise.reject(new DrizzleQueryError('insert into users values (?)', [email, 'argon2-hash'], failing));
    try {
      expect(await codeOf(registerWith({ email }, sent(email)))).toBe('INTERNAL_SERVER_ERROR');
    } finally {
      world.app.services.db.transaction = insert;
    }
    const line = world.log.findLast(({ msg }) => msg === 'unexpected error');
    expect(line?.err).toMatchObject({ errno: 1406 });
    expect(JSON.stringify(line)).not.toMatch(new RegExp(`${email}|argon2-hash|insert`));
  });

  it('holds no password, token or answer', async () => {
    const person = await world.person();
    await person.client.request(api.MeDocument, {});
    const text = JSON.stringify(world.log);
    for (const secret of [person.password, person.token, person.refreshToken]) expect(text).not.toContain(secret);
  });
});
