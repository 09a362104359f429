/** Builds scenarios for tests: a running server, people who are signed in, questions, live interviews. */
import { randomUUID } from 'node:crypto';
import { PassThrough } from 'node:stream';
import { hashSync } from '@node-rs/argon2';
import { type App, type AppParts, createApp } from '../../src/app.js';
import { type ApiClient, type ApiError, createClient, type LiveEvent } from '../../src/client/client.js';
import * as api from '../../src/client/gql/graphql.js';
import type { Clock } from '../../src/context.js';
import { transaction } from '../../src/db/connection.js';
import type { UserRole } from '../../src/db/enums.js';
import { newId } from '../../src/db/id.js';
import { categories, users } from '../../src/db/tables/index.js';
import { insertQuestions, type NewQuestion } from '../../src/domain/question/write.js';
import { loadEnv } from '../../src/env.js';
import { createLog } from '../../src/log.js';
import { workerStores } from './database.js';

export type Person = {
  client: ApiClient;
  id: string;
  email: string;
  token: string;
  refreshToken: string;
  password: string;
};

/** A clock that runs with the real one, from wherever it is set. */
export type TestClock = Clock & { advance(seconds: number): void };

export const createTestClock = (): TestClock => {
  let offset = 0;
  return {
    now: () => new Date(Date.now() + offset),
    advance: (seconds) => {
      offset += seconds * 1000;
    },
  };
};

export type LogLine = Record<string, unknown> & { msg: string };

export type World = {
  app: App;
  url: string;
  clock: TestClock;
  /** What the server has logged. */
  log: LogLine[];
  /** Someone who has an account and is signed in. */
  person(name?: string, role?: UserRole): Promise<Person>;
  /** Asks for a code, and reads it where the server prints it. */
  codeFor(contact: api.ContactInput, purpose: api.VerificationPurpose, client?: ApiClient): Promise<string>;
  /** Publishes questions of a category of their own; returns their ids. */
  questions(count: number, content?: Partial<NewQuestion>): Promise<{ categoryId: string; ids: string[] }>;
  /** An interview of `count` fresh questions. */
  interview(
    person: Person,
    count: number,
    input?: Partial<api.CreateInterviewInput>,
  ): Promise<api.InterviewViewFragment>;
  dispose(): Promise<void>;
};

/** What came of a request: `accepted`, or the code of its error. */
export const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'accepted',
    (error: ApiError) => error.code,
  );

/** What a hash takes: little, since nearly every test signs someone in. A hash tells how much it takes to check it. */
const quick = { memoryCost: 1_024, timeCost: 1, parallelism: 1 };

export const unique = (prefix: string): string => `${prefix}-${randomUUID().slice(0, 8)}`;

/** More than any test asks for: all of them come from one address. */
export const plenty = ['user', 'address', 'anonymous', 'signIn'].map((name) => `${name}=900000000/60`).join();

export type WorldOptions = { env?: Record<string, string>; stores?: string; parts?: Partial<AppParts> };

