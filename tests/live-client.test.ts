/** The reference client: every event once and in order, whatever becomes of servers, connections and tokens. */
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { createLiveClient, type LiveClientOptions, type LiveEvent, type Tokens } from '../examples/live-client.js';
import * as api from '../src/client/gql/graphql.js';
import { createWorld, eventually, type Person, type World } from './support/world.js';

let world: World;
let candidate: Person;
const cleanups: (() => void)[] = [];

beforeAll(async () => {
  world = await createWorld({ env: { ROLE: 'api' } });
  candidate = await world.person();
});
afterAll(async () => {
  for (const clean of cleanups.reverse()) clean();
  await world.dispose();
});

const graphql = ({ url }: { url: string }) => `${url}/graphql`;

/** A token of this person's session that ends in so many seconds. */
const tokenFor = async ({ id, token }: Person, seconds: number): Promise<string> => {
  const { tokens } = world.app.services;
  const { sessionId } = await tokens.verify(token, new Date());
  return (await tokens.issue({ userId: id, sessionId }, new Date(Date.now() - (15 * 60 - seconds) * 1000))).token;
};
const tokensOf = ({ token, refreshToken }: Person, rest: Partial<Tokens> = {}): Tokens => ({
  accessToken: token,
  accessTokenExpiresAt: new Date(Date.now() + 15 * 60_000).toISOString(),
  refreshToken,
  ...rest,
});

/** A client, with what its sockets went through and the tokens that it was given. */
const liveClient = (urls: string[], options: Partial<LiveClientOptions> = {}) => {
  const history: string[] = [];
  class Watched extends WebSocket {
    constructor(url: string, protocols?: string | string[]) {
      super(url, protocols);
      history.push('connecting');
      this.on('open', () => history.push('open'));
      this.on('close', (code, reason) => history.push(`${code} ${reason}`.trim()));
    }
  }
  const renewed: Tokens[] = [];
  const client = createLiveClient({
    urls,
    tokens: tokensOf(candidate),
    onTokens: (tokens) => renewed.push(tokens),
    webSocketImpl: Watched,
    ...options,
  });
  cleanups.push(client.close);
  const connections = () => history.filter((state) => state === 'connecting').length;
  return { ...client, history, connections, renewed };
};

type Line = { url: string; cut(): void; mute(): void };

