/** Files of questions: taken into the bank by editors and from the console, cut off, called off, and written out again. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { and, eq, inArray, like } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as api from '../src/client/gql/graphql.js';
import { uploadFile } from '../src/client/upload.js';
import { newId } from '../src/db/id.js';
import { readSeedBank } from '../src/db/seed.js';
import {
  bankChanges,
  categories,
  files,
  type ImportOptions,
  imports,
  outbox,
  questions,
} from '../src/db/tables/index.js';
import { importFile } from '../src/domain/import/console.js';
import type { Progress, Watch } from '../src/domain/import/pass.js';
import { ImportFailure } from '../src/domain/import/record.js';
import { newImport } from '../src/domain/import/request.js';
import { runImport } from '../src/domain/import/run.js';
import { workOnImport } from '../src/domain/import/work.js';
import { exportQuestions } from '../src/domain/question/export.js';
import { seedBank } from '../src/domain/question/seed.js';
import type { Draft } from '../src/exchange/entry.js';
import { writeQuestions } from '../src/exchange/write.js';
import { workerStores } from './support/database.js';
import { argumentsOf } from './support/program.js';
import { codeOf, createWorld, eventually, type Person, unique, type World } from './support/world.js';

let world: World;
let editor: Person;
let folder: string;
let databaseUrl: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'zpi-import-'));
  ({ databaseUrl } = await workerStores('import'));
  world = await createWorld({ stores: 'import', env: { DATA_DIR: folder } });
  editor = await world.person('Ed', 'EDITOR');
  await world.app.services.db
    .insert(categories)
    .values({ id: newId('category'), slug: 'databases', nameZh: '数据库', nameEn: 'Databases' });
});
afterAll(async () => {
  await world.dispose();
  await rm(folder, { recursive: true, force: true });
});

const options: ImportOptions = {
  dryRun: false,
  atomic: false,
  category: null,
  createCategories: false,
  locale: null,
  status: 'PUBLISHED',
  headingLevel: null,
};

/** Questions that no other test asks. */
const drafts = (count: number, mark = unique('zq').replace('-', '')): { mark: string; rows: Draft[] } => ({
  mark,
  rows: Array.from({ length: count }, (_, at) => ({
    prompt: `What does ${mark} number${at} do with item${at * 7} and part${at * 13}?`,
    category: 'databases',
    tags: [mark],
    difficulty: (at % 5) + 1,
    referenceAnswer: `It does thing ${at}.`,
  })),
});

const lines = (rows: object[]): string => rows.map((row) => `${JSON.stringify(row)}\n`).join('');

const marked = (mark: string) =>
  world.app.services.db
    .select()
    .from(questions)
    .where(like(questions.prompt, `%${mark}%`))
    .orderBy(questions.number);

const onDisk = async (name: string, content: string | Buffer): Promise<string> => {
  const path = join(folder, `${unique('file')}-${name}`);
  await writeFile(path, content);
  return path;
};

const takeIn = async (
  path: string,
  format: 'JSON' | 'JSONL' | 'CSV' | 'MARKDOWN',
  given: Partial<ImportOptions> = {},
  watch: Watch = {},
) => importFile(world.app.services, path, format, { ...options, ...given }, () => watch);

/** Uploads a file as the editor and imports it; waits until it has ended. */
const upload = async (
  filename: string,
  contentType: string,
  content: string | Buffer,
  input: Partial<api.ImportQuestionsInput> = {},
) => {
  const bytes = new Blob([typeof content === 'string' ? content : new Uint8Array(content)]);
  const file = await uploadFile(editor.client, { purpose: 'QUESTIONS', filename, contentType, bytes });
  expect(file).toMatchObject({ status: 'READY', rejection: null });
  const { importQuestions } = await editor.client.request(api.ImportQuestionsDocument, {
    input: { fileId: file.id, ...input },
  });
  return eventually(async () => {
    const { questionImport } = await editor.client.request(api.QuestionImportDocument, { id: importQuestions.id });
    return questionImport.finishedAt === null ? undefined : questionImport;
  });
};

const findingsOf = ({ findings }: api.ImportViewFragment) =>
  findings.edges.map(({ node }) => `${node.line} ${node.kind}`);

/** A checksum of everything that an import could write into the bank. */
const bankState = async (): Promise<unknown> => {
  const tables = ['questions', 'categories', 'question_postings', 'question_signatures', 'bank_changes', 'bank_state'];
  const [rows] = await world.app.services.database.pool.query(`CHECKSUM TABLE ${tables.join(', ')}`);
  return rows;
};

