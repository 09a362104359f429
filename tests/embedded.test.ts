/** The private MariaDB and Redis: real processes, killed, starved and raced for. */
import { execFileSync, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readdir, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { type Connection, createConnection, type RowDataPacket } from 'mysql2/promise';
import { afterEach, expect, test } from 'vitest';
import { findMariaDb, findRedis, systemSearchPath } from '../src/embedded/binary.js';
import { diagnose } from '../src/embedded/failure.js';
import { type Identity, identify, isRunning } from '../src/embedded/identity.js';
import { type EmbeddedOptions, type EmbeddedStores, startEmbeddedStores } from '../src/embedded/stores.js';
import { StartupError } from '../src/errors.js';
import { createLog } from '../src/log.js';

const cleanups: (() => unknown)[] = [];
const cleanUpLater = (cleanup: () => unknown) => cleanups.push(cleanup);
afterEach(async () => {
  while (cleanups.length > 0) await cleanups.pop()?.();
});

const until = async <T>(what: string, attempt: () => T | Promise<T>, ms = 15_000): Promise<NonNullable<T>> => {
  for (const deadline = Date.now() + ms; Date.now() < deadline; await delay(20)) {
    const value = await Promise.resolve()
      .then(attempt)
      .catch(() => undefined);
    if (value) return value;
  }
  throw new Error(`waited in vain until ${what}`);
};

const createFolder = async () => {
  const folder = await mkdtemp(join(tmpdir(), 'zpi embedded-'));
  cleanUpLater(() => rm(folder, { recursive: true, force: true }));
  return folder;
};

const defaults = { database: true, redis: true, durable: false, install: false };

const start = async (options: Partial<EmbeddedOptions> & { dataDir: string }): Promise<EmbeddedStores> => {
  const stores = await startEmbeddedStores({ ...defaults, log: createLog('silent'), ...options });
  cleanUpLater(stores.dispose);
  return stores;
};

/** The one message that a start ends in. */
const failureOf = async (options: Partial<EmbeddedOptions> & { dataDir: string }): Promise<string> => {
  const error = await start(options).then(
    () => undefined,
    (reason) => reason,
  );
  expect(error).toBeInstanceOf(StartupError);
  return error.message;
};

const holdElsewhere = (options: Partial<EmbeddedOptions> & { dataDir: string }) => {
  const holder = fork(join(import.meta.dirname, 'embedded/holder.ts'), [JSON.stringify({ ...defaults, ...options })], {
    execArgv: ['--import', 'tsx'],
  });
  const exited = once(holder, 'exit');
  const kill = async () => {
    holder.kill('SIGKILL');
    await exited;
  };
  cleanUpLater(kill);
  return { pid: holder.pid, kill, exit: () => holder.send('exit'), exited, answer: () => once(holder, 'message') };
};

const mysql = async (url: string | undefined): Promise<Connection> => {
  const connection = await createConnection(url ?? '');
  cleanUpLater(() => connection.destroy());
  connection.on('error', () => {});
  return connection;
};

const redisClient = (url: string | undefined): Redis => {
  const client = new Redis(url ?? '', { retryStrategy: () => null, maxRetriesPerRequest: 0 });
  client.on('error', () => {});
  cleanUpLater(() => client.disconnect());
  return client;
};

const put = async (stores: EmbeddedStores, word: string) => {
  const connection = await mysql(stores.databaseUrl);
  await connection.query('create table if not exists kept (word varchar(20))');
  await connection.query('insert into kept values (?)', [word]);
  await redisClient(stores.redisUrl).rpush('kept', word);
};

const kept = async (stores: EmbeddedStores) => {
  const [rows] = await (await mysql(stores.databaseUrl)).query<RowDataPacket[]>('select word from kept');
  return { mysql: rows.map((row) => row.word), redis: await redisClient(stores.redisUrl).lrange('kept', 0, -1) };
};

/** Every process that works in the data folder, as the system sees it. */
const processesIn = (dataDir: string): number[] => {
  if (process.platform !== 'linux') {
    const list = execFileSync('sh', ['-c', 'lsof -a -d cwd -Fpn | grep -B2 "^n$0" | grep "^p" || true', dataDir]);
    return [...String(list).matchAll(/^p(\d+)$/gm)].map((match) => Number(match[1]));
  }
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => {
      try {
        return readlinkSync(`/proc/${pid}/cwd`).startsWith(dataDir) && identify(pid);
      } catch {
        return false;
      }
    });
};

const childOf = (dataDir: string, name: 'mariadb' | 'redis'): Identity =>
  JSON.parse(readFileSync(join(dataDir, 'run', `${name}.json`), 'utf8'));

/** Mounts a small file system of its own; false where the test may not. */
const mountSmall = (folder: string, options: string): boolean => {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder], { stdio: 'ignore' });
    cleanUpLater(() => execFileSync('umount', [folder]));
    return true;
  } catch {
    return false;
  }
};

