/** Overload of a real process: what it cannot do in time it refuses at once, and takes again as soon as it can. */
import { afterAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { killServers, runServer } from './support/process.js';
import { openSocket } from './support/socket.js';
import { eventually } from './support/world.js';

afterAll(killServers);

const health = JSON.stringify({ query: '{ health { version } }' });
let names = 0;
/** Each is a new one, so that it has to be read, checked and compiled. */
const heavy = (): string => {
  const fields = Array.from({ length: 90 }, (_, index) => `f${index}: me { id name email role locale createdAt }`);
  return JSON.stringify({ query: `query Heavy${names++} { ${fields.join(' ')} }` });
};

type Answer = { status: number; ms: number; retryAfter: string | null; body: string };
const post = async (url: string, body: string): Promise<Answer> => {
  const begun = performance.now();
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
  });
  const text = await response.text();
  return {
    status: response.status,
    ms: performance.now() - begun,
    retryAfter: response.headers.get('retry-after'),
    body: text,
  };
};

/** Keeps so many requests under way until it is stopped; what came of them. */
const flood = (url: string, connections: number) => {
  const answers: Answer[] = [];
  let stopped = false;
  const loops = Array.from({ length: connections }, async () => {
    while (!stopped) answers.push(await post(url, heavy()));
  });
  return {
    answers,
    stop: async () => {
      stopped = true;
      await Promise.all(loops);
    },
  };
};

const median = (values: number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] as number;
const upgradeStatus = (url: string) =>
  new Promise<[number | undefined, string | undefined]>((resolve, reject) => {
    const socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
    socket.on('unexpected-response', (_, { statusCode, headers }) => resolve([statusCode, headers['retry-after']]));
    socket.on('open', () => reject(new Error('it was opened')));
    socket.on('error', () => {});
  });

describe('a server that has more to do than it can', () => {
  it('refuses new work quickly, with when to come back, and recovers', async () => {
    const server = await runServer({ OVERLOAD_MS: '40', LOG_LEVEL: 'info' });
    const url = await server.ready;
    const socket = await openSocket(url);
    expect((await post(url, health)).status).toBe(200);
    const load = flood(url, 40);
    const refused = await eventually(async () => {
      const answer = await post(url, health);
      return answer.status === 503 ? answer : undefined;
    }, 15);
    // It may end between one question and the next, and begins again while the load lasts.
    const overSocket = await eventually(async () => (await socket.ask('{ health { version } }')).errors, 15);
    const upgrade = await eventually(() => upgradeStatus(url).catch(() => undefined), 15);
    expect((await fetch(`${url}/livez`)).status).toBe(200);
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
    await eventually(() => load.answers.filter(({ status }) => status === 503).length >= 100, 15);
    await load.stop();

    expect(Number(refused.retryAfter)).toBeGreaterThanOrEqual(1);
    const [error] = (JSON.parse(refused.body) as { errors: { extensions: Record<string, unknown> }[] }).errors;
    expect(error?.extensions).toEqual({
      code: 'DEPENDENCY_UNAVAILABLE',
      requestId: expect.any(String),
      retryAfter: Number(refused.retryAfter),
    });
    expect(overSocket[0]?.extensions).toMatchObject({ code: 'DEPENDENCY_UNAVAILABLE', retryAfter: 2 });
    expect(socket.isOpen()).toBe(true);
    expect(upgrade).toEqual([503, '2']);
    const took = (status: number) => load.answers.filter((answer) => answer.status === status).map(({ ms }) => ms);
    expect([...new Set(load.answers.map(({ status }) => status))].sort()).toEqual([200, 503]);
    // Who is refused has waited a fraction of what those wait who are served.
    expect(median(took(503))).toBeLessThan(median(took(200)) / 2);

    await eventually(async () => (await post(url, health)).status === 200, 15);
    expect((await socket.ask('{ health { version } }')).errors).toBeUndefined();
    socket.close();
    expect(server.output()).toContain('overloaded: new work is refused');
    expect(server.output()).toMatch(/no longer overloaded/);
  }, 60_000);

  it('refuses nothing where no bound is set', async () => {
    const server = await runServer({ OVERLOAD_MS: '0', LOG_LEVEL: 'info' });
    const url = await server.ready;
    const load = flood(url, 40);
    await eventually(() => load.answers.length >= 120, 30);
    await load.stop();
    expect(load.answers.filter(({ status }) => status !== 200)).toEqual([]);
  }, 60_000);
});
