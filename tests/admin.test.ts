/** The keeper's commands as processes: beside a running server, beside none, and what they say when they cannot. */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, watch, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { and, eq } from 'drizzle-orm';
import { createClient, type SubscribePayload } from 'graphql-ws';
import { createConnection, type RowDataPacket } from 'mysql2/promise';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { createTokens } from '../src/auth/token.js';
import { seedAccountList } from '../src/db/seed.js';
import { auditEvents, users } from '../src/db/tables/index.js';
import { findRedis, systemSearchPath } from '../src/embedded/binary.js';
import { type Identity, isRunning } from '../src/embedded/identity.js';
import { acquireLock } from '../src/embedded/lock.js';
import { startEmbeddedStores } from '../src/embedded/stores.js';
import { createLog } from '../src/log.js';
import { workerStores } from './support/database.js';
import { argumentsOf } from './support/program.js';
import { overHttp, type WireError, type WireResult } from './support/wire.js';
import { createWorld, eventually, type World } from './support/world.js';

const root = resolve(import.meta.dirname, '..');
const children = new Map<ChildProcess, Promise<unknown>>();

/** Only asked to end: one that is killed leaves its database running. */
const endAll = async () => {
  for (const child of children.keys()) child.kill('SIGTERM');
  await Promise.all(children.values());
};
afterAll(endAll);

/** Runs a program with this environment and no other. */
const start = (file: string, args: string[], env: Record<string, string>) => {
  const child = spawn(process.execPath, [...argumentsOf(file), ...args], {
    cwd: root,
    env: { PATH: process.env.PATH, ...env },
  });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (chunk) => {
    stdout += chunk;
  });
  child.stderr.on('data', (chunk) => {
    stderr += chunk;
  });
  const ended = new Promise<{ code: number | null; stdout: string; stderr: string }>((done) =>
    child.on('close', (code) => {
      children.delete(child);
      done({ code, stdout, stderr });
    }),
  );
  children.set(child, ended);
  return { child, ended, stdout: () => stdout };
};

type Stores = Record<'DATABASE_URL', string> | Record<'DATA_DIR', string>;

const admin = (args: string[], stores: Stores) => start('dist/cli/admin.js', args, stores).ended;
const grant = (who: string, role: string, stores: Stores) => admin(['grant', who, role], stores);

const said = (stdout: string) => ({ code: 0, stdout, stderr: '' });

/** Of a command that fails: its one sentence. */
const complaintOf = async (command: Promise<{ code: number | null; stdout: string; stderr: string }>) => {
  const { code, stdout, stderr } = await command;
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).not.toMatch(/^\s+at /m);
  return stderr.trim();
};

const listUsers = '{ users(first: 1) { edges { node { id } } } }';
const answered = { data: { users: { edges: [{ node: { id: expect.any(String) } }] } } };

