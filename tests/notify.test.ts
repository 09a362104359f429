/** Mail and SMS, over real sockets: what arrives, what is refused, and what the log may know of it. */
import { createServer } from 'node:net';
import { describe, expect, it, vi } from 'vitest';
import { loadEnv } from '../src/env.js';
import { createLog } from '../src/log.js';
import { createMailer } from '../src/notify/mail.js';
import {
  type CodePurpose,
  createNotifier,
  type Locale,
  type Message,
  type Notifier,
  UndeliverableError,
} from '../src/notify/notifier.js';
import { createWebhookSms } from '../src/notify/sms/webhook.js';
import { createLater } from './support/later.js';
import { createMailServer, type MailServerOptions } from './support/mail.js';
import { createAliyunServer, createWebhookServer } from './support/sms.js';

const code = '482913';
const codeFor = (purpose: CodePurpose): Message => ({ kind: 'CODE', purpose, code, minutes: 10 });
const login = codeFor('LOGIN');
const email = 'ada@example.com';
const phone = '+8613800138000';
const secret = `whsec_${Buffer.from('a key of thirty-two random bytes').toString('base64')}`;
const aliyunKey = { keyId: 'LTAI-test', secret: 'aliyun-secret' };

const { later, disposers } = createLater();

const notifierWith = (source: Record<string, string>): { notifier: Notifier; lines: Record<string, unknown>[] } => {
  const lines: Record<string, unknown>[] = [];
  const log = createLog('trace', { destination: { write: (line) => void lines.push(JSON.parse(line)) } });
  return { notifier: later(createNotifier(loadEnv(source), log)), lines };
};

const withMail = async (options: MailServerOptions = {}, parameters = '') => {
  const server = later(await createMailServer(options));
  return {
    server,
    ...notifierWith({ SMTP_URL: `${server.url}${parameters}`, MAIL_FROM: 'Zero <no-reply@zero.test>' }),
  };
};

const failure = async (sending: Promise<void>): Promise<Error & { code?: string }> =>
  sending.then(
    () => expect.fail('it was accepted'),
    (error: Error) => error,
  );
const away = (reason: string) => ({ code: 'DEPENDENCY_UNAVAILABLE', cause: { message: reason } });

