/** The composition root: opens everything a server needs, in order, and closes it in reverse. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { scoringInTurn } from './ai/in-turn.js';
import { createLlmScorer } from './ai/llm/scorer.js';
import { createLanguageModel, type LanguageModelOptions } from './ai/model/language.js';
import { createOfflineScorer } from './ai/offline/scorer.js';
import { topicOf } from './ai/offline/topic.js';
import { createAssistant } from './ai/resume/assistant.js';
import { createResumeReader } from './ai/resume/reader.js';
import { createTranscriber } from './ai/speech.js';
import { loadSigningKey } from './auth/key.js';
import { createPasswords, type HashCost } from './auth/password.js';
import { refreshTokens } from './auth/refresh-token.js';
import { accessLifetime, createTokens } from './auth/token.js';
import type { Clock, Services } from './context.js';
import { createDatabaseClock } from './db/clock.js';
import { createDatabase, type Db } from './db/connection.js';
import { migrateDatabase } from './db/migrate.js';
import { loadSharedSecret } from './db/secret.js';
import { readSeedBank, seedAccounts } from './db/seed.js';
import { isOwnStore } from './domain/file/owner.js';
import { createEventSource } from './domain/interview/events.js';
import { laneOf } from './domain/job.js';
import { ensureIndex } from './domain/question/reindex.js';
import { isNewBank, seedBank } from './domain/question/seed.js';
import { announceEnded } from './domain/session/end.js';
import { startEmbeddedStores } from './embedded/stores.js';
import { type Env, isLoopback } from './env.js';
import { AppError } from './errors.js';
import { prepareLoaders } from './loaders/index.js';
import type { Log } from './log.js';
import { createNotifier } from './notify/notifier.js';
import { createBuckets } from './redis/bucket.js';
import { createBus } from './redis/bus.js';
import { createCodes } from './redis/code.js';
import { createRedis, watchPresence } from './redis/connection.js';
import { createLimits } from './redis/limit.js';
import { createLive } from './redis/live.js';
import { createProgress } from './redis/progress.js';
import { createQueue } from './redis/queue.js';
import { createRevocations } from './redis/revocation.js';
import { repeat } from './repeat.js';
import { createQuestionIndex } from './search/reading.js';
import { createHttpServer } from './server/http.js';
import { createStore } from './storage/create.js';
import { createInspector } from './storage/inspect/inspector.js';
import { startWorker } from './worker/worker.js';

const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
  version: string;
};

export type App = {
  /** Where it listens. */
  url: string;
  services: Services;
  /** Whether the seed accounts are there. */
  seeded: boolean;
  dispose(): Promise<void>;
};

export type AppParts = {
  log: Log;
  clock?: Clock;
  notifier?: Services['notifier'];
  /** How long a language model is waited for. */
  modelOptions?: LanguageModelOptions;
  /** What hashing a password takes. */
  passwordCost?: HashCost;
  /** Gives up a start that is under way. */
  signal?: AbortSignal;
};

/** Milliseconds between comparisons of this machine's clock with that of the database. */
const clockInterval = 30_000;

/** A store that is away says nothing of whose it is; sweeps ask anew. @throws what is no outage */
const whileAway = (error: unknown): undefined => {
  if (!(error instanceof AppError) || error.code !== 'DEPENDENCY_UNAVAILABLE') throw error;
  return undefined;
};

const openClock = async (db: Db, log: Log): Promise<Clock & { dispose(): Promise<void> }> => {
  const clock = await createDatabaseClock(db);
  return { ...clock, ...repeat(clockInterval, 'comparing clocks', clock.compare, log) };
};

/**
 * Starts a server.
 * @throws StartupError when the machine does not allow it; what was opened until then is closed again
 */
