/** The private MariaDB: its data folder, its one account, its settings. */
import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { createConnection } from 'mysql2/promise';
import type { Log } from '../log.js';
import type { MariaDbBinaries } from './binary.js';
import { type Folders, launch } from './child.js';
import { diagnose, serverFailure } from './failure.js';
import { makeFolder } from './folder.js';
import { type Service, startService } from './service.js';
import { claimForSeries, seriesOf } from './version.js';

const label = 'MariaDB';
const user = 'zpi';
const database = 'zero_pressure';
const initialiseTimeout = 120_000;
// InnoDB asks for each fsync by itself; both are ignored where a version does not know them.
const notDurable = ['--loose-innodb-flush-method=nosync', '--loose-debug-no-sync'];
// Of its own: a starting MariaDB deletes every temporary table in this folder, and /tmp holds those of others. Relative to
// the data folder, because mariadb-install-db splits its arguments at spaces.
const temporary = '../run/tmp';

export type MariaDbOptions = {
  binaries: MariaDbBinaries;
  searchPath: string[];
  folders: Folders;
  password: string;
  durable: boolean;
  log: Log;
  signal: AbortSignal;
};

/** A killed initialisation must not leave a folder that looks complete: made under another name, renamed at the end. */
const initialise = async ({ binaries, searchPath, folders, durable, log, signal }: MariaDbOptions, folder: string) => {
  const prefix = 'mariadb-unfinished-';
  for (const name of await readdir(folders.dataDir)) {
    if (name.startsWith(prefix))
      await rm(join(folders.dataDir, name), { recursive: true, force: true, maxRetries: 10 });
  }
  const unfinished = join(folders.dataDir, prefix + randomUUID());
  await mkdir(unfinished, { mode: 0o700 });
  log.info({ folder }, 'making the private MariaDB');
  const child = await launch(folders, {
    name: 'mariadb-install',
    file: binaries.initialiser,
    cwd: unfinished,
    path: searchPath.join(':'),
    args: [
      '--no-defaults',
      `--datadir=${unfinished}`,
      // The host's own name need not resolve.
      '--force',
      '--skip-test-db',
      '--auth-root-authentication-method=socket',
      `--tmpdir=${temporary}`,
      ...(durable ? [] : notDurable),
    ],
  });
  const failure = async (problem: string) =>
    serverFailure(label, problem, { output: await child.output(), folder, logPath: child.logPath });
  try {
    for (const deadline = Date.now() + initialiseTimeout; !child.ended(); ) {
      signal.throwIfAborted();
      if (Date.now() > deadline) throw await failure('could not make its data folder in time');
      // It waits for minutes for someone to free space before it gives up.
      if (diagnose(await child.output()).kind === 'DISK_FULL') throw await failure('could not make its data folder');
      await Promise.race([delay(250), child.exited]);
    }
    if (child.ended() !== 'exited with code 0') throw await failure('could not make its data folder');
    await rename(unfinished, folder);
  } catch (error) {
    await child.kill();
    await rm(unfinished, { recursive: true, force: true, maxRetries: 10 });
    throw error;
  }
  await child.stop();
};

/** How a private server listens, and what it takes texts and times for. */
export const serverSettings = (port: number): string[] => [
  '--bind-address=127.0.0.1',
  `--port=${port}`,
  // None: the path could be too long, and anyone of this machine could try it.
  '--socket=',
  '--skip-name-resolve',
  '--skip-log-bin',
  '--performance-schema=OFF',
  '--max-connections=300',
  '--character-set-server=utf8mb4',
  '--collation-server=utf8mb4_unicode_ci',
  '--default-time-zone=+00:00',
];

/** Runs before the first connection is accepted, so no other account is ever usable. */
const accountSql = (password: string) =>
  [
    `CREATE DATABASE IF NOT EXISTS ${database} CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;`,
    `CREATE USER IF NOT EXISTS '${user}'@'127.0.0.1';`,
    `ALTER USER '${user}'@'127.0.0.1' IDENTIFIED BY '${password}';`,
    `GRANT ALL PRIVILEGES ON *.* TO '${user}'@'127.0.0.1';`,
    // mariadb.sys is locked and owns the views of the sys schema.
    `DELETE FROM mysql.global_priv WHERE NOT (User = '${user}' AND Host = '127.0.0.1') AND User <> 'mariadb.sys';`,
    'DELETE FROM mysql.proxies_priv;',
    'FLUSH PRIVILEGES;',
    '',
  ].join('\n');

/** Starts the private MariaDB. Its database is `zero_pressure`; its account may make others. */
export const startMariaDb = async (options: MariaDbOptions): Promise<Service & { url: string }> => {
  const { binaries, folders, password, log, signal } = options;
  const folder = join(folders.dataDir, 'mariadb');
  const version = await seriesOf(binaries.server);
  const exists = await stat(folder).then(
    () => true,
    () => false,
  );
  await makeFolder(join(folder, temporary));
  if (!exists) await initialise(options, folder);
  await claimForSeries(label, folder, version);
  const initFile = join(folders.run, 'mariadb.sql');
  await writeFile(initFile, accountSql(password), { mode: 0o600 });

  const args = (port: number) => [
    '--no-defaults',
    ...(process.getuid?.() === 0 ? ['--user=root'] : []),
    `--datadir=${folder}`,
    `--pid-file=${join(folder, 'mariadb.pid')}`,
    `--init-file=${initFile}`,
    ...serverSettings(port),
    `--tmpdir=${temporary}`,
    '--loose-innodb-buffer-pool-dump-at-shutdown=OFF',
    // 2 writes at each commit and syncs once a second: a killed server still loses nothing, a power cut may.
    ...(options.durable
      ? []
      : [...notDurable, '--innodb-flush-log-at-trx-commit=2', '--innodb-doublewrite=OFF', '--loose-sync-frm=OFF']),
  ];
  const service = await startService({
    label,
    folders,
    folder,
    log,
    signal,
    command: (port) => ({
      name: 'mariadb',
      file: binaries.server,
      args: args(port),
      cwd: folder,
      path: options.searchPath.join(':'),
    }),
    probe: async (port) => {
      const connection = await createConnection({
        host: '127.0.0.1',
        port,
        user,
        password,
        database,
        connectTimeout: 2_000,
      });
      await connection.end();
    },
  });
  return { ...service, url: `mysql://${user}:${password}@127.0.0.1:${service.port}/${database}` };
};
