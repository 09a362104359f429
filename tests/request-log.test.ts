/** The request log: a line for each operation on both transports, and nothing in it that anyone has typed. */
import { createHash } from 'node:crypto';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { startRelay } from '../chaos/relay.js';
import * as api from '../src/client/gql/graphql.js';
import { createSchema } from '../src/server/schema.js';
import { openSocket } from './support/asking-socket.js';
import { createMailServer, type MailServer } from './support/mail.js';
import { createSecrets, plantAll } from './support/planted.js';
import { openPeer } from './support/socket.js';
import { overHttp, overWebsocket, transports } from './support/wire.js';
import {
  createWorld,
  eventsUntil,
  eventually,
  goodAnswer,
  isEvent,
  type LogLine,
  type Person,
  type World,
} from './support/world.js';

let world: World;
let person: Person;
let mail: MailServer;
const ends: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  mail = await createMailServer();
  // Where no mail goes out, codes are printed for whoever develops; that is not what is looked at here.
  world = await createWorld({ env: { SMTP_URL: mail.url, SLOW_OPERATION_MS: '60000' } });
  person = await world.person();
});
afterAll(async () => {
  await world.dispose();
  await mail.dispose();
  for (const end of ends) await end();
});

const messages = ['operation', 'subscription opened', 'subscription ended'];
const linesOf = (log: LogLine[], from = 0): LogLine[] => log.slice(from).filter(({ msg }) => messages.includes(msg));
const hashOf = (query: string) => createHash('sha256').update(query).digest('hex').slice(0, 16);
/** Everything that a line may have. */
const keys = [
  ...['level', 'time', 'msg', 'requestId', 'transport', 'type', 'name', 'hash', 'userId', 'durationMs', 'sql', 'code'],
  ...['slow', 'events'],
];

/** What is logged of what `work` asks. */
const logged = async (work: () => Promise<unknown>, lines = 1, of = world): Promise<LogLine[]> => {
  const from = of.log.length;
  await work();
  return eventually(() => {
    const found = linesOf(of.log, from);
    return found.length >= lines ? found : undefined;
  });
};

describe.each(Object.entries(transports))('over %s', (transport, connectTo) => {
  it('an operation is one line', async () => {
    const query = 'query WhoAmI { me { id resume { id } } }';
    const lines = await logged(() => connectTo(world.url)(query, {}, person.token));
    expect(lines).toHaveLength(1);
    expect(lines[0]).toEqual({
      level: 30,
      time: expect.any(String),
      msg: 'operation',
      requestId: expect.stringMatching(/^[\w-]{36}$/),
      transport,
      type: 'query',
      name: 'WhoAmI',
      hash: hashOf(query),
      userId: person.id,
      durationMs: expect.any(Number),
      sql: 2,
    });
  });

  it('counts the statements of each operation for itself, with others at the same time', async () => {
    const send = connectTo(world.url);
    const one = 'query One { me { id } }';
    const four =
      'query Four { me { id resume { id } interviews(first: 5) { edges { node { id } } } sessions { id } } }';
    const alone = async (query: string) => (await logged(() => send(query, {}, person.token)))[0]?.sql as number;
    const counts = { One: await alone(one), Four: await alone(four) };
    expect(counts.Four).toBeGreaterThan(counts.One);
    const many = Array.from({ length: 12 }, (_, index) => (index % 2 ? one : four));
    const lines = await logged(() => Promise.all(many.map((query) => send(query, {}, person.token))), many.length);
    for (const line of lines) expect(line.sql).toBe(counts[line.name as 'One']);
    expect(lines).toHaveLength(many.length);
  });

  it('counts what a transaction sends', async () => {
    const [line] = await logged(() =>
      connectTo(world.url)('mutation Rename { updateUser(input: { name: "Renamed" }) { id } }', {}, person.token),
    );
    // BEGIN and COMMIT among them.
    expect(line?.sql).toBeGreaterThanOrEqual(4);
    expect(line?.type).toBe('mutation');
  });

  it.each([
    [
      'refused by a rule',
      'query Other($id: ID!) { user(id: $id) { id } }',
      'NOT_FOUND',
      { id: 'usr_01h455vb4pex5vsknk084sn02q' },
    ],
    ['of nobody', 'query Nobody { interviews { totalCount } }', 'UNAUTHENTICATED', {}],
    ['that does not parse', 'query {', 'BAD_USER_INPUT', {}],
    ['that is not valid', 'query Wrong { nothing }', 'BAD_USER_INPUT', {}],
    ['with variables that do not fit', 'query Misfit($id: ID!) { user(id: $id) { id } }', 'BAD_USER_INPUT', { id: {} }],
  ])('an operation %s is one line with its code', async (_, query, code, variables) => {
    const token = code === 'UNAUTHENTICATED' ? undefined : person.token;
    const lines = await logged(() => connectTo(world.url)(query, variables, token));
    expect(lines).toEqual([expect.objectContaining({ transport, code, hash: hashOf(query) })]);
  });

  it('a name is that of the document, and no longer than 64 characters', async () => {
    const name = `N${'x'.repeat(200)}`;
    const [line] = await logged(() => connectTo(world.url)(`query ${name} { health { status } }`));
    expect(line?.name).toBe(name.slice(0, 64));
  });
});

