/** The private Redis: its data folder, its password, its settings. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import type { Log } from '../log.js';
import type { Folders } from './child.js';
import { makeFolder } from './folder.js';
import { type Service, startService } from './service.js';
import { claimForSeries, seriesOf } from './version.js';

const label = 'Redis';

export type RedisOptions = {
  binary: string;
  searchPath: string[];
  folders: Folders;
  password: string;
  durable: boolean;
  log: Log;
  signal: AbortSignal;
};

const configuration = (port: number, { password, durable }: RedisOptions) =>
  [
    'bind 127.0.0.1',
    `port ${port}`,
    `requirepass ${password}`,
    // The working directory, which the launch sets: no path to quote.
    'dir ./',
    'appendonly yes',
    `appendfsync ${durable ? 'everysec' : 'no'}`,
    // The append-only file holds everything; snapshots beside it would only cost.
    'save ""',
    'maxmemory-policy noeviction',
    'daemonize no',
    '',
  ].join('\n');

const probe = async (port: number, password: string): Promise<void> => {
  const client = new Redis({
    host: '127.0.0.1',
    port,
    password,
    lazyConnect: true,
    connectTimeout: 2_000,
    commandTimeout: 2_000,
    maxRetriesPerRequest: 0,
    retryStrategy: () => null,
    // Its own check for loading would wait and retry; a plain PING says LOADING and fails.
    enableReadyCheck: false,
    disableClientInfo: true,
  });
  // Every failure also rejects a call below.
  client.on('error', () => {});
  try {
    await client.connect();
    // Again: on connecting, a server that wants no password, so not ours, counts as a good one.
    await client.auth(password);
    await client.ping();
  } finally {
    client.disconnect();
  }
};

/** Starts the private Redis, persistent and without eviction. */
export const startRedis = async (options: RedisOptions): Promise<Service & { url: string }> => {
  const { binary, folders, password, log, signal } = options;
  const folder = join(folders.dataDir, 'redis');
  const version = await seriesOf(binary);
  await makeFolder(folder);
  await claimForSeries(label, folder, version);
  const configPath = join(folders.run, 'redis.conf');
  const service = await startService({
    label,
    folders,
    folder,
    log,
    signal,
    command: async (port) => {
      await writeFile(configPath, configuration(port, options), { mode: 0o600 });
      return { name: 'redis', file: binary, args: [configPath], cwd: folder, path: options.searchPath.join(':') };
    },
    probe: (port) => probe(port, password),
  });
  return { ...service, url: `redis://:${password}@127.0.0.1:${service.port}/0` };
};
