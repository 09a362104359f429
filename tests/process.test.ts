/** The server as a process: starting, stopping, and what it says when it cannot. */
import { Agent, request } from 'node:http';
import { connect, createServer, type Server } from 'node:net';
import { text as textOf } from 'node:stream/consumers';
import { afterEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { loadEnv } from '../src/env.js';
import { killServers, runServer } from './support/process.js';
import { eventually } from './support/world.js';

afterEach(killServers);

const opened = (url: string) =>
  new Promise<{ socket: WebSocket; closed: Promise<number> }>((done, fail) => {
    const socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
    const closed = new Promise<number>((code) => socket.on('close', code));
    socket.on('open', () => socket.send('{"type":"connection_init"}'));
    socket.on('message', () => done({ socket, closed }));
    socket.on('error', fail);
  });

describe('npm start', () => {
  it('is ready when it says so, and stops on SIGTERM with sockets sent elsewhere', async () => {
    const server = await runServer({});
    const url = await server.ready;
    expect(await (await fetch(`${url}/livez`)).json()).toEqual({ status: 'ok' });
    const readyz = await fetch(`${url}/readyz`);
    expect([readyz.status, await readyz.json()]).toEqual([200, expect.objectContaining({ ready: true, status: 'ok' })]);
    const { closed } = await opened(url);
    const request = fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ health { status } }' }),
    });
    // Let the request arrive: what is under way at the signal is what must end well.
    expect((await request).status).toBe(200);
    server.child.kill('SIGTERM');
    expect([1001, 1012]).toContain(await closed);
    expect(await server.exited).toBe(0);
  });

  it('lets a request that is under way finish, and takes no new one', async () => {
    const server = await runServer({});
    const url = await server.ready;
    const body = JSON.stringify({ query: '{ health { status } }' });
    const pending = request(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'content-length': body.length, expect: '100-continue' },
    });
    const answered = new Promise<unknown[]>((done, fail) => {
      pending.on('response', (response) => done([response.resume().statusCode, response.headers.connection]));
      pending.on('error', fail);
    });
    // The server has the head of the request, and waits for its body, when it says to go on.
    await new Promise((done) => pending.on('continue', done).flushHeaders());
    server.child.kill('SIGTERM');
    await eventually(() =>
      fetch(`${url}/livez`).then(
        () => false,
        () => true,
      ),
    );
    pending.end(body);
    // A client that kept the connection would hold up the stop.
    expect(await answered).toEqual([200, 'close']);
    expect(await server.exited).toBe(0);
  });

  it('fails no request on a connection that is open, and says that it is the last', async () => {
    const server = await runServer({ DRAIN_SECONDS: '1' });
    const url = await server.ready;
    const body = JSON.stringify({ query: '{ health { status } }' });
    const headers = { 'content-type': 'application/json', 'content-length': body.length };
    const send = (agent: Agent) =>
      new Promise<string>((done) => {
        const sent = request(`${url}/graphql`, { method: 'POST', agent, headers }, (response) =>
          response.resume().on('end', () => done(`${response.statusCode} ${response.headers.connection}`)),
        );
        sent.on('error', (error: NodeJS.ErrnoException) => done(`${error.code} reused=${sent.reusedSocket}`));
        sent.end(body);
      });
    const agents = (count: number) =>
      Array.from({ length: count }, () => new Agent({ keepAlive: true, maxSockets: 1 }));
    /** What is answered while the connection is kept, and what ends that. */
    const keepAsking = async (agent: Agent): Promise<string> => {
      for (;;) {
        const answer = await send(agent);
        if (answer !== '200 keep-alive') return answer;
      }
    };
    const quiet = agents(20);
    expect(new Set(await Promise.all(quiet.map(send)))).toEqual(new Set(['200 keep-alive']));
    const busy = agents(20).map(keepAsking);
    const half = connect(Number(new URL(url).port), '127.0.0.1');
    half.write('GET /livez HTTP/1.1\r\n');
    const untold = connect(Number(new URL(url).port), '127.0.0.1');

    server.child.kill('SIGTERM');
    expect(new Set(await Promise.all(busy))).toEqual(new Set(['200 close']));
    expect((await fetch(`${url}/readyz`)).status).toBe(503);
    await eventually(() =>
      fetch(`${url}/livez`).then(
        () => false,
        () => true,
      ),
    );
    // No connection is taken any more; half of those that are open speak now, the other half never.
    expect(new Set(await Promise.all(quiet.slice(0, 10).map(send)))).toEqual(new Set(['200 close']));
    await textOf(untold);
    // Those with nothing to do have been closed; this one has begun to ask.
    half.write('Host: x\r\n\r\n');
    expect(await textOf(half)).toMatch(/^HTTP\/1.1 200 OK\r\n[^{]*connection: close\r\n[^{]*\{"status":"ok"\}$/is);
    expect(await server.exited).toBe(0);
  });

  it('names a taken port', async () => {
    const blocker: Server = createServer();
    await new Promise<void>((done) => blocker.listen(0, '127.0.0.1', done));
    const { port } = blocker.address() as { port: number };
    const server = await runServer({ PORT: String(port) });
    expect(await server.exited).toBe(1);
    expect(server.output().trim()).toMatch(new RegExp(`Port ${port} is taken\\.[^\\n]*$`));
    expect(server.output()).not.toMatch(/^\s+at /m);
    await new Promise((done) => blocker.close(done));
  });

  it('names a data directory that cannot be, and an address that it does not have', async () => {
    const nowhere = await runServer({ DATABASE_URL: '', REDIS_URL: '', DATA_DIR: '/proc/nope' });
    expect(await nowhere.exited).toBe(1);
    expect(nowhere.output()).toContain('/proc/nope');
    const elsewhere = await runServer({ HOST: '192.0.2.1' });
    expect(await elsewhere.exited).toBe(1);
    expect(elsewhere.output()).toMatch(/HOST is 192\.0\.2\.1/);
    expect(nowhere.output() + elsewhere.output()).not.toMatch(/^\s+at /m);
  });

  it('names every variable that is wrong, at once', async () => {
    const server = await runServer({ PORT: 'x', LOG_LEVEL: 'loud', DATABASE_URL: 'postgres://x' });
    expect(await server.exited).toBe(1);
    for (const name of ['PORT', 'LOG_LEVEL', 'DATABASE_URL']) expect(server.output()).toContain(`${name}: `);
    expect(server.output()).not.toMatch(/^\s+at /m);
  });

  it('says that the database is away', async () => {
    const server = await runServer({ DATABASE_URL: 'mysql://root:secret-word@127.0.0.1:1/x' });
    expect(await server.exited).toBe(1);
    expect(server.output()).toMatch(/database.*127\.0\.0\.1:1/i);
    expect(server.output()).not.toMatch(/secret-word|^\s+at /m);
  });
});

describe('the environment', () => {
  it('has a default for everything in development', () => {
    expect(loadEnv({})).toMatchObject({ port: 4000, host: '127.0.0.1', role: 'all', introspection: true });
    expect(loadEnv({ PORT: '' }).port).toBe(4000);
  });

  it('lacks no secret in production', () => {
    const given = { NODE_ENV: 'production', DATABASE_URL: 'mysql://h/d' };
    expect(() => loadEnv(given)).toThrow(/REDIS_URL.*\n.*PASETO_SECRET_KEY/);
    const key = `k4.secret.${'A'.repeat(86)}`;
    const env = loadEnv({ ...given, REDIS_URL: 'redis://h', PASETO_SECRET_KEY: key });
    expect(env).toMatchObject({ introspection: false, host: '0.0.0.0' });
  });
});
