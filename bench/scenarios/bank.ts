/** Whether a large question bank answers as fast as a small one: drawing, lists and searches, beside plain SQL. */
import { join } from 'node:path';
import { signIn } from '../account.js';
import { type Bank, createBank, fullTextPatience } from '../bank/bank.js';
import { checkBank } from '../bank/check.js';
import { type Depth, type Door, goDeep } from '../bank/door.js';
import { kindsOf } from '../bank/kinds.js';
import { type Measured, measureBanks, ratioOf, type Subject } from '../bank/rounds.js';
import { rounds } from '../measure.js';
import { median } from '../number.js';
import { ours, startServer } from '../server.js';
import { footer, layOut, middle } from '../table.js';
import type { Bench, Scenario } from './scenario.js';

/** Of a second; more than are sent, so that none is repeated. */
const searchesPerSecond = 1_000;
const deepLists = 6;
/** So that nothing which is measured waits for the disk, plain SQL least of all. */
const bufferPool = 1024 * 1024 * 1024;

const count = (size: number): string => size.toLocaleString('en');
const megabytes = (bytes: number): string => (bytes / 2 ** 20).toFixed(0);

const startSubject = async (bench: Bench, bank: Bank, at: number): Promise<Subject> => {
  const { built, environment, account, scope } = bench;
  const redis = new URL(environment.REDIS_URL as string);
  redis.pathname = `/${at + 1}`;
  const own = {
    DATABASE_URL: bank.databaseUrl,
    REDIS_URL: redis.href,
    DATA_DIR: join(environment.DATA_DIR as string, `bank-${bank.size}`),
  };
  const server = await startServer(ours, built, { ...environment, ...own }, scope);
  const token = await signIn(server.url, account);
  const door: Door = {
    url: server.url,
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
  };
  const depths: Depth[] = [];
  for (const asked of bank.filters.slice(0, deepLists)) depths.push(await goDeep(door, asked));
  await checkBank(bank, door, depths);
  return { bank, door, pid: server.pid, kinds: kindsOf(bank, depths) };
};

const fillTable = (banks: Bank[]): string[] =>
  layOut(
    ['questions', 'filled s', 'indexed s', 'MB', 'MB of index', 'FULLTEXT s'],
    banks.map(({ size, took, questionBytes, indexBytes, fullText }) => [
      count(size),
      took.fill.toFixed(1),
      took.index.toFixed(1),
      megabytes(questionBytes),
      megabytes(indexBytes),
      fullText ? took.fullText.toFixed(1) : `not made within ${fullTextPatience}`,
    ]),
  );

const kindTable = (banks: Bank[], measured: Measured[]): string[] => {
  const [{ kind, ours: least }] = measured as [Measured];
  const smallest = count((banks[0] as Bank).size);
  const rows = measured.map(({ ours: own, plain }, at) => [
    count((banks[at] as Bank).size),
    middle(own, 'p50').toFixed(2),
    middle(own, 'p99').toFixed(2),
    middle(own, 'cpu').toFixed(2),
    ratioOf(own, least).toFixed(2),
    own.map(({ p50 }) => p50.toFixed(2)).join(' '),
    ...(plain.length > 0
      ? [
          median(plain.map(({ p50 }) => p50)).toFixed(2),
          median(plain.map(({ p99 }) => p99)).toFixed(2),
          ratioOf(plain, own).toFixed(2),
        ]
      : ['', '', '']),
  ]);
  const ratio = ratioOf((measured.at(-1) as Measured).ours, least);
  return [
    ...layOut(
      [
        kind.name,
        'p50 ms',
        'p99 ms',
        'CPU ms',
        `/ ${smallest}`,
        'p50 of each round',
        `${kind.plainName}: p50 ms`,
        'p99 ms',
        '/ ours',
      ],
      rows,
    ),
    `${count((banks.at(-1) as Bank).size)} within ${kind.bar}× of ${smallest}: ${ratio.toFixed(2)}, ${ratio <= kind.bar ? 'met' : 'NOT MET'}`,
    '',
  ];
};

const measure = async (bench: Bench): Promise<string[]> => {
  const banks: Bank[] = [];
  // For each round, and for the warm-up.
  const searches = (rounds + 1) * searchesPerSecond * bench.seconds;
  for (const size of bench.sizes) banks.push(await createBank(bench, size, searches));
  const subjects: Subject[] = [];
  for (const [at, bank] of banks.entries()) subjects.push(await startSubject(bench, bank, at));
  const measured = await measureBanks(bench, subjects);
  const kinds = [...(subjects[0]?.kinds.keys() ?? [])];
  return [
    ...fillTable(banks),
    '',
    ...kinds.flatMap((at) =>
      kindTable(
        banks,
        measured.map((of) => of[at] as Measured),
      ),
    ),
    footer('1 connection each', bench.seconds),
  ];
};

export const bank: Scenario = {
  name: 'bank',
  description: 'drawing from a bank, listing and searching it, by its size, beside plain SQL over the same questions',
  run: async (bench) => {
    const { pool } = bench.database;
    const [[before]] = (await pool.query('SELECT @@innodb_buffer_pool_size AS bytes')) as unknown as [
      [{ bytes: number }],
    ];
    await pool.query('SET GLOBAL innodb_buffer_pool_size = ?', [bufferPool]);
    try {
      return await measure(bench);
    } finally {
      await pool.query('SET GLOBAL innodb_buffer_pool_size = ?', [before.bytes]);
    }
  },
};
