/** Guessing: no more wrong passwords and codes are checked than the limit, through whatever door they come. */
import { eq } from 'drizzle-orm';
import { createClient as createSocketClient } from 'graphql-ws';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { createClient } from '../src/client/client.js';
import * as api from '../src/client/gql/graphql.js';
import { auditEvents } from '../src/db/tables/index.js';
import { placeOf } from '../src/domain/guess.js';
import { overHttp, postFrom, type WireResult } from './support/wire.js';
import { codeOf as codeBehind, createWorld, eventually, type Person, unique, type World } from './support/world.js';

let world: World;
beforeAll(async () => {
  // Behind a proxy that is believed, a test can come from anywhere.
  world = await createWorld({ env: { TRUSTED_PROXIES: '127.0.0.1/32' } });
});
afterAll(() => world.dispose());
beforeEach(async () => {
  const { redis } = world.app.services;
  const counts = await redis.keys('zpi:limit:*');
  if (counts.length > 0) await redis.del(counts);
});

let places = 0;
/** An address that nothing has come from yet. */
const newPlace = () => `203.0.${113 + Math.floor(++places / 250)}.${places % 250}`;

/** How many of these are let through to a check before an account is locked. */
const perAccount = 10;

const post = (query: string, from: string, token?: string) => postFrom(world.url, from, query, token);

const loginField = (email: string, password: string) =>
  `login(input: {contact: {email: "${email}"}, password: "${password}"}) { accessToken }`;
const signIn = (email: string, password: string, from: string) =>
  post(`mutation { ${loginField(email, password)} }`, from);
const codesOf = ({ errors }: WireResult) => (errors ?? []).map(({ extensions }) => extensions.code);
const codeOf = async (work: Promise<WireResult>) => codesOf(await work)[0] ?? 'accepted';

const checkedBy = async (work: () => Promise<unknown>): Promise<number> => {
  const { passwords } = world.app.services;
  const before = passwords.computed();
  await work();
  return passwords.computed() - before;
};

const lockOut = async (email: string, from: string) => {
  for (let tries = 0; tries < perAccount; tries++) await signIn(email, 'wrong-one', from);
  expect(await codeOf(signIn(email, 'wrong-one', from))).toBe('ACCOUNT_LOCKED');
};