/** What a mail client shows beside the subject: the beginning of the body's text. */
const previewOf = (html: string): string =>
  html
    .replace(/<head>.*<\/head>/s, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();

const production = {
  NODE_ENV: 'production',
  DATABASE_URL: 'mysql://u:p@db/zpi',
  REDIS_URL: 'redis://redis',
  PASETO_SECRET_KEY: `k4.secret.${'A'.repeat(86)}`,
};

describe('mail', () => {
  const notices: Message[] = [{ kind: 'CONTACT_CHANGED', contact: 'g***@<b>ex&"\'.com' }, { kind: 'PASSWORD_CHANGED' }];
  const purposes: CodePurpose[] = ['REGISTER', 'LOGIN', 'RESET_PASSWORD', 'CHANGE_CONTACT', 'DELETE_ACCOUNT'];
  const wordOf: Record<CodePurpose, Record<Locale, string>> = {
    REGISTER: { ZH: '注册', EN: 'create your account' },
    LOGIN: { ZH: '登录', EN: 'sign in' },
    RESET_PASSWORD: { ZH: '重置密码', EN: 'reset your password' },
    CHANGE_CONTACT: { ZH: '更换联系方式', EN: 'change your contact' },
    DELETE_ACCOUNT: { ZH: '注销账号', EN: 'delete your account' },
  };

  it('says in both languages what a code is for, how long it is good, and what to do about one not asked for', async () => {
    const { server, notifier } = await withMail();
    for (const locale of ['ZH', 'EN'] as const) {
      for (const purpose of purposes) {
        await notifier.send({ email }, codeFor(purpose), locale);
        const mail = server.mails.at(-1);
        const html = String(mail?.html);
        const body = previewOf(html);
        const word = wordOf[purpose][locale];
        expect(mail?.subject).toContain(code);
        expect(mail?.text?.startsWith(code)).toBe(true);
        expect(body.startsWith(code)).toBe(true);
        // Of a mail, a client shows the first hundred characters at most: the code, what it is for, and nothing after that.
        expect(body.slice(0, 100)).toContain(word);
        expect(body.slice(0, 100)).toContain(locale === 'ZH' ? '零压面试' : 'Zero Pressure Interview');
        expect(body.slice(0, 100)).not.toContain(locale === 'ZH' ? '忽略' : 'ignore');
        for (const text of [body, mail?.text]) {
          expect(text).toContain(word);
          expect(text).toContain(locale === 'ZH' ? '10 分钟内有效' : '10 minutes');
          expect(text).toContain(locale === 'ZH' ? '如非本人操作，请忽略' : 'If it was not you, ignore this');
        }
        expect(html).toContain(locale === 'ZH' ? '<html lang="zh-CN">' : '<html lang="en">');
        expect(mail?.headers.get('content-language')).toBe(locale === 'ZH' ? 'zh-CN' : 'en');
      }
    }
  });

  it('says in notices what to do when it was somebody else, with what is quoted escaped', async () => {
    const { server, notifier } = await withMail();
    for (const locale of ['ZH', 'EN'] as const) {
      for (const notice of notices) {
        await notifier.send({ email }, notice, locale);
        const mail = server.mails.at(-1);
        for (const text of [previewOf(String(mail?.html)), mail?.text]) {
          expect(text).toMatch(locale === 'ZH' ? /请立即.*密码/ : /(reset|change) your password right away/);
          expect(text).toContain(locale === 'ZH' ? '零压面试' : 'Zero Pressure Interview');
        }
        if (notice.kind === 'CONTACT_CHANGED') {
          expect(mail?.text).toContain(notice.contact);
          expect(mail?.html).toContain('g***@&lt;b&gt;ex&amp;&quot;&#39;.com');
        }
      }
    }
  });

  it('asks for nothing from anywhere, and marks itself as sent by a machine', async () => {
    const { server, notifier } = await withMail();
    for (const message of [login, ...notices]) {
      await notifier.send({ email }, message, 'ZH');
      const mail = server.mails.at(-1);
      expect(mail?.html).not.toMatch(
        /https?:|\/\/\w|<img|<link|<script|<iframe|url\(|@import|@font-face|\bsrc=|\bhref=/i,
      );
      expect(mail?.headers.get('auto-submitted')).toBe('auto-generated');
      expect(mail?.messageId).toMatch(/^<.+@zero\.test>$/);
      expect(mail?.from?.value).toEqual([{ name: 'Zero', address: 'no-reply@zero.test' }]);
      expect(mail?.date).toBeInstanceOf(Date);
      expect(mail?.envelope).toEqual([email]);
    }
    expect(new Set(server.mails.map((mail) => mail.messageId)).size).toBe(server.mails.length);
    // The connection is used again.
    expect(server.connections()).toBe(1);
  });

  it('says one minute of one minute', async () => {
    const { server, notifier } = await withMail();
    await notifier.send({ email }, { kind: 'CODE', purpose: 'LOGIN', code, minutes: 1 }, 'EN');
    expect(server.mails[0]?.text).toContain('good for 1 minute and');
  });

  it('signs in, over STARTTLS where it is offered', async () => {
    const auth = { user: 'mailer@zero.test', pass: 'p@ss:word/1' };
    const plain = await withMail({ auth });
    await plain.notifier.send({ email }, login, 'EN');
    expect(plain.server.mails[0]?.secure).toBe(false);
    const tls = await withMail({ auth, startTls: true }, '?tls.rejectUnauthorized=false');
    await tls.notifier.send({ email }, login, 'EN');
    expect(tls.server.mails[0]?.secure).toBe(true);
  });

  it('does not trust a certificate that nobody has signed', async () => {
    const { notifier, server } = await withMail({ startTls: true });
    await expect(notifier.send({ email }, login, 'EN')).rejects.toMatchObject({ code: 'DEPENDENCY_UNAVAILABLE' });
    expect(server.mails).toEqual([]);
  });

  it('takes an address for one address, whatever is in it', async () => {
    const { server, notifier } = await withMail();
    const tricks = [
      'ada@example.com\r\nBcc: eve@example.com',
      'ada@example.com>\r\nRCPT TO:<eve@example.com',
      'ada@example.com, eve@example.com',
      'Ada <eve@example.com>',
      'group: eve@example.com;',
      'ada@example.com\0',
      'ada',
      '',
    ];
    for (const trick of tricks) {
      expect(await failure(notifier.send({ email: trick }, login, 'EN')), trick).toBeInstanceOf(UndeliverableError);
    }
    expect(server.connections()).toBe(0);
    await notifier.send({ email }, { kind: 'CONTACT_CHANGED', contact: 'x\r\nBcc: eve@example.com' }, 'EN');
    expect(server.mails[0]?.envelope).toEqual([email]);
    expect(server.mails[0]?.bcc).toBeUndefined();
  });

  it('gives a refused recipient up, and a deferred one not, and neither silences the transport', async () => {
    const { server, notifier, lines } = await withMail({
      refuse: (address) => {
        if (address.startsWith('nobody')) return { code: 550, text: `5.1.1 <${address}> no such user` };
        return address.startsWith('busy') ? { code: 450, text: `4.2.1 <${address}> try later` } : undefined;
      },
    });
    for (let time = 0; time < 6; time += 1) {
      const refused = await failure(notifier.send({ email: 'nobody@example.com' }, login, 'EN'));
      expect(refused).toBeInstanceOf(UndeliverableError);
      expect(refused.code).toBe('550');
      expect(refused.message).not.toContain('nobody');
    }
    for (let time = 0; time < 6; time += 1) {
      expect(await failure(notifier.send({ email: 'busy@example.com' }, login, 'EN'))).toMatchObject(away('mail: 450'));
    }
    await notifier.send({ email }, login, 'EN');
    expect(server.mails).toHaveLength(1);
    expect(lines).toEqual([]);
  });

  it('fails at once after five failures, tries again after ten seconds, and logs codes alone', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    const first = await createMailServer();
    const { notifier, lines } = notifierWith({ SMTP_URL: first.url });
    await first.dispose();
    const send = () => notifier.send({ email }, login, 'EN');
    for (let time = 0; time < 5; time += 1) {
      expect(lines).toEqual([]);
      expect(await failure(send())).toMatchObject(away('mail: ESOCKET'));
    }
    const opened = [expect.objectContaining({ transport: 'mail', reason: 'ESOCKET', msg: 'transport is away' })];
    expect(lines).toEqual(opened);

    // Half-open, and still away: the same outage, which is not told of twice.
    vi.setSystemTime(Date.now() + 10_000);
    expect(await failure(send())).toMatchObject(away('mail: ESOCKET'));
    expect(lines).toEqual(opened);

    const second = later(await createMailServer({ port: first.port }));
    expect(await failure(send())).toMatchObject(away('mail: away'));
    vi.setSystemTime(Date.now() + 9_999);
    expect(await failure(send())).toMatchObject(away('mail: away'));
    expect(second.connections()).toBe(0);
    vi.setSystemTime(Date.now() + 1);
    await send();
    expect(second.mails).toHaveLength(1);
    expect(lines).toEqual([...opened, expect.objectContaining({ transport: 'mail', msg: 'transport is back' })]);
    expect(JSON.stringify(lines)).not.toMatch(/ada|482913/);
  });

  it('tells nothing of what the server says, which may name people and accounts', async () => {
    const { server, notifier, lines } = await withMail({ auth: { user: 'mailer', pass: 'right' } });
    const wrong = notifierWith({ SMTP_URL: server.url.replace('right', 'wr0ng') });
    for (let time = 0; time < 5; time += 1) {
      const error = await failure(wrong.notifier.send({ email }, login, 'EN'));
      expect(error).toMatchObject(away('mail: EAUTH 535'));
      expect(String(error) + String(error.cause)).not.toMatch(/mailer|wr0ng|ada|482913/);
    }
    await notifier.send({ email }, login, 'EN');
    expect(wrong.lines).toHaveLength(1);
    expect(JSON.stringify([lines, wrong.lines])).not.toMatch(/mailer|wr0ng|right|ada|482913/);
  });

  it('gives a server up that does not greet', async () => {
    const silent = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => silent.once('listening', resolve));
    later({ dispose: () => silent.close() });
    const { port } = silent.address() as { port: number };
    const mailer = later(createMailer(`smtp://127.0.0.1:${port}`, 'a@b.test', 50));
    await expect(mailer.sendMail(email, login, 'EN')).rejects.toThrow('Greeting never received');
  });
});

