/** Sessions: staying signed in through lost replies, never through a stolen token; ending at once and everywhere. */
import { once } from 'node:events';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import { PublicProtocol } from 'paseto';
import {
  ExportPublicKeyFactory,
  ExportSecretKeyFactory,
  GenerateKeyPairFactory,
  ImportPublicKeyFactory,
  VerifyFactory,
} from 'paseto/v4/public';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { loadSigningKey } from '../src/auth/key.js';
import { createTokens } from '../src/auth/token.js';
import { createClient } from '../src/client/client.js';
import * as api from '../src/client/gql/graphql.js';
import { auditEvents, sessions } from '../src/db/tables/index.js';
import { revokedKey } from '../src/redis/revocation.js';
import { overHttp } from './support/wire.js';
import { codeOf, createWorld, eventsUntil, eventually, isEvent, type Person, type World } from './support/world.js';

let world: World;
/** Another server over the same stores. */
let second: World;
beforeAll(async () => {
  world = await createWorld({ env: { ROLE: 'api' } });
  second = await createWorld({ env: { ROLE: 'api' }, parts: { clock: world.clock } });
});
afterAll(() => Promise.all([world.dispose(), second.dispose()]));

const trade = (refreshToken: string, at: World = world) =>
  createClient(`${at.url}/graphql`).request(api.RefreshSessionDocument, { refreshToken });
const isIn = async (token: string, at: World = world) =>
  (await overHttp(at.url)('{ me { id } }', {}, token)).status === 200;
const signIn = async ({ email, password }: Person) =>
  (await createClient(`${world.url}/graphql`).request(api.LoginDocument, { input: { contact: { email }, password } }))
    .login;
const sessionIdOf = async (token: string) =>
  (await world.app.services.tokens.verify(token, world.clock.now())).sessionId;

type Socket = {
  closed: Promise<{ code: number; reason: string }>;
  send(message: object): void;
  next(type: string): Promise<Record<string, unknown>>;
  close(): void;
};

/** A bare socket, past its connection_init. */
const openSocket = async (token: string, at: World = world): Promise<Socket & { ack: Record<string, unknown> }> => {
  const socket = new WebSocket(`${at.url.replace(/^http/, 'ws')}/graphql`, 'graphql-transport-ws');
  const received: Record<string, unknown>[] = [];
  socket.on('message', (data) => received.push(JSON.parse(String(data))));
  const closed = new Promise<{ code: number; reason: string }>((resolve) => {
    socket.on('close', (code, reason) => resolve({ code, reason: String(reason) }));
  });
  await new Promise((resolve, reject) => socket.on('open', resolve).on('error', reject));
  const send = (message: object) => socket.send(JSON.stringify(message));
  const next = (type: string) =>
    eventually(() => {
      const at = received.findIndex((message) => message.type === type);
      return at < 0 ? undefined : received.splice(at, 1)[0];
    });
  send({ type: 'connection_init', payload: { Authorization: `Bearer ${token}` } });
  const ack = await next('connection_ack');
  return { closed, send, next, close: () => socket.terminate(), ack };
};

