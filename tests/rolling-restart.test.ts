/** Replacing one server after the other under load, behind a balancer that asks which of them is ready. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createClient } from '../src/client/client.js';
import * as api from '../src/client/gql/graphql.js';
import { killServers, runServer } from './support/process.js';
import { overHttp } from './support/wire.js';
import { createWorld, eventsUntil, eventually, isEvent, type Person, type World } from './support/world.js';

let world: World;
let candidate: Person;

beforeAll(async () => {
  world = await createWorld({ env: { ROLE: 'worker' }, stores: 'rolling' });
  candidate = await world.person();
});
afterAll(async () => {
  killServers();
  await world.dispose();
});

const start = async (port = '0') => {
  const { dataDir } = world.app.services.env;
  const server = await runServer({ ROLE: 'api', PORT: port, DRAIN_SECONDS: '1', DATA_DIR: dataDir }, 'rolling');
  return { ...server, url: await server.ready };
};

it('fails no request, and loses nothing', async () => {
  const servers = [await start(), await start()];
  const urls = servers.map(({ url }) => url);
  const ready = new Set(urls);
  const isReady = (url: string) =>
    fetch(`${url}/readyz`).then(
      ({ ok }) => ok,
      () => false,
    );
  const balancer = setInterval(async () => {
    for (const url of urls) {
      if (await isReady(url)) ready.add(url);
      else ready.delete(url);
    }
  }, 100);

  let running = true;
  let turn = 0;
  const failures: unknown[] = [];
  /** Pauses and resumes an interview again and again, each time over the next server; returns how many events that made. */
  const play = async (id: string): Promise<number> => {
    let acknowledged = 0;
    for (let paused = false; running; paused = !paused) {
      const url = [...ready][turn++ % ready.size] as string;
      const action = paused ? 'resumeInterview' : 'pauseInterview';
      try {
        const { errors } = await overHttp(url)(`mutation { ${action}(id: "${id}") { lastSeq } }`, {}, candidate.token);
        if (errors) throw errors[0];
        acknowledged++;
      } catch (error) {
        failures.push(error);
      }
    }
    return acknowledged;
  };

  const ids = await Promise.all(
    Array.from({ length: 8 }, async () => {
      const { id } = await world.interview(candidate, 1, { pace: 'ZERO_PRESSURE' });
      await candidate.client.request(api.StartInterviewDocument, { id });
      return id;
    }),
  );
  const first = ids[0] as string;
  const follower = createClient(`${urls[0]}/graphql`);
  follower.use({ accessToken: candidate.token, accessTokenExpiresAt: '2100-01-01T00:00:00Z', refreshToken: '' });
  const following = eventsUntil(follower, first, isEvent('InterviewCancelled'));
  const plays = ids.map(play);

  for (const [index, { child, exited, url }] of servers.entries()) {
    const before = turn;
    await eventually(() => turn > before + 40);
    child.kill('SIGTERM');
    expect(await exited).toBe(0);
    servers[index] = await start(new URL(url).port);
    await eventually(() => ready.size === 2);
  }
  running = false;
  const acknowledged = await Promise.all(plays);
  clearInterval(balancer);

  expect(failures).toEqual([]);
  const heads = await Promise.all(
    ids.map(async (id) => (await candidate.client.request(api.InterviewDocument, { id })).interview?.lastSeq as number),
  );
  // Begun, and asked its question.
  expect(heads).toEqual(acknowledged.map((count) => count + 2));
  await candidate.client.request(api.CancelInterviewDocument, { id: first });
  const seen = await following;
  // Its turn was closed, and that was that.
  expect(seen.map(({ seq }) => seq)).toEqual(Array.from({ length: heads[0]! + 2 }, (_, index) => index + 1));
  await follower.dispose();
  // Four processes start one after the other.
}, 60_000);