describe('SMS by Aliyun', () => {
  const withAliyun = async (options: { code?: string; secret?: string; notices?: boolean } = {}) => {
    const server = later(await createAliyunServer(aliyunKey, () => options.code ?? 'OK'));
    const parts = notifierWith({
      SMS_PROVIDER: 'aliyun',
      ALIYUN_ACCESS_KEY_ID: aliyunKey.keyId,
      ALIYUN_ACCESS_KEY_SECRET: options.secret ?? aliyunKey.secret,
      ALIYUN_SMS_SIGN_NAME: '零压面试 (测试)*',
      ALIYUN_SMS_TEMPLATE_CODE: 'SMS_1',
      ALIYUN_SMS_ENDPOINT: server.url,
      ...(options.notices ? { ALIYUN_SMS_NOTICE_TEMPLATE_CODE: 'SMS_2' } : {}),
    });
    return { server, ...parts };
  };

  it('sends the template of codes, signed', async () => {
    const { server, notifier, lines } = await withAliyun();
    await notifier.send({ phone }, login, 'ZH');
    expect(server.received).toEqual([
      {
        PhoneNumbers: '8613800138000',
        SignName: '零压面试 (测试)*',
        TemplateCode: 'SMS_1',
        TemplateParam: `{"code":"${code}"}`,
      },
    ]);
    expect(lines).toEqual([]);
  });

  it('sends notices by the template of notices, and without one gives them up', async () => {
    const { server, notifier } = await withAliyun({ notices: true });
    await notifier.send({ phone }, { kind: 'PASSWORD_CHANGED' }, 'ZH');
    expect(server.received[0]).toMatchObject({ TemplateCode: 'SMS_2', TemplateParam: '{"event":"密码已修改"}' });
    const without = await withAliyun();
    expect(await failure(without.notifier.send({ phone }, { kind: 'PASSWORD_CHANGED' }, 'ZH'))).toBeInstanceOf(
      UndeliverableError,
    );
    expect(without.server.requests()).toBe(0);
  });

  it('takes any other code than OK for a failure, and a wrong number for one that is final', async () => {
    const broke = await withAliyun({ code: 'isv.AMOUNT_NOT_ENOUGH' });
    for (let time = 0; time < 5; time += 1) {
      expect(await failure(broke.notifier.send({ phone }, login, 'ZH'))).toMatchObject(
        away('sms: isv.AMOUNT_NOT_ENOUGH'),
      );
    }
    expect(await failure(broke.notifier.send({ phone }, login, 'ZH'))).toMatchObject(away('sms: away'));
    expect(broke.server.requests()).toBe(5);
    expect(JSON.stringify(broke.lines)).not.toMatch(/138001|482913/);

    const nobody = await withAliyun({ code: 'isv.MOBILE_NUMBER_ILLEGAL' });
    for (let time = 0; time < 6; time += 1) {
      expect(await failure(nobody.notifier.send({ phone }, login, 'ZH'))).toBeInstanceOf(UndeliverableError);
    }
    const eager = await withAliyun({ code: 'isv.BUSINESS_LIMIT_CONTROL' });
    for (let time = 0; time < 6; time += 1) {
      expect(await failure(eager.notifier.send({ phone }, login, 'ZH'))).toMatchObject(
        away('sms: isv.BUSINESS_LIMIT_CONTROL'),
      );
    }
    expect(nobody.lines.concat(eager.lines)).toEqual([]);
  });

  it('fails with a wrong secret, without a word on number or code', async () => {
    const { server, notifier } = await withAliyun({ secret: 'another' });
    const error = await failure(notifier.send({ phone }, login, 'ZH'));
    expect(error).toMatchObject(away('sms: SignatureDoesNotMatch 403'));
    expect(String(error) + String(error.cause)).not.toMatch(/138001|482913/);
    expect(server.received).toEqual([]);
  });

  it('fails when nobody is there', async () => {
    const { server, notifier } = await withAliyun();
    await server.dispose();
    disposers.shift();
    expect(await failure(notifier.send({ phone }, login, 'ZH'))).toMatchObject(away('sms: ECONNREFUSED'));
  });
});

