/** Limits of websockets: who may open them, how many, and what may be open on them; what is wrong is told where it is. */
import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { eq } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { transaction } from '../src/db/connection.js';
import { interviews } from '../src/db/tables/index.js';
import { loadEnv } from '../src/env.js';
import { createOriginCheck } from '../src/server/origin.js';
import { createIntake } from '../src/server/socket-intake.js';
import { type OpenOptions, openPeer, type Peer, Refused } from './support/socket.js';
import { createWorld, eventually, type Person, type World } from './support/world.js';

const friend = 'https://app.example.com';
let world: World;
let candidate: Person;
let interviewId: string;
let opened: Peer[] = [];

beforeAll(async () => {
  world = await createWorld({
    env: {
      ROLE: 'api',
      CORS_ORIGINS: friend,
      TRUSTED_PROXIES: '127.0.0.1',
      LIMITS: 'socketOperations=50,socketSubscriptions=3,userSubscriptions=5,userSockets=4,addressSockets=6',
    },
  });
});
// What the one before held may be let go of a moment later.
beforeEach(async () => {
  candidate = await world.person();
  interviewId = (await world.interview(candidate, 1)).id;
});
afterEach(async () => {
  await Promise.all(opened.map((peer) => peer.close()));
  opened = [];
});
afterAll(() => world.dispose());

const open = async (options: OpenOptions = {}): Promise<Peer> => {
  const peer = await openPeer(world.url, options);
  opened.push(peer);
  return peer;
};
const refusal = (options: OpenOptions) =>
  open(options).then(
    () => 'opened',
    (error: Error) => (error instanceof Refused ? error.status : error.message),
  );
const signedIn = (headers: Record<string, string> = {}) => open({ token: candidate.token, headers });

const watch = (peer: Peer, id: string) =>
  peer.send({
    type: 'subscribe',
    id,
    payload: { query: `subscription { interviewEvents(interviewId: "${interviewId}") { seq } }` },
  });
const ask = async (peer: Peer, id: string, query = '{ health { status } }') => {
  peer.send({ type: 'subscribe', id, payload: { query } });
  const answer = await peer.next();
  if (answer.type === 'next') await peer.next();
  return answer;
};
const tooMany = { type: 'error', payload: [{ extensions: { code: 'RATE_LIMITED' } }] };

describe('the opening of a socket', () => {
  it('is refused to pages of other origins', async () => {
    const { host } = new URL(world.url);
    const from = (origin: string) => refusal({ headers: { origin } });
    expect(await from('https://evil.example.com')).toBe(403);
    expect(await from(`${friend}.evil.example.com`)).toBe(403);
    expect(await from('null')).toBe(403);
    expect(await from(friend)).toBe('opened');
    expect(await from(`http://${host}`)).toBe('opened');
    expect(await from('https://studio.apollographql.com')).toBe('opened');
    expect(await refusal({})).toBe('opened');
  });

  it('in production is not for the sandbox, and is for the public URL', () => {
    const secrets = {
      DATABASE_URL: 'mysql://h/d',
      REDIS_URL: 'redis://h',
      PASETO_SECRET_KEY: `k4.secret.${'A'.repeat(86)}`,
    };
    const env = loadEnv({
      NODE_ENV: 'production',
      PUBLIC_URL: 'https://api.example.com',
      CORS_ORIGINS: friend,
      ...secrets,
    });
    const isAllowed = createOriginCheck(env);
    expect(isAllowed('https://studio.apollographql.com', 'inside:4000')).toBe(false);
    expect(isAllowed('https://api.example.com', 'inside:4000')).toBe(true);
    expect(isAllowed(friend, 'inside:4000')).toBe(true);
    expect(isAllowed('no url', 'inside:4000')).toBe(false);
  });

  it('is refused where its address has as many as it may have, until one ends', async () => {
    const from = { headers: { 'x-forwarded-for': '203.0.113.7' }, init: false };
    for (let count = 0; count < 6; count++) await open(from);
    expect(await refusal(from)).toBe(429);
    expect(await refusal({ headers: { 'x-forwarded-for': '203.0.113.8' } })).toBe('opened');
    await opened[0]?.close();
    await eventually(async () => (await refusal(from)) === 'opened');
  });

  it('counts a household as one, whatever its IPv6 addresses', async () => {
    const from = (ip: string) => ({ headers: { 'x-forwarded-for': ip }, init: false });
    for (let count = 0; count < 6; count++) await open(from(`2001:db8:1:2::${count + 1}`));
    expect(await refusal(from('2001:db8:1:2:ffff::1'))).toBe(429);
    expect(await refusal(from('2001:db8:1:3::1'))).toBe('opened');
  });

  it('takes no place where it fails', async () => {
    const headers = { connection: 'Upgrade', upgrade: 'websocket', 'x-forwarded-for': '203.0.113.9' };
    for (let count = 0; count < 10; count++) {
      const [response] = (await once(get(`${world.url}/graphql`, { headers }), 'response')) as [IncomingMessage];
      expect(response.resume().statusCode).toBe(400);
      await once(response, 'close');
    }
    await eventually(async () => (await refusal({ headers: { 'x-forwarded-for': '203.0.113.9' } })) === 'opened');
  });
});