describe('a refresh token', () => {
  it('of twenty at once, on two servers, gives one and the same new one: nobody is signed out by a race', async () => {
    const person = await world.person();
    const payloads = await Promise.all(
      Array.from({ length: 20 }, (_, index) => trade(person.refreshToken, index % 2 ? world : second)),
    );
    const tokens = new Set(payloads.map(({ refreshSession }) => refreshSession.refreshToken));
    expect(tokens.size).toBe(1);
    for (const { refreshSession } of payloads) expect(await isIn(refreshSession.accessToken)).toBe(true);
    const [child] = tokens;
    expect(child).not.toBe(person.refreshToken);
    // The family goes on: the child is good, and still only once.
    const { refreshSession: next } = await trade(child as string);
    expect(await isIn(next.accessToken)).toBe(true);
    expect(await isIn(person.token)).toBe(true);
    const rows = await world.app.services.db.select().from(sessions).where(eq(sessions.userId, person.id));
    expect(rows).toHaveLength(1);
  });

  it('whose reply was lost is good again for some seconds', async () => {
    const person = await world.person();
    const { refreshSession: lost } = await trade(person.refreshToken);
    world.clock.advance(9);
    const { refreshSession: again } = await trade(person.refreshToken);
    expect(again.refreshToken).toBe(lost.refreshToken);
    expect(again.refreshTokenExpiresAt).toBe(lost.refreshTokenExpiresAt);
  });

  it('that comes back later ends the session, and everyone who holds a token of it is out', async () => {
    const person = await world.person();
    const { refreshSession: thief } = await trade(person.refreshToken);
    world.clock.advance(11);
    expect(await codeOf(trade(person.refreshToken))).toBe('UNAUTHENTICATED');
    expect(await isIn(thief.accessToken)).toBe(false);
    expect(await isIn(person.token)).toBe(false);
    expect(await codeOf(trade(thief.refreshToken))).toBe('UNAUTHENTICATED');
    const events = await world.app.services.db.select().from(auditEvents).where(eq(auditEvents.userId, person.id));
    expect(events.map(({ action }) => action)).toContain('TOKEN_REUSED');
  });

  it('of two generations ago ends the session at once, also within those seconds', async () => {
    const person = await world.person();
    const { refreshSession: child } = await trade(person.refreshToken);
    const { refreshSession: grandchild } = await trade(child.refreshToken);
    expect(await codeOf(trade(person.refreshToken))).toBe('UNAUTHENTICATED');
    expect(await isIn(grandchild.accessToken)).toBe(false);
  });

  it('that was made up ends nothing, unless it begins as only a token of the session does', async () => {
    const person = await world.person();
    for (const made of ['', 'x', 'x'.repeat(65), person.token, `${person.refreshToken}x`, 'x'.repeat(100_000)]) {
      expect(await codeOf(trade(made))).toBe('UNAUTHENTICATED');
    }
    expect(await isIn(person.token)).toBe(true);
    expect(await codeOf(trade(`${person.refreshToken.slice(0, 22)}${'x'.repeat(43)}`))).toBe('UNAUTHENTICATED');
    expect(await isIn(person.token)).toBe(false);
  });

  it('is good for 30 days from its making', async () => {
    const person = await world.person();
    const { refreshSession } = await trade(person.refreshToken);
    const days = (new Date(refreshSession.refreshTokenExpiresAt).getTime() - world.clock.now().getTime()) / 86_400_000;
    expect(days).toBeGreaterThan(29.9);
    expect(days).toBeLessThanOrEqual(30);
    const patient = await createWorld({ env: { ROLE: 'api' } });
    patient.clock.advance(31 * 86_400);
    expect(await codeOf(trade(refreshSession.refreshToken, patient))).toBe('UNAUTHENTICATED');
    await patient.dispose();
  });

  it('is traded by a client once for all its requests, and not for each by one whose clock is ahead', async () => {
    const person = await world.person();
    const client = createClient(`${world.url}/graphql`);
    client.use({ ...(await signIn(person)), accessTokenExpiresAt: new Date(Date.now() + 1_000).toISOString() });
    const tradesDuring = async (work: () => Promise<unknown>) => {
      const before = await world.app.services.db.select().from(sessions).where(eq(sessions.userId, person.id));
      await work();
      const after = await world.app.services.db.select().from(sessions).where(eq(sessions.userId, person.id));
      return after.filter((row) => before.find(({ id }) => id === row.id)?.refreshHash !== row.refreshHash).length;
    };
    const me = () => client.request(api.MeDocument, {});
    expect(await tradesDuring(() => Promise.all([me(), me(), me()]))).toBe(1);
    // A server whose tokens, by the client's clock, have all run out.
    let trades = 0;
    const server = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk) => {
        body += chunk;
      });
      request.on('end', () => {
        const isTrade = body.includes('refreshSession');
        if (isTrade) trades++;
        const refreshSession = { accessToken: 'a', refreshToken: 'r', accessTokenExpiresAt: '2020-01-01' };
        response.end(JSON.stringify({ data: isTrade ? { refreshSession } : { me: null } }));
      });
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const ahead = createClient(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    ahead.use({ accessToken: 'a', refreshToken: 'r', accessTokenExpiresAt: '2020-01-01' });
    for (let times = 0; times < 5; times++) await ahead.request(api.MeDocument, {});
    expect(trades).toBe(1);
    server.close();
  });
});