/** One websocket, opened once: `ask` fails when it has to be opened again. */
const openSocket = async (url: string, token: string) => {
  const client = createClient({
    url: `${url.replace(/^http/, 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    lazy: false,
    retryAttempts: 0,
    connectionParams: { Authorization: `Bearer ${token}` },
    onNonLazyError: () => {},
  });
  let opened = 0;
  await new Promise<void>((done) =>
    client.on('connected', () => {
      opened++;
      done();
    }),
  );
  return {
    ask: async (query: string): Promise<WireResult> => {
      const result = await new Promise<WireResult>((done, fail) => {
        client.subscribe({ query } as SubscribePayload, {
          next: (value) => done(value as WireResult),
          error: (error) => (Array.isArray(error) ? done({ errors: error as WireError[] }) : fail(error)),
          complete: () => {},
        });
      });
      expect(opened).toBe(1);
      return result;
    },
    dispose: () => client.dispose(),
  };
};

const codesOf = ({ errors }: WireResult) => errors?.map(({ extensions }) => extensions.code);

// Several processes a test, each of which takes a second or two to start.
const patience = { timeout: 60_000 };

describe('npm run admin -- grant', patience, () => {
  let world: World;
  let stores: Stores;

  beforeAll(async () => {
    world = await createWorld();
    stores = { DATABASE_URL: (await workerStores()).databaseUrl };
  });

  afterAll(() => world.dispose());

  it("gives a role that holds at the account's next request, over HTTP and an open websocket", async () => {
    const { id, email, token } = await world.person();
    const http = () => overHttp(world.url)(listUsers, {}, token);
    const socket = await openSocket(world.url, token);
    expect(codesOf(await http())).toEqual(['FORBIDDEN']);
    expect(codesOf(await socket.ask(listUsers))).toEqual(['FORBIDDEN']);

    expect(await grant(email.toUpperCase(), 'admin', stores)).toEqual(
      said(`${email.toUpperCase()} was CANDIDATE and is ADMIN now.\n`),
    );
    expect(await socket.ask(listUsers)).toEqual(answered);
    expect(await http()).toMatchObject(answered);

    expect(await grant(email, 'ADMIN', stores)).toEqual(said(`${email} was ADMIN and stays so.\n`));
    expect(await grant(email, 'Editor', stores)).toEqual(said(`${email} was ADMIN and is EDITOR now.\n`));
    expect(codesOf(await socket.ask(listUsers))).toEqual(['FORBIDDEN']);
    expect(codesOf(await http())).toEqual(['FORBIDDEN']);
    await socket.dispose();

    const events = await world.app.services.db
      .select()
      .from(auditEvents)
      .where(and(eq(auditEvents.userId, id), eq(auditEvents.action, 'ROLE_CHANGED')))
      .orderBy(auditEvents.id);
    expect(events).toMatchObject([
      { detail: 'CANDIDATE → ADMIN', actorId: null, sessionId: null, ip: null },
      { detail: 'ADMIN → EDITOR', actorId: null, sessionId: null, ip: null },
    ]);
  });

  it('finds an account by its phone number, too', async () => {
    const { id } = await world.person();
    const number = `138${String(Date.now()).slice(-8)}`;
    await world.app.services.db
      .update(users)
      .set({ phone: `+86${number}` })
      .where(eq(users.id, id));
    expect(await grant(number, 'EDITOR', stores)).toEqual(said(`${number} was CANDIDATE and is EDITOR now.\n`));
  });

  it('says what is wrong in one sentence, and changes nothing', async () => {
    const { email } = await world.person();
    const [unknown, nobody, role, few, none, many, command] = await Promise.all([
      complaintOf(grant('nobody@example.com', 'ADMIN', stores)),
      complaintOf(grant('nobody', 'ADMIN', stores)),
      complaintOf(grant(email, 'toString', stores)),
      complaintOf(admin(['grant', email], stores)),
      complaintOf(admin([], stores)),
      complaintOf(admin(['grant', email, 'ADMIN', 'EDITOR'], stores)),
      complaintOf(admin(['revoke', email], stores)),
    ]);
    expect(unknown).toBe('No account has the contact nobody@example.com.');
    expect(nobody).toBe('nobody is neither an email address nor a mobile number.');
    expect(role).toBe('There is no role toString. Choose one of CANDIDATE, EDITOR, ADMIN.');
    for (const usage of [few, none, many, command]) expect(usage).toContain('npm run admin -- grant EMAIL ROLE');
    const [row] = await world.app.services.db.select({ role: users.role }).from(users).where(eq(users.email, email));
    expect(row).toEqual({ role: 'CANDIDATE' });
  });

  it('says that the database is away, refuses, or is not ready', async () => {
    const { DATABASE_URL } = stores as { DATABASE_URL: string };
    const base = new URL(DATABASE_URL);
    const empty = `${base.pathname.slice(1)}_empty`;
    const connection = await createConnection({ uri: DATABASE_URL });
    await connection.query(`CREATE DATABASE IF NOT EXISTS ${empty}`);
    await connection.end();
    const at = (change: Partial<URL>) => ({ DATABASE_URL: Object.assign(new URL(base), change).href });
    const [away, refused, notReady] = await Promise.all([
      complaintOf(grant('a@example.com', 'ADMIN', at({ port: '1' }))),
      complaintOf(grant('a@example.com', 'ADMIN', at({ password: 'secret-word' }))),
      complaintOf(grant('a@example.com', 'ADMIN', at({ pathname: `/${empty}` }))),
    ]);
    expect(away).toMatch(/^The database at 127\.0\.0\.1:1 fails: .*ECONNREFUSED.*\.$/);
    expect(refused).toMatch(/^The database at \S+ fails: Access denied.*\.$/);
    expect(notReady).toBe('The database lacks tables of this version. Run npm run db:migrate first.');
    expect(away + refused + notReady).not.toMatch(/secret-word|select|a@example/);
  });
});

describe('npm run admin -- generate-key', () => {
  it('prints a key that is good, and its public half, where nothing is configured yet', async () => {
    const env = { NODE_ENV: 'production', DATABASE_URL: 'not a url' };
    const made = await Promise.all([admin(['generate-key'], env), admin(['generate-key'], env)]);
    const secrets = new Set<string>();
    for (const { code, stdout, stderr } of made) {
      expect([code, stderr]).toEqual([0, '']);
      const [, secret = '', own] =
        /^PASETO_SECRET_KEY=(k4\.secret\.[\w-]{86})\n# .*(k4\.public\.[\w-]{43})\n$/.exec(stdout) ?? [];
      secrets.add(secret);
      expect((await createTokens(secret)).keys.keys).toMatchObject([{ paserk: own }]);
    }
    expect(secrets.size).toBe(2);
  });
});

describe('npm run admin -- --help', () => {
  it('says what there is', async () => {
    // As npm runs it.
    const { code, stdout, stderr } = await start('src/cli/admin.ts', ['--help'], {}).ended;
    expect([code, stderr]).toEqual([0, '']);
    for (const words of ['grant EMAIL ROLE', 'CANDIDATE, EDITOR, ADMIN', 'generate-key']) {
      expect(stdout).toContain(words);
    }
  });
});

describe('with the embedded stores', patience, () => {
  const [{ email: candidate, password }] = seedAccountList as [(typeof seedAccountList)[number]];
  let dataDir: string;
  let stores: Stores;
  let server: ReturnType<typeof start>;

  const ready = () => eventually(() => /ready at (\S+)\/graphql/.exec(server.stdout())?.[1], 60);
  const stateOf = <T>(name: string): T => JSON.parse(readFileSync(join(dataDir, 'run', name), 'utf8')) as T;
  /** Who holds the data folder; undefined when nobody ever has. */
  const holder = (): string | undefined => {
    const folder = join(dataDir, 'run', 'lock');
    const newest = Math.max(0, ...readdirSync(folder).map(Number).filter(Boolean));
    return newest > 0 ? readFileSync(join(folder, String(newest)), 'utf8') : undefined;
  };

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'zpi admin-'));
    stores = { DATA_DIR: dataDir };
    server = start('dist/main.js', [], { ...stores, PORT: '0', LOG_LEVEL: 'warn' });
    await ready();
  });

  afterAll(async () => {
    await endAll();
    await rm(dataDir, { recursive: true, force: true });
  });

  it('works beside a running server, as db:migrate and db:seed do', async () => {
    const send = overHttp((await ready()) as string);
    const login = 'mutation ($input: LoginInput!) { login(input: $input) { accessToken } }';
    const { data } = await send(login, { input: { contact: { email: candidate }, password } });
    const { accessToken } = data.login;
    expect(codesOf(await send(listUsers, {}, accessToken))).toEqual(['FORBIDDEN']);
    const [granted, seeded, migrated] = await Promise.all([
      grant(candidate, 'ADMIN', stores),
      start('dist/cli/seed.js', [], stores).ended,
      start('dist/cli/migrate.js', [], stores).ended,
    ]);
    expect(granted).toEqual(said(`${candidate} was CANDIDATE and is ADMIN now.\n`));
    expect(await send(listUsers, {}, accessToken)).toMatchObject(answered);
    expect(seeded).toMatchObject({ code: 0, stderr: '', stdout: expect.stringContaining('question bank loaded') });
    expect(migrated).toMatchObject({ code: 0, stderr: '', stdout: expect.stringContaining('up to date') });
    expect(server.child.exitCode).toBeNull();
  });

  it('says that the server has stopped meanwhile', async () => {
    const { databaseUrl } = stateOf<{ databaseUrl: string }>('stores.json');
    const connection = await createConnection({ uri: databaseUrl });
    connection.on('error', () => {});
    await connection.beginTransaction();
    await connection.query('SELECT id FROM users WHERE email = ? FOR UPDATE', [candidate]);
    const command = grant(candidate, 'EDITOR', stores);
    await eventually(async () => {
      const [rows] = await connection.query<RowDataPacket[]>(
        "SELECT 1 FROM information_schema.processlist WHERE info LIKE '%for update' AND id <> CONNECTION_ID()",
      );
      return rows.length > 0;
    });
    server.child.kill('SIGTERM');
    expect(await complaintOf(command)).toBe(
      'The server whose database this command used has stopped meanwhile. Run it again.',
    );
    connection.destroy();
    expect((await server.ended).code).toBe(0);
  });

  it('works where no server runs, and leaves nothing running', async () => {
    expect(await grant(candidate, 'CANDIDATE', stores)).toEqual(said(`${candidate} was ADMIN and is CANDIDATE now.\n`));
    expect(() => stateOf('stores.json')).toThrow('ENOENT');
    expect(() => stateOf('mariadb.json')).toThrow('ENOENT');
  });

  /** Until the command has tried twice: what it found after the first try was not good enough. */
  const secondTryOf = async (command: Promise<unknown>) => {
    const over = new AbortController();
    void command.then(() => over.abort(new Error('it has ended')));
    const drafts = new Set<string>();
    for await (const { filename } of watch(join(dataDir, 'run', 'lock'), { signal: over.signal })) {
      if (filename?.startsWith('draft-') && drafts.add(filename).size === 2) return;
    }
  };

  it('waits for a server that is starting', async () => {
    const usual = systemSearchPath([]);
    const slow = await mkdtemp(join(dataDir, 'slow-'));
    const script = `#!/bin/sh\nuntil [ -e '${slow}/go' ]; do sleep 0.1; done\nexec '${await findRedis(usual)}' "$@"\n`;
    await writeFile(join(slow, 'redis-server'), script, { mode: 0o755 });
    const log = createLog('silent');
    const searchPath = [slow, ...usual];
    const starting = startEmbeddedStores({ dataDir, database: true, redis: true, durable: false, searchPath, log });
    await eventually(() => holder()?.includes(`"pid":${process.pid},`));
    const command = grant(candidate, 'EDITOR', stores);
    const go = () => writeFile(join(slow, 'go'), '');
    try {
      await secondTryOf(command);
      await go();
      expect(await command).toEqual(said(`${candidate} was CANDIDATE and is EDITOR now.\n`));
    } finally {
      await go();
      await (await starting).dispose();
    }
  });

  it('trusts nothing that a killed server has left', async () => {
    const options = { dataDir, database: true, redis: false, durable: false };
    const killed = start('tests/embedded/holder.ts', [JSON.stringify(options)], {});
    await eventually(() => existsSync(join(dataDir, 'run', 'stores.json')));
    const left = stateOf<Identity>('mariadb.json');
    killed.child.kill('SIGKILL');
    await killed.ended;
    expect(isRunning(left)).toBe(true);
    // As the next server does while it is starting.
    const lock = await acquireLock(join(dataDir, 'run', 'lock'), dataDir);
    const command = grant(candidate, 'CANDIDATE', stores);
    await secondTryOf(command).finally(lock.dispose);
    const { code, stdout } = await command;
    expect([code, stdout]).toEqual([0, `${candidate} was EDITOR and is CANDIDATE now.\n`]);
    expect(isRunning(left)).toBe(false);
  });

  it('says that the server beside it has another database', async () => {
    const log = createLog('silent');
    const { dispose } = await startEmbeddedStores({ dataDir, database: false, redis: true, durable: false, log });
    const complaint = await complaintOf(grant(candidate, 'ADMIN', stores)).finally(dispose);
    expect(complaint).toMatch(
      new RegExp(`^The server \\(process ${process.pid}\\).*Set the same DATABASE_URL for this command\\.$`),
    );
  });
});