describe('a socket', () => {
  it('is closed at a connection_init of more than 64 KiB, before it is read', async () => {
    const peer = await open({ init: false });
    peer.send({ type: 'connection_init', payload: { padding: 'x'.repeat(64 * 1024) } });
    expect((await peer.closed)[0]).toBe(1009);
  });

  it('is told to come back later where its user has as many as one may have', async () => {
    const from = (at: number) => ({ 'x-forwarded-for': `198.51.100.${at}` });
    for (let at = 0; at < 4; at++) await signedIn(from(at));
    const fifth = await open({ init: false, headers: from(5) });
    fifth.send({ type: 'connection_init', payload: { Authorization: `Bearer ${candidate.token}` } });
    // A code at which clients try again: what was left behind by a lost connection is gone by then.
    expect(await fifth.closed).toEqual([1013, 'RATE_LIMITED']);
    const other = await world.person();
    expect(await refusal({ token: other.token, headers: from(6) })).toBe('opened');
    await opened[0]?.close();
    await eventually(() => refusal({ token: candidate.token, headers: from(7) }).then((result) => result === 'opened'));
  });

  it('is told of one subscription too many on that, and goes on; one that has ended makes room', async () => {
    const peer = await signedIn();
    for (const id of ['1', '2', '3', '4']) watch(peer, id);
    expect(await peer.next()).toMatchObject({ ...tooMany, id: '4' });
    expect(await ask(peer, 'query')).toMatchObject({ type: 'next', payload: { data: { health: { status: 'ok' } } } });
    peer.send({ type: 'complete', id: '1' });
    await eventually(async () => {
      watch(peer, 'again');
      // A query that is asked later is answered later than the refusal would be.
      const answer = await ask(peer, 'query');
      if (answer.type === 'error') await peer.next().then(() => peer.next());
      return answer.type === 'next';
    });
  });

  it('takes 1,000 subscriptions at once as those that fit and refusals', async () => {
    const peer = await signedIn();
    for (let at = 0; at < 1_000; at++) watch(peer, `s${at}`);
    for (let left = 997; left > 0; left--) expect(await peer.next()).toMatchObject(tooMany);
    await expect.poll(() => world.app.services.live.readers()).toBe(1);
    expect(await ask(peer, 'query')).toMatchObject({ type: 'next' });
  });

  it('is told of in the log once a second where it is refused, with how often it was', async () => {
    const peer = await signedIn();
    const from = world.log.length;
    for (let at = 0; at < 500; at++) watch(peer, `s${at}`);
    for (let left = 497; left > 0; left--) expect(await peer.next()).toMatchObject(tooMany);
    const lines = () =>
      world.log.slice(from).filter((line) => line.userId === candidate.id && line.code === 'RATE_LIMITED');
    await eventually(() => lines().reduce((sum, { refused }) => sum + Number(refused), 0) === 497);
    expect(lines().length).toBeLessThan(50);
  });

  it('has no more operations waiting than it may, and those are answered', async () => {
    const peer = await signedIn();
    const query = `mutation { startInterview(id: "${interviewId}") { id } }`;
    const answers = { next: 0, error: 0, complete: 0 };
    const hear = async () => {
      const { type, payload } = await peer.next();
      answers[type as keyof typeof answers] += 1;
      if (type === 'error') expect({ type, payload }).toMatchObject(tooMany);
    };
    await transaction(world.app.services.db, async (tx) => {
      await tx.select().from(interviews).where(eq(interviews.id, interviewId)).for('update');
      for (let at = 0; at < 200; at++) peer.send({ type: 'subscribe', id: `q${at}`, payload: { query } });
      // While the interview is locked, none of them is answered.
      while (answers.error < 150) await hear();
    });
    while (answers.complete < 50) await hear();
    expect(answers).toEqual({ next: 50, error: 150, complete: 50 });
    expect(await ask(peer, 'later')).toMatchObject({ type: 'next' });
  });

  it('shares the places of its user with the others, and gives them back when it ends', async () => {
    const [one, two] = [await signedIn(), await signedIn()];
    for (const id of ['1', '2', '3']) watch(one, id);
    await ask(one, 'query');
    for (const id of ['1', '2', '3']) watch(two, id);
    expect(await two.next()).toMatchObject(tooMany);
    expect(await ask(two, 'query')).toMatchObject({ type: 'next' });
    await one.close();
    await eventually(async () => {
      watch(two, 'again');
      const answer = await ask(two, 'query');
      if (answer.type === 'error') await two.next().then(() => two.next());
      return answer.type === 'next';
    });
  });

  it('gives the place of a subscription back that was refused for what it asks', async () => {
    const peer = await signedIn();
    for (let at = 0; at < 20; at++) {
      const answer = await ask(peer, `n${at}`, 'subscription { interviewEvents(interviewId: "int_none") { seq } }');
      expect(answer).toMatchObject({ payload: { errors: [{ extensions: { code: 'NOT_FOUND' } }] } });
    }
  });

  it('stays open whatever is wrong with what is asked', async () => {
    const peer = await open();
    const wrong = [
      '{ bad syntax',
      '{ nope }',
      '',
      '{ a: __typename '.repeat(3_000),
      `{ ${'a'.repeat(50_000)} }`,
      'query A { __typename } query B { __typename }',
      'subscription { nope }',
      '\u0000',
    ];
    for (const [at, query] of wrong.entries()) {
      expect(await ask(peer, `w${at}`, query)).toMatchObject({
        type: 'error',
        id: `w${at}`,
        payload: [{ extensions: { code: 'BAD_USER_INPUT' } }],
      });
    }
    expect(await ask(peer, 'right')).toMatchObject({ type: 'next', payload: { data: { health: { status: 'ok' } } } });
  });
});