describe('SMS by webhook', () => {
  const env = (url: string, key = secret) => ({
    SMS_PROVIDER: 'webhook',
    SMS_WEBHOOK_URL: `${url}/sms`,
    SMS_WEBHOOK_SECRET: key,
  });

  it('posts what is to be said, signed', async () => {
    const server = later(await createWebhookServer(secret));
    const { notifier } = notifierWith(env(server.url));
    await notifier.send({ phone }, login, 'ZH');
    await notifier.send({ phone }, { kind: 'CONTACT_CHANGED', contact: '+86138****8000' }, 'EN');
    expect(server.received.map(({ body }) => body)).toEqual([
      {
        id: server.received[0]?.id,
        phone,
        kind: 'CODE',
        purpose: 'LOGIN',
        code,
        minutes: 10,
        locale: 'ZH',
        text: '482913 是你的零压面试登录验证码。10 分钟内有效，只能使用一次，请勿告诉他人。如非本人操作，请忽略，不会有任何影响。',
      },
      {
        id: server.received[1]?.id,
        phone,
        kind: 'CONTACT_CHANGED',
        contact: '+86138****8000',
        locale: 'EN',
        text: 'Your Zero Pressure Interview account now uses a new contact: +86138****8000. If it was you, all is well. If it was not you, change your password right away on a device that is still signed in, or reset it by another contact of yours.',
      },
    ]);
    expect(server.received[0]?.id).not.toBe(server.received[1]?.id);
  });

  it.each([
    ['500', { status: 500 }],
    ['a redirect, which is not followed', { status: 307, headers: { location: '/elsewhere' } }],
  ])('fails on %s', async (_name, answer) => {
    const server = later(await createWebhookServer(secret, () => answer));
    const { notifier } = notifierWith(env(server.url));
    expect(await failure(notifier.send({ phone }, login, 'ZH'))).toMatchObject(away(`sms: ${answer.status}`));
    expect(server.requests()).toBe(1);
  });

  it('fails with a wrong secret', async () => {
    const server = later(await createWebhookServer(secret));
    const { notifier } = notifierWith(env(server.url, `whsec_${'B'.repeat(44)}`));
    expect(await failure(notifier.send({ phone }, login, 'ZH'))).toMatchObject(away('sms: 401'));
    expect(server.received).toEqual([]);
  });

  it('gives a number up that the gateway answers 422 for, and never asks it for what is none', async () => {
    const server = later(await createWebhookServer(secret, () => ({ status: 422 })));
    const { notifier } = notifierWith(env(server.url));
    expect(await failure(notifier.send({ phone }, login, 'ZH'))).toBeInstanceOf(UndeliverableError);
    for (const trick of ['+8613800138000,+8613800138001', '13800138000', '+86 138', '']) {
      expect(await failure(notifier.send({ phone: trick }, login, 'ZH')), trick).toBeInstanceOf(UndeliverableError);
    }
    expect(server.requests()).toBe(1);
  });

  it('does not wait for a slow one', async () => {
    const server = later(await createWebhookServer(secret, () => 'hang'));
    const sms = createWebhookSms({ provider: 'webhook', url: server.url, secret }, 50);
    await expect(sms.sendSms(phone, login, 'ZH')).rejects.toMatchObject({ name: 'TimeoutError' });
    expect(server.received).toHaveLength(1);
  });
});