describe('an upload', () => {
  it('comes into the bank, is found there, and says of each row what was not as it should be', async () => {
    const { mark, rows } = drafts(4);
    const content = lines([
      ...rows,
      { ...rows[0], prompt: `what does ${mark.toUpperCase()} number0 do with item0 and part0` },
      { ...rows[1], prompt: `What do part13 and item7 do with the ${mark} number1?` },
      { ...rows[2], prompt: `And ${mark} again?`, difficulty: 9 },
      { ...rows[2], prompt: `Without an answer: ${mark}?`, referenceAnswer: undefined },
      { ...rows[2], prompt: `Elsewhere: ${mark} of the sea?`, category: 'Marine Biology' },
    ]);
    const done = await upload('bank.jsonl', 'application/x-ndjson', content);
    expect(done).toMatchObject({ status: 'DONE', format: 'JSONL', rowCount: 9, rowsRead: 9, failure: null });
    expect(done).toMatchObject({ imported: 7, drafted: 1, duplicates: 1, nearDuplicates: 1, refused: 1 });
    expect(findingsOf(done)).toEqual(['5 DUPLICATE', '6 NEAR_DUPLICATE', '7 REFUSED', '8 DRAFTED', '9 UNFILED']);
    expect(done.findings.edges[2]?.node.reason).toMatch(/difficulty/);

    const candidate = await world.person();
    const { questions: found } = await candidate.client.request(api.QuestionsDocument, {
      filter: { search: mark },
      first: 20,
    });
    expect(found.totalCount).toBe(6);
    const written = await marked(mark);
    expect(written.map(({ number }) => number)).toEqual([...written.map(({ number }) => number)].sort((a, b) => a - b));
    expect(written.at(-1)).toMatchObject({ tags: [mark, 'marine-biology'], status: 'PUBLISHED', locale: 'EN' });
    const history = await world.app.services.db
      .select()
      .from(bankChanges)
      .where(
        inArray(
          bankChanges.subjectId,
          written.map(({ id }) => id),
        ),
      );
    expect(history).toHaveLength(7);
    expect(new Set(history.map(({ action, editorId, importId }) => `${action} ${editorId} ${importId}`))).toEqual(
      new Set([`CREATED ${editor.id} ${done.id}`]),
    );
  });

  it('imported again changes nothing: all of it is there already', async () => {
    const { rows } = drafts(3);
    await upload('once.json', 'application/json', JSON.stringify(rows));
    const before = await bankState();
    expect(
      await upload(
        'twice.csv',
        'text/csv',
        `prompt,answer,category\n${rows.map(({ prompt }) => `"${prompt}",a,databases`).join('\n')}\n`,
      ),
    ).toMatchObject({
      status: 'DONE',
      imported: 0,
      duplicates: 3,
    });
    expect(await bankState()).toEqual(before);
  });

  it('makes the categories that it names, when asked to', async () => {
    const name = unique('Basket weaving');
    const { mark, rows } = drafts(2);
    const content = JSON.stringify(rows.map((row) => ({ ...row, category: name })));
    const done = await upload('made.json', 'application/json', content, { createCategories: true });
    expect(done).toMatchObject({ imported: 2, findings: { totalCount: 0 } });
    const { categories: all } = await editor.client.request(api.CategoriesDocument, {});
    const made = all.filter((category) => category.name === name);
    expect(made).toHaveLength(1);
    expect(new Set((await marked(mark)).map(({ categoryId }) => categoryId))).toEqual(new Set([made[0]?.id]));
  });

  it('all or nothing: one bad row, and the bank is as it was', async () => {
    const { rows } = drafts(5);
    const before = await bankState();
    const content = lines([...rows, { prompt: '' }, { ...rows[0], prompt: 'Fine otherwise?', difficulty: 'purple' }]);
    const done = await upload('atomic.jsonl', 'application/x-ndjson', content, { atomic: true });
    expect(done).toMatchObject({ status: 'FAILED', imported: 0, refused: 2, rowCount: 7 });
    expect(done.failure).toMatch(/2 of 7 rows/);
    expect(findingsOf(done)).toEqual(['6 REFUSED', '7 REFUSED']);
    expect(await bankState()).toEqual(before);
    expect(await upload('atomic.jsonl', 'application/x-ndjson', lines(rows), { atomic: true })).toMatchObject({
      status: 'DONE',
      imported: 5,
      rowsRead: 5,
    });
  });

  it('in a dry run says what it would do, and does nothing', async () => {
    const { rows } = drafts(3);
    const before = await bankState();
    const content = lines([
      ...rows,
      rows[1] as Draft,
      { prompt: 7 },
      { ...rows[2], category: 'Alchemy', prompt: `${rows[2]?.prompt} Or gold?` },
    ]);
    const done = await upload('dry.jsonl', 'application/x-ndjson', content, { dryRun: true, createCategories: true });
    expect(done).toMatchObject({ status: 'DONE', dryRun: true, imported: 4, duplicates: 1, refused: 1 });
    expect(await bankState()).toEqual(before);
  });

  it.each([
    [
      'UTF-16',
      Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('prompt,answer\nWhy?,Because.\n', 'utf16le')]),
      /UTF-16/,
    ],
    [
      'GBK',
      Buffer.concat([
        Buffer.from('prompt,answer\n'),
        Buffer.from([0xca, 0xb2, 0xc3, 0xb4, 0xca, 0xc7, 0xcb, 0xf8]),
        Buffer.from(',x\n'),
      ]),
      /Line 2.*GBK|Line 2.*GB18030/,
    ],
    [
      'a quote that never ends',
      Buffer.from(`prompt,answer\nWhy?,Because.\n"Open,never\n${'more,rows\n'.repeat(2_000)}`),
      /Line 3/,
    ],
    ['no questions', Buffer.from('prompt,answer\n'), /no questions/i],
  ])('of %s is refused as a whole, and says why', async (_, content, reason) => {
    const before = await bankState();
    const done = await upload('bad.csv', 'text/csv', content);
    expect(done).toMatchObject({ status: 'FAILED', imported: 0 });
    expect(done.failure).toMatch(reason);
    expect(await bankState()).toEqual(before);
  });

  it('breaks off at a fault at its end before anything is taken', async () => {
    const { mark, rows } = drafts(2_100);
    const content = `[${rows.map((row) => JSON.stringify(row)).join(',\n')}, {"prompt": }]`;
    const before = await bankState();
    expect(await upload('late.json', 'application/json', content)).toMatchObject({ status: 'FAILED', imported: 0 });
    expect(await marked(mark)).toEqual([]);
    expect(await bankState()).toEqual(before);
  });

  it('with HTML that does something is refused row by row', async () => {
    const mark = unique('html').replace('-', '');
    const content = `# ${mark}\n\n## What is ${mark} one?\n\nFine: \`<script>\`.\n\n## What is ${mark} two?\n\n<script>alert(1)</script>\n\n## What is ${mark} three?\n\n<img src=x onerror=alert(1)>\n`;
    const done = await upload('payload.md', 'text/markdown', content);
    expect(done).toMatchObject({ status: 'DONE', imported: 1, refused: 2 });
    expect((await marked(mark)).map(({ referenceAnswer }) => referenceAnswer)).toEqual(['Fine: `<script>`.']);
  });

  it('is for editors, of their own files of that purpose, whose name or format tells what they are', async () => {
    const candidate = await world.person();
    const bytes = new Blob(['[]']);
    const terms = { purpose: 'QUESTIONS', filename: 'x.json', contentType: 'application/json', bytes } as const;
    expect(await codeOf(uploadFile(candidate.client, terms))).toBe('FORBIDDEN');
    const other = await world.person('Other', 'EDITOR');
    const own = await uploadFile(editor.client, { ...terms, filename: 'questions.txt', contentType: 'text/plain' });
    const ask = (person: Person, input: api.ImportQuestionsInput) =>
      codeOf(person.client.request(api.ImportQuestionsDocument, { input }));
    expect(await ask(candidate, { fileId: own.id })).toBe('FORBIDDEN');
    expect(await ask(other, { fileId: own.id })).toBe('NOT_FOUND');
    expect(await ask(editor, { fileId: own.id })).toBe('BAD_USER_INPUT');
    expect(await ask(editor, { fileId: own.id, format: 'JSON', headingLevel: 7 })).toBe('BAD_USER_INPUT');
    const resume = await uploadFile(editor.client, {
      purpose: 'RESUME',
      filename: 'cv.txt',
      contentType: 'text/plain',
      bytes: new Blob(['Some resume text']),
    });
    expect(await ask(editor, { fileId: resume.id, format: 'JSON' })).toBe('BAD_USER_INPUT');
  });
});

