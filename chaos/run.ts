/** One run: a cluster, candidates who play on it, faults that happen to it, time to heal, and the check. */
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { createChance } from '../bench/bank/random.js';
import type { Scope } from '../bench/scope.js';
import { generateKey } from '../src/auth/key.js';
import { createDatabase } from '../src/db/connection.js';
import { migrateDatabase } from '../src/db/migrate.js';
import { build } from './build.js';
import type { CandidateOptions } from './candidate.js';
import { check, type Finding } from './checker.js';
import { type Account, createDataset } from './dataset.js';
import { type FaultKind, planFaults } from './fault.js';
import { createFollower } from './follower.js';
import { createHistory, type History } from './history.js';
import { type Cluster, createFaults, type Inflicted } from './inflict.js';
import { checkMarks, type Mark, readMarks } from './mark.js';
import { startRelay } from './relay.js';
import { createCaller } from './room.js';
import { startServer } from './server.js';
import { startStores } from './stores.js';
import { countUnsettled, readHeads, readTables, type Tables } from './tables.js';
import { createWire, type Wire } from './wire.js';

export type RunOptions = {
  /** How long there are faults. */
  seconds: number;
  /** Seconds that this may last longer for a fault whose moment has not come yet, as on a busy machine. */
  patience: number;
  seed: number;
  candidates: number;
  /** What each of them does. */
  play(candidate: CandidateOptions): Promise<void>;
  apis: number;
  workers: number;
  /** How often each fault happens in a minute. */
  faults: Partial<Record<FaultKind, number>>;
  control?: string | undefined;
  /** An empty folder for data and logs. */
  folder: string;
  scope: Scope;
  /** Told of what is going on. */
  say(line: string): void;
};

export type Result = {
  faults: Inflicted[];
  marks: Mark[];
  history: History;
  tables: Tables;
  findings: Finding[];
  /** Milliseconds until all had settled after the last fault; undefined if it never did. */
  healed: number | undefined;
};

/** Milliseconds that healing may take. */
const healPatience = 20_000;
/** Candidates that share an account: signing in is not what this is about. */
const perAccount = 5;

const startCluster = async ({ apis, workers, control, folder, scope, say }: RunOptions) => {
  say('Building the server, and starting a private MariaDB and Redis …');
  const [module, stores] = await Promise.all([build(control), startStores(folder, scope)]);
  await migrateDatabase(stores.database.url);
  const marks = join(folder, 'marks.jsonl');
  const environment: Record<string, string> = {
    NODE_ENV: 'production',
    LOG_LEVEL: 'warn',
    RATE_LIMITS: 'off',
    OVERLOAD_MS: '0',
    HOST: '127.0.0.1',
    DATA_DIR: join(folder, 'data'),
    DATABASE_URL: stores.database.url,
    REDIS_URL: stores.redis.url,
    PASETO_SECRET_KEY: (await generateKey()).secret,
    CHAOS_MARKS: marks,
    // All who take part come from here.
    LIMITS: 'addressSockets=100000,userSockets=100000',
  };
  say(`Starting ${apis} API processes and ${workers} workers …`);
  const start = (role: 'api' | 'worker') => (_: unknown, at: number) =>
    startServer(module, `${role}-${at + 1}`, role, environment, folder, scope);
  const [apiServers, workerServers] = await Promise.all([
    Promise.all(Array.from({ length: apis }, start('api'))),
    Promise.all(Array.from({ length: workers }, start('worker'))),
  ]);
  const relays = await Promise.all(apiServers.map(({ port }) => startRelay(port, scope)));
  return { stores, apis: apiServers, workers: workerServers, relays, marks } satisfies Cluster;
};

const signIn = async (wire: Wire, { email, password }: Account): Promise<string> => {
  const query = 'mutation ($input: LoginInput!) { login(input: $input) { accessToken } }';
  const reply = await wire.send<{ login: { accessToken: string } }>(0, query, {
    input: { contact: { email }, password },
  });
  if (!reply.data) throw new Error(`signing in failed: ${JSON.stringify(reply)}`);
  return reply.data.login.accessToken;
};

export const run = async (options: RunOptions): Promise<Result> => {
  const { seconds, seed, candidates, scope, say } = options;
  const cluster = await startCluster(options);
  const { stores, apis, workers, relays, marks } = cluster;
  const database = createDatabase(stores.database.url, 2);
  const { bank, accounts } = await createDataset(database.db, Math.ceil(candidates / perAccount));
  await database.dispose();

  const history = createHistory();
  const ports = relays.map(({ port }) => port);
  const wire = createWire(ports);
  scope.add(async () => wire.dispose());
  const tokens = await Promise.all(accounts.map((account) => signIn(wire, account)));

  const begin = Date.now();
  const end = begin + seconds * 1000;
  // Both are brought forward once the faults are over.
  let stopAt = end + options.patience * 1000;
  let giveUpAt = Number.POSITIVE_INFINITY;
  const players = Array.from({ length: candidates }, (_, number) => {
    const token = tokens[number % tokens.length] as string;
    const chanceOf = (part: number) => createChance(seed * 1_000 + number * 10 + part);
    const followers = [0, 1].map((at) =>
      createFollower(
        `follower ${number}.${at}`,
        at === 0 ? '... on QuestionAsked { turn { id } }' : '',
        ports,
        number + at,
        token,
        chanceOf(at),
        history,
      ),
    );
    for (const { dispose } of followers) scope.add(dispose);
    const caller = createCaller(number, wire, ports.length, token, chanceOf(2), history, () => giveUpAt);
    const playing = options.play({
      number,
      caller,
      followers,
      bank,
      servers: ports.length,
      chance: chanceOf(3),
      stopAt: () => stopAt,
    });
    return { followers, playing };
  });

  say(`Faults for ${seconds} s …`);
  const inflict = createFaults(cluster, stopAt);
  const faults = await Promise.all(
    planFaults(seed, seconds, options.faults).map(async (fault) => {
      await delay(Math.max(0, begin + fault.at - Date.now()));
      return inflict(fault).catch((error: Error) => {
        say(`${fault.kind} failed: ${error.message}`);
        return fault;
      });
    }),
  );
  stopAt = Math.max(end, Date.now());
  await delay(stopAt - Date.now());

  say('Healing …');
  await Promise.all([...apis, ...workers].map((server) => server.ready()));
  const healing = Date.now();
  giveUpAt = healing + healPatience;
  await Promise.all(players.map(({ playing }) => playing));

  const followers = players.flatMap((player) => player.followers);
  const isSettled = async (): Promise<boolean> => {
    if ((await countUnsettled(stores.database.url)) > 0) return false;
    const heads = await readHeads(stores.database.url);
    const behind = followers.flatMap((follower) =>
      [...follower.seen.keys()]
        .filter((id) => (follower.seen.get(id) ?? 0) < (heads.get(id) ?? 0))
        .map((id) => ({ follower, id })),
    );
    // Who left with the report comes back for what an answer that arrived late has added.
    for (const { follower, id } of behind) follower.follow(id, () => {});
    return behind.length === 0;
  };
  let healed: number | undefined;
  for (;;) {
    if (await isSettled()) healed = Date.now() - healing;
    if (healed !== undefined || Date.now() > giveUpAt) break;
    await delay(200);
  }
  // What should not come any more is given a moment to come.
  await delay(500);
  await Promise.all(followers.map(({ dispose }) => dispose()));
  const tables = await readTables(stores.database.url);
  const left = await readMarks(marks);
  const findings = [...check(history, tables), ...checkMarks(left, tables)];
  return { faults, marks: left, history, tables, findings, healed };
};