export const createApp = async (
  env: Env,
  { log, clock: givenClock, notifier, modelOptions, passwordCost, signal }: AppParts,
): Promise<App> => {
  const opened: { dispose(): Promise<unknown> }[] = [];
  const open = <T extends { dispose(): Promise<unknown> }>(resource: T): T => {
    opened.push(resource);
    return resource;
  };
  const dispose = async () => {
    const failures: unknown[] = [];
    // One that fails must not keep the others open.
    for (let resource = opened.pop(); resource; resource = opened.pop()) {
      await resource.dispose().catch((error: unknown) => failures.push(error));
    }
    if (failures.length > 0) throw new AggregateError(failures, 'Not everything could be closed.');
  };
  try {
    const embedded = open(
      await startEmbeddedStores({
        dataDir: env.dataDir,
        database: !env.databaseUrl,
        redis: !env.redisUrl,
        path: env.path,
        log,
        signal,
      }),
    );
    const databaseUrl = (env.databaseUrl ?? embedded.databaseUrl) as string;
    const redisUrl = (env.redisUrl ?? embedded.redisUrl) as string;
    const isPrivate = env.databaseUrl === undefined && env.nodeEnv !== 'production';

    await migrateDatabase(databaseUrl);
    const database = open(createDatabase(databaseUrl));
    const clock = givenClock ?? open(await openClock(database.db, log));
    const passwords = open(createPasswords(passwordCost));
    await ensureIndex(database.db, log);
    if (isPrivate) {
      if (await isNewBank(database.db)) {
        log.info(await seedBank(database.db, await readSeedBank(), clock.now()), 'question bank loaded');
      }
      await seedAccounts(database.db, passwords.hash, clock.now());
    }

    signal?.throwIfAborted();
    const redis = createRedis(redisUrl, log);
    const presence = watchPresence(redis);
    open({ dispose: async () => redis.disconnect() });
    const bus = open(createBus(redisUrl, redis, log));
    const live = open(createLive(bus, createEventSource(database.db), log));
    const sharedSecret = await loadSharedSecret(database.db, 'hashes');
    const secret = env.pasetoSecretKey ?? (await loadSigningKey(env.dataDir));
    const filesSecret = await loadSharedSecret(database.db, 'files');
    // Known once the server listens; nothing is signed before.
    let listening = '';
    const store = open(
      await createStore(env, {
        secret: filesSecret,
        now: () => clock.now(),
        url: () => env.publicUrl ?? listening,
        log,
      }),
    );
    if (store.kind === 'disk' && !env.publicUrl && !isLoopback(env.host)) {
      log.warn('PUBLIC_URL is not set: links to files begin with the address that this server listens on');
    }
    const offlineScorer = scoringInTurn(createOfflineScorer());
    const model = env.llm && createLanguageModel(env.llm, log, modelOptions);
    const transcriber = env.stt && createTranscriber(env.stt, log);
    const messenger = open(notifier ?? createNotifier(env, log));
    const services: Services = {
      env,
      version,
      startedAt: clock.now(),
      clock,
      log,
      database,
      db: database.db,
      createLoaders: prepareLoaders(database),
      redis,
      live,
      progress: createProgress(bus),
      questionIndex: createQuestionIndex(),
      queue: open(createQueue(redis, laneOf)),
      tokens: await createTokens(secret, env.pasetoPreviousPublicKeys),
      refreshTokens,
      passwords,
      codes: createCodes(redis, { code: secret, hash: sharedSecret }),
      limits: createLimits(redis, presence, sharedSecret),
      buckets: createBuckets(redis, presence, sharedSecret),
      revocations: createRevocations(redis, bus, accessLifetime, log),
      notifier: messenger,
      scorer: model ? createLlmScorer(model, offlineScorer, log) : offlineScorer,
      offlineScorer,
      topicOf,
      store,
      storeOwner: createHash('sha256').update(filesSecret).digest('hex'),
      inspector: createInspector(),
      resumeReader: open(createResumeReader(log)),
      assistant: createAssistant(model, log),
      transcriber,
      outside: () => ({
        ...(model ? { language: model.state() } : {}),
        ...(transcriber ? { speech: transcriber.state() } : {}),
        ...messenger.states?.(),
      }),
    };
    if ((await isOwnStore(services).catch(whileAway)) === false) {
      log.warn('the object store belongs to another database: give each its own S3_BUCKET, or DATA_DIR');
    }
    const announce = () =>
      announceEnded(services).catch((error: unknown) => log.warn({ err: error }, 'ended sessions not announced'));
    redis.on('ready', announce);
    if (redis.status === 'ready') void announce();
    if (env.role !== 'api') open(startWorker(services, redisUrl));
    const http = open(await createHttpServer(services, store));
    listening = http.url;
    return { url: http.url, services, seeded: isPrivate, dispose };
  } catch (error) {
    await dispose().catch((failure: unknown) => log.warn({ err: failure }, 'closing after a failed start failed'));
    throw error;
  }
};