describe('an import that is cut off', () => {
  /** Stops after the first batch that is there for good. */
  const cutOff = (): Watch & { seen: Progress[] } => {
    const stop = new AbortController();
    const seen: Progress[] = [];
    return {
      seen,
      signal: stop.signal,
      onProgress: (progress) => {
        seen.push(progress);
        if (progress.phase === 'IMPORTING') stop.abort(new Error('cut off'));
      },
    };
  };

  it('goes on after what is there, and ends with every question once', async () => {
    const { mark, rows } = drafts(2_600);
    const path = await onDisk('long.jsonl', lines(rows));
    await expect(takeIn(path, 'JSONL', {}, cutOff())).rejects.toThrow('cut off');
    const first = (await marked(mark)).length;
    expect(first).toBeGreaterThan(0);
    expect(first).toBeLessThan(2_600);
    const row = await takeIn(path, 'JSONL');
    expect(row).toMatchObject({ status: 'DONE', rowCount: 2_600, rowsRead: 2_600, imported: 2_600, duplicates: 0 });
    expect(new Set((await marked(mark)).map(({ prompt }) => prompt)).size).toBe(2_600);
    // Under other options it is another import.
    expect(await takeIn(path, 'JSONL', { status: 'DRAFT' })).toMatchObject({ imported: 0, duplicates: 2_600 });
  });

  it('all or nothing leaves nothing behind', async () => {
    const { mark, rows } = drafts(2_600);
    const path = await onDisk('whole.jsonl', lines(rows));
    const before = await bankState();
    await expect(takeIn(path, 'JSONL', { atomic: true }, cutOff())).rejects.toThrow('cut off');
    expect(await marked(mark)).toEqual([]);
    expect(await bankState()).toEqual(before);
  });

  it('and killed as a process goes on as a process', async () => {
    const { mark, rows } = drafts(4_200);
    const path = await onDisk('killed.jsonl', lines(rows));
    const run = (): { child: ChildProcess; output: () => string; exited: Promise<number | null> } => {
      const child = spawn(process.execPath, [...argumentsOf('dist/cli/import.js'), path], {
        cwd: resolve(import.meta.dirname, '..'),
        env: { PATH: process.env.PATH, DATABASE_URL: databaseUrl },
      });
      let text = '';
      for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (text += chunk));
      return { child, output: () => text, exited: new Promise((done) => child.on('close', done)) };
    };
    const first = run();
    await eventually(async () => (await marked(mark)).length > 0, 20);
    first.child.kill('SIGKILL');
    await first.exited;
    const there = (await marked(mark)).length;
    const second = run();
    expect([await second.exited, second.output()]).toEqual([0, expect.stringMatching(/4200 rows: 4200 imported/)]);
    if (there < 4_200) expect(second.output()).toMatch(`going on after row ${there}`);
    expect(new Set((await marked(mark)).map(({ prompt }) => prompt)).size).toBe(4_200);
  });

  it('run by two at once takes each question once', async () => {
    const { mark, rows } = drafts(2_600);
    const path = await onDisk('both.jsonl', lines(rows));
    await expect(takeIn(path, 'JSONL', {}, cutOff())).rejects.toThrow('cut off');
    const results = await Promise.allSettled([takeIn(path, 'JSONL'), takeIn(path, 'JSONL')]);
    const failed = results.filter((result) => result.status === 'rejected');
    for (const { reason } of failed) expect(reason).toBeInstanceOf(ImportFailure);
    // Whoever was second has left it to the first, or found it done; a last run finds nothing left to do.
    const last = await takeIn(path, 'JSONL');
    expect(last.status).toBe('DONE');
    const written = await marked(mark);
    expect(written.length).toBe(2_600);
    expect(new Set(written.map(({ prompt }) => prompt)).size).toBe(2_600);
  });

  it('of an upload goes on with another worker', async () => {
    const { mark, rows } = drafts(2_600);
    const bytes = new Blob([lines(rows)]);
    const idle = await createWorld({ stores: 'importidle', env: { ROLE: 'api', DATA_DIR: folder } });
    try {
      const person = await idle.person('Ed', 'EDITOR');
      const { services } = idle.app;
      const file = await uploadFile(person.client, {
        purpose: 'QUESTIONS',
        filename: 'w.jsonl',
        contentType: 'application/x-ndjson',
        bytes,
      });
      const { importQuestions } = await person.client.request(api.ImportQuestionsDocument, {
        input: { fileId: file.id },
      });
      const { id } = importQuestions;
      const [row] = await services.db.select().from(files).where(eq(files.id, file.id));
      const open = async function* () {
        yield* (await services.store.read(row?.storageKey as string)) as AsyncIterable<Uint8Array>;
      };
      await expect(runImport(services, id, { format: 'JSONL', open }, cutOff())).rejects.toThrow('cut off');
      await workOnImport(services, id);
      const [ended] = await services.db.select().from(imports).where(eq(imports.id, id));
      expect(ended).toMatchObject({ status: 'DONE', imported: 2_600, duplicates: 0 });
      expect(await services.db.$count(questions, like(questions.prompt, `%${mark}%`))).toBe(2_600);
      // Done, it is owed no more, and its file is left to the sweep.
      expect(
        await services.db.$count(outbox, and(eq(outbox.topic, 'IMPORT_QUESTIONS'), eq(outbox.subjectId, id))),
      ).toBe(0);
      const [used] = await services.db.select().from(files).where(eq(files.id, file.id));
      expect(used?.unusedSince).not.toBeNull();
      await workOnImport(services, id);
      expect(await services.db.$count(questions, like(questions.prompt, `%${mark}%`))).toBe(2_600);
    } finally {
      await idle.dispose();
    }
  });

  it('is called off by an editor, and stops', async () => {
    const { mark, rows } = drafts(4_100);
    const { db, clock } = world.app.services;
    const row = newImport(
      { userId: null, fileId: null, filename: 'c', format: 'JSONL', sha256: unique('hash'), byteSize: 1, options },
      clock.now(),
    );
    await db.insert(imports).values(row);
    let taken: () => void = () => {};
    const begun = new Promise<void>((done) => {
      taken = done;
    });
    let cancelled: Promise<unknown> = Promise.resolve();
    const open = async function* () {
      yield Buffer.from(lines(rows.slice(0, 3_000)));
      // The second time it is read, the first batch is there by now.
      await cancelled;
      yield Buffer.from(lines(rows.slice(3_000)));
    };
    const running = runImport(
      world.app.services,
      row.id,
      { format: 'JSONL', open },
      {
        onProgress: ({ phase }) => {
          if (phase !== 'IMPORTING') return;
          cancelled = editor.client.request(api.CancelImportDocument, { id: row.id });
          taken();
        },
      },
    );
    await expect(Promise.all([running, begun])).rejects.toThrow(/CANCELLED/);
    expect(await cancelled).toMatchObject({ cancelImport: { status: 'CANCELLED' } });
    const { questionImport } = await editor.client.request(api.QuestionImportDocument, { id: row.id });
    expect(questionImport).toMatchObject({ status: 'CANCELLED', imported: 2_000, rowsRead: 2_000 });
    expect((await marked(mark)).length).toBe(2_000);
    expect(await codeOf(editor.client.request(api.CancelImportDocument, { id: row.id }))).toBe('CONFLICT');
  });
});

