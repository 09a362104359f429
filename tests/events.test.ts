/** The event stream: replay, live, several servers, lost messages, slow and wrong cursors. */
import { eq } from 'drizzle-orm';
import { parse } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createClient } from '../src/client/client.js';
import * as api from '../src/client/gql/graphql.js';
import { createContext } from '../src/context.js';
import { users } from '../src/db/tables/index.js';
import { createBus } from '../src/redis/bus.js';
import { createRedis } from '../src/redis/connection.js';
import { createLive } from '../src/redis/live.js';
import { createExecutor } from '../src/server/executor.js';
import { createSchema } from '../src/server/schema.js';
import { createWorld, eventsUntil, eventually, isEvent, type Person, type World } from './support/world.js';

let world: World;
let other: World;
let candidate: Person;

beforeAll(async () => {
  world = await createWorld();
  other = await createWorld({ env: { ROLE: 'api' } });
  candidate = await world.person();
});
afterAll(async () => {
  await world.dispose();
  await other.dispose();
});

/** Skips through an interview of `count` questions, which makes 2 + 2 × count events and the report's. */
const skipThrough = async (id: string): Promise<void> => {
  let { currentTurn } = (await candidate.client.request(api.StartInterviewDocument, { id })).startInterview;
  while (currentTurn?.status === 'ASKED') {
    await candidate.client.request(api.SkipTurnDocument, { turnId: currentTurn.id });
    const { interview } = await candidate.client.request(api.InterviewDocument, { id });
    currentTurn = interview?.turns.find((turn) => turn.status === 'ASKED') ?? null;
  }
};

