/** Accounts: codes that work once, signing up and in, and what of a person may be stored or logged. */
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { type AddressInfo, connect, createServer } from 'node:net';
import { DrizzleQueryError, eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPasswords } from '../src/auth/password.js';
import { type ApiError, createClient } from '../src/client/client.js';
import * as api from '../src/client/gql/graphql.js';
import { messages, outbox, sessions, users } from '../src/db/tables/index.js';
import { deliverMessage } from '../src/domain/message/deliver.js';
import { AppError } from '../src/errors.js';
import type { Message, Notifier } from '../src/notify/notifier.js';
import { createCodes } from '../src/redis/code.js';
import { createRedis } from '../src/redis/connection.js';
import { createMailServer } from './support/mail.js';
import { createWebhookServer } from './support/sms.js';
import { codeOf, createWorld, eventually, unique, type World } from './support/world.js';

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.dispose());

const anyone = () => createClient(`${world.url}/graphql`);
const address = () => `${unique('new')}@example.com`;
const mobile = () => `13${String(Math.floor(Math.random() * 1e9)).padStart(9, '0')}`;
const ask = (contact: api.ContactInput, purpose: api.VerificationPurpose = 'REGISTER', client = anyone()) =>
  client.request(api.SendVerificationCodeDocument, { input: { contact, purpose } });
const registerWith = (contact: api.ContactInput, code: string, password = 'long-enough-1') =>
  anyone().request(api.RegisterDocument, { input: { contact, code, password, name: ' Ada ' } });
const loginWith = (input: api.LoginInput) => anyone().request(api.LoginDocument, { input });
const failure = (work: Promise<unknown>): Promise<ApiError> =>
  work.then(
    () => {
      throw new Error('was accepted');
    },
    (error: ApiError) => error,
  );
/** A server without background work, in a database of its own: what it sends there is what the operation takes. */
const createQuiet = async (
  work: (quiet: World, statements: (of: () => Promise<unknown>) => Promise<number>) => Promise<void>,
) => {
  const quiet = await createWorld({ env: { ROLE: 'api' }, stores: 'quiet' });
  try {
    await work(quiet, async (of) => {
      const before = quiet.app.services.database.statements();
      await of();
      return quiet.app.services.database.statements() - before;
    });
  } finally {
    await quiet.dispose();
  }
};
const otherThan = (code: string) => (code === '000000' ? '000001' : '000000');

