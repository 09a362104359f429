/** How fast a large file of questions is taken into the bank, and in how much memory, beside bare INSERTs of the same rows. */
import { join } from 'node:path';
import { type Connection, createConnection } from 'mysql2/promise';
import { createDatabase } from '../../src/db/connection.js';
import { migrateDatabase } from '../../src/db/migrate.js';
import { readSeedBank, type SeedBank } from '../../src/db/seed.js';
import { insertCategories } from '../bank/fill.js';
import { rowsOf } from '../bank/plain.js';
import type { Invented } from '../bank/question.js';
import { insertBare } from '../import/bare.js';
import { type Ran, runCommand } from '../import/command.js';
import { type Format, formats, invent, writeFileOf } from '../import/file.js';
import { layOut } from '../table.js';
import type { Bench, Scenario } from './scenario.js';

/** So few that what they take is what starting takes. */
const few = 100;

type Empty = { databaseUrl: string; connection: Connection; categoryIds: Map<string, string> };

/** A bank without a question, in a database of its own. */
const createEmpty = async (bench: Bench, bank: SeedBank, name: string): Promise<Empty> => {
  const url = new URL(bench.environment.DATABASE_URL as string);
  url.pathname = `/${name}`;
  await bench.database.pool.query(`CREATE DATABASE ${name}`);
  await migrateDatabase(url.href);
  const { db, dispose } = createDatabase(url.href, 1);
  const categoryIds = await insertCategories(db, bank);
  await dispose();
  const connection = await createConnection({ uri: url.href, timezone: 'Z', charset: 'utf8mb4' });
  bench.scope.add(() => connection.end());
  return { databaseUrl: url.href, connection, categoryIds };
};

const importFile = async (bench: Bench, { databaseUrl, connection }: Empty, file: string, rows: number) => {
  const environment = { DATABASE_URL: databaseUrl, DATA_DIR: bench.environment.DATA_DIR as string };
  const ran = await runCommand(['import', '--', file], environment, bench.scope);
  const last = ran.output.trim().split('\n').at(-1) ?? '';
  if (ran.code !== 0) throw new Error(`the import ended with code ${ran.code}: ${last}`);
  const said = Number(/(\d+) imported/.exec(last)?.[1]);
  const found = Number((await rowsOf(connection, 'SELECT COUNT(*) AS count FROM questions'))[0]?.count);
  if (said !== rows || found !== rows)
    throw new Error(`${found} of ${rows} rows are in the bank, and it says: ${last}`);
  return ran;
};

type Measured = { name: string; bytes: number; rows: number; ran: Ran; bare: number };

const measure = async (bench: Bench, bank: SeedBank, format: Format, questions: Invented[]): Promise<Measured> => {
  const name = `import_${format.extension}_${questions.length}`;
  process.stderr.write(`  ${format.name}, ${questions.length.toLocaleString('en')} rows …\n`);
  const path = join(bench.built, `${name}.${format.extension}`);
  const bytes = await writeFileOf(path, format, questions);
  const beside = await createEmpty(bench, bank, `${name}_bare`);
  const bare = await insertBare(beside.connection, questions, beside.categoryIds);
  const ran = await importFile(bench, await createEmpty(bench, bank, name), path, questions.length);
  return { name: format.name, bytes, rows: questions.length, ran, bare };
};

const row = ({ name, bytes, rows, ran, bare }: Measured): string[] => [
  `${name}, ${rows.toLocaleString('en')} rows`,
  (bytes / rows).toFixed(0),
  ran.seconds.toFixed(1),
  (rows / ran.seconds).toFixed(0),
  (ran.memory.largest / 2 ** 20).toFixed(0),
  (ran.memory.together / 2 ** 20).toFixed(0),
  bare.toFixed(1),
  (rows / bare).toFixed(0),
  (ran.seconds / bare).toFixed(1),
];

export const importing: Scenario = {
  name: 'import',
  description:
    'npm run import -- FILE into an empty bank, beside INSERTs of 500 rows each into the table of questions alone',
  run: async (bench) => {
    const bank = await readSeedBank();
    const questions = invent(bank, bench.rows);
    const measured: Measured[] = [];
    measured.push(await measure(bench, bank, formats[0] as Format, questions.slice(0, few)));
    for (const format of formats) measured.push(await measure(bench, bank, format, questions));
    return [
      ...layOut(
        ['', 'bytes/row', 's', 'rows/s', 'peak MB', 'with npm MB', 'bare s', 'bare rows/s', '/ bare'],
        measured.map(row),
      ),
      'One run each, from the start of npm to its end. / bare: its time over that of the bare INSERTs.',
    ];
  },
};