describe('a line', () => {
  it('has the request id of the header, and that of the answer', async () => {
    const [line] = await logged(() =>
      fetch(`${world.url}/graphql?query={me{id}}`, {
        headers: { 'x-request-id': 'from-the-balancer.1', 'apollo-require-preflight': '1' },
      }),
    );
    expect(line?.requestId).toBe('from-the-balancer.1');
  });

  it('of a request that is no operation is there too, with its code', async () => {
    const post = (body: string, type = 'application/json') =>
      fetch(`${world.url}/graphql`, { method: 'POST', body, headers: { 'content-type': type } });
    const codes = [];
    for (const ask of [
      () => post('{ "query": '),
      () => post('<query/>', 'application/xml'),
      () => post('x'.repeat(300_000)),
    ]) {
      codes.push((await logged(ask)).map(({ code }) => code));
    }
    expect(codes).toEqual([['BAD_USER_INPUT'], ['UNSUPPORTED_MEDIA_TYPE'], ['PAYLOAD_TOO_LARGE']]);
  });

  it.each(['http by POST', 'http by GET', 'websocket'])(
    'over %s says of a hash that is not known that it was one, and of a known one what is meant',
    async (way) => {
      const query = `query Kept { me { k${way.replace(/\W/g, '')}: id } }`;
      const sha256Hash = createHash('sha256').update(query).digest('hex');
      const extensions = { persistedQuery: { version: 1, sha256Hash } };
      const send = async (request: object): Promise<unknown> => {
        const headers = { 'apollo-require-preflight': '1', authorization: `Bearer ${person.token}` };
        if (way === 'http by GET') {
          const texts = Object.entries(request).map(([key, value]) => [
            key,
            typeof value === 'string' ? value : JSON.stringify(value),
          ]);
          return fetch(`${world.url}/graphql?${new URLSearchParams(texts)}`, { headers });
        }
        if (way === 'http by POST')
          return fetch(`${world.url}/graphql`, {
            method: 'POST',
            headers: { ...headers, 'content-type': 'application/json' },
            body: JSON.stringify(request),
          });
        const peer = await openPeer(world.url, { token: person.token });
        peer.send({ type: 'subscribe', id: '1', payload: { query: '', ...request } });
        await peer.next();
        return peer.close();
      };
      const hash = hashOf(query);
      const [missed] = await logged(() => send({ extensions }));
      expect(missed).toMatchObject({ code: 'PERSISTED_QUERY_NOT_FOUND', hash, level: 30 });
      await logged(() => send({ query, extensions }));
      const [known] = await logged(() => send({ extensions }));
      expect(known).toMatchObject({ type: 'query', name: 'Kept', hash, userId: person.id });
      expect(known).not.toHaveProperty('code');
    },
  );

  it('of what costs too much or is asked the wrong way has its code', async () => {
    const small = await createWorld({ env: { ROLE: 'api', LIMITS: 'cost=20' } });
    ends.push(small.dispose);
    const large = 'query Large { questions(first: 100) { edges { node { id } } } }';
    for (const send of [overHttp(small.url), overWebsocket(small.url)])
      expect(await logged(() => send(large, {}, person.token), 1, small)).toEqual([
        expect.objectContaining({ code: 'BAD_USER_INPUT', name: 'Large', hash: hashOf(large) }),
      ]);
    const stream = 'subscription Stream { interviewEvents(interviewId: "none") { at } }';
    expect(await logged(() => overHttp(world.url)(stream, {}, person.token))).toEqual([
      expect.objectContaining({ code: 'BAD_USER_INPUT', hash: hashOf(stream) }),
    ]);
  });

  it('is not written of pages, preflights and health', async () => {
    const from = world.log.length;
    await fetch(`${world.url}/graphql`, { headers: { accept: 'text/html' } });
    await fetch(`${world.url}/livez`);
    await fetch(`${world.url}/graphql`, {
      method: 'OPTIONS',
      headers: { origin: 'https://studio.apollographql.com', 'access-control-request-method': 'POST' },
    });
    const [line] = await logged(() => overHttp(world.url)('query Last { me { id } }', {}, person.token));
    expect(linesOf(world.log, from)).toEqual([line]);
  });

  it('of a subscription is one at its opening and one at its end, with the number of its events', async () => {
    const interview = await world.interview(person, 1);
    const from = world.log.length;
    const watching = eventsUntil(person.client, interview.id, isEvent('QuestionAsked'));
    await eventually(() => linesOf(world.log, from).some(({ msg }) => msg === 'subscription opened'));
    await person.client.request(api.StartInterviewDocument, { id: interview.id });
    const { length } = await watching;
    const ended = await eventually(() => linesOf(world.log, from).find(({ msg }) => msg === 'subscription ended'));
    const opened = linesOf(world.log, from).find(({ msg }) => msg === 'subscription opened');
    expect(opened).toMatchObject({
      type: 'subscription',
      userId: person.id,
      transport: 'websocket',
      sql: expect.any(Number),
    });
    expect(ended).toMatchObject({ requestId: opened?.requestId, events: length, hash: opened?.hash });
    expect(linesOf(world.log, from).filter(({ type }) => type === 'subscription')).toHaveLength(2);
  });

  it('warns of an operation that is slow', async () => {
    const slow = await createWorld({ env: { ROLE: 'api', SLOW_OPERATION_MS: '0' } });
    ends.push(slow.dispose);
    for (const send of [overHttp(slow.url), overWebsocket(slow.url)]) {
      const [line] = await logged(() => send('{ health { status } }'), 1, slow);
      expect(line).toMatchObject({ level: 40, slow: true, msg: 'operation' });
    }
    expect(linesOf(world.log).filter((line) => 'slow' in line)).toEqual([]);
  });
});