describe('a thousand wrong passwords', () => {
  const aliased = (email: string, count: number) =>
    `mutation { ${Array.from({ length: count }, (_, index) => `a${index}: ${loginField(email, `wrong-${index}`)}`).join(' ')} }`;

  it('by aliases, by connections and by websocket are checked as often as the limit says, in all', async () => {
    const { email } = await world.person();
    const from = newPlace();
    const results: WireResult[] = [];
    const checked = await checkedBy(async () => {
      // Two hundred in a document are more than a document may hold: it is refused whole.
      results.push(await post(aliased(email, 200), from));
      // As many as it may hold, over five connections at once.
      const many = await Promise.all(Array.from({ length: 5 }, () => post(aliased(email, 80), from)));
      results.push(...many);
      const socket = createSocketClient({
        url: `${world.url.replace(/^http/, 'ws')}/graphql`,
        webSocketImpl: class extends WebSocket {
          constructor(url: string, protocols: string[]) {
            super(url, protocols, { headers: { 'x-forwarded-for': from } });
          }
        },
      });
      const once = (query: string) =>
        new Promise<void>((resolve, reject) => {
          socket.subscribe(
            { query },
            { next: (result) => results.push(result as WireResult), error: reject, complete: () => resolve() },
          );
        });
      await Promise.all(Array.from({ length: 5 }, () => once(aliased(email, 80))));
      for (let single = 0; single < 20; single++) await once(`mutation { ${loginField(email, 'wrong')} }`);
      await socket.dispose();
    });
    expect(checked).toBe(perAccount);
    const codes = results.flatMap(codesOf);
    expect(codes.filter((code) => code === 'INVALID_CREDENTIALS')).toHaveLength(perAccount);
    expect(new Set(codes)).toEqual(new Set(['BAD_USER_INPUT', 'INVALID_CREDENTIALS', 'ACCOUNT_LOCKED']));
    expect(results.some(({ data }) => Object.values(data ?? {}).some(Boolean))).toBe(false);
  });

  it('at once, each in a request of its own, neither', async () => {
    const { email, password } = await world.person();
    const from = newPlace();
    const checked = await checkedBy(() =>
      Promise.all(Array.from({ length: 100 }, () => signIn(email, 'wrong-one', from))),
    );
    expect(checked).toBe(perAccount);
    const locked = await signIn(email, password, from);
    expect(codesOf(locked)).toEqual(['ACCOUNT_LOCKED']);
    expect(locked.errors?.[0]?.extensions.retryAfter).toBeGreaterThan(14 * 60);
    expect(locked.errors?.[0]?.extensions.retryAfter).toBeLessThanOrEqual(15 * 60);
  });

  it('from a thousand places neither', async () => {
    const { email } = await world.person();
    const checked = await checkedBy(async () => {
      for (let tries = 0; tries < 30; tries++) await signIn(email, 'wrong-one', newPlace());
    });
    expect(checked).toBe(perAccount);
  });

  it('in a session that they hold, from wherever, neither', async () => {
    const person = await world.person();
    const checked = await checkedBy(async () => {
      for (let tries = 0; tries < 20; tries++) {
        const guess = `mutation { changePassword(input: {currentPassword: "wrong-one", newPassword: "brand-new-one"}) }`;
        await post(guess, newPlace(), person.token);
      }
    });
    expect(checked).toBe(perAccount);
  });

  it('whose failure cannot be recorded count all the same', async () => {
    const { email } = await world.person();
    const { db } = world.app.services;
    const real = db.transaction;
    db.transaction = () => Promise.reject(Object.assign(new Error('gone'), { code: 'ECONNRESET' }));
    const from = newPlace();
    const checked = await checkedBy(async () => {
      for (let tries = 0; tries < 15; tries++) await signIn(email, 'wrong-one', from);
    });
    db.transaction = real;
    expect(checked).toBe(perAccount);
  });

  it('at a thousand accounts from one place are locked out there', async () => {
    const from = newPlace();
    const results = await Promise.all(
      Array.from({ length: 120 }, () => codeOf(signIn(`${unique('x')}@example.com`, 'wrong-one', from))),
    );
    expect(results.filter((code) => code === 'INVALID_CREDENTIALS')).toHaveLength(100);
    expect(results.filter((code) => code === 'ACCOUNT_LOCKED')).toHaveLength(20);
    const { email, password } = await world.person();
    expect(await codeOf(signIn(email, password, from))).toBe('ACCOUNT_LOCKED');
    expect(await codeOf(signIn(email, password, newPlace()))).toBe('accepted');
  });
});