describe('registering', () => {
  it('takes the code that was sent, and signs in', async () => {
    const email = address();
    const code = await world.codeFor({ email: email.toUpperCase() }, 'REGISTER');
    expect(code).toMatch(/^\d{6}$/);
    const { register } = await registerWith({ email }, ` ${code.slice(0, 3)} ${code.slice(3)} `);
    expect(register.user).toMatchObject({ email, name: 'Ada', role: 'CANDIDATE', locale: 'EN' });
    const client = anyone();
    client.use(register);
    expect((await client.request(api.MeDocument, {})).me).toMatchObject({ email, emailVerified: true, phone: null });
  });

  it('takes a bare Chinese mobile as +86, in every spelling the same account', async () => {
    const phone = mobile();
    const { register } = await registerWith({ phone }, await world.codeFor({ phone }, 'REGISTER'));
    expect(register.user.email).toBeNull();
    for (const spelling of [phone, `+86${phone}`, `+86 ${phone.slice(0, 3)}-${phone.slice(3, 7)}-${phone.slice(7)}`]) {
      const { login } = await loginWith({ contact: { phone: spelling }, password: 'long-enough-1' });
      expect([spelling, login.user.id]).toEqual([spelling, register.user.id]);
    }
    expect(await codeOf(registerWith({ phone: `+86${phone}` }, '123456'))).toBe('CODE_EXPIRED');
  });

  it.each([
    '12345',
    '+8612345678901',
    '02085123456',
    '+8602085123456',
    '95588',
    '+12025550123x5',
    '+979123456789',
    '+881612345678',
  ])('takes no %s for a mobile number', async (phone) => {
    expect(await codeOf(ask({ phone }))).toBe('BAD_USER_INPUT');
  });

  it('takes a code once, of fifty at once one, and only for the contact and purpose that it was sent for', async () => {
    const [email, other] = [address(), address()];
    const code = await world.codeFor({ email }, 'REGISTER');
    expect(await codeOf(registerWith({ email: other }, code))).toBe('CODE_EXPIRED');
    expect(await codeOf(loginWith({ contact: { email }, code }))).toBe('INVALID_CREDENTIALS');
    const results = await Promise.all(Array.from({ length: 50 }, () => codeOf(registerWith({ email }, code))));
    expect(results.filter((result) => result === 'accepted')).toHaveLength(1);
    // The limit on guesses lets few of them as far as the code; here all fifty get there.
    const { codes } = world.app.services;
    const made = await codes.create('test', codes.createNonce(), 60, 'here');
    const redeemed = await Promise.all(Array.from({ length: 50 }, () => codes.redeem('test', made, 'here')));
    expect(redeemed.filter((result) => result === 'ACCEPTED')).toHaveLength(1);
    expect(redeemed.filter((result) => result === 'EXPIRED')).toHaveLength(49);
  });

  it('takes a code whose answer was lost on the way, and asks for no other', async () => {
    // Between us and Redis, something that loses one answer with its connection; the driver asks again.
    const target = new URL(world.app.services.env.redisUrl as string);
    let losing = false;
    let lost = 0;
    const proxy = createServer((near) => {
      const far = connect(Number(target.port), target.hostname);
      near.on('error', () => far.destroy()).pipe(far);
      far.on('error', () => near.destroy());
      far.on('data', (answer) => {
        if (!losing) return near.write(answer);
        losing = false;
        lost++;
        return near.destroy();
      });
    }).listen(0, '127.0.0.1');
    await once(proxy, 'listening');
    const url = new URL(target.href);
    url.port = String((proxy.address() as AddressInfo).port);
    const redis = createRedis(url.href, world.app.services.log);
    const codes = createCodes(redis, { code: 'a', hash: 'b' });
    const code = await codes.create('lost', codes.createNonce(), 60, 'here');
    losing = true;
    expect([await codes.redeem('lost', code, 'here'), lost]).toEqual(['ACCEPTED', 1]);
    expect(await codes.redeem('lost', code, 'here')).toBe('EXPIRED');
    redis.disconnect();
    proxy.close();
  });

  it('gives up a code after five wrong tries', async () => {
    const email = address();
    const code = await world.codeFor({ email }, 'REGISTER');
    for (let tries = 0; tries < 5; tries++) {
      expect(await codeOf(registerWith({ email }, otherThan(code)))).toBe('CODE_INVALID');
    }
    expect(await codeOf(registerWith({ email }, code))).toBe('CODE_EXPIRED');
  });

  it('tells only who has the code that there is an account', async () => {
    const { email } = await world.person();
    const code = await world.codeFor({ email }, 'REGISTER');
    expect(await codeOf(registerWith({ email }, otherThan(code)))).toBe('CODE_INVALID');
    expect(await codeOf(registerWith({ email }, code))).toBe('ACCOUNT_EXISTS');
  });

  it('leaves the code good when the database fails between', async () => {
    const email = address();
    const code = await world.codeFor({ email }, 'REGISTER');
    const { db } = world.app.services;
    const real = db.transaction;
    db.transaction = () => Promise.reject(Object.assign(new Error('gone'), { code: 'PROTOCOL_CONNECTION_LOST' }));
    try {
      expect(await codeOf(registerWith({ email }, code))).toBe('DEPENDENCY_UNAVAILABLE');
    } finally {
      db.transaction = real;
    }
    const { redis } = world.app.services;
    const lives = await Promise.all((await redis.keys('zpi:code:*')).map((key) => redis.ttl(key)));
    expect(Math.max(...lives)).toBeGreaterThan(280);
    expect(await codeOf(registerWith({ email }, code))).toBe('accepted');
  });

  it('leaves the code good when too many passwords wait to be hashed', async () => {
    const email = address();
    const code = await world.codeFor({ email }, 'REGISTER');
    const { passwords } = world.app.services;
    const real = passwords.hash;
    let waiting: Promise<unknown> = Promise.resolve();
    // In the very moment before its own: some of them could be done while a request is on its way.
    passwords.hash = (password) => {
      waiting = Promise.allSettled(Array.from({ length: 210 }, () => real('something-long')));
      return real(password);
    };
    const refused = await failure(registerWith({ email }, code)).finally(() => {
      passwords.hash = real;
    });
    expect([refused.code, refused.errors[0]?.extensions?.retryAfter]).toEqual(['RATE_LIMITED', 5]);
    await waiting;
    expect(await codeOf(registerWith({ email }, code))).toBe('accepted');
  }, 60_000);

  it.each([
    ['too short', 'seven77'],
    ['too long', 'x'.repeat(129)],
    ['among the commonest', 'Password123'],
    ['among the commonest in another case', 'ILOVEYOU'],
    ['among the commonest in the width of a Chinese keyboard', 'ｐａｓｓｗｏｒｄ１２３'],
  ])('takes no password that is %s', async (_why, password) => {
    const error = await failure(registerWith({ email: address() }, '123456', password));
    expect(error.errors[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', issues: [{ path: 'input.password' }] });
  });

  it('takes no password that is the contact itself', async () => {
    const email = address();
    for (const password of [email, email.split('@')[0] as string]) {
      expect(await codeOf(registerWith({ email }, '123456', password))).toBe('BAD_USER_INPUT');
    }
  });

  it.each(['00000000', '987654321', '123123123', 'woaini1314', '5201314520', 'zhang123', 'Qwertyuiop', '20082008'])(
    'takes no %s, which people make up by themselves',
    async (password) => {
      expect(await codeOf(registerWith({ email: address() }, '123456', password))).toBe('BAD_USER_INPUT');
    },
  );

  it.each(['a@1', 'a@localhost', '.a@example.com', 'a..b@example.com', `${'a'.repeat(65)}@example.com`])(
    'takes no %s for an address',
    async (email) => {
      expect(await codeOf(ask({ email }))).toBe('BAD_USER_INPUT');
    },
  );

  it('takes a password of 128 characters whole, and in whatever way they are encoded', async () => {
    const email = address();
    const long = `${'密码é🔑'.repeat(32)}`;
    expect([...long]).toHaveLength(128);
    await registerWith({ email }, await world.codeFor({ email }, 'REGISTER'), long);
    expect(await codeOf(loginWith({ contact: { email }, password: `${long.slice(0, -2)}🔒` }))).toBe(
      'INVALID_CREDENTIALS',
    );
    expect(await codeOf(loginWith({ contact: { email }, password: long.normalize('NFD') }))).toBe('accepted');
  });
});

describe('asking for a code', () => {
  it('is granted once a minute for a contact and purpose, and five times an hour for a contact', async () => {
    const email = address();
    const { sendVerificationCode: first } = await ask({ email });
    const inAMinute = (new Date(first.resendAfter).getTime() - Date.now()) / 1000;
    expect(inAMinute).toBeGreaterThan(55);
    expect(inAMinute).toBeLessThanOrEqual(60);
    const refused = await failure(ask({ email }));
    expect(refused.code).toBe('RATE_LIMITED');
    expect(refused.errors[0]?.extensions?.retryAfter).toBeGreaterThan(0);
    expect(refused.errors[0]?.extensions?.retryAfter).toBeLessThanOrEqual(60);
    const { redis } = world.app.services;
    const another = async () => {
      await redis.del(await redis.keys('zpi:limit:code-in-a-row:*'));
      return ask({ email }, 'LOGIN');
    };
    for (let count = 2; count <= 4; count++) await another();
    const { sendVerificationCode: fifth } = await another();
    expect((new Date(fifth.resendAfter).getTime() - Date.now()) / 1000).toBeGreaterThan(3_000);
    const sixth = await failure(another());
    expect(sixth.code).toBe('RATE_LIMITED');
    expect(sixth.errors[0]?.extensions?.retryAfter).toBeGreaterThan(3_000);
  });

  it('is limited by address, too', async () => {
    const results = await Promise.all(Array.from({ length: 40 }, () => codeOf(ask({ email: address() }))));
    expect(results.filter((result) => result === 'RATE_LIMITED').length).toBeGreaterThanOrEqual(10);
    const { redis } = world.app.services;
    await redis.del(await redis.keys('zpi:limit:*'));
  });

  it('does the same work for an unknown contact, and sends nothing there', async () => {
    const person = await world.person();
    const { db } = world.app.services;
    const printed = (email: string) =>
      world.log.some((line) => line.msg === 'verification code' && line.email === email);
    for (const purpose of ['LOGIN', 'RESET_PASSWORD'] as const) {
      const unknown = address();
      const wrongly = async (email: string) => {
        const { sendVerificationCode: answer } = await ask({ email }, purpose);
        await eventually(async () => (await db.$count(messages, eq(messages.email, email))) === 0);
        const contact = { email };
        const attempt =
          purpose === 'LOGIN'
            ? loginWith({ contact, code: 'x' })
            : anyone().request(api.ResetPasswordDocument, {
                input: { contact, code: 'x', newPassword: 'long-enough-1' },
              });
        const { code, message } = await failure(attempt);
        return { answered: Object.keys(answer), code, message };
      };
      // A wrong code is wrong for both: there is a code, though nobody was sent it.
      expect(await wrongly(unknown)).toEqual(await wrongly(person.email));
      expect([printed(person.email), printed(unknown)]).toEqual([true, false]);
    }
    await createQuiet(async (quiet, statements) => {
      const known = (await quiet.person()).email;
      const send = (email: string, purpose: api.VerificationPurpose) =>
        createClient(`${quiet.url}/graphql`).request(api.SendVerificationCodeDocument, {
          input: { contact: { email }, purpose },
        });
      for (const purpose of ['REGISTER', 'LOGIN', 'RESET_PASSWORD'] as const) {
        expect(await statements(() => send(address(), purpose))).toBe(await statements(() => send(known, purpose)));
      }
    });
  });

  it('takes someone signed in to change or delete an account, and their own contact to delete it', async () => {
    const { client, email } = await world.person();
    for (const purpose of ['CHANGE_CONTACT', 'DELETE_ACCOUNT'] as const) {
      expect(await codeOf(ask({ email: address() }, purpose))).toBe('UNAUTHENTICATED');
    }
    expect(await codeOf(ask({ email: address() }, 'DELETE_ACCOUNT', client))).toBe('BAD_USER_INPUT');
    expect(await codeOf(ask({ email }, 'DELETE_ACCOUNT', client))).toBe('accepted');
  });

  it('stores the code only as a keyed hash, and the contact not at all', async () => {
    const email = address();
    const code = await world.codeFor({ email }, 'REGISTER');
    const { redis, db } = world.app.services;
    for (const key of await redis.keys('zpi:code:*')) {
      expect(key).not.toContain(email);
      expect(Object.keys(await redis.hgetall(key))).toEqual(expect.arrayContaining(['digest']));
      expect(await redis.hget(key, 'digest')).toMatch(/^[0-9a-f]{64}$/);
      expect(await redis.pttl(key)).toBeLessThanOrEqual(300_000);
    }
    const rows = JSON.stringify([await db.select().from(messages), await db.select().from(outbox)]);
    expect(rows).not.toContain(code);
  });
});

describe('a message', () => {
  /** A world whose messages go where the test says. */
  const withNotifier = (send: Notifier['send']) =>
    createWorld({ stores: 'message', parts: { notifier: { reaches: () => true, send, dispose: async () => {} } } });

  it('arrives by mail in the language of who it is for, and by SMS', async () => {
    const mail = await createMailServer();
    const secret = `whsec_${randomBytes(24).toString('base64')}`;
    const sms = await createWebhookServer(secret);
    const other = await createWorld({
      stores: 'message',
      env: {
        SMTP_URL: mail.url,
        MAIL_FROM: 'Practice <practice@example.com>',
        SMS_PROVIDER: 'webhook',
        SMS_WEBHOOK_URL: sms.url,
        SMS_WEBHOOK_SECRET: secret,
      },
    });
    const email = address();
    const phone = mobile();
    const inChinese = createClient(`${other.url}/graphql`, { locale: 'zh-CN' });
    const send = (contact: api.ContactInput, purpose: api.VerificationPurpose) =>
      inChinese.request(api.SendVerificationCodeDocument, { input: { contact, purpose } });
    await send({ email }, 'REGISTER');
    const letter = await eventually(() => mail.mails.find(({ envelope }) => envelope.includes(email)));
    expect([letter.from?.text, letter.subject]).toEqual([
      '"Practice" <practice@example.com>',
      expect.stringContaining('注册'),
    ]);
    const code = /\d{6}/.exec(letter.text ?? '')?.[0] as string;
    const input = { contact: { email }, code, password: 'long-enough-1', name: '小雨', locale: 'EN' as const };
    const { register } = await inChinese.request(api.RegisterDocument, { input });
    expect(register.user.email).toBe(email);
    // From now on it is the account that says in which language.
    await send({ email }, 'LOGIN');
    await eventually(() => mail.mails.find(({ subject }) => /sign in/.test(subject ?? '')));
    await send({ phone }, 'REGISTER');
    const [delivery] = await eventually(() => (sms.received.length > 0 ? sms.received : undefined));
    expect(delivery?.body).toMatchObject({ phone: `+86${phone}`, kind: 'CODE', purpose: 'REGISTER', locale: 'ZH' });
    const held = JSON.stringify(other.log);
    for (const personal of [email, phone, code]) expect(held).not.toContain(personal);
    await other.dispose();
    await Promise.all([mail.dispose(), sms.dispose()]);
  });

  it('is sent again until it is accepted, the mutation waiting for none of it', async () => {
    const tries: Message[] = [];
    const other = await withNotifier(async (_contact, message) => {
      tries.push(message);
      if (tries.length < 3) throw new AppError('DEPENDENCY_UNAVAILABLE');
    });
    const email = address();
    await createClient(`${other.url}/graphql`).request(api.SendVerificationCodeDocument, {
      input: { contact: { email }, purpose: 'REGISTER' },
    });
    for (const times of [1, 2]) {
      await eventually(() => other.log.filter(({ msg }) => /not sent, to be tried again/.test(msg)).length === times);
      other.clock.advance(30);
    }
    await eventually(() => tries.length === 3);
    await eventually(async () => (await other.app.services.db.$count(messages, eq(messages.email, email))) === 0);
    // All of them are the same one: whichever arrives is good.
    const codes = (tries as Extract<Message, { kind: 'CODE' }>[]).map(({ code }) => code);
    expect(new Set(codes).size).toBe(1);
    const input = { contact: { email }, code: codes[0] as string, password: 'long-enough-1', name: 'Ada' };
    expect(await codeOf(createClient(`${other.url}/graphql`).request(api.RegisterDocument, { input }))).toBe(
      'accepted',
    );
    expect(JSON.stringify(other.log)).not.toContain(email);
    await other.dispose();
  });

  it('that is sent again gives no tries back, and makes no code good again that was used', async () => {
    const { codes } = world.app.services;
    const nonce = codes.createNonce();
    const code = await codes.create('again', nonce, 60, 'here');
    for (let tries = 0; tries < 5; tries++) expect(await codes.redeem('again', 'wrong', 'here')).toBe('WRONG');
    expect(await codes.create('again', nonce, 60, 'here')).toBe(code);
    expect(await codes.redeem('again', code, 'here')).toBe('EXPIRED');
    const next = codes.createNonce();
    const other = await codes.create('again', next, 60, 'here');
    expect(await codes.redeem('again', other, 'here')).toBe('ACCEPTED');
    await codes.create('again', next, 60, 'here');
    expect(await codes.redeem('again', other, 'here')).toBe('EXPIRED');
  });

  it('is sent by one worker, though several are told of it', async () => {
    let sent = 0;
    const other = await withNotifier(async () => {
      sent++;
      await new Promise((resolve) => setTimeout(resolve, 200));
    });
    const email = address();
    await createClient(`${other.url}/graphql`).request(api.SendVerificationCodeDocument, {
      input: { contact: { email }, purpose: 'REGISTER' },
    });
    const { services } = other.app;
    const [message] = await eventually(async () => {
      const rows = await services.db.select().from(messages).where(eq(messages.email, email));
      return rows.length > 0 ? rows : undefined;
    });
    await Promise.all(Array.from({ length: 5 }, () => deliverMessage(services, message?.id as string)));
    await eventually(async () => (await services.db.$count(messages, eq(messages.email, email))) === 0);
    expect(sent).toBe(1);
    await other.dispose();
  });

  it('is given up once it is of no more use, or cannot be delivered', async () => {
    let failing: Error = new AppError('DEPENDENCY_UNAVAILABLE');
    let tries = 0;
    const other = await withNotifier(async () => {
      tries++;
      throw failing;
    });
    const { db } = other.app.services;
    const sendTo = async (email: string) => {
      await createClient(`${other.url}/graphql`).request(api.SendVerificationCodeDocument, {
        input: { contact: { email }, purpose: 'REGISTER' },
      });
      return () => db.$count(messages, eq(messages.email, email));
    };
    const late = await sendTo(address());
    await eventually(() => tries === 1);
    other.clock.advance(301);
    await eventually(async () => (await late()) === 0);
    expect(tries).toBe(1);
    failing = Object.assign(new Error('no such mailbox'), { name: 'UndeliverableError' });
    const refused = await sendTo(address());
    await eventually(async () => (await refused()) === 0);
    expect(tries).toBe(2);
    await other.dispose();
  });

  it('is refused at once where nothing could be sent', async () => {
    const other = await createWorld({
      parts: { notifier: { reaches: () => false, send: async () => {}, dispose: async () => {} } },
    });
    const input = { contact: { email: address() }, purpose: 'REGISTER' } as const;
    const send = () => createClient(`${other.url}/graphql`).request(api.SendVerificationCodeDocument, { input });
    expect([await codeOf(send()), await codeOf(send())]).toEqual(['DEPENDENCY_UNAVAILABLE', 'DEPENDENCY_UNAVAILABLE']);
    await other.dispose();
  });
});

describe('signing in', () => {
  it('cannot be told apart for a wrong password, a wrong code and an unknown account', async () => {
    const { email, password } = await world.person();
    const attempt = async (input: api.LoginInput) => {
      const { code, message, status } = await failure(loginWith(input));
      return [code, message, status];
    };
    const wrong = await attempt({ contact: { email }, password: 'not-the-password' });
    expect(wrong[0]).toBe('INVALID_CREDENTIALS');
    const code = await world.codeFor({ email }, 'LOGIN');
    for (const other of [
      { contact: { email: address() }, password: 'not-the-password' },
      { contact: { email }, code: otherThan(code) },
      { contact: { email: address() }, code },
    ]) {
      expect(await attempt(other)).toEqual(wrong);
    }
    expect(await codeOf(loginWith({ contact: { email: email.toUpperCase() }, password }))).toBe('accepted');
  });

  it('does the same work for a known and an unknown account', async () => {
    await createQuiet(async (quiet, statements) => {
      const { email } = await quiet.person();
      const { passwords } = quiet.app.services;
      const work = async (input: api.LoginInput) => {
        const hashes = passwords.computed();
        const sent = await statements(() =>
          failure(createClient(`${quiet.url}/graphql`).request(api.LoginDocument, { input })),
        );
        return { sent, hashes: passwords.computed() - hashes };
      };
      const known = await work({ contact: { email }, password: 'not-the-password' });
      expect(await work({ contact: { email: address() }, password: 'not-the-password' })).toEqual(known);
      for (const document of [api.RegisterDocument, api.ResetPasswordDocument]) {
        const input = (contact: api.ContactInput) =>
          document === api.RegisterDocument
            ? { contact, code: '000000', password: 'long-enough-1', name: 'Ada' }
            : { contact, code: '000000', newPassword: 'long-enough-1' };
        const sent = (contact: string) =>
          statements(() =>
            failure(
              createClient(`${quiet.url}/graphql`).request(document as typeof api.RegisterDocument, {
                input: input({ email: contact }) as api.RegisterInput,
              }),
            ),
          );
        const hashes = passwords.computed();
        expect(await sent(address())).toBe(await sent(email));
        expect(passwords.computed()).toBe(hashes);
      }
      const byCode = await work({ contact: { email }, code: '000000' });
      expect(await work({ contact: { email: address() }, code: '000000' })).toEqual(byCode);
      expect([known.hashes, byCode.hashes]).toEqual([1, 0]);
    });
  });

  it('cannot be told apart by any row of attempts', async () => {
    // Each with what it answers to a wrong proof, and all of them on one count or another.
    const { redis } = world.app.services;
    const attempts: Record<string, (email: string) => Promise<unknown>> = {
      password: (email) => loginWith({ contact: { email }, password: 'not-the-password' }),
      code: (email) => loginWith({ contact: { email }, code: '000000' }),
      register: (email) => registerWith({ email }, '000000'),
      reset: (email) =>
        anyone().request(api.ResetPasswordDocument, {
          input: { contact: { email }, code: '000000', newPassword: 'long-enough-1' },
        }),
      send: (email) => ask({ email }, 'LOGIN'),
    };
    const names = Object.keys(attempts);
    const answersTo = async (email: string, first: string, then: string) => {
      await redis.del(await redis.keys('zpi:limit:*'));
      const answers: string[] = [];
      for (let times = 0; times < 11; times++) answers.push(await codeOf(attempts[first]?.(email) as Promise<unknown>));
      answers.push(await codeOf(attempts[then]?.(email) as Promise<unknown>));
      return answers;
    };
    for (const first of names.filter((name) => name !== 'send')) {
      for (const then of names) {
        // From elsewhere: where the account has never been.
        const { email, id } = await world.person();
        await world.app.services.db.update(sessions).set({ place: 'home' }).where(eq(sessions.userId, id));
        expect([first, then, await answersTo(email, first, then)]).toEqual([
          first,
          then,
          await answersTo(address(), first, then),
        ]);
      }
    }
    await redis.del(await redis.keys('zpi:limit:*'));
  }, 60_000);

  it('with a password that is changed meanwhile fails, and opens nothing', async () => {
    const person = await world.person();
    const { passwords, db } = world.app.services;
    const real = passwords.verify;
    let go = () => {};
    const held = new Promise<void>((resolve) => {
      go = resolve;
    });
    const verified = new Promise<void>((resolve) => {
      passwords.verify = async (...args) => {
        const result = await real(...args);
        resolve();
        await held;
        return result;
      };
    });
    const late = codeOf(loginWith({ contact: { email: person.email }, password: person.password }));
    await verified;
    passwords.verify = real;
    await person.client.request(api.ChangePasswordDocument, {
      input: { currentPassword: person.password, newPassword: 'brand-new-one' },
    });
    go();
    expect(await late).toBe('INVALID_CREDENTIALS');
    const rows = await db.select().from(sessions).where(eq(sessions.userId, person.id));
    expect(rows.filter(({ revokedAt }) => revokedAt === null)).toHaveLength(1);
  });

  it('works by a code, once', async () => {
    const person = await world.person();
    const contact = { email: person.email };
    const code = await world.codeFor(contact, 'LOGIN');
    const { login } = await loginWith({ contact, code });
    expect(login.user.id).toBe(person.id);
    expect(await codeOf(loginWith({ contact, code }))).toBe('INVALID_CREDENTIALS');
  });

  it('takes exactly one of password and code', async () => {
    const contact = { email: address() };
    expect(await codeOf(loginWith({ contact }))).toBe('BAD_USER_INPUT');
    expect(await codeOf(loginWith({ contact, password: 'long-enough-1', code: '123456' }))).toBe('BAD_USER_INPUT');
  });

  it('is not in the way of a token that has run out', async () => {
    const { client, email, password, token } = await world.person();
    await client.request(api.LogoutDocument, {});
    const response = await fetch(`${world.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({
        query: api.LoginDocument.toString(),
        variables: { input: { contact: { email }, password } },
      }),
    });
    expect(((await response.json()) as { data: api.LoginMutation }).data.login.user.email).toBe(email);
  });
});

describe('what is stored and logged', () => {
  it('takes the work to guess that OWASP asks for', async () => {
    const passwords = createPasswords();
    const stored = await passwords.hash('long-enough-1');
    expect(stored).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(await passwords.verify(stored, 'long-enough-1')).toBe(true);
    expect(await passwords.verify(stored, 'long-enough-2')).toBe(false);
    expect(await passwords.verify(undefined, 'long-enough-1')).toBe(false);
    expect(passwords.computed()).toBe(4);
    await passwords.dispose();
  });

  it('is neither password nor refresh token', async () => {
    const person = await world.person();
    const { db } = world.app.services;
    const [user] = await db.select().from(users).where(eq(users.id, person.id));
    expect(user?.passwordHash).toMatch(/^\$argon2id\$/);
    const rows = await db.select().from(sessions).where(eq(sessions.userId, person.id));
    expect(JSON.stringify(rows)).not.toContain(person.refreshToken);
    expect(JSON.stringify(rows)).not.toContain(person.refreshToken.slice(0, 22));
    await person.client.request(api.MeDocument, {});
    const text = JSON.stringify(world.log);
    for (const secret of [person.password, person.token, person.refreshToken]) expect(text).not.toContain(secret);
  });

  it('of a database failure is neither statement nor values', async () => {
    const email = address();
    const code = await world.codeFor({ email }, 'REGISTER');
    const { db } = world.app.services;
    const real = db.transaction;
    const failing = Object.assign(new Error(`Duplicate entry '${email}'`), {
      errno: 1406,
      sqlState: '22001',
      sql: `insert '${email}'`,
    });
    db.transaction = () =>
      Promise.reject(new DrizzleQueryError('insert into users values (?)', [email, 'argon2-hash'], failing));
    try {
      expect(await codeOf(registerWith({ email }, code))).toBe('INTERNAL_SERVER_ERROR');
    } finally {
      db.transaction = real;
    }
    const line = world.log.findLast(({ msg }) => msg === 'unexpected error');
    expect(line?.err).toMatchObject({ errno: 1406 });
    expect(JSON.stringify(line)).not.toMatch(new RegExp(`${email}|argon2-hash|insert`));
  });
});