/** A line to a server that can be cut, or go dead without a word. */
const line = async (to: string): Promise<Line> => {
  const ends = new Set<Socket>();
  let dead = false;
  const server = createServer((near) => {
    const far = connect(Number(new URL(to).port), '127.0.0.1');
    for (const [from, into] of [
      [near, far],
      [far, near],
    ] as const) {
      ends.add(from);
      from.on('data', (chunk) => dead || into.write(chunk));
      from.on('error', () => {}).on('close', () => dead || into.destroy());
    }
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const cut = () => {
    for (const end of ends) end.destroy();
    ends.clear();
  };
  cleanups.push(() => {
    cut();
    server.close();
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    cut,
    mute: () => {
      dead = true;
    },
  };
};

type Stream = {
  connection: number;
  after: number;
  send(event: object): void;
  fail(code: string): void;
  close(code: number): void;
};

/** A server that says what a test has it say to each subscription. */
const scripted = async (play: (stream: Stream) => void): Promise<{ url: string; pings(): number }> => {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  await once(server, 'listening');
  let connections = 0;
  let pings = 0;
  server.on('connection', (socket) => {
    const connection = ++connections;
    socket.on('message', (data) => {
      const { type, id, payload } = JSON.parse(String(data));
      if (type === 'connection_init') socket.send('{"type":"connection_ack"}');
      if (type === 'ping') {
        pings++;
        socket.send('{"type":"pong"}');
      }
      if (type !== 'subscribe') return;
      const send = (event: object) =>
        socket.send(JSON.stringify({ id, type: 'next', payload: { data: { interviewEvents: event } } }));
      const fail = (code: string) =>
        socket.send(JSON.stringify({ id, type: 'error', payload: [{ message: code, extensions: { code } }] }));
      play({ connection, after: payload.variables.after, send, fail, close: (code) => socket.close(code) });
    });
  });
  cleanups.push(() => {
    for (const socket of server.clients) socket.terminate();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, pings: () => pings };
};

const start = ({ client }: Person, id: string) => client.request(api.StartInterviewDocument, { id });
/** Skips the question that is open: one more event, and the next question's or the end's. */
const skip = async ({ client }: Person, id: string): Promise<void> => {
  const { interview } = await client.request(api.InterviewDocument, { id });
  const turn = interview?.turns.find(({ status }) => status === 'ASKED');
  await client.request(api.SkipTurnDocument, { turnId: turn!.id });
};
const take = async (events: AsyncGenerator<LiveEvent, void, void>, count: number): Promise<LiveEvent[]> => {
  const taken: LiveEvent[] = [];
  while (taken.length < count) taken.push((await events.next()).value as LiveEvent);
  return taken;
};
const seqs = (events: LiveEvent[]) => events.map(({ seq }) => seq);
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'went on',
    ({ code }: { code: unknown }) => code,
  );

describe.concurrent('the reference client', () => {
  it('is short enough to be read at one go', async () => {
    const text = await readFile(new URL('../examples/live-client.ts', import.meta.url), 'utf8');
    expect(text.split('\n').length - 1).toBeLessThan(150);
    expect([...text.matchAll(/ from '(.*)'/g)].map(([, module]) => module)).toEqual(['graphql-ws']);
  });

  it('goes on with another server when its own stops', async () => {
    const leaving = await createWorld({ env: { ROLE: 'api' } });
    const { id } = await world.interview(candidate, 3);
    const { events, connections } = liveClient([graphql(leaving), graphql(world)]);
    const stream = events(id, 0, '... on QuestionAsked { turn { prompt } }');
    await start(candidate, id);
    const seen = await take(stream, 2);
    expect(seen[1]).toMatchObject({ __typename: 'QuestionAsked', turn: { prompt: expect.any(String) } });
    const following = take(stream, 6);
    await Promise.all([leaving.dispose(), skip(candidate, id).then(() => skip(candidate, id))]);
    await skip(candidate, id);
    expect(seqs([...seen, ...(await following)])).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(connections()).toBe(2);
  });

  it('misses nothing and repeats nothing while its line is cut again and again', async () => {
    const { id } = await world.interview(candidate, 3);
    const { url, cut } = await line(world.url);
    const { events, connections } = liveClient([`${url}/graphql`]);
    const stream = events(id);
    await start(candidate, id);
    const seen: LiveEvent[] = [];
    for (let turn = 0; turn < 3; turn++) {
      seen.push(...(await take(stream, 2)));
      cut();
      await skip(candidate, id);
    }
    seen.push(...(await take(stream, 2)));
    expect(seqs(seen)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(connections()).toBe(4);
  });

  it('gives up a line that went dead without a word, and a server that does not even greet', async () => {
    const { id } = await world.interview(candidate, 2);
    await start(candidate, id);
    const { url, mute } = await line(world.url);
    const silent = createServer(() => {}).listen(0, '127.0.0.1');
    cleanups.push(() => silent.close());
    await once(silent, 'listening');
    const urls = [`${url}/graphql`, `http://127.0.0.1:${(silent.address() as AddressInfo).port}`, graphql(world)];
    const { events } = liveClient(urls, { patience: 1_000 });
    const stream = events(id);
    const seen = await take(stream, 2);
    mute();
    await skip(candidate, id);
    expect(seqs([...seen, ...(await take(stream, 2))])).toEqual([1, 2, 3, 4]);
  });

  it('keeps a line alive on which nothing happens', async () => {
    const { url, pings } = await scripted(() => {});
    void liveClient([url], { patience: 600 }).events('int_x').next();
    await eventually(() => pings() >= 3);
  });

  it('drops what it has seen, passes on what has no number, and comes back with `after` when told that it is too slow', async () => {
    const cursors: number[] = [];
    const { url } = await scripted(({ connection, after, send, close }) => {
      cursors.push(after);
      for (const seq of connection === 1 ? [1, 2, 2, null, 1] : [1, 2, 3]) send({ __typename: 'X', seq });
      if (connection === 1) close(1013);
    });
    const { events } = liveClient([url]);
    expect(seqs(await take(events('int_x'), 4))).toEqual([1, 2, null, 3]);
    expect(cursors).toEqual([0, 2]);
  });

  it('tries again, on the same or another socket, what failed because a store was away', async () => {
    let failures = 0;
    const { url } = await scripted(({ send, fail }) => {
      if (failures++ < 2) fail('DEPENDENCY_UNAVAILABLE');
      else send({ seq: 1 });
    });
    expect(seqs(await take(liveClient([url]).events('int_x'), 1))).toEqual([1]);
    expect(failures).toBe(3);
  });

  it('ends with the code of a close that answers a mistake of its own', async () => {
    const { url } = await scripted(({ close }) => close(4400));
    expect(await codeOf(liveClient([url]).events('int_x').next())).toBe(4400);
  });

  it("knows the server's clock", async () => {
    const ahead = 3_600_000;
    const { url } = await scripted(({ send }) => {
      const at = Date.now() + ahead;
      // The second has been on its way for longer.
      send({ seq: 1, serverTime: new Date(at).toISOString() });
      send({ seq: 2, serverTime: new Date(at - 5_000).toISOString() });
    });
    const { events, now } = liveClient([url]);
    await take(events('int_x'), 2);
    expect(Math.abs(now().getTime() - Date.now() - ahead)).toBeLessThan(1_000);
  });

  it('tells of a StreamReset, and goes on after its head', async () => {
    const { id } = await world.interview(candidate, 2);
    await start(candidate, id);
    const stream = liveClient([graphql(world)]).events(id, 99);
    expect(await take(stream, 1)).toMatchObject([{ __typename: 'StreamReset', seq: null, head: 2 }]);
    await skip(candidate, id);
    expect(seqs(await take(stream, 2))).toEqual([3, 4]);
  });

  it("ends with the server's code when the interview is another's", async () => {
    const { id } = await world.interview(await world.person(), 1);
    expect(
      await codeOf(
        liveClient([graphql(world)])
          .events(id)
          .next(),
      ),
    ).toBe('NOT_FOUND');
  });

  it('ends when it is closed, also while nothing happens', async () => {
    const { id } = await world.interview(candidate, 1);
    const { events, history, close } = liveClient([graphql(world)]);
    const next = events(id).next();
    await eventually(() => history.includes('open'));
    close();
    expect(await next).toEqual({ done: true, value: undefined });
  });
});

describe.concurrent('its tokens', () => {
  it('are renewed on the open socket, whose events go on past the end of the first', async () => {
    const person = await world.person();
    const { id } = await world.interview(person, 1);
    // It renews half a minute before what it takes for the end.
    const tokens = tokensOf(person, {
      accessToken: await tokenFor(person, 6),
      accessTokenExpiresAt: new Date(Date.now() + 31_000).toISOString(),
    });
    const { events, connections, renewed } = liveClient([graphql(world)], { tokens });
    const first = events(id).next();
    await new Promise((resolve) => setTimeout(resolve, 5_200));
    expect([renewed.length, connections()]).toEqual([1, 1]);
    await start(person, id);
    expect((await first).value).toMatchObject({ seq: 1 });
    expect(connections()).toBe(1);
  });

  it('are renewed when the server closes the socket for the end of one, and the events go on', async () => {
    const person = await world.person();
    const { id } = await world.interview(person, 1);
    await start(person, id);
    const tokens = tokensOf(person, { accessToken: await tokenFor(person, 2) });
    const { events, history, connections, renewed } = liveClient([graphql(world)], { tokens });
    const stream = events(id);
    const seen = await take(stream, 2);
    const next = take(stream, 1);
    await eventually(() => history.includes('4403 Token expired'));
    await skip(person, id);
    expect(seqs([...seen, ...(await next)])).toEqual([1, 2, 3]);
    expect([renewed.length, connections()]).toEqual([1, 2]);
  });

  it('are renewed once for all streams when they are refused, or have run out, from the start', async () => {
    for (const rest of [{ accessToken: 'v4.public.none' }, { accessTokenExpiresAt: '2020-01-01T00:00:00Z' }]) {
      const person = await world.person();
      const ids = await Promise.all([world.interview(person, 1), world.interview(person, 1)]);
      for (const { id } of ids) await start(person, id);
      const { events, renewed } = liveClient([graphql(world)], { tokens: tokensOf(person, rest) });
      const both = await Promise.all(ids.map(({ id }) => take(events(id), 2)));
      expect(both.map(seqs)).toEqual([
        [1, 2],
        [1, 2],
      ]);
      expect(renewed).toHaveLength(1);
    }
  });

  it('are renewed when an operation is refused, and all streams go on with a socket of the new one', async () => {
    const person = await world.person();
    const { id } = await world.interview(person, 1);
    await start(person, id);
    let subscriptions = 0;
    const { url: refusing } = await scripted(({ fail }) => {
      if (++subscriptions > 1) fail('UNAUTHENTICATED');
    });
    // Nor does the first server trade tokens.
    const { events, connections, renewed } = liveClient([refusing, graphql(world)], { tokens: tokensOf(person) });
    const both = await Promise.all([take(events(id), 2), take(events(id), 2)]);
    expect(both.map(seqs)).toEqual([
      [1, 2],
      [1, 2],
    ]);
    expect([subscriptions, renewed.length, connections()]).toEqual([2, 1, 2]);
  });

  it('are given up with the session', async () => {
    const person = await world.person();
    const { id } = await world.interview(person, 1);
    const { events, history } = liveClient([graphql(world)], { tokens: tokensOf(person) });
    const next = codeOf(events(id).next());
    await eventually(() => history.includes('open'));
    await person.client.request(api.LogoutDocument, {});
    expect(await next).toBe('UNAUTHENTICATED');
  });
});
