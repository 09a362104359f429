/** Measures the server against its peers: arguments → private stores → data → one table a scenario. */
import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadSigningKey } from '../src/auth/key.js';
import { createDatabase } from '../src/db/connection.js';
import { migrateDatabase } from '../src/db/migrate.js';
import { startEmbeddedStores } from '../src/embedded/stores.js';
import { createLog } from '../src/log.js';
import { parseArguments } from './arguments.js';
import { build } from './build.js';
import { createDataset } from './dataset.js';
import { startLoad } from './load.js';
import type { Bench } from './scenarios/scenario.js';
import { createScope, type Scope } from './scope.js';
import { contenders, startServer } from './server.js';

const runAll = async (scope: Scope, signal: AbortSignal): Promise<void> => {
  const { scenarios, seconds, sizes, rows, requests, operations, profile } = parseArguments(process.argv.slice(2));
  const folder = await mkdtemp(join(tmpdir(), 'zpi-bench-'));
  scope.add(() => rm(folder, { recursive: true, force: true }));
  const dataDir = join(folder, 'data');

  process.stderr.write('Compiling and starting a private MariaDB and Redis …\n');
  const log = createLog('warn');
  const starting = startEmbeddedStores({ dataDir, database: true, redis: true, log, signal });
  // Registered before it is there: a stop during the start must wait for what has begun.
  scope.add(async () => (await starting.catch(() => undefined))?.dispose());
  const building = build(join(folder, 'build'), signal);
  // The same for the compiler, which writes into the folder that is about to be removed.
  scope.add(() => building.catch(() => undefined));
  const [{ databaseUrl, redisUrl }, built] = await Promise.all([starting, building]);
  if (!databaseUrl || !redisUrl) throw new Error('the private stores have no URLs');

  await migrateDatabase(databaseUrl);
  const database = createDatabase(databaseUrl, 2);
  scope.add(() => database.dispose());
  const account = await createDataset(database.db);

  const paserk = await loadSigningKey(dataDir);
  const environment = {
    NODE_ENV: 'production',
    ROLE: 'api',
    LOG_LEVEL: 'warn',
    HOST: '127.0.0.1',
    DATA_DIR: dataDir,
    DATABASE_URL: databaseUrl,
    REDIS_URL: redisUrl,
    PASETO_SECRET_KEY: paserk,
    BENCH_USER_ID: account.userId,
    // Mail is promised, and sent by no one: there is no worker.
    SMTP_URL: 'smtp://127.0.0.1:25',
    MAIL_FROM: 'bench@zpi.test',
    // A scenario may come from wherever it says.
    TRUSTED_PROXIES: '127.0.0.1',
    // Thousands of sockets come from here.
    LIMITS: 'addressSockets=100000,userSockets=100000,userSubscriptions=100000',
    // The limits are there, and met by nobody; as much is asked as can be answered.
    OVERLOAD_MS: '0',
    RATE_LIMITS: ['user', 'address', 'anonymous', 'signIn'].map((name) => `${name}=900000000/60`).join(),
  };
  const servers = await Promise.all(contenders.map((contender) => startServer(contender, built, environment, scope)));
  const load = startLoad(built, scope);
  const background = startLoad(built, scope);
  const bench: Bench = {
    seconds,
    sizes,
    rows,
    requests,
    operations,
    profile,
    servers,
    load,
    background,
    account,
    database,
    built,
    paserk,
    environment,
    scope,
  };

  for (const { name, description, run } of scenarios) {
    process.stderr.write(`Measuring ${name} …\n`);
    const lines = await run(bench);
    process.stdout.write(['', `${name}: ${description}`, ...lines, '', ''].join('\n'));
  }
  process.stdout.write(`Node ${process.version}, ${availableParallelism()} cores\n\n`);
};

const stopped = new AbortController();
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => stopped.abort(name));
const interruption = new Promise<never>((_resolve, reject) => {
  stopped.signal.addEventListener('abort', () => reject(stopped.signal.reason));
});

const scope = createScope();
try {
  await Promise.race([runAll(scope, stopped.signal), interruption]);
} catch (error) {
  const interrupted = stopped.signal.aborted;
  process.stderr.write(interrupted ? `\n${stopped.signal.reason}: stopping\n` : `\n${(error as Error).message}\n\n`);
  process.exitCode = interrupted ? 130 : 1;
} finally {
  await scope.dispose();
}
// What an interrupted run left waiting would keep the process open.
process.exit();