describe('what is taken of a socket', () => {
  const told: string[] = [];
  const intakeOf = () =>
    createIntake({
      rate: 10,
      burst: 20,
      waiting: 30,
      pause: () => told.push('pause'),
      resume: () => told.push('resume'),
    });
  beforeEach(() => {
    told.length = 0;
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  });
  afterEach(() => vi.useRealTimers());

  it('at once is so much, then so much in a second and nothing read meanwhile, in order; a rest fills it up', () => {
    const intake = intakeOf();
    const taken: number[] = [];
    const send = (from: number, to: number) => {
      for (let at = from; at < to; at++) expect(intake.take(() => taken.push(at))).toBe(true);
    };
    send(0, 20);
    expect([taken.length, told]).toEqual([20, []]);
    send(20, 45);
    expect([taken.length, told]).toEqual([20, ['pause']]);
    vi.advanceTimersByTime(1_000);
    expect(taken.length).toBe(30);
    send(45, 50);
    vi.advanceTimersByTime(1_990);
    expect([taken.length, told]).toEqual([49, ['pause']]);
    vi.advanceTimersByTime(20);
    expect([taken, told]).toEqual([Array.from({ length: 50 }, (_, at) => at), ['pause', 'resume']]);
    vi.advanceTimersByTime(60_000);
    send(50, 71);
    expect([taken.length, told]).toEqual([70, ['pause', 'resume', 'pause']]);
  });

  it('is nothing more once too many wait, or it has ended', () => {
    const intake = intakeOf();
    let taken = 0;
    for (let at = 0; at < 50; at++) expect(intake.take(() => taken++)).toBe(true);
    expect(intake.take(() => taken++)).toBe(false);
    intake.dispose();
    vi.advanceTimersByTime(60_000);
    expect([taken, told]).toEqual([20, ['pause']]);
  });
});