describe('a lock', () => {
  it('comes to an unknown contact as to a known one', async () => {
    await lockOut(`${unique('nobody')}@example.com`, newPlace());
  });

  it('counts wrong codes with wrong passwords, by email and by phone', async () => {
    const person = await world.person();
    const from = newPlace();
    const { email } = person;
    for (let tries = 0; tries < perAccount; tries++) {
      const proof = tries % 2 ? 'password: "wrong-one"' : 'code: "000000"';
      const input = `{contact: {email: "${email}"}, ${proof}}`;
      expect(await codeOf(post(`mutation { login(input: ${input}) { accessToken } }`, from))).toBe(
        'INVALID_CREDENTIALS',
      );
    }
    expect(await codeOf(signIn(email, person.password, from))).toBe('ACCOUNT_LOCKED');
  });

  it("never shuts out the owner's other devices", async () => {
    const person = await world.person();
    const home = newPlace();
    const device = await signIn(person.email, person.password, home);
    await lockOut(person.email, newPlace());
    // The device that is signed in goes on, and renews its session.
    const token = device.data.login.accessToken as string;
    expect((await post('{ me { id } }', newPlace(), token)).data.me.id).toBe(person.id);
    const client = createClient(`${world.url}/graphql`);
    expect(await client.request(api.RefreshSessionDocument, { refreshToken: person.refreshToken })).toBeTruthy();
    // Where the owner has signed in before, signing in works; from elsewhere it is locked.
    expect(await codeOf(signIn(person.email, person.password, home))).toBe('accepted');
    expect(await codeOf(signIn(person.email, person.password, newPlace()))).toBe('ACCOUNT_LOCKED');
    // What takes the password of someone signed in is not locked by others, either.
    const change = `mutation { changePassword(input: {currentPassword: "${person.password}", newPassword: "brand-new-one"}) }`;
    expect(await codeOf(post(change, newPlace(), token))).toBe('accepted');
  });

  it('nor do the tries and the codes that others use up', async () => {
    const person = await world.person();
    const home = newPlace();
    await signIn(person.email, person.password, home);
    const contact = `contact: {email: "${person.email}"}`;
    const send = (purpose: string, from: string) =>
      post(`mutation { sendVerificationCode(input: {${contact}, purpose: ${purpose}}) { expiresAt } }`, from);
    const { redis } = world.app.services;
    const stranger = newPlace();
    for (let times = 0; times < 6; times++) {
      await redis.del('none', ...(await redis.keys('zpi:limit:code-in-a-row:*')));
      await send('LOGIN', stranger);
    }
    expect(await codeOf(send('LOGIN', stranger))).toBe('RATE_LIMITED');
    const seen = world.log.length;
    expect(await codeOf(send('LOGIN', home))).toBe('accepted');
    const line = await eventually(() =>
      world.log.slice(seen).find(({ msg, email }) => msg === 'verification code' && email === person.email),
    );
    const byCode = (code: string, from: string) =>
      codeOf(post(`mutation { login(input: {${contact}, code: "${code}"}) { accessToken } }`, from));
    for (let tries = 0; tries < 6; tries++) expect(await byCode('x', newPlace())).toBe('INVALID_CREDENTIALS');
    expect(await byCode(line.code as string, newPlace())).toBe('INVALID_CREDENTIALS');
    expect(await byCode(line.code as string, home)).toBe('accepted');
  });

  it('is opened by the owner with a new password', async () => {
    const person = await world.person();
    const contact = { email: person.email };
    await lockOut(person.email, newPlace());
    const code = await world.codeFor(contact, 'RESET_PASSWORD');
    // Nor do wrong resets from elsewhere lock the way back in.
    const wrong = `mutation { resetPassword(input: {contact: {email: "${person.email}"}, code: "x", newPassword: "brand-new-one"}) }`;
    const elsewhere = newPlace();
    for (let tries = 0; tries < 4; tries++) await post(wrong, elsewhere);
    const client = createClient(`${world.url}/graphql`);
    await client.request(api.ResetPasswordDocument, { input: { contact, code, newPassword: 'brand-new-one' } });
    expect(await codeOf(signIn(person.email, 'brand-new-one', newPlace()))).toBe('accepted');
  });

  it('comes to who guesses the password of a session that they hold', async () => {
    const person = await world.person();
    const from = newPlace();
    const guess = `mutation { changePassword(input: {currentPassword: "wrong-one", newPassword: "brand-new-one"}) }`;
    for (let tries = 0; tries < perAccount; tries++) {
      expect(await codeOf(post(guess, from, person.token))).toBe('INVALID_CREDENTIALS');
    }
    expect(await codeOf(post(guess, from, person.token))).toBe('ACCOUNT_LOCKED');
    const erase = `mutation { deleteAccount(input: {password: "${person.password}"}) }`;
    expect(await codeOf(post(erase, from, person.token))).toBe('ACCOUNT_LOCKED');
    const events = await world.app.services.db.select().from(auditEvents).where(eq(auditEvents.userId, person.id));
    expect(events.filter(({ action }) => action === 'PROOF_FAILED')).toHaveLength(perAccount);
  });

  it('is told in the log of the account, once', async () => {
    const person = await world.person();
    const from = newPlace();
    await lockOut(person.email, from);
    for (let tries = 0; tries < 5; tries++) await signIn(person.email, 'wrong-one', from);
    const events = await world.app.services.db.select().from(auditEvents).where(eq(auditEvents.userId, person.id));
    const actions = events.map(({ action }) => action);
    expect(actions.filter((action) => action === 'LOCKED')).toHaveLength(1);
    expect(actions.filter((action) => action === 'SIGN_IN_FAILED')).toHaveLength(perAccount);
    expect(events.find(({ action }) => action === 'LOCKED')).toMatchObject({ ip: from, actorId: null });
  });

  it('does not count what was right, one by one or at once, nor what could not be checked', async () => {
    const person = await world.person();
    const from = newPlace();
    await Promise.all(Array.from({ length: 30 }, () => signIn(person.email, person.password, from)));
    for (let times = 0; times < perAccount + 2; times++) {
      expect(await codeOf(signIn(person.email, person.password, from))).toBe('accepted');
    }
    const { db } = world.app.services;
    const real = db.transaction;
    db.transaction = () => Promise.reject(Object.assign(new Error('gone'), { code: 'ECONNRESET' }));
    try {
      for (let times = 0; times < perAccount + 2; times++) {
        expect(await codeOf(signIn(person.email, person.password, from))).toBe('DEPENDENCY_UNAVAILABLE');
      }
    } finally {
      db.transaction = real;
    }
    expect(await codeOf(signIn(person.email, person.password, from))).toBe('accepted');
  });
});