/** A search path whose `name` is a shell script that may `exec "$REAL" "$@"`. */
const searchPathWith = async (name: 'redis-server' | 'mariadb-install-db', body: string): Promise<string[]> => {
  const usual = systemSearchPath([]);
  const real = name === 'redis-server' ? await findRedis(usual) : (await findMariaDb(usual))?.initialiser;
  const folder = await createFolder();
  await writeFile(join(folder, name), `#!/bin/sh\nREAL='${real}'\n${body}\n`, { mode: 0o755 });
  return [folder, ...usual];
};

test('starts both, keeps their data, and leaves nothing running', async () => {
  const dataDir = join(await createFolder(), 'made', 'data');
  const first = await start({ dataDir });
  expect((await stat(dataDir)).mode & 0o777).toBe(0o700);
  expect((await stat(join(dataDir, 'stores.password'))).mode & 0o777).toBe(0o600);

  const password = readFileSync(join(dataDir, 'stores.password'), 'utf8').trim();
  const children = [childOf(dataDir, 'mariadb'), childOf(dataDir, 'redis')];
  for (const { pid } of children) {
    const [group, ...args] = String(execFileSync('ps', ['-ww', '-o', 'pgid=,args=', '-p', String(pid)]))
      .trim()
      .split(' ');
    expect(Number(group), 'Ctrl-C in the terminal would reach it').toBe(pid);
    expect(args.join(' ')).not.toContain(password);
  }

  const connection = await mysql(first.databaseUrl);
  const [[settings]] = await connection.query<RowDataPacket[]>(
    'select database() name, @@collation_database collation, @@time_zone zone, @@bind_address address, @@log_bin log_bin, @@tmpdir tmpdir',
  );
  expect(settings).toEqual({
    name: 'zero_pressure',
    collation: 'utf8mb4_unicode_ci',
    zone: '+00:00',
    address: '127.0.0.1',
    log_bin: 0,
    // A starting MariaDB empties it of temporary tables: those in /tmp are not ours.
    tmpdir: '../run/tmp',
  });
  await connection.query('create database another');
  await connection.query('create table another.things (id int)');
  const client = redisClient(first.redisUrl);
  for (const [name, value] of Object.entries({
    bind: '127.0.0.1',
    appendonly: 'yes',
    'maxmemory-policy': 'noeviction',
  })) {
    expect(await client.config('GET', name)).toEqual([name, value]);
  }

  await put(first, '字');
  await first.dispose();
  await first.dispose();
  expect(processesIn(dataDir)).toEqual([]);
  expect(children.filter(isRunning)).toEqual([]);

  const second = await start({ dataDir });
  expect(await kept(second)).toEqual({ mysql: ['字'], redis: ['字'] });
});

test('starts only what is wanted', async () => {
  const dataDir = await createFolder();
  expect(await start({ dataDir, database: false, redis: false })).toMatchObject({
    databaseUrl: undefined,
    redisUrl: undefined,
  });
  const stores = await start({ dataDir, database: false });
  expect(stores.databaseUrl).toBeUndefined();
  expect(await redisClient(stores.redisUrl).ping()).toBe('PONG');
  expect(processesIn(dataDir)).toHaveLength(1);
});

test('refuses whoever does not know the password', async () => {
  const { databaseUrl, redisUrl } = await start({ dataDir: await createFolder() });
  const port = Number(new URL(databaseUrl ?? '').port);
  for (const user of ['root', '', 'zpi', 'mysql', 'mariadb.sys']) {
    const attempt = createConnection({ host: '127.0.0.1', port, user, password: '' });
    await expect(attempt, `as "${user}"`).rejects.toThrow(/Access denied|account is locked/);
  }
  const [accounts] = await (await mysql(databaseUrl)).query('select User user, Host host from mysql.user order by 1');
  expect(accounts).toEqual([
    { user: 'mariadb.sys', host: 'localhost' },
    { user: 'zpi', host: '127.0.0.1' },
  ]);
  const stranger = redisClient(`redis://127.0.0.1:${new URL(redisUrl ?? '').port}`);
  await expect(stranger.get('kept')).rejects.toThrow('NOAUTH');
});