describe('without a transport', () => {
  it('prints to the log in development', async () => {
    for (const source of [{}, { SMS_PROVIDER: 'console' }]) {
      const { notifier, lines } = notifierWith(source as Record<string, string>);
      expect([notifier.reaches({ email }), notifier.reaches({ phone })]).toEqual([true, true]);
      await notifier.send({ email }, login, 'ZH');
      await notifier.send({ phone }, login, 'ZH');
      await notifier.send({ email }, { kind: 'PASSWORD_CHANGED' }, 'ZH');
      await notifier.send({ phone }, { kind: 'CONTACT_CHANGED', contact: 'a***' }, 'ZH');
      expect(lines.map(({ level, time, ...line }) => line)).toEqual([
        { email, code, msg: 'verification code' },
        { phone, code, msg: 'verification code' },
        { email, kind: 'PASSWORD_CHANGED', msg: 'notice' },
        { phone, kind: 'CONTACT_CHANGED', msg: 'notice' },
      ]);
    }
  });

  it('reaches nobody in production, and says so once', async () => {
    const { notifier, lines } = notifierWith(production);
    for (const contact of [{ email }, { phone }]) {
      expect(notifier.reaches(contact)).toBe(false);
      expect(await failure(notifier.send(contact, login, 'ZH'))).toMatchObject({
        code: 'DEPENDENCY_UNAVAILABLE',
      });
    }
    expect(lines).toMatchObject([{ transport: 'mail' }, { transport: 'sms' }]);
    expect(JSON.stringify(lines)).not.toContain(email);
  });

  it('reaches by what is configured alone in production', () => {
    const mail = notifierWith({ ...production, SMTP_URL: 'smtp://localhost', MAIL_FROM: 'a@b.test' }).notifier;
    expect([mail.reaches({ email }), mail.reaches({ phone })]).toEqual([true, false]);
    const sms = notifierWith({
      ...production,
      SMS_PROVIDER: 'webhook',
      SMS_WEBHOOK_URL: 'https://sms.test',
      SMS_WEBHOOK_SECRET: secret,
    }).notifier;
    expect([sms.reaches({ email }), sms.reaches({ phone })]).toEqual([false, true]);
  });
});

