/** Takes files of questions into the bank. */
import { parseArgs } from 'node:util';
import { SingleBar } from 'cli-progress';
import { createDatabase } from '../db/connection.js';
import { migrateDatabase } from '../db/migrate.js';
import type { ImportOptions, ImportRow } from '../db/tables/index.js';
import type { Finding } from '../domain/import/batch.js';
import { importFile } from '../domain/import/console.js';
import type { ImportServices, Progress, Watch } from '../domain/import/pass.js';
import { ImportFailure } from '../domain/import/record.js';
import { ensureIndex } from '../domain/question/reindex.js';
import { type Bilingual, inLanguage } from '../errors.js';
import { readArguments, readChoice, readFormat } from './arguments.js';
import { withStores } from './stores.js';

const usage = `npm run import -- FILE…   takes questions into the bank: .json, .jsonl, .csv, .md

  --dry-run             says what would come of it, and does nothing
  --atomic              all of a file or nothing: one refused row, and none is taken
  --category SLUG       where questions go whose subject the bank does not have
  --create-categories   makes the subjects that rows name and the bank does not have
  --locale zh|en        of rows that do not say; by default what their script says
  --status STATUS       of rows that do not say: published (default), draft, archived
  --heading-level N     Markdown: which headings are questions; by default found out
  --format FORMAT       json, jsonl, csv, markdown; by default what the file's name says
  --language zh|en      of what this prints; by default English
  --help                prints this

Each refused row, duplicate and the like is a line on the output: FILE:LINE, what, and why. A run that was cut off goes on
where it stopped when it is started again. Exit code 0: everything was taken; 2: some rows were refused; 1: a file could not be.
docs/question-files.md describes the formats.
`;

const options = {
  'dry-run': { type: 'boolean', default: false },
  atomic: { type: 'boolean', default: false },
  category: { type: 'string' },
  'create-categories': { type: 'boolean', default: false },
  locale: { type: 'string' },
  status: { type: 'string' },
  'heading-level': { type: 'string' },
  format: { type: 'string' },
  language: { type: 'string' },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

const parse = () => readArguments(usage, () => parseArgs({ options, allowPositionals: true }));

type Values = ReturnType<typeof parse>['values'];

const readOptions = (values: Values): ImportOptions => ({
  dryRun: values['dry-run'],
  atomic: values.atomic,
  category: values.category ?? null,
  createCategories: values['create-categories'],
  locale: readChoice('--locale', values.locale, ['ZH', 'EN']) ?? null,
  status: readChoice('--status', values.status, ['PUBLISHED', 'DRAFT', 'ARCHIVED']) ?? 'PUBLISHED',
  headingLevel: Number(readChoice('--heading-level', values['heading-level'], ['1', '2', '3', '4', '5', '6'])) || null,
});

const kinds: Record<Finding['kind'], Bilingual> = {
  REFUSED: { en: 'refused', zh: '拒绝' },
  DUPLICATE: { en: 'duplicate', zh: '重复' },
  NEAR_DUPLICATE: { en: 'near duplicate', zh: '近似重复' },
  DRAFTED: { en: 'draft', zh: '草稿' },
  UNFILED: { en: 'category', zh: '类别' },
};

/** A bar on the error output, so that findings on the output can be kept apart. */
const watchOn = (file: string, byteSize: number, locale: 'ZH' | 'EN'): Watch & { done(): void } => {
  const bar = new SingleBar({
    format: `{phase} ${file} {bar} {percentage}% | {rows} rows | {rate} rows/s`,
    stream: process.stderr,
    noTTYOutput: true,
    notTTYSchedule: 2_000,
    clearOnComplete: false,
    hideCursor: true,
  });
  let started = 0;
  let phase: Progress['phase'] | undefined;
  return {
    onProgress: (progress) => {
      if (progress.phase !== phase) {
        phase = progress.phase;
        started = Date.now();
        bar.start(byteSize, 0, { phase: phase === 'CHECKING' ? 'Checking ' : 'Importing', rows: 0, rate: 0 });
      }
      const rate = Math.round(progress.rows / Math.max(0.001, (Date.now() - started) / 1000));
      bar.update(Math.min(byteSize, progress.bytes), { rows: progress.rows, rate });
    },
    onFinding: ({ kind, line, reason }) => {
      process.stdout.write(`${file}:${line}: ${inLanguage(kinds[kind], locale)}: ${inLanguage(reason, locale)}\n`);
    },
    done: () => bar.stop(),
  };
};

const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? '' : 's'}`;

const summary = ({ options: { dryRun }, ...row }: ImportRow): Bilingual => ({
  en: [
    `${count(row.rowCount ?? 0, 'row')}: ${row.imported} ${dryRun ? 'would be imported' : 'imported'}`,
    ...(row.drafted > 0 ? [` (${count(row.drafted, 'draft')})`] : []),
    `, ${count(row.duplicates, 'duplicate')}, ${count(row.nearDuplicates, 'near duplicate')}, ${row.refused} refused`,
  ].join(''),
  zh: [
    `${row.rowCount ?? 0} 行：${dryRun ? '将导入' : '已导入'} ${row.imported} 道`,
    ...(row.drafted > 0 ? [`（其中草稿 ${row.drafted} 道）`] : []),
    `，重复 ${row.duplicates} 道，近似重复 ${row.nearDuplicates} 道，拒绝 ${row.refused} 行`,
  ].join(''),
});

const unreadable: Record<string, Bilingual | undefined> = {
  ENOENT: { en: 'no such file', zh: '文件不存在' },
  EISDIR: { en: 'is a folder', zh: '是一个文件夹' },
  EACCES: { en: 'may not be read', zh: '没有读取权限' },
};

/** @returns the exit code that it asks for */
const importOne = async (services: ImportServices, file: string, values: Values): Promise<0 | 1 | 2> => {
  const locale = readChoice('--language', values.language, ['ZH', 'EN']) ?? 'EN';
  let watch: ReturnType<typeof watchOn> | undefined;
  try {
    const row = await importFile(services, file, readFormat(file, values.format), readOptions(values), (start) => {
      if (start.rowsBefore > 0) process.stderr.write(`${file}: going on after row ${start.rowsBefore}\n`);
      watch = watchOn(file, start.byteSize, locale);
      return watch;
    });
    watch?.done();
    process.stdout.write(`${file}: ${inLanguage(summary(row), locale)}\n`);
    return row.refused > 0 ? 2 : 0;
  } catch (error) {
    watch?.done();
    const reason =
      error instanceof ImportFailure ? error.reason : unreadable[(error as NodeJS.ErrnoException).code ?? ''];
    if (reason === undefined) throw error;
    process.stderr.write(`${file}: ${inLanguage(reason, locale)}\n`);
    return 1;
  }
};

const { values, positionals } = parse();
if (values.help || positionals.length === 0) {
  process.stdout.write(usage);
  process.exitCode = values.help ? 0 : 1;
} else {
  await withStores(async ({ databaseUrl, log }) => {
    // Mistakes in what was asked for show before anything is done.
    for (const file of positionals) readFormat(file, values.format);
    readOptions(values);
    await migrateDatabase(databaseUrl);
    const { db, dispose } = createDatabase(databaseUrl, 2);
    try {
      await ensureIndex(db, log);
      const services = { db, clock: { now: () => new Date() } };
      for (const file of positionals) {
        const code = await importOne(services, file, values);
        if (code > 0 && process.exitCode !== 1) process.exitCode = code;
      }
    } finally {
      await dispose();
    }
  }, process.stderr);
}
