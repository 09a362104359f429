/** Health: what the server depends on, one by one, and what it does while one of them is away. */
import { once } from 'node:events';
import { type AddressInfo, connect, createServer } from 'node:net';
import { afterAll, describe, expect, it } from 'vitest';
import { createS3Server } from './support/s3.js';
import { overHttp, overWebsocket } from './support/wire.js';
import { createWorld, eventually, type World } from './support/world.js';

const ends: (() => Promise<unknown>)[] = [];
afterAll(async () => {
  for (const end of ends.reverse()) await end();
});

const serve = async (env: Record<string, string>, stores?: string): Promise<World> => {
  const world = await createWorld({ env: { ROLE: 'api', ...env }, ...(stores ? { stores } : {}) });
  ends.push(world.dispose);
  return world;
};

type Dependency = { name: string; healthy: boolean; state: string; detail: string | null };
const query = '{ health { status dependencies { name healthy state detail } } }';
const stateOf = async (world: World, name: string, send = overHttp(world.url)) => {
  const { health } = (await send(query)).data as { health: { status: string; dependencies: Dependency[] } };
  const found = health.dependencies.find((dependency) => dependency.name === name);
  return found && [health.status, found.healthy, found.state];
};
const readiness = async ({ url }: World) => {
  const response = await fetch(`${url}/readyz`);
  return { http: response.status, ...((await response.json()) as Record<string, unknown>) };
};

const working = ['ok', true, 'WORKING'];
const away = ['degraded', false, 'AWAY'];
const nowhere = '127.0.0.1:1';

describe('health', () => {
  it('names what is configured alone', async () => {
    const world = await serve({});
    const { dependencies } = (await overHttp(world.url)(query)).data.health;
    expect(dependencies.map(({ name }: Dependency) => name)).toEqual(['database', 'redis', 'storage']);
    expect(await stateOf(world, 'database')).toEqual(working);
    expect(await readiness(world)).toMatchObject({
      http: 200,
      ready: true,
      migrated: true,
      draining: false,
      overloaded: false,
    });
  });

  it('tells of each service of others whether its last calls failed', async () => {
    const world = await serve({
      LLM_BASE_URL: `http://${nowhere}/v1`,
      LLM_MODEL: 'any',
      STT_BASE_URL: `http://${nowhere}/v1`,
      SMTP_URL: `smtp://${nowhere}`,
      SMS_PROVIDER: 'webhook',
      SMS_WEBHOOK_URL: `http://${nowhere}/`,
      SMS_WEBHOOK_SECRET: `whsec_${Buffer.alloc(32, 7).toString('base64')}`,
    });
    const { notifier, assistant, transcriber } = world.app.services;
    const { Readable } = await import('node:stream');
    const message = { kind: 'PASSWORD_CHANGED', id: 'x' } as never;
    const audio = {
      open: async () => Readable.from([Buffer.from('x')]),
      byteSize: 1,
      contentType: 'audio/wav',
      filename: 'a.wav',
      locale: 'EN',
    } as const;
    const calls: Record<string, () => Promise<unknown>> = {
      language: () => assistant.fill('Someone who wrote a compiler.', { basics: {} } as never),
      speech: () => transcriber?.transcribe(audio) as Promise<unknown>,
      mail: () => notifier.send({ email: 'someone@example.com' }, message, 'EN'),
      sms: () => notifier.send({ phone: '+8613812345678' }, message, 'EN'),
    };
    for (const [name, call] of Object.entries(calls)) {
      expect((await stateOf(world, name))?.slice(1)).toEqual([true, 'WORKING']);
      await Promise.allSettled(Array.from({ length: 5 }, call));
      expect(await stateOf(world, name, overWebsocket(world.url))).toEqual(away);
    }
    // The server itself is as ready as before.
    expect(await readiness(world)).toMatchObject({ http: 200, ready: true });
  });
});

describe('readiness', () => {
  it('wants the tables of this server', async () => {
    const world = await serve({}, 'health');
    const { pool } = world.app.services.database;
    const [[newest]] = (await pool.query(
      'SELECT * FROM __drizzle_migrations ORDER BY created_at DESC LIMIT 1',
    )) as never as [[{ hash: string; created_at: number }]];
    await pool.query('DELETE FROM __drizzle_migrations WHERE created_at = ?', [newest.created_at]);
    expect(await readiness(world)).toMatchObject({ http: 503, ready: false, migrated: false });
    await pool.query('INSERT INTO __drizzle_migrations (hash, created_at) VALUES (?, ?)', [
      newest.hash,
      newest.created_at,
    ]);
    expect(await readiness(world)).toMatchObject({ http: 200, ready: true, migrated: true });
  });

  it('is there without Redis, also at the start', async () => {
    const world = await serve({ REDIS_URL: `redis://${nowhere}` });
    expect(await readiness(world)).toMatchObject({ http: 200, ready: true, status: 'degraded' });
    expect(await stateOf(world, 'redis')).toEqual(away);
  });
});

describe('an object store that is away at the start', () => {
  it('is waited for, while all that needs no files is served', async () => {
    const s3 = await createS3Server();
    ends.push(async () => s3.dispose());
    const target = Number(new URL(s3.s3.endpoint).port);
    const door = createServer((near) => {
      const far = connect(target, '127.0.0.1');
      near.pipe(far).pipe(near);
      for (const socket of [near, far]) socket.on('error', () => near.destroy()).on('close', () => far.destroy());
    }).listen(0, '127.0.0.1');
    await once(door, 'listening');
    const { port } = door.address() as AddressInfo;
    await new Promise((resolve) => door.close(resolve));

    const world = await serve({
      S3_ENDPOINT: `http://127.0.0.1:${port}`,
      S3_BUCKET: s3.s3.bucket,
      S3_REGION: s3.s3.region,
      S3_ACCESS_KEY: s3.s3.accessKey,
      S3_SECRET_KEY: s3.s3.secretKey,
    });
    const { token } = await world.person();
    const upload = () =>
      overHttp(world.url)(
        'mutation { requestUpload(input: { purpose: AVATAR, filename: "a.png", contentType: "image/png", byteSize: 9 }) { url } }',
        {},
        token,
      );
    expect((await upload()).errors?.[0]?.extensions).toMatchObject({ code: 'DEPENDENCY_UNAVAILABLE', retryAfter: 5 });
    expect(await stateOf(world, 'storage')).toEqual(away);
    expect((await fetch(`${world.url}/readyz`)).status).toBe(200);
    expect((await overHttp(world.url)('{ me { id } }', {}, token)).data.me.id).toBeTruthy();
    expect(world.log.filter(({ msg }) => /cannot be reached/.test(msg))).toHaveLength(1);

    door.listen(port, '127.0.0.1');
    ends.push(async () => door.close());
    await eventually(async () => (await stateOf(world, 'storage'))?.[2] === 'WORKING');
    expect((await upload()).data.requestUpload.url).toContain(`:${port}/`);
  });
});
