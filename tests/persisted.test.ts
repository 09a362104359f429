/** Operations by their hash: those that were sent before, over both transports and on every server, and those that alone are served. */
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as api from '../src/client/gql/graphql.js';
import { createLog } from '../src/log.js';
import { createRedis, isRedisAway } from '../src/redis/connection.js';
import { createPersistedTexts } from '../src/redis/persisted.js';
import { openPeer } from './support/socket.js';
import type { WireResult } from './support/wire.js';
import { createWorld, eventually, unique, type World } from './support/world.js';

const hashOf = (text: string) => createHash('sha256').update(text).digest('hex');
const by = (sha256Hash: unknown) => ({ persistedQuery: { version: 1, sha256Hash } });

type Ask = (request: { query?: string; extensions?: object; variables?: object }) => Promise<WireResult>;

const asks: Record<string, (world: World) => Ask> = {
  'HTTP POST': (world) => async (request) => {
    const response = await fetch(`${world.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(request),
    });
    return { status: response.status, ...((await response.json()) as WireResult) };
  },
  'HTTP GET': (world) => async (request) => {
    const parameters = Object.entries(request)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]): [string, string] => [name, typeof value === 'string' ? value : JSON.stringify(value)]);
    const response = await fetch(`${world.url}/graphql?${new URLSearchParams(parameters)}`, {
      headers: { 'apollo-require-preflight': 'yes' },
    });
    return { status: response.status, ...((await response.json()) as WireResult) };
  },
  // The protocol wants a query; there is none in an empty one.
  websocket: (world) => async (request) => {
    const peer = await openPeer(world.url);
    peer.send({ type: 'subscribe', id: '1', payload: { query: '', ...request } });
    const { type, payload } = await peer.next();
    await peer.close();
    return type === 'error' ? { errors: payload } : (payload as WireResult);
  },
};

/** A text that nobody has sent before. */
const freshText = () => `{ ${unique('t').replace('-', '')}: health { status } }`;
const messageOf = ({ errors }: WireResult) => errors?.[0]?.message;

describe('automatic persisted queries', () => {
  let world: World;
  let other: World;
  beforeAll(async () => {
    [world, other] = await Promise.all([createWorld({ env: { ROLE: 'api' } }), createWorld({ env: { ROLE: 'api' } })]);
  });
  afterAll(() => Promise.all([world.dispose(), other.dispose()]));

  it.each(Object.entries(asks))(
    'over %s: asked for, sent, and known from then on to every server',
    async (name, on) => {
      const query = freshText();
      const extensions = by(hashOf(query));
      const first = await on(world)({ extensions });
      // The words are what clients look for, and a status other than 200 some take for a failure of the network.
      expect(first.errors).toMatchObject([
        {
          message: 'PersistedQueryNotFound',
          extensions: { code: 'BAD_USER_INPUT', requestId: expect.stringMatching(/^[\w-]{36}$/) },
        },
      ]);
      if (name !== 'websocket') expect(first.status).toBe(200);
      const data = { [/\w+/.exec(query)?.[0] ?? '']: { status: 'ok' } };
      expect((await on(world)({ query, extensions })).data).toEqual(data);
      for (const ask of Object.values(asks)) expect((await ask(world)({ extensions })).data).toEqual(data);
      const there = async () => (await on(other)({ extensions })).data;
      await expect.poll(there).toEqual(data);
    },
  );

  it.each(Object.entries(asks))('over %s: what is wrong is refused and not kept', async (_name, on) => {
    const ask = on(world);
    const query = freshText();
    expect(messageOf(await ask({ query, extensions: by(hashOf(`${query} `)) }))).toMatch(/sha/i);
    expect(messageOf(await ask({ extensions: { persistedQuery: { version: 2, sha256Hash: hashOf(query) } } }))).toMatch(
      /version/,
    );
    expect(messageOf(await ask({ extensions: by('*') }))).toBeDefined();
    for (const bad of [
      `{ ${unique('nope').replace('-', '')} }`,
      `{ ${'me '.repeat(50)} ${unique('x').slice(0, 1)} }`,
    ]) {
      const extensions = by(hashOf(bad));
      expect((await ask({ query: bad, extensions })).errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
      expect(messageOf(await ask({ extensions }))).toBe('PersistedQueryNotFound');
    }
  });

  it('keeps so many and no more, for a day, and none that is very long', async () => {
    const { redis, log } = world.app.services;
    const texts = createPersistedTexts(redis, log, 3);
    await redis.del(await redis.keys('zpi:persisted*'));
    for (const name of ['a', 'b', 'c', 'd', 'e']) {
      await texts.set(name, `text of ${name}`);
      // Those of one second have no order.
      await redis.zincrby('zpi:persisted', name.charCodeAt(0) - 200, name);
    }
    expect(await Promise.all(['a', 'b', 'c', 'd', 'e'].map(texts.get))).toEqual([
      undefined,
      undefined,
      'text of c',
      'text of d',
      'text of e',
    ]);
    expect(await redis.keys('zpi:persisted:*')).toHaveLength(3);
    expect(await redis.ttl('zpi:persisted:e')).toBeGreaterThan(80_000);
    await texts.set('long', 'x'.repeat(20_000));
    expect(await texts.get('long')).toBeUndefined();
  });

  it('while Redis is away finds nothing and keeps nothing, and fails nobody', async () => {
    const log = createLog('silent');
    const redis = createRedis('redis://127.0.0.1:1', log);
    const texts = createPersistedTexts(redis, log);
    expect(await texts.set('a', 'text')).toBeUndefined();
    expect(await texts.get('a')).toBeUndefined();
    redis.disconnect();
  });

  it('while Redis hangs asks it one thing at a time, and goes on once it answers', async () => {
    const url = new URL(world.app.services.env.redisUrl as string);
    const { host = '', port = 0 } = world.app.services.redis.options;
    let hangs = false;
    const held: (() => void)[] = [];
    const between = createServer((client) => {
      const redis = connect(port, host);
      redis.pipe(client);
      client.on('data', (asked) => {
        if (hangs) held.push(() => redis.write(asked));
        else redis.write(asked);
      });
      client.on('close', () => redis.destroy());
    }).listen(0, '127.0.0.1');
    await once(between, 'listening');
    url.port = String((between.address() as AddressInfo).port);
    const redis = createRedis(url.href, createLog('silent'));
    expect(await redis.ping()).toBe('PONG');
    hangs = true;
    const isAway = () =>
      redis.ping().then(
        () => false,
        (error: unknown) => isRedisAway(error),
      );
    expect(await isAway()).toBe(true);
    for (let count = 0; count < 100; count++) expect(await isAway()).toBe(true);
    expect(held).toHaveLength(1);
    // Of all who ask from then on, one is let through to try.
    await eventually(() => {
      void isAway();
      return held.length > 1;
    });
    expect(await Promise.all(Array.from({ length: 100 }, isAway))).toEqual(Array(100).fill(true));
    expect(held).toHaveLength(2);
    hangs = false;
    for (const pass of held) pass();
    await eventually(async () => !(await isAway()));
    redis.disconnect();
    between.close();
  });
});

describe('PERSISTED_ONLY', () => {
  const me = api.MeDocument.toString();
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'zpi-operations-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it.each(Object.entries(asks))(
    'over %s: serves the operations of the build, by text and by hash, and no other',
    async (_name, on) => {
      const world = await createWorld({ env: { ROLE: 'api', PERSISTED_ONLY: 'true' } });
      const ask = on(world);
      expect(await ask({ query: me })).toMatchObject({ data: { me: null } });
      expect(await ask({ extensions: by(hashOf(me)) })).toMatchObject({ data: { me: null } });
      expect(await ask({ query: me, extensions: by(hashOf(me)) })).toMatchObject({ data: { me: null } });
      const others = [
        '{ me { id } }',
        `${me} `,
        `${me} query Other { health { status } }`,
        '{ __schema { types { name } } }',
      ];
      for (const query of others) {
        for (const extensions of [undefined, by(hashOf(query))]) {
          const { data, errors } = await ask({ query, extensions });
          expect([query, data, errors?.[0]?.message]).toEqual([
            query,
            undefined,
            'Only registered operations are served here.',
          ]);
        }
        expect(messageOf(await ask({ extensions: by(hashOf(query)) }))).toBe('PersistedQueryNotFound');
      }
      await world.dispose();
    },
  );

  it('takes a list of its own, as generators write them', async () => {
    const query = '{ health { status } }';
    const file = join(folder, 'own.json');
    await writeFile(file, JSON.stringify({ [`sha256:${hashOf(query)}`]: query }));
    const world = await createWorld({ env: { ROLE: 'api', PERSISTED_ONLY: file } });
    for (const on of Object.values(asks)) {
      expect(await on(world)({ extensions: by(hashOf(query)) })).toMatchObject({ data: { health: { status: 'ok' } } });
      expect(messageOf(await on(world)({ query: me }))).toMatch(/registered/);
    }
    await world.dispose();
  });

  it('ends the start where the list is none', async () => {
    const file = join(folder, 'broken.json');
    await writeFile(file, '{"a":1}');
    for (const value of [file, join(folder, 'nowhere.json')]) {
      await expect(createWorld({ env: { ROLE: 'api', PERSISTED_ONLY: value } })).rejects.toThrow(
        /PERSISTED_ONLY: .*json/,
      );
    }
  });
});
