/** Writes the question bank to a file that the import reads. */
import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { createDatabase } from '../db/connection.js';
import type { QuestionStatus } from '../db/enums.js';
import { requireSubject } from '../domain/import/console.js';
import { type ExportOptions, exportQuestions } from '../domain/question/export.js';
import { StartupError } from '../errors.js';
import type { Draft } from '../exchange/entry.js';
import { writeQuestions } from '../exchange/write.js';
import { readArguments, readChoice, readFormat } from './arguments.js';
import { withStores } from './stores.js';

const usage = `npm run export -- FILE   writes the question bank: .json, .jsonl, .csv, .md; - with --format is the output

  --category SLUG    only questions right in this category
  --locale zh|en     only questions in this language
  --status STATUS    only published, draft or archived ones; may be given several times; by default all
  --format FORMAT    json, jsonl, csv, markdown; by default what the file's name says
  --help             prints this
`;

const options = {
  category: { type: 'string' },
  locale: { type: 'string' },
  status: { type: 'string', multiple: true },
  format: { type: 'string' },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

const parse = () => readArguments(usage, () => parseArgs({ options, allowPositionals: true }));

type Values = ReturnType<typeof parse>['values'];

const readOptions = ({ category, locale, status }: Values): ExportOptions => ({
  category,
  locale: readChoice('--locale', locale, ['ZH', 'EN']),
  status: status?.map((each) => readChoice('--status', each, ['PUBLISHED', 'DRAFT', 'ARCHIVED']) as QuestionStatus),
});

/** A file that is there is whole: it is written beside its place, and put there at the end. */
const writeFile = async (text: AsyncIterable<string>, file: string): Promise<void> => {
  if (file === '-') return pipeline(Readable.from(text), process.stdout, { end: false });
  const unfinished = `${file}.unfinished`;
  try {
    await pipeline(Readable.from(text), createWriteStream(unfinished));
    await rename(unfinished, file);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
};

const { values, positionals } = parse();
const [file] = positionals;
if (values.help || file === undefined || positionals.length > 1) {
  process.stdout.write(usage);
  process.exitCode = values.help ? 0 : 1;
} else {
  await withStores(async ({ databaseUrl }) => {
    const format = readFormat(file, values.format);
    const chosen = readOptions(values);
    const { db, dispose } = createDatabase(databaseUrl, 1);
    try {
      await requireSubject(db, chosen.category);
      let count = 0;
      async function* counted(): AsyncGenerator<Required<Draft>> {
        for await (const question of exportQuestions(db, chosen)) {
          count++;
          yield question;
        }
      }
      await writeFile(writeQuestions(counted(), format), file).catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'EPIPE') return;
        if (error.code === 'ENOENT' || error.code === 'EACCES' || error.code === 'ENOTDIR' || error.code === 'EISDIR') {
          throw new StartupError(`${file} cannot be written: ${error.code}.`);
        }
        throw error;
      });
      process.stderr.write(`${count} questions exported\n`);
    } finally {
      await dispose();
    }
  }, process.stderr);
}