describe('the bank written out', () => {
  const exported = async (from: World): Promise<Required<Draft>[]> => {
    const rows: Required<Draft>[] = [];
    for await (const row of exportQuestions(from.app.services.db, {})) rows.push(row);
    return rows;
  };

  it.each(['JSON', 'JSONL', 'CSV', 'MARKDOWN'] as const)('as %s and read again is the same bank', async (format) => {
    const [from, to] = await Promise.all([
      createWorld({ stores: `from${format}`, env: { ROLE: 'api' } }),
      createWorld({ stores: `to${format}`, env: { ROLE: 'api' } }),
    ]);
    try {
      const bank = await readSeedBank();
      await seedBank(from.app.services.db, bank, new Date());
      await from.questions(3, { status: 'DRAFT', tags: [], hints: [], keyPoints: [] });
      await from.questions(1, {
        prompt: 'A "quoted", =formula\n\n```ts\nconst a = 1; // # no heading\n```\n\n## Neither?',
        referenceAnswer: '# Heading\n\n- one\n- two,\n\n<b>bold</b> `x`',
        locale: 'EN',
      });
      const before = await exported(from);
      const text: string[] = [];
      for await (const piece of writeQuestions(exportQuestions(from.app.services.db, {}), format)) text.push(piece);
      const path = await onDisk('bank', text.join(''));
      const row = await importFile(to.app.services, path, format, { ...options, createCategories: true }, () => ({}));
      expect(row).toMatchObject({ status: 'DONE', imported: before.length, refused: 0, duplicates: 0 });
      expect(await exported(to)).toEqual(before);
    } finally {
      await Promise.all([from.dispose(), to.dispose()]);
    }
  });

  it('is a file that is there whole or not at all', async () => {
    const file = join(folder, 'out.csv');
    const child = spawn(process.execPath, [...argumentsOf('src/cli/export.ts'), file], {
      cwd: resolve(import.meta.dirname, '..'),
      env: { PATH: process.env.PATH, DATABASE_URL: databaseUrl },
    });
    expect(await new Promise((done) => child.on('close', done))).toBe(0);
    expect((await readFile(file, 'utf8')).split('\n')[0]).toContain('prompt');
  });
});