describe('secrets', () => {
  const secrets = createSecrets();
  const planted = plantAll(createSchema(), secrets);

  /** None of them is in the log, in whatever spelling. */
  const expectNone = (log: LogLine[]) => {
    const text = JSON.stringify(log).toLowerCase();
    const found = secrets.texts.filter((secret) => text.includes(secret.toLowerCase()));
    expect(found).toEqual([]);
    for (const line of linesOf(log)) expect(keys).toEqual(expect.arrayContaining(Object.keys(line)));
  };
  const sendAll = async (of: World, token: string | undefined) => {
    const from = of.log.length;
    const socket = await openSocket(of.url, token);
    const http = overHttp(of.url);
    // Some of them end the session that the others need.
    const asked = planted.filter(({ name }) => name !== 'Mutation.logout');
    for (const send of [http, socket.ask] as ((
      query: string,
      variables?: object,
      token?: string,
    ) => Promise<unknown>)[]) {
      await Promise.all(
        asked.flatMap(({ name, query, variables, literal }) => {
          // Not of its type: what is wrong with it is told to the sender alone.
          const misfit = Object.fromEntries(Object.keys(variables).map((key) => [key, { [secrets.text(key)]: 1 }]));
          const invalid = query.replace(/\{/, `{ ${secrets.text(name).replace(/-/g, '_')} `);
          return [
            send(query, variables, token),
            send(literal, {}, token),
            send(query, misfit, token),
            send(invalid, variables, token),
          ];
        }),
      );
    }
    socket.close();
    return linesOf(of.log, from);
  };

  it('are planted in every input of every operation', () => {
    expect(planted.length).toBeGreaterThan(40);
    expect(secrets.texts.length).toBeGreaterThan(150);
    expect(new Set(secrets.texts).size).toBe(secrets.texts.length);
  });

  it('in inputs are not logged, of whoever is signed in and of nobody', async () => {
    const admin = await world.person('Admin', 'ADMIN');
    const lines = await sendAll(world, admin.token);
    expect(new Set(lines.map(({ name }) => name)).size).toBeGreaterThan(40);
    await Promise.all(planted.map(({ query, variables }) => overHttp(world.url)(query, variables)));
    expectNone(world.log);
  });

  it('of what goes well are not logged either', async () => {
    const someone = await world.person(secrets.text('name'));
    secrets.texts.push(someone.email, someone.password, someone.token, someone.refreshToken);
    const interview = await world.interview(someone, 1);
    const { startInterview } = await someone.client.request(api.StartInterviewDocument, { id: interview.id });
    const turnId = startInterview.currentTurn?.id as string;
    const text = `${goodAnswer} ${secrets.text('answer')}`;
    await someone.client.request(api.SubmitAnswerDocument, { input: { turnId, clientKey: secrets.text('key'), text } });
    await eventsUntil(someone.client, interview.id, isEvent('AnswerScored'));
    const contact = { email: secrets.email('register') };
    await overHttp(world.url)(
      'mutation Code($c: ContactInput!) { sendVerificationCode(input: { contact: $c, purpose: REGISTER }) { expiresAt } }',
      { c: contact },
    );
    const sent = await eventually(() => mail.mails.find(({ envelope }) => envelope.includes(contact.email)));
    const code = /\b\d{6}\b/.exec(sent.text ?? '')?.[0] as string;
    secrets.texts.push(code);
    const { errors } = await overHttp(world.url)(
      'mutation Join($c: ContactInput!, $code: String!, $p: String!, $n: String!) { register(input: { contact: $c, code: $code, password: $p, name: $n }) { accessToken } }',
      { c: contact, code, p: secrets.text('password'), n: secrets.text('name') },
    );
    expect(errors).toBeUndefined();
    expectNone(world.log);
  });

  it('in headers, addresses and what is no operation are not logged', async () => {
    const headers = {
      'content-type': 'application/json',
      authorization: `Bearer ${secrets.text('token')}`,
      cookie: secrets.text('cookie'),
      'user-agent': secrets.text('agent'),
      'accept-language': secrets.text('language'),
      'x-forwarded-for': secrets.text('forwarded'),
      'x-request-id': `${secrets.text('request')} with blanks`,
    };
    const query = `query ${secrets.text('name').replace(/-/g, '_')}`;
    for (const body of [
      JSON.stringify({ query: `{ me { id } }`, operationName: secrets.text('operation') }),
      JSON.stringify({
        query: `${query.slice(0, 9)} { me { id } }`,
        extensions: { [secrets.text('extension')]: secrets.text('value') },
      }),
      JSON.stringify({ [secrets.text('key')]: secrets.text('value') }),
      `{ "query": "${secrets.text('cut')}`,
      secrets.text('bare'),
      `"${secrets.text('long').padEnd(300_000, 'x')}"`,
    ]) {
      await fetch(`${world.url}/graphql`, { method: 'POST', headers, body });
    }
    for (const path of ['graphql?query=', 'graphql?token=', 'files/', '', '%', 'readyz?']) {
      await fetch(`${world.url}/${path}${secrets.text('path')}`, { headers }).catch(() => {});
    }
    const { hostname, port } = new URL(world.url);
    const raw = connect(Number(port), hostname)
      .on('error', () => {})
      .resume();
    raw.end(`GET /${secrets.text('raw')} NONSENSE\r\n${secrets.text('header')}\r\n\r\n`);
    await new Promise((resolve) => raw.on('close', resolve));
    expectNone(world.log);
  });

  it('in what a socket is sent are not logged', async () => {
    const talk = (frames: unknown[]) =>
      new Promise<void>((resolve) => {
        const socket = new WebSocket(
          `${world.url.replace('http', 'ws')}/graphql?${secrets.text('socket')}`,
          'graphql-transport-ws',
          {
            headers: { cookie: secrets.text('cookie') },
          },
        );
        socket.on('open', () => {
          for (const frame of frames) socket.send(typeof frame === 'string' ? frame : JSON.stringify(frame));
        });
        socket.on('message', (data) => {
          if (String(data).includes('"ping-over"')) socket.close();
        });
        socket.on('error', () => {});
        socket.on('close', () => resolve());
      });
    const init = { type: 'connection_init', payload: { [secrets.text('param')]: secrets.text('value') } };
    const over = { type: 'ping', payload: { at: 'ping-over' } };
    const id = secrets.text('id');
    await talk([{ type: 'connection_init', payload: { Authorization: `Bearer ${secrets.text('token')}` } }]);
    await talk([secrets.text('frame')]);
    await talk([{ type: secrets.text('type') }]);
    await talk([init, { type: 'subscribe', id, payload: { query: `{ ${secrets.text('query')}` } }, over]);
    await talk([
      init,
      { type: 'subscribe', id, payload: { query: '{ me { id } }', operationName: secrets.text('name') } },
      over,
    ]);
    await talk([init, { type: 'subscribe', id, payload: { query: secrets.text('x'.repeat(24)).padEnd(70_000, 'y') } }]);
    expectNone(world.log);
  });

  it('are not logged while Redis is away', async () => {
    const alone = await createWorld({ env: { REDIS_URL: 'redis://127.0.0.1:1', SMTP_URL: mail.url, ROLE: 'api' } });
    ends.push(alone.dispose);
    // Each that asks Redis waits for it; the others do not know the difference.
    const few = ['sendVerificationCode', 'register', 'login', 'createInterview'].map((name) => `Mutation.${name}`);
    const asked = planted.filter(({ name }) => few.includes(name));
    expect(asked).toHaveLength(few.length);
    await Promise.all(
      Object.values(transports).flatMap((connectTo) =>
        asked.map(({ query, variables }) => connectTo(alone.url)(query, variables, person.token)),
      ),
    );
    const codes = linesOf(alone.log).map(({ code }) => code);
    expect(codes).toContain('DEPENDENCY_UNAVAILABLE');
    expectNone(alone.log);
  });

  it('are not logged while the database is away', async () => {
    const scope: (() => Promise<unknown>)[] = [];
    const target = new URL(world.app.services.env.databaseUrl as string);
    const relay = await startRelay(Number(target.port), {
      add: (end: () => Promise<unknown>) => void scope.push(end),
    } as never);
    target.hostname = '127.0.0.1';
    target.port = String(relay.port);
    const cut = await createWorld({ env: { DATABASE_URL: target.href, SMTP_URL: mail.url, ROLE: 'api' } });
    ends.push(cut.dispose);
    for (const end of scope) await end();
    const from = cut.log.length;
    await Promise.all(planted.map(({ query, variables }) => overHttp(cut.url)(query, variables, person.token)));
    expect(linesOf(cut.log, from).some(({ code }) => code === 'DEPENDENCY_UNAVAILABLE')).toBe(true);
    expectNone(cut.log);
  });
});