test('after kill -9 of the server, the next start stops what is left and finds the data', async () => {
  const dataDir = await createFolder();
  const holder = holdElsewhere({ dataDir });
  const [urls] = await holder.answer();
  await put(urls, 'survives');
  expect(await failureOf({ dataDir })).toContain(`in use by another server (process ${holder.pid})`);

  await holder.kill();
  const left = [childOf(dataDir, 'mariadb'), childOf(dataDir, 'redis')];
  expect(left.filter(isRunning)).toHaveLength(2);

  // Several at once find the lock stale, and still only one may take it over.
  const contenders = await Promise.allSettled([start({ dataDir }), start({ dataDir }), start({ dataDir })]);
  const winners = contenders.filter((result) => result.status === 'fulfilled');
  expect(winners).toHaveLength(1);
  for (const result of contenders) {
    if (result.status === 'rejected') expect(result.reason.message).toContain(`process ${process.pid}`);
  }
  expect(left.filter(isRunning)).toEqual([]);
  expect(processesIn(dataDir).sort()).toEqual([childOf(dataDir, 'mariadb').pid, childOf(dataDir, 'redis').pid].sort());
  expect(await kept(winners[0]!.value)).toEqual({ mysql: ['survives'], redis: ['survives'] });
});

test('a server that exits without disposing takes its stores along', async () => {
  const dataDir = await createFolder();
  const holder = holdElsewhere({ dataDir, database: false });
  await holder.answer();
  const left = childOf(dataDir, 'redis');
  holder.exit();
  await holder.exited;
  await until('it is gone', () => !isRunning(left));
});

test('never signals a process that only has the number of one of its own, and trusts no lock of a dead one', async () => {
  const dataDir = await createFolder();
  const stranger = spawn('sleep', ['600'], { stdio: 'ignore' });
  cleanUpLater(() => stranger.kill('SIGKILL'));
  await once(stranger, 'spawn');
  await mkdir(join(dataDir, 'run', 'lock'), { recursive: true });
  const reused = JSON.stringify({ pid: stranger.pid, start: 'another boot:1' });
  await writeFile(join(dataDir, 'run', 'redis.json'), reused);
  await writeFile(join(dataDir, 'run', 'lock', '41'), reused);
  const stores = await start({ dataDir, database: false });
  expect(await redisClient(stores.redisUrl).ping()).toBe('PONG');
  expect(stranger.exitCode ?? stranger.signalCode).toBeNull();
});

test('two data folders run side by side', async () => {
  const [a, b] = await Promise.all([
    start({ dataDir: await createFolder() }),
    start({ dataDir: await createFolder() }),
  ]);
  await put(a, 'a');
  await put(b, 'b');
  expect(await kept(a)).toEqual({ mysql: ['a'], redis: ['a'] });
  expect(await kept(b)).toEqual({ mysql: ['b'], redis: ['b'] });
});

test('brings a killed store back on the same URL with its data, however often that fails at first', async () => {
  const dataDir = await createFolder();
  const broken = join(dataDir, 'broken');
  const lines: string[] = [];
  const log = createLog('warn', { destination: { write: (line) => lines.push(line) } });
  const searchPath = await searchPathWith('redis-server', `[ -e '${broken}' ] && exit 1; exec "$REAL" "$@"`);
  const stores = await start({ dataDir, log, searchPath });
  await put(stores, 'kept');

  await writeFile(broken, '');
  const old = [childOf(dataDir, 'mariadb'), childOf(dataDir, 'redis')];
  for (const { pid } of old) process.kill(pid, 'SIGKILL');
  await until(
    'it was tried in vain',
    () => lines.filter((line) => line.includes('cannot be restarted yet')).length >= 2,
  );
  await rm(broken);
  expect(await until('both are back', () => kept(stores))).toEqual({ mysql: ['kept'], redis: ['kept'] });
  expect(old.filter(isRunning)).toEqual([]);
  expect(processesIn(dataDir)).toHaveLength(2);
  expect(lines.join('')).toContain('MariaDB was ended by SIGKILL; restarting it');

  await stores.dispose();
  expect(processesIn(dataDir)).toEqual([]);
});

test('takes another port when the chosen one is lost before the store binds it', async () => {
  const dataDir = await createFolder();
  const once = join(dataDir, 'once');
  const searchPath = await searchPathWith(
    'redis-server',
    `case "$1" in --version) exec "$REAL" "$@";; esac
if [ ! -e '${once}' ]; then : >'${once}'; echo 'bind: Address already in use'; exit 1; fi
exec "$REAL" "$@"`,
  );
  const stores = await start({ dataDir, database: false, searchPath });
  expect(await redisClient(stores.redisUrl).ping()).toBe('PONG');
  expect(existsSync(once)).toBe(true);
});

test('does not trust a MariaDB folder whose making was interrupted', async () => {
  const dataDir = await createFolder();
  const searchPath = await searchPathWith('mariadb-install-db', 'mkdir mysql; : >ibdata1; exec sleep 600');
  const holder = holdElsewhere({ dataDir, redis: false, searchPath });
  const unfinished = await until('it is half made', async () => {
    const name = (await readdir(dataDir)).find((entry) => entry.startsWith('mariadb-unfinished-'));
    return name && existsSync(join(dataDir, name, 'ibdata1')) ? join(dataDir, name) : undefined;
  });
  await holder.kill();
  const stores = await start({ dataDir, redis: false });
  await (await mysql(stores.databaseUrl)).query('create table whole (id int)');
  expect(existsSync(unfinished)).toBe(false);
  expect(processesIn(dataDir)).toEqual([childOf(dataDir, 'mariadb').pid]);
});

