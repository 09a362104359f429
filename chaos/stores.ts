/** A MariaDB and a Redis that are killed and started again on purpose, on the same ports with the same data. */
import type { ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, open, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { createConnection } from 'mysql2/promise';
import { freePort } from '../bench/port.js';
import type { Scope } from '../bench/scope.js';
import { findMariaDb, findRedis, systemSearchPath } from '../src/embedded/binary.js';
import { serverSettings } from '../src/embedded/mariadb.js';
import { isAlive, kill, spawnBound } from './child.js';

export type Store = {
  url: string;
  up(): boolean;
  /** SIGKILL; resolves when it has gone. */
  kill(): Promise<void>;
  /** Resolves when it answers. */
  start(): Promise<void>;
};

export type Stores = { database: Store; redis: Store };

/** Milliseconds. */
const startPatience = 30_000;

const launch = async (file: string, args: string[], folder: string, name: string): Promise<ChildProcess> => {
  const log = await open(join(folder, 'logs', `${name}.log`), 'a');
  const child = spawnBound(file, args, {
    cwd: folder,
    // Ctrl-C reaches the harness alone, which needs its stores until the end.
    detached: true,
    stdio: ['ignore', log.fd, log.fd],
    env: { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' },
  });
  await once(child, 'spawn');
  await log.close();
  return child;
};

const createStore = (
  name: string,
  url: string,
  folder: string,
  file: string,
  args: string[],
  probe: () => Promise<void>,
  scope: Scope,
): Store => {
  let child: ChildProcess | undefined;
  let ready = false;
  const end = async (): Promise<void> => {
    ready = false;
    if (child) await kill(child);
  };
  scope.add(end);
  return {
    url,
    up: () => ready,
    kill: end,
    start: async () => {
      child = await launch(file, args, folder, name);
      for (const deadline = Date.now() + startPatience; ; await delay(20)) {
        const answers = await probe().then(
          () => true,
          () => false,
        );
        if (answers) break;
        if (!isAlive(child) || Date.now() > deadline) {
          throw new Error(`${name} did not start; see ${join(folder, 'logs', `${name}.log`)}`);
        }
      }
      ready = true;
    },
  };
};

const database = async (folder: string, searchPath: string[], password: string, scope: Scope): Promise<Store> => {
  const binaries = await findMariaDb(searchPath);
  if (!binaries) throw new Error('MariaDB is not installed: apt-get install mariadb-server-core mariadb-client-core');
  const data = join(folder, 'mariadb');
  const asRoot = process.getuid?.() === 0 ? ['--user=root'] : [];
  const install = await launch(
    binaries.initialiser,
    ['--no-defaults', `--datadir=${data}`, '--force', '--skip-test-db', ...asRoot],
    folder,
    'mariadb-install',
  );
  const [code] = await once(install, 'exit');
  if (code !== 0)
    throw new Error(`MariaDB could not make its data; see ${join(folder, 'logs', 'mariadb-install.log')}`);
  const initFile = join(folder, 'mariadb.sql');
  const account = `'zpi'@'127.0.0.1'`;
  await writeFile(
    initFile,
    [
      'CREATE DATABASE IF NOT EXISTS zpi CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;',
      `CREATE USER IF NOT EXISTS ${account} IDENTIFIED BY '${password}';`,
      `GRANT ALL PRIVILEGES ON *.* TO ${account};`,
      '',
    ].join('\n'),
    { mode: 0o600 },
  );
  const port = await freePort();
  const url = `mysql://zpi:${password}@127.0.0.1:${port}/zpi`;
  const args = [
    '--no-defaults',
    ...asRoot,
    `--datadir=${data}`,
    `--init-file=${initFile}`,
    ...serverSettings(port),
    // What was acknowledged is on the disk.
    '--innodb-flush-log-at-trx-commit=1',
  ];
  const probe = async () => (await createConnection({ uri: url, connectTimeout: 2_000 })).end();
  return createStore('mariadb', url, folder, binaries.server, args, probe, scope);
};

const redis = async (folder: string, searchPath: string[], password: string, scope: Scope): Promise<Store> => {
  const binary = await findRedis(searchPath);
  if (!binary) throw new Error('Redis is not installed: apt-get install redis-server');
  const data = join(folder, 'redis');
  await mkdir(data);
  const port = await freePort();
  const config = join(folder, 'redis.conf');
  await writeFile(
    config,
    [
      'bind 127.0.0.1',
      `port ${port}`,
      `requirepass ${password}`,
      `dir ${data}`,
      'appendonly yes',
      'appendfsync everysec',
      'save ""',
      'maxmemory-policy noeviction',
      '',
    ].join('\n'),
    { mode: 0o600 },
  );
  const probe = async () => {
    const client = new Redis({ host: '127.0.0.1', port, password, lazyConnect: true, retryStrategy: () => null });
    client.on('error', () => {});
    try {
      await client.connect();
      await client.ping();
    } finally {
      client.disconnect();
    }
  };
  return createStore('redis', `redis://:${password}@127.0.0.1:${port}/0`, folder, binary, [config], probe, scope);
};

/** Makes and starts both, with their data and logs in `folder`. */
export const startStores = async (folder: string, scope: Scope): Promise<Stores> => {
  await mkdir(join(folder, 'logs'), { recursive: true });
  const searchPath = systemSearchPath((process.env.PATH ?? '').split(':'));
  const password = randomBytes(16).toString('hex');
  const made = await Promise.all([
    database(folder, searchPath, password, scope),
    redis(folder, searchPath, password, scope),
  ]);
  await Promise.all(made.map((store) => store.start()));
  return { database: made[0], redis: made[1] };
};