describe('interviewEvents', () => {
  it('gives the same events live, replayed from the start, and from every cursor', async () => {
    const interview = await world.interview(candidate, 4);
    const live = eventsUntil(candidate.client, interview.id, isEvent('ReportReady'));
    await skipThrough(interview.id);
    const seen = await live;
    expect(seen.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
    for (let after = 0; after < seen.length; after++) {
      const replayed = await eventsUntil(candidate.client, interview.id, isEvent('ReportReady'), after);
      expect(replayed.map(({ seq, __typename }) => [seq, __typename])).toEqual(
        seen.slice(after).map(({ seq, __typename }) => [seq, __typename]),
      );
    }
  });

  it('reaches sockets on another server, with one reader a server whatever their number', async () => {
    const interview = await world.interview(candidate, 3);
    const clients = Array.from({ length: 10 }, () => createClient(`${other.url}/graphql`));
    for (const client of clients) client.use({ ...(await tokensOf(candidate)) });
    const streams = clients.map((client) => eventsUntil(client, interview.id, isEvent('ReportReady')));
    await eventually(() => other.app.services.live.readers() === 1);
    await skipThrough(interview.id);
    for (const events of await Promise.all(streams)) {
      expect(events.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
    }
    await eventually(() => other.app.services.live.readers() === 0);
    await Promise.all(clients.map((client) => client.dispose()));
  });

  it('numbers events without holes while many act at once', async () => {
    const interview = await world.interview(candidate, 1, { pace: 'ZERO_PRESSURE' });
    const live = eventsUntil(candidate.client, interview.id, isEvent('ReportReady'));
    const { currentTurn } = (await candidate.client.request(api.StartInterviewDocument, { id: interview.id }))
      .startInterview;
    await Promise.allSettled([
      ...Array.from({ length: 10 }, () => candidate.client.request(api.SkipTurnDocument, { turnId: currentTurn!.id })),
      ...Array.from({ length: 10 }, (_, index) =>
        candidate.client.request(api.SubmitAnswerDocument, {
          input: { turnId: currentTurn!.id, clientKey: `k${index}`, text: 'An expiry bounds stale data.' },
        }),
      ),
    ]);
    await Promise.all(
      Array.from({ length: 5 }, () => candidate.client.request(api.FinishInterviewDocument, { id: interview.id })),
    );
    const seen = await live;
    expect(seen.map(({ seq }) => seq)).toEqual(seen.map((_, index) => index + 1));
    expect(seen.filter(({ __typename }) => __typename === 'TurnClosed')).toHaveLength(1);
    expect(seen.filter(({ __typename }) => __typename === 'InterviewFinished')).toHaveLength(1);
  });

  it('answers a cursor beyond the head with StreamReset', async () => {
    const interview = await world.interview(candidate, 1);
    await skipThrough(interview.id);
    const [reset] = await eventsUntil(candidate.client, interview.id, () => true, 99);
    expect(reset).toMatchObject({ __typename: 'StreamReset', seq: null, head: 5 });
  });
});

const tokensOf = async (person: Person) => {
  const { login } = await createClient(`${world.url}/graphql`).request(api.LoginDocument, {
    input: { contact: { email: person.email }, password: person.password },
  });
  return login;
};

describe('a live log', () => {
  type Entry = { seq: number };
  /** A log in memory, so that the test decides what the reader sees and when. */
  const fixture = (redisUrl: string, pollMs: number) => {
    const entries: Entry[] = [];
    let reads = 0;
    let fences = 0;
    const source = {
      read: async (cursors: { id: string; after: number }[], limit: number) => {
        reads++;
        return new Map(cursors.map(({ id, after }) => [id, entries.filter(({ seq }) => seq > after).slice(0, limit)]));
      },
      heads: async (ids: string[]) => new Map(ids.map((id) => [id, entries.length])),
      fence: async () => {
        fences++;
      },
    };
    const log = world.app.services.log;
    const redis = createRedis(redisUrl, log);
    const bus = createBus(redisUrl, redis, log);
    const live = createLive<Entry>(bus, source, log, pollMs);
    return {
      live,
      grow: (count: number) => {
        for (let left = count; left > 0; left--) entries.push({ seq: entries.length + 1 });
      },
      erase: () => {
        entries.length = 0;
      },
      reads: () => reads,
      fences: () => fences,
      dispose: async () => {
        await live.dispose();
        await bus.dispose();
        redis.disconnect();
      },
    };
  };
  const take = async (events: AsyncGenerator<Entry, void, void>, count: number): Promise<number[]> => {
    const seqs: number[] = [];
    while (seqs.length < count) seqs.push(((await events.next()).value as Entry).seq);
    return seqs;
  };
  const upTo = (count: number, from = 1) => Array.from({ length: count }, (_, index) => from + index);
  const redisUrl = () => world.app.services.env.redisUrl as string;

  it('finds by polling what no message told of', async () => {
    const { live, grow, dispose } = fixture(redisUrl(), 50);
    const events = live.follow('x', 0);
    const taken = take(events, 3);
    await eventually(() => live.readers() === 1);
    grow(3);
    expect(await taken).toEqual([1, 2, 3]);
    await dispose();
  });

  it('goes on by polling while Redis is away', async () => {
    const { live, grow, dispose } = fixture('redis://127.0.0.1:1', 50);
    const events = live.follow('x', 0);
    const taken = take(events, 2);
    grow(2);
    live.announce('y', 1);
    expect(await taken).toEqual([1, 2]);
    await dispose();
  });

  it('serves many followers from one read, and a slow one from the log', async () => {
    const { live, grow, reads, dispose } = fixture(redisUrl(), 60_000);
    const followers = Array.from({ length: 50 }, () => live.follow('x', 0));
    const slow = live.follow('x', 0);
    const firsts = followers.map((events) => take(events, 10));
    await eventually(() => live.readers() === 1);
    const before = reads();
    grow(10);
    live.announce('x', 10);
    for (const seqs of await Promise.all(firsts)) expect(seqs).toEqual(upTo(10));
    expect(reads() - before).toBeLessThanOrEqual(3);
    // Far more than a reader keeps: the slow one catches up by itself and still misses nothing.
    grow(990);
    live.announce('x', 1000);
    expect(await take(followers[0]!, 990)).toEqual(upTo(990, 11));
    expect(await take(slow, 1000)).toEqual(upTo(1000));
    await dispose();
  });

  it('gives nothing that nobody has announced before a fence is passed, and needs none for the rest', async () => {
    const { live, grow, fences, dispose } = fixture(redisUrl(), 60_000);
    const events = live.follow('x', 0);
    const first = take(events, 2);
    await eventually(() => live.readers() === 1);
    grow(2);
    live.announce('x', 2);
    expect(await first).toEqual([1, 2]);
    expect(fences()).toBe(0);
    // One more than was told: it may be committed, and not yet on disk.
    grow(2);
    live.announce('x', 3);
    expect(await take(events, 2)).toEqual([3, 4]);
    expect(fences()).toBe(1);
    await dispose();
  });

  it('ends with a log that was erased under a follower who was behind', async () => {
    const { live, grow, erase, dispose } = fixture(redisUrl(), 60_000);
    const [ahead, behind] = [live.follow('x', 0), live.follow('x', 0)];
    const seen = take(ahead, 600);
    grow(600);
    live.announce('x', 600);
    await seen;
    erase();
    expect(await behind.next()).toEqual({ done: true, value: undefined });
    await dispose();
  });

  it('ends a follower that waits, and forgets the log with the last one', async () => {
    const { live, dispose } = fixture(redisUrl(), 60_000);
    const events = live.follow('x', 0);
    const waiting = events.next();
    await events.return();
    expect(await waiting).toEqual({ done: true, value: undefined });
    expect(live.readers()).toBe(0);
    await dispose();
  });
});

describe('a subscription', () => {
  it('holds an event back while a store is away, and goes on with it', async () => {
    const interview = await world.interview(candidate, 1);
    await skipThrough(interview.id);
    const { services } = world.app;
    const caller = {
      requestId: 'r',
      token: candidate.token,
      acceptLanguage: 'en',
      ip: undefined,
      userAgent: undefined,
    };
    let outages = 2;
    const freshContext = async () => {
      if (outages-- > 0) throw Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
      return createContext(services, caller);
    };
    const document = parse('subscription ($id: ID!) { interviewEvents(interviewId: $id) { __typename seq } }');
    const results = await createExecutor(createSchema(), services.env).subscribe(
      { document, variables: { id: interview.id } },
      await createContext(services, caller),
      freshContext,
    );
    if (!('next' in results)) throw new Error('no stream');
    const seqs: unknown[] = [];
    for (let left = 3; left > 0; left--) seqs.push((await results.next()).value);
    expect(seqs).toEqual([1, 2, 3].map((seq) => ({ data: { interviewEvents: expect.objectContaining({ seq }) } })));
    expect(outages).toBeLessThan(0);
    await results.return();
  });

  it('ends with NOT_FOUND once its viewer may no longer see the interview, also in what is replayed', async () => {
    const admin = await world.person('Admin', 'ADMIN');
    const interview = await world.interview(candidate, 2);
    await candidate.client.request(api.StartInterviewDocument, { id: interview.id });
    const events = admin.client.events(interview.id);
    expect((await events.next()).value).toMatchObject({ seq: 1 });
    expect((await events.next()).value).toMatchObject({ seq: 2 });
    const waiting = events.next();
    await world.app.services.db.update(users).set({ role: 'CANDIDATE' }).where(eq(users.id, admin.id));
    await candidate.client.request(api.FinishInterviewDocument, { id: interview.id });
    await expect(waiting).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(admin.client.events(interview.id).next()).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('tells the time of the server with every event, live or replayed', async () => {
    const interview = await world.interview(candidate, 2);
    await candidate.client.request(api.StartInterviewDocument, { id: interview.id });
    world.clock.advance(3);
    const [event] = await eventsUntil(candidate.client, interview.id, isEvent('InterviewStarted'));
    const [at, serverTime] = [event!.at, event!.serverTime].map((time) => new Date(time).getTime());
    expect(serverTime! - at!).toBeGreaterThanOrEqual(3_000);
    expect(Math.abs(serverTime! - world.clock.now().getTime())).toBeLessThan(2_000);
  });

  it('ends with UNAUTHENTICATED at the next event once its session is over', async () => {
    const person = await world.person();
    const interview = await world.interview(person, 1);
    const helper = createClient(`${world.url}/graphql`);
    helper.use(await tokensOf(person));
    const stream = eventsUntil(person.client, interview.id, isEvent('ReportReady')).then(
      () => 'went on',
      (error: { code: string }) => error.code,
    );
    await eventually(() => world.app.services.live.readers() === 1);
    await person.client.request(api.LogoutDocument, {});
    await helper.request(api.StartInterviewDocument, { id: interview.id });
    expect(await stream).toBe('UNAUTHENTICATED');
    await helper.dispose();
  });
});