test('an aborted start leaves nothing running', async () => {
  const dataDir = await createFolder();
  const abort = new AbortController();
  const searchPath = await searchPathWith(
    'redis-server',
    'case "$1" in --version) exec "$REAL" "$@";; esac; exec sleep 600',
  );
  const starting = start({ dataDir, signal: abort.signal, searchPath });
  starting.catch(() => {});
  // One of the two is being made, and the other will never answer.
  await until('both run', () => processesIn(dataDir).length > 1 && childOf(dataDir, 'redis'));
  abort.abort(new Error('enough'));
  await expect(starting).rejects.toThrow('enough');
  expect(processesIn(dataDir)).toEqual([]);
  await start({ dataDir });
});

test('says that the data folder is below a file, is a file, or cannot be written', async () => {
  const folder = await createFolder();
  const file = join(folder, 'file');
  await writeFile(file, '');
  expect(await failureOf({ dataDir: join(file, 'data') })).toMatch(/is a file, not a folder; set DATA_DIR/);
  expect(await failureOf({ dataDir: file })).toMatch(/is a file, not a folder; set DATA_DIR/);
  const sealed = join(folder, 'sealed');
  await mkdir(sealed);
  // Permission bits do not hold root back; a read-only file system does.
  const mounted = mountSmall(sealed, 'size=1m,ro');
  await chmod(sealed, 0o500).catch(() => {});
  const expected = mounted ? /read-only file system; set DATA_DIR/ : /no permission to write .* or set DATA_DIR/;
  expect(await failureOf({ dataDir: join(sealed, 'data') })).toMatch(expected);
});

test('says that the disk is full, in the words of the store where it was the one to notice', async () => {
  const dataDir = await createFolder();
  if (mountSmall(dataDir, 'size=8m')) {
    const message = await failureOf({ dataDir });
    expect(message).toMatch(
      /^MariaDB could not make its data folder.*\. Its log says: .*(No space left|error 28|full)/i,
    );
    expect(message).toContain(`The disk that holds ${join(dataDir, 'mariadb')} is full. Free some space there`);
    expect(processesIn(dataDir)).toEqual([]);
    expect((await readdir(dataDir)).filter((name) => name.startsWith('mariadb'))).toEqual([]);
    await writeFile(join(dataDir, 'filler'), Buffer.alloc(16 * 1024 * 1024)).catch(() => {});
    expect(await failureOf({ dataDir })).toMatch(/^The data folder .* the disk that holds .* is full. Free some space/);
  }
  const said = '[ERROR] mariadbd: Disk is full writing \'./x\' (Errcode: 28 "No space left on device")';
  expect(diagnose(`[Note] starting\n[ERROR] something\n${said}\n`)).toEqual({ kind: 'DISK_FULL', line: said });
});

test('says which programs are missing and the three ways on', async () => {
  const dataDir = await createFolder();
  const message = await failureOf({ dataDir, searchPath: [join(dataDir, 'nothing-here')] });
  expect(message).toContain('MariaDB and Redis are not installed');
  for (const way of [
    'brew install mariadb redis',
    'apt-get install',
    'dnf install',
    'docker compose up -d',
    'DATABASE_URL',
  ]) {
    expect(message).toContain(way);
  }
  const only = await createFolder();
  await symlink((await findRedis(systemSearchPath([]))) ?? '', join(only, 'redis-server'));
  expect(await failureOf({ dataDir, searchPath: [only] })).toContain('MariaDB is not installed');
});

test('leaves the data of a newer server alone', async () => {
  const dataDir = await createFolder();
  await (await start({ dataDir })).dispose();
  await writeFile(join(dataDir, 'mariadb', 'written-by'), '99.1');
  expect(await failureOf({ dataDir })).toMatch(
    /written by MariaDB 99\.1, and this machine has the older .* set DATA_DIR/,
  );
  await rm(join(dataDir, 'mariadb', 'written-by'));
  // A Redis that nobody noted, but whose file says so itself: REDIS and a format number.
  const base = (await readdir(join(dataDir, 'redis', 'appendonlydir'))).find((name) => name.endsWith('.base.rdb'));
  await writeFile(join(dataDir, 'redis', 'appendonlydir', base ?? ''), 'REDIS9999');
  expect(await failureOf({ dataDir })).toMatch(
    /^Redis could not start.*RDB format version 9999[\s\S]*written by a newer Redis/,
  );
  expect(processesIn(dataDir)).toEqual([]);
});