describe('without Redis', () => {
  it('nobody signs in: each server by itself would allow as many guesses again', async () => {
    const alone = await createWorld({ env: { ROLE: 'api', REDIS_URL: 'redis://127.0.0.1:1' } });
    const login = (email: string, password: string) =>
      codeBehind(
        createClient(`${alone.url}/graphql`).request(api.LoginDocument, { input: { contact: { email }, password } }),
      );
    const { email, password, token } = await world.person();
    expect(await login(email, password)).toBe('DEPENDENCY_UNAVAILABLE');
    expect(await login(email, 'wrong-one')).toBe('DEPENDENCY_UNAVAILABLE');
    const { data } = await overHttp(alone.url)('{ me { email } }', {}, token);
    expect(data.me.email).toBe(email);
    await alone.dispose();
  });
});

describe('where someone is', () => {
  it('is believed of a proxy that is trusted alone', async () => {
    const plain = await createWorld({ env: { ROLE: 'api' } });
    const person = await plain.person();
    const ipOf = async (url: string, forwarded: string, { email, password }: Person) => {
      await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-forwarded-for': forwarded },
        body: JSON.stringify({ query: `mutation { ${loginField(email, password)} }` }),
      });
      const { me } = await person.client.request(api.SessionsDocument, {});
      return me?.sessions[0]?.ip;
    };
    expect(await ipOf(plain.url, '198.51.100.7', person)).toBe('127.0.0.1');
    expect(await ipOf(world.url, '198.51.100.7', person)).toBe('198.51.100.7');
    expect(await ipOf(world.url, 'x'.repeat(200), person)).toBe('127.0.0.1');
    expect(await ipOf(world.url, '198.51.100.8:5678', person)).toBe('198.51.100.8');
    expect(await ipOf(world.url, '[2001:db8::2]:5678', person)).toBe('2001:db8::2');
    expect(await ipOf(world.url, '::ffff:7f00:1', person)).toBe('127.0.0.1');
    expect(await ipOf(world.url, `2001:DB8:0:0::1%${'x'.repeat(80)}`, person)).toBe('2001:db8::1');
    expect(plain.log.filter(({ msg }) => /TRUSTED_PROXIES/.test(msg))).toHaveLength(1);
    await plain.dispose();
  });

  it.each([
    ['203.0.113.9', '203.0.113.9'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:db8:1:2::6', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    [undefined, 'nowhere'],
  ])('of %s is %s', (ip, place) => {
    expect(placeOf(ip)).toBe(place);
  });
});
