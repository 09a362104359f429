/** Stores that go away and come back: writes fail fast and clearly, streams go on by themselves, nothing is lost. */
import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ApiError } from '../src/client/client.js';
import * as api from '../src/client/gql/graphql.js';
import {
  createWorld,
  eventsUntil,
  eventually,
  goodAnswer,
  isEvent,
  type Person,
  unique,
  type World,
} from './support/world.js';

let world: World;
let dataDir: string;
let candidate: Person;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'zpi-outage-'));
  // Stores of its own, since it kills them.
  world = await createWorld({ env: { DATABASE_URL: '', REDIS_URL: '', DATA_DIR: dataDir } });
  candidate = await world.person();
});
afterAll(async () => {
  await world.dispose();
  await rm(dataDir, { recursive: true, force: true });
});

/** Signals the store of this test's data directory; the supervisor starts a killed one anew. */
const signal = (program: 'mariadbd' | 'redis-server', name: NodeJS.Signals): void => {
  const found = execFileSync('ps', ['-eo', 'pid=,args='], { encoding: 'utf8' })
    .split('\n')
    .filter((line) => line.includes(program));
  const own =
    program === 'mariadbd'
      ? found.filter((line) => line.includes(dataDir))
      : found.filter((line) => line.includes(`:${redisPort()}`));
  expect(own).toHaveLength(1);
  process.kill(Number.parseInt(own[0]!, 10), name);
};
const redisPort = (): string => String(world.app.services.redis.options.port);
const healthy = async () => ((await (await fetch(`${world.url}/readyz`)).json()) as { ready: boolean }).ready;

describe.each(['mariadbd', 'redis-server'] as const)('when %s is killed', (program) => {
  it('a live interview goes on where it was', async () => {
    await eventually(healthy, 20);
    const interview = await world.interview(candidate, 2);
    const stream = eventsUntil(candidate.client, interview.id, isEvent('ReportReady'));
    const { startInterview } = await candidate.client.request(api.StartInterviewDocument, { id: interview.id });
    signal(program, 'SIGKILL');
    const clientKey = unique('key');
    // What a client does: the same answer under the same key until it is taken.
    const refusals = new Set<string>();
    await eventually(
      () =>
        candidate.client
          .request(api.SubmitAnswerDocument, {
            input: { turnId: startInterview.currentTurn!.id, clientKey, text: goodAnswer },
          })
          .catch((error: ApiError) => {
            refusals.add(error.code);
            return undefined;
          }),
      20,
    );
    expect([...refusals].filter((code) => code !== 'DEPENDENCY_UNAVAILABLE')).toEqual([]);
    const second = await eventually(async () => {
      const { interview: now } = await candidate.client.request(api.InterviewDocument, { id: interview.id });
      return now?.turns[1];
    });
    await candidate.client.request(api.SkipTurnDocument, { turnId: second.id });
    const seen = await stream;
    expect(seen.map(({ seq }) => seq)).toEqual(seen.map((_, index) => index + 1));
    expect(seen.filter(({ __typename }) => __typename === 'AnswerSubmitted')).toHaveLength(1);
    expect(seen.filter(({ __typename }) => __typename === 'AnswerScored')).toHaveLength(1);
    expect(world.log.filter(({ msg }) => msg === 'unexpected error')).toEqual([]);
  });
});

describe('when the database hangs', () => {
  it('operations are told so in time, twice as many as there are connections, and work once it is back', async () => {
    const interview = await world.interview(candidate, 1);
    signal('mariadbd', 'SIGSTOP');
    try {
      const codes = await Promise.all(
        Array.from({ length: 32 }, () =>
          candidate.client.request(api.StartInterviewDocument, { id: interview.id }).then(
            () => 'started',
            (error: ApiError) => error.code,
          ),
        ),
      );
      expect(new Set(codes)).toEqual(new Set(['DEPENDENCY_UNAVAILABLE']));
    } finally {
      signal('mariadbd', 'SIGCONT');
    }
    const { startInterview } = await candidate.client.request(api.StartInterviewDocument, { id: interview.id });
    expect(startInterview.status).toBe('LIVE');
  }, 60_000);
});

describe('a socket', () => {
  it('ends with its token, and the client comes back with a new one and misses nothing', async () => {
    const person = await world.person();
    const interview = await world.interview(person, 1);
    const { token: shortLived, expiresAt } = await world.app.services.tokens.issue(
      { userId: person.id, sessionId: await sessionOf(person) },
      new Date(Date.now() - 15 * 60_000 + 2_500),
    );
    person.client.use({
      accessToken: shortLived,
      accessTokenExpiresAt: new Date(Date.now() + 60_000).toISOString(),
      refreshToken: person.refreshToken,
    });
    const stream = eventsUntil(person.client, interview.id, isEvent('ReportReady'));
    const { startInterview } = await person.client.request(api.StartInterviewDocument, { id: interview.id });
    // From here on the client knows when its token ends, and renews it when it is sent away.
    person.client.use({
      accessToken: shortLived,
      accessTokenExpiresAt: expiresAt.toISOString(),
      refreshToken: person.refreshToken,
    });
    await eventually(() => world.app.services.live.readers() === 0, 5);
    await person.client.request(api.SkipTurnDocument, { turnId: startInterview.currentTurn!.id });
    expect((await stream).map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5]);
  });
});

const sessionOf = async (person: Person): Promise<string> =>
  (await world.app.services.tokens.verify(person.token, new Date())).sessionId;
