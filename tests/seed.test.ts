/** The seed bank: enough of it, sound, and loaded once however often. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDatabase, type Database } from '../src/db/connection.js';
import { readSeedBank, type SeedBank, seedAccounts, seedBank } from '../src/db/seed.js';
import { categories, questions, users } from '../src/db/tables/index.js';
import { workerStores } from './support/database.js';

let database: Database;
let bank: SeedBank;

beforeAll(async () => {
  database = createDatabase((await workerStores('seed')).databaseUrl, 2);
  bank = await readSeedBank();
});
afterAll(() => database.dispose());

describe('the bank', () => {
  it('holds at least 240 questions, half in each language, in at least 12 categories of every difficulty', () => {
    const zh = bank.questions.filter(({ locale }) => locale === 'ZH');
    expect(bank.questions.length).toBeGreaterThanOrEqual(240);
    expect(zh.length * 2).toBe(bank.questions.length);
    const used = new Set(bank.questions.map(({ category }) => category));
    expect(used.size).toBeGreaterThanOrEqual(12);
    for (const category of used) {
      for (const locale of ['ZH', 'EN']) {
        const own = bank.questions.filter((question) => question.category === category && question.locale === locale);
        expect([category, locale, [...new Set(own.map(({ difficulty }) => difficulty))].sort()]).toEqual([
          category,
          locale,
          [1, 2, 3, 4, 5],
        ]);
      }
    }
  });

  it('asks nothing twice', () => {
    const prompts = bank.questions.map(({ prompt }) => prompt.toLowerCase().replace(/\W+/gu, ' '));
    expect(new Set(bank.questions.map(({ prompt }) => prompt)).size).toBe(prompts.length);
  });

  it('is written in the language that it says', () => {
    const han = (text: string) => (text.match(/\p{Script=Han}/gu)?.length ?? 0) / text.length;
    for (const { slug, locale, reference, prompt } of bank.questions) {
      const share = han(`${prompt}${reference}`);
      expect([slug, locale === 'ZH' ? share > 0.3 : share === 0]).toEqual([slug, true]);
    }
  });
});

describe('loading it', () => {
  it('inserts everything, and a second time changes nothing', async () => {
    const { db } = database;
    const first = await seedBank(db, bank, new Date());
    expect(first.inserted).toBe(bank.questions.length);
    const rows = await db.select().from(questions).orderBy(questions.id);
    const tree = await db.select().from(categories).orderBy(categories.id);
    expect(await seedBank(db, bank, new Date())).toEqual({ inserted: 0, updated: 0, unchanged: bank.questions.length });
    expect(await db.select().from(questions).orderBy(questions.id)).toEqual(rows);
    expect(await db.select().from(categories).orderBy(categories.id)).toEqual(tree);
  });

  it('updates what was edited under a new version, and keeps the ids of its points', async () => {
    const { db } = database;
    await seedBank(db, bank, new Date());
    const [first, ...rest] = bank.questions as [SeedBank['questions'][number], ...SeedBank['questions']];
    const find = async () => (await db.select().from(questions).where(eq(questions.seedSlug, first.slug)))[0]!;
    const before = await find();
    const edited = { ...first, prompt: `${first.prompt} Give an example.` };
    const result = await seedBank(db, { ...bank, questions: [edited, ...rest] }, new Date());
    expect(result).toMatchObject({ inserted: 0, updated: 1 });
    const after = await find();
    expect(after).toMatchObject({ id: before.id, prompt: edited.prompt, version: before.version + 1 });
    expect(after.keyPoints).toEqual(before.keyPoints);
  });

  it('from two processes at once inserts nothing twice', async () => {
    const { db } = database;
    await Promise.all([seedBank(db, bank, new Date()), seedBank(db, bank, new Date())]);
    expect(await db.$count(questions)).toBe(bank.questions.length);
  });

  it('makes the accounts once', async () => {
    const { db } = database;
    const hash = async (password: string) => `hash of ${password}`;
    await Promise.all([seedAccounts(db, hash, new Date()), seedAccounts(db, hash, new Date())]);
    const rows = await db.select({ role: users.role }).from(users);
    expect(rows.map(({ role }) => role).sort()).toEqual(['ADMIN', 'CANDIDATE', 'EDITOR']);
  });
});

describe('a broken file', () => {
  const reading = async (content: string): Promise<string> => {
    const folder = await mkdtemp(join(tmpdir(), 'zpi-seed-'));
    try {
      await mkdir(join(folder, 'questions/en'), { recursive: true });
      await mkdir(join(folder, 'questions/zh'), { recursive: true });
      await writeFile(join(folder, 'categories.yaml'), '- { slug: a, zh: 甲, en: A }\n');
      await writeFile(join(folder, 'questions/en/a.yaml'), content);
      return await readSeedBank(folder).then(
        () => 'accepted',
        (error: Error) => error.message,
      );
    } finally {
      await rm(folder, { recursive: true });
    }
  };
  const question = `  - slug: s-en
    prompt: Why?
    difficulty: 1
    timeLimit: 90
    tags: [a]
    reference: Because.
    keyPoints: [{ text: a, weight: 1 }, { text: b, weight: 1 }, { text: c, weight: 1 }]
    hints: [Think.]
`;
  const head = 'locale: en\ncategory: a\nquestions:\n';

  it('is named with what is wrong in it', async () => {
    expect(await reading(head + question)).toBe('accepted');
    expect(await reading(head + question.replace('difficulty: 1', 'difficulty: 6'))).toMatch(/a\.yaml.*difficulty/s);
    expect(await reading(head + question.replace('hints', 'hint'))).toMatch(/a\.yaml.*hint/s);
    expect(await reading(head + question + question)).toMatch(/s-en is taken/);
    expect(await reading(head.replace('category: a', 'category: b') + question)).toMatch(/category/);
  });
});