describe('the environment', () => {
  const problemsOf = (source: Record<string, string>): string[] => {
    try {
      loadEnv(source);
      return [];
    } catch (error) {
      return (error as Error).message
        .split('\n')
        .slice(1)
        .map((line) => line.trim().replace(/:.*/, ''));
    }
  };

  it('names what a provider lacks, all at once', () => {
    expect(problemsOf({ SMS_PROVIDER: 'aliyun', SMTP_URL: 'http://x', MAIL_FROM: 'nobody' })).toEqual([
      'SMTP_URL',
      'MAIL_FROM',
      'ALIYUN_ACCESS_KEY_ID',
      'ALIYUN_ACCESS_KEY_SECRET',
      'ALIYUN_SMS_SIGN_NAME',
      'ALIYUN_SMS_TEMPLATE_CODE',
    ]);
    expect(problemsOf({ SMS_PROVIDER: 'webhook' })).toEqual(['SMS_WEBHOOK_URL', 'SMS_WEBHOOK_SECRET']);
    expect(problemsOf({ SMS_PROVIDER: 'constructor' })).toEqual(['SMS_PROVIDER']);
    expect(problemsOf({ SMTP_URL: 'smtp://' })).toEqual(['SMTP_URL']);
  });

  it('refuses senders that are several or end a header, and secrets that can be guessed', () => {
    for (const from of [
      'a@b.test, c@d.test',
      'A, B <a@b.test>',
      'A <a@b.test>\r\nBcc: c@d.test',
      'A <a>',
      '<a@b.test>>',
    ]) {
      expect(problemsOf({ MAIL_FROM: from }), from).toEqual(['MAIL_FROM']);
    }
    expect(problemsOf({ MAIL_FROM: '零压面试 <a@b.test>' })).toEqual([]);
    for (const weak of ['secret', 'whsec_c2hvcnQ=', `${'A'.repeat(44)}`]) {
      expect(problemsOf({ SMS_WEBHOOK_SECRET: weak }), weak).toEqual(['SMS_WEBHOOK_SECRET']);
    }
  });

  it('asks production for a sender, and takes no codes into its log', () => {
    const problems = problemsOf({ ...production, SMTP_URL: 'smtps://mail.test', SMS_PROVIDER: 'console' });
    expect(problems).toEqual(['MAIL_FROM', 'SMS_PROVIDER']);
    expect(problemsOf(production)).toEqual([]);
  });
});