describe('a session', () => {
  it('is listed with where and when, and tells which one asks', async () => {
    const person = await world.person();
    const other = await signIn(person);
    const { me } = await person.client.request(api.SessionsDocument, {});
    expect(me?.sessions.map(({ current }) => current)).toEqual([false, true]);
    expect(me?.sessions[1]).toMatchObject({ id: await sessionIdOf(person.token), ip: '127.0.0.1' });
    expect(me?.sessions[0]?.id).toBe(await sessionIdOf(other.accessToken));
    expect(me?.sessions[0]?.userAgent).toBeTruthy();
    const { data } = await overHttp(world.url)(
      `{ node(id: "${me?.sessions[0]?.id}") { ... on Session { current ip } } }`,
      {},
      person.token,
    );
    expect(data.node).toEqual({ current: false, ip: '127.0.0.1' });
  });

  it('that is revoked is out at once on every server, with its sockets, and is listed no more', async () => {
    const person = await world.person();
    const other = await signIn(person);
    const id = await sessionIdOf(other.accessToken);
    const sockets = await Promise.all([openSocket(other.accessToken), openSocket(other.accessToken, second)]);
    const own = await openSocket(person.token, second);
    expect(await codeOf(person.client.request(api.RevokeSessionDocument, { id }))).toBe('accepted');
    expect([await isIn(other.accessToken), await isIn(other.accessToken, second)]).toEqual([false, false]);
    for (const socket of sockets) expect(await socket.closed).toEqual({ code: 4403, reason: 'Session ended' });
    expect(await codeOf(trade(other.refreshToken))).toBe('UNAUTHENTICATED');
    const { me } = await person.client.request(api.SessionsDocument, {});
    expect(me?.sessions.map((session) => session.current)).toEqual([true]);
    own.send({ type: 'ping' });
    await own.next('pong');
    own.close();
    // Who verifies tokens without us asks here.
    expect(await world.app.services.redis.ttl(revokedKey(id))).toBeGreaterThan(14 * 60);
    expect(await codeOf(person.client.request(api.RevokeSessionDocument, { id }))).toBe('accepted');
  });

  it('that is revoked has its sockets closed by the message alone, before any check with the database', async () => {
    const person = await world.person();
    const socket = await openSocket(person.token, second);
    const { db } = second.app.services;
    const real = db.select;
    db.select = (() => {
      throw new Error('no checks now');
    }) as typeof db.select;
    try {
      await person.client.request(api.LogoutDocument, {});
      expect((await socket.closed).code).toBe(4403);
    } finally {
      db.select = real;
    }
  });

  it("that is another's cannot be revoked, and is as good as none", async () => {
    const [person, stranger] = await Promise.all([world.person(), world.person()]);
    const id = await sessionIdOf(person.token);
    expect(await codeOf(stranger.client.request(api.RevokeSessionDocument, { id }))).toBe('NOT_FOUND');
    expect(await isIn(person.token)).toBe(true);
  });

  it('ends by logout while a subscription runs, whose stream ends with it', async () => {
    const person = await world.person();
    const { id } = await world.interview(person, 1);
    const login = await signIn(person);
    const watcher = createClient(`${second.url}/graphql`);
    watcher.use(login);
    await person.client.request(api.StartInterviewDocument, { id });
    await eventsUntil(watcher, id, isEvent('QuestionAsked'));
    const socket = await openSocket(login.accessToken, second);
    const leaver = createClient(`${world.url}/graphql`);
    leaver.use(login);
    await leaver.request(api.LogoutDocument, {});
    expect((await socket.closed).code).toBe(4403);
    await expect(eventsUntil(watcher, id, () => false)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    await watcher.dispose();
  });

  it('that was ended while Redis could not be told is closed by the check with the database', async () => {
    const person = await world.person();
    const socket = await openSocket(person.token, second);
    const { db, clock } = world.app.services;
    await db
      .update(sessions)
      .set({ revokedAt: clock.now() })
      .where(eq(sessions.id, await sessionIdOf(person.token)));
    expect(await isIn(person.token)).toBe(false);
    expect((await socket.closed).code).toBe(4403);
  });

  it('that has ended is listed again for other services once Redis is back, or has forgotten', async () => {
    const person = await world.person();
    const key = revokedKey(await sessionIdOf(person.token));
    await person.client.request(api.LogoutDocument, {});
    const { redis } = world.app.services;
    await eventually(() => redis.exists(key));
    await redis.del(key);
    expect(await isIn(person.token)).toBe(false);
    redis.disconnect(true);
    await eventually(() => redis.exists(key).catch(() => 0));
  });

  it('that ends within an operation is over for the rest of it', async () => {
    const person = await world.person('Before');
    const { data, errors } = await overHttp(world.url)(
      'mutation { logout updateUser(input: {name: "After"}) { name } }',
      {},
      person.token,
    );
    expect([data, errors?.map(({ extensions }) => extensions.code)]).toEqual([null, ['UNAUTHENTICATED']]);
    const { login } = await createClient(`${world.url}/graphql`).request(api.LoginDocument, {
      input: { contact: { email: person.email }, password: person.password },
    });
    expect(login.user.name).toBe('Before');
  });

  it('everywhere ends them all', async () => {
    const person = await world.person();
    const other = await signIn(person);
    await person.client.request(api.LogoutDocument, { everywhere: true });
    expect([await isIn(person.token), await isIn(other.accessToken)]).toEqual([false, false]);
    expect(await codeOf(trade(other.refreshToken))).toBe('UNAUTHENTICATED');
  });
});

describe('a socket', () => {
  /** A token that ends in so many seconds. */
  const tokenFor = async (person: Person, seconds: number) => {
    const sessionId = await sessionIdOf(person.token);
    const since = new Date(world.clock.now().getTime() - (15 * 60 - seconds) * 1000);
    return (await world.app.services.tokens.issue({ userId: person.id, sessionId }, since)).token;
  };

  it('says when its token ends, and closes then', async () => {
    const person = await world.person();
    const socket = await openSocket(await tokenFor(person, 2));
    const { accessTokenExpiresAt } = socket.ack.payload as { accessTokenExpiresAt: string };
    // It is told in whole seconds, and some time has passed.
    expect(Math.abs(new Date(accessTokenExpiresAt).getTime() - world.clock.now().getTime() - 2_000)).toBeLessThan(
      1_500,
    );
    expect(await socket.closed).toEqual({ code: 4403, reason: 'Token expired' });
  });

  // At once, these two: each waits for a token to run out.
  it.concurrent('goes on with a token that the client renews by a ping, its subscriptions, too', async () => {
    const person = await world.person();
    const { id } = await world.interview(person, 1);
    const socket = await openSocket(await tokenFor(person, 5));
    const query = 'subscription ($id: ID!) { interviewEvents(interviewId: $id) { seq } }';
    socket.send({ id: '1', type: 'subscribe', payload: { query, variables: { id } } });
    const { refreshSession } = await trade(person.refreshToken);
    socket.send({ type: 'ping', payload: { Authorization: `Bearer ${refreshSession.accessToken}` } });
    await socket.next('pong');
    // Past the end of the first token.
    const outlived = new Promise((resolve) => setTimeout(resolve, 5_000, 'open'));
    expect(await Promise.race([socket.closed, outlived])).toBe('open');
    person.client.use(refreshSession);
    await person.client.request(api.StartInterviewDocument, { id });
    expect((await socket.next('next')).payload).toMatchObject({ data: { interviewEvents: { seq: 1 } } });
    socket.close();
  });

  it.concurrent('of our client is kept open past the end of its first token', async () => {
    const person = await world.person();
    const { id } = await world.interview(person, 1);
    const states: string[] = [];
    const client = createClient(`${world.url}/graphql`, { onConnection: (state) => states.push(state) });
    // The client renews half a minute before the end: a token that has that long to go is renewed in a moment.
    const accessToken = await tokenFor(person, 5);
    const accessTokenExpiresAt = new Date(Date.now() + 31_000).toISOString();
    client.use({ accessToken, accessTokenExpiresAt, refreshToken: person.refreshToken });
    const events = client.events(id);
    const first = events.next();
    await new Promise((resolve) => setTimeout(resolve, 5_000));
    const starter = createClient(`${world.url}/graphql`);
    starter.use(await signIn(person));
    await starter.request(api.StartInterviewDocument, { id });
    expect((await first).value).toMatchObject({ seq: 1 });
    expect(states).toEqual(['connected']);
    await client.dispose();
  });

  it("takes no token in a ping that is none, or another session's", async () => {
    const [person, stranger] = await Promise.all([world.person(), world.person()]);
    for (const token of ['nonsense', stranger.token, (await signIn(person)).accessToken, person.refreshToken]) {
      const socket = await openSocket(person.token);
      socket.send({ type: 'ping', payload: { Authorization: `Bearer ${token}` } });
      expect(await socket.closed).toEqual({ code: 4401, reason: 'UNAUTHENTICATED' });
    }
  });
});

describe('access tokens', () => {
  const v4 = new PublicProtocol(
    GenerateKeyPairFactory,
    ExportSecretKeyFactory,
    ExportPublicKeyFactory,
    ImportPublicKeyFactory,
    VerifyFactory,
  );
  const newKey = async () => {
    const pair = await v4.GenerateKeyPair({ extractable: true });
    return { secret: await v4.ExportSecretKey(pair.secretKey), public: await v4.ExportPublicKey(pair.publicKey) };
  };

  it('are PASETO v4.public, signed by a key that is made once and kept from others', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'zpi-key-'));
    try {
      const [first, again] = await Promise.all([loadSigningKey(dataDir), loadSigningKey(dataDir)]);
      expect(again).toBe(first);
      expect((await stat(join(dataDir, 'keys/paseto.key'))).mode & 0o777).toBe(0o600);
      expect((await readFile(join(dataDir, 'keys/paseto.key'), 'utf8')).trim()).toBe(first);
      const tokens = await createTokens(first);
      const now = new Date();
      const { token, expiresAt } = await tokens.issue({ userId: 'usr_x', sessionId: 'ses_x' }, now);
      expect(token).toMatch(/^v4\.public\./);
      expect(await tokens.verify(token, now)).toMatchObject({ userId: 'usr_x', sessionId: 'ses_x' });
      const late = new Date(expiresAt.getTime() + 1);
      await expect(tokens.verify(token, late)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
      // Another process has not seen the token before it expired.
      await expect((await createTokens(first)).verify(token, late)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
      await rm(join(dataDir, 'keys'), { recursive: true });
      const others = await createTokens(await loadSigningKey(dataDir));
      await expect(others.verify(token, now)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    } finally {
      await rm(dataDir, { recursive: true });
    }
  });

  it('of a server whose clock is ahead are good here at once, and none a moment past its end', async () => {
    const person = await world.person();
    const { tokens, clock } = world.app.services;
    const sessionId = await sessionIdOf(person.token);
    const issued = (seconds: number) =>
      tokens.issue({ userId: person.id, sessionId }, new Date(clock.now().getTime() + seconds * 1000));
    expect(await isIn((await issued(30)).token)).toBe(true);
    expect(await isIn((await issued(90)).token)).toBe(false);
    expect(await isIn((await issued(-15 * 60 - 1)).token)).toBe(false);
  });

  it('outlive a change of keys, server by server', async () => {
    const [before, after] = [await newKey(), await newKey()];
    const start = (secret: string, others: string[]) =>
      createWorld({
        env: { ROLE: 'api', PASETO_SECRET_KEY: secret, PASETO_PREVIOUS_PUBLIC_KEYS: others.join(',') },
      });
    const old = await start(before.secret, [after.public]);
    const person = await old.person();
    const rotated = await start(after.secret, [before.public]);
    expect(await isIn(person.token, rotated)).toBe(true);
    const { refreshSession } = await trade(person.refreshToken, rotated);
    expect([await isIn(refreshSession.accessToken, rotated), await isIn(refreshSession.accessToken, old)]).toEqual([
      true,
      true,
    ]);
    const done = await start(after.secret, []);
    expect([await isIn(refreshSession.accessToken, done), await isIn(person.token, done)]).toEqual([true, false]);
    // Codes of one server are good at the other, and wrong ones count there, too.
    const { codes } = old.app.services;
    const made = await codes.create('rotation', codes.createNonce(), 60, 'here');
    expect(await rotated.app.services.codes.redeem('rotation', made, 'here')).toBe('ACCEPTED');
    await Promise.all([old.dispose(), rotated.dispose(), done.dispose()]);
  });

  it('can be verified by another service from what is published', async () => {
    const person = await world.person();
    const response = await fetch(`${world.url}/.well-known/paserk`);
    expect(response.headers.get('cache-control')).toContain('max-age');
    // biome-ignore lint/suspicious/noExplicitAny: as another service would read it
    const published = (await response.json()) as any;
    expect(JSON.stringify(published)).not.toContain('secret');
    const kid = JSON.parse(Buffer.from(person.token.split('.')[3] as string, 'base64url').toString()).kid;
    const { paserk } = published.keys.find((key: { kid: string }) => key.kid === kid);
    const { claims } = await v4.Verify(await v4.ImportPublicKey(paserk), person.token, {
      issuer: published.issuer,
      audience: published.audience,
      implicitAssertion: new TextEncoder().encode(published.implicitAssertion),
      now: world.clock.now(),
    });
    expect(claims).toMatchObject({ sub: person.id });
  });
});