/** Starts a server of its own over this worker's stores, without background work unless `ROLE` says otherwise. */
export const createWorld = async ({ env = {}, stores, parts = {} }: WorldOptions = {}): Promise<World> => {
  const { databaseUrl, redisUrl } = await workerStores(stores);
  const log: LogLine[] = [];
  const destination = new PassThrough();
  destination.on('data', (chunk: Buffer) => {
    for (const line of chunk.toString().split('\n').filter(Boolean)) log.push(JSON.parse(line) as LogLine);
  });
  const clock = createTestClock();
  const app = await createApp(
    loadEnv({
      NODE_ENV: 'test',
      PORT: '0',
      ROLE: 'all',
      DATA_DIR: `/tmp/zpi-test-keys-${process.env.VITEST_POOL_ID ?? 1}`,
      DATABASE_URL: databaseUrl,
      REDIS_URL: redisUrl,
      RATE_LIMITS: plenty,
      // The tests themselves keep this process busy.
      OVERLOAD_MS: '0',
      ...env,
    }),
    { log: createLog('debug', { destination }), clock, passwordCost: quick, ...parts },
  );
  const clients: ApiClient[] = [];
  // Tests of one worker share a Redis and an address: what one has used up must not limit the next.
  if (!env.REDIS_URL) {
    const { redis } = app.services;
    const counts = [...(await redis.keys('zpi:limit:*')), ...(await redis.keys('zpi:bucket:*'))];
    if (counts.length > 0) await redis.del(counts);
  }

  const person: World['person'] = async (name = 'Someone', role = 'CANDIDATE') => {
    const client = createClient(`${app.url}/graphql`);
    clients.push(client);
    const email = `${unique('someone')}@example.com`;
    const password = unique('password');
    const now = clock.now();
    // Written straight into the table: a code would take a worker, which not every world has.
    await app.services.db.insert(users).values({
      id: newId('user'),
      email,
      emailVerified: true,
      name,
      passwordHash: hashSync(password, quick),
      role,
      locale: 'EN',
      createdAt: now,
      updatedAt: now,
    });
    const { login } = await client.request(api.LoginDocument, { input: { contact: { email }, password } });
    client.use(login);
    const { accessToken: token, refreshToken } = login;
    return { client, id: login.user.id, email, token, refreshToken, password };
  };

  const codeFor: World['codeFor'] = async (contact, purpose, client = createClient(`${app.url}/graphql`)) => {
    const seen = log.length;
    await client.request(api.SendVerificationCodeDocument, { input: { contact, purpose } });
    // As the server writes it, whatever the spelling.
    const digits = contact.phone?.replace(/\D/g, '');
    const line = await eventually(() =>
      log
        .slice(seen)
        .find(
          ({ msg, email, phone }) =>
            msg === 'verification code' &&
            (contact.email ? email === contact.email.toLowerCase() : String(phone).endsWith(digits as string)),
        ),
    );
    return line.code as string;
  };

  const publish: World['questions'] = async (count, content = {}) => {
    const now = clock.now();
    const categoryId = newId('category');
    const slug = unique('category');
    await app.services.db.insert(categories).values({ id: categoryId, slug, nameZh: `类别 ${slug}`, nameEn: slug });
    const rows = Array.from({ length: count }, (_, index) => ({
      locale: 'EN' as const,
      prompt: `Question ${index + 1} of ${slug}: why does a cache need an expiry?`,
      categoryId,
      tags: ['caching'],
      difficulty: (index % 5) + 1,
      timeLimit: 120,
      status: 'PUBLISHED' as const,
      referenceAnswer:
        'Cached copies go stale when the source changes. An expiry bounds how long stale data is served, and it frees memory of entries that nobody reads, for example sessions of users who left.',
      keyPoints: [
        { id: newId('keyPoint'), text: 'Cached copies go stale when the source changes', weight: 2 },
        { id: newId('keyPoint'), text: 'An expiry bounds how long stale data is served', weight: 2 },
        { id: newId('keyPoint'), text: 'It frees memory of entries that nobody reads', weight: 1 },
      ],
      hints: ['Think of the source of the data.'],
      ...content,
    }));
    const written = await transaction(app.services.db, (tx) => insertQuestions(tx, rows, { editorId: null, now }));
    return { categoryId, ids: written.map((row) => row.id) };
  };

  return {
    app,
    url: app.url,
    clock,
    log,
    person,
    codeFor,
    questions: publish,
    interview: async ({ client }, count, input = {}) => {
      const { ids } = await publish(count);
      const { createInterview } = await client.request(api.CreateInterviewDocument, {
        input: { mode: 'CUSTOM', questionIds: ids, ...input },
      });
      return createInterview;
    },
    dispose: async () => {
      await Promise.all(clients.map((client) => client.dispose()));
      await app.dispose();
    },
  };
};

/** Collects an interview's events until one satisfies `last`. */
export const eventsUntil = async (
  client: ApiClient,
  interviewId: string,
  last: (event: LiveEvent) => boolean,
  after = 0,
): Promise<LiveEvent[]> => {
  const seen: LiveEvent[] = [];
  for await (const event of client.events(interviewId, after)) {
    seen.push(event);
    if (last(event)) break;
  }
  return seen;
};

export const isEvent =
  (name: LiveEvent['__typename'], times = 1) =>
  (event: LiveEvent): boolean =>
    event.__typename === name && --times === 0;

/** Waits until `check` gives something truthy. */
export const eventually = async <T>(check: () => Promise<T> | T, seconds = 10): Promise<NonNullable<T>> => {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const value = await check();
    if (value) return value as NonNullable<T>;
    if (Date.now() > end) throw new Error(`not within ${seconds} s: ${check}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
};

export const goodAnswer =
  'Cached copies go stale when the source changes, because the cache is not told. An expiry bounds how long stale data is served. It also frees memory of entries that nobody reads, for example old sessions.';
