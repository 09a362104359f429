/** The seed bank: enough of it, sound, and loaded once however often. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDatabase, type Database } from '../src/db/connection.js';
import { readSeedBank, type SeedBank, seedAccounts } from '../src/db/seed.js';
import { categories, questions, users } from '../src/db/tables/index.js';
import { seedBank } from '../src/domain/question/seed.js';
import { checksums, type Keeper, keeperOf } from './support/bank.js';
import { workerStores } from './support/database.js';
import { createWorld, type World } from './support/world.js';

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
    expect(await seedBank(db, bank, new Date())).toEqual({
      inserted: 0,
      updated: 0,
      unchanged: bank.questions.length,
      kept: 0,
    });
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

describe('what editors have made of it', () => {
  let world: World;
  let editor: Keeper;
  beforeAll(async () => {
    world = await createWorld({ stores: 'kept', env: { ROLE: 'api' } });
    editor = keeperOf(await world.person('Ada', 'EDITOR'));
  });
  afterAll(() => world.dispose());

  const seeded = async (slug: string) => {
    const [row] = await world.app.services.db.select().from(questions).where(eq(questions.seedSlug, slug));
    return row;
  };
  const tree = async () => new Map((await editor.categories()).map((category) => [category.slug, category]));

  it('stays when it is loaded again, also by a newer bank; what they left alone is brought up to date', async () => {
    const { db } = world.app.services;
    await seedBank(db, bank, new Date());
    const slugs = [...new Set(bank.questions.map(({ category }) => category))];
    const [emptied, renamed, untouched] = slugs as [string, string, string];
    const of = (category: string) => bank.questions.filter((question) => question.category === category);
    const [changed, deleted, restored, alone] = of(untouched).map(({ slug }) => slug) as [
      string,
      string,
      string,
      string,
    ];

    const first = await seeded(changed);
    const prompt = 'Asked in other words?';
    await editor.update({ id: first!.id, expectedVersion: 1, prompt, status: 'ARCHIVED' });
    await editor.remove((await seeded(deleted))!.id);
    // Changed, and back again: theirs all the same.
    const third = (await seeded(restored))!;
    await editor.update({ id: third.id, expectedVersion: 1, difficulty: (third.difficulty % 5) + 1 });
    await editor.update({ id: third.id, expectedVersion: 2, difficulty: third.difficulty });
    const before = await tree();
    await editor.updateCategory({ id: before.get(renamed)!.id, nameEn: 'Renamed', parentId: null });
    for (const { slug } of of(emptied)) await editor.remove((await seeded(slug))!.id);
    await editor.deleteCategory(before.get(emptied)!.id);
    const made = await editor.createCategory({ slug: 'made-by-editors' });
    const kept = of(emptied).length + 3;

    const sums = await checksums(world);
    const unchanged = bank.questions.length - kept;
    expect(await seedBank(db, bank, new Date())).toEqual({ inserted: 0, updated: 0, unchanged, kept });
    expect(await checksums(world)).toEqual(sums);

    const newer: SeedBank = {
      categories: [
        ...bank.categories.map((category) => ({ ...category, en: `${category.en}, newer` })),
        { slug: 'made-by-editors', zh: '别的', en: 'Other' },
        { slug: 'below-the-deleted', zh: '新', en: 'New', parent: emptied },
      ],
      questions: [
        ...bank.questions.map((question) => ({ ...question, reference: `${question.reference} And more.` })),
        { ...of(emptied)[0]!, slug: 'new-to-the-deleted', prompt: 'New?' },
        { ...of(emptied)[0]!, slug: 'new-to-the-new', prompt: 'New, too?', category: 'below-the-deleted' },
      ],
    };
    expect(await seedBank(db, newer, new Date())).toEqual({
      inserted: 1,
      updated: unchanged,
      unchanged: 0,
      kept: kept + 1,
    });
    expect(await seeded(changed)).toMatchObject({
      prompt,
      status: 'ARCHIVED',
      version: 2,
      referenceAnswer: first!.referenceAnswer,
    });
    expect(await seeded(restored)).toMatchObject({ version: 3, referenceAnswer: third.referenceAnswer });
    expect([await seeded(deleted), await seeded('new-to-the-deleted')]).toEqual([undefined, undefined]);
    const after = await tree();
    expect(after.get(emptied)).toBeUndefined();
    expect(after.get(renamed)).toMatchObject({ nameEn: 'Renamed', version: 2, parent: null });
    expect(after.get('made-by-editors')).toEqual(made);
    expect(after.get('below-the-deleted')).toMatchObject({ parent: null, questionCount: 1 });
    expect(after.get(untouched)).toMatchObject({ nameEn: `${before.get(untouched)!.nameEn}, newer`, version: 2 });

    // The history tells both apart.
    const { id } = (await seeded(alone))!;
    expect(await editor.history(id)).toMatchObject([
      { action: 'UPDATED', version: 2, origin: 'CONSOLE', editorName: null, fields: [{ field: 'referenceAnswer' }] },
      { action: 'CREATED', version: 1, origin: 'CONSOLE', editorName: null },
    ]);
    expect(await editor.history(after.get(untouched)!.id)).toMatchObject([
      { action: 'UPDATED', version: 2, origin: 'CONSOLE', fields: [{ field: 'nameEn' }] },
      { action: 'CREATED', version: 1, origin: 'CONSOLE' },
    ]);
    expect((await editor.history(first!.id)).map(({ origin }) => origin)).toEqual(['EDITOR', 'CONSOLE']);
    const again = await seedBank(db, newer, new Date());
    expect(again).toEqual({ inserted: 0, updated: 0, unchanged: unchanged + 1, kept: kept + 1 });
  });

  it('is no reason for a newer tree to be tied into a knot', async () => {
    const { db } = world.app.services;
    const [upper, lower] = ['knot-upper', 'knot-lower'] as const;
    const seed = (categories: SeedBank['categories']) => seedBank(db, { categories, questions: [] }, new Date());
    await seed([
      { slug: upper, zh: '上', en: 'Upper' },
      { slug: lower, zh: '下', en: 'Lower' },
    ]);
    const before = await tree();
    await editor.updateCategory({ id: before.get(upper)!.id, parentId: before.get(lower)!.id });
    await seed([
      { slug: upper, zh: '上', en: 'Upper' },
      { slug: lower, zh: '下', en: 'Lowest', parent: upper },
    ]);
    const after = await tree();
    expect(after.get(upper)).toMatchObject({ parent: { slug: lower } });
    expect(after.get(lower)).toMatchObject({ nameEn: 'Lowest', parent: null });
  });

  it('outlives the server, which fills its own store only while nothing has ever been in it', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'zpi-seed-'));
    const start = () => createWorld({ env: { ROLE: 'api', DATA_DIR: dataDir, DATABASE_URL: '' } });
    try {
      const earlier = await start();
      const keeper = keeperOf(await earlier.person('Ada', 'EDITOR'));
      const rows = await earlier.app.services.db.select().from(questions);
      expect(rows).toHaveLength(bank.questions.length);
      await keeper.remove(rows[0]!.id);
      await keeper.update({ id: rows[1]!.id, expectedVersion: 1, difficulty: (rows[1]!.difficulty % 5) + 1 });
      const held = await checksums(earlier);
      const { sessions: _, users: __, outbox: ___, ...bankTables } = held;
      await earlier.dispose();
      const later = await start();
      expect(await checksums(later)).toMatchObject(bankTables);
      expect(await later.app.services.db.$count(questions)).toBe(rows.length - 1);
      await later.dispose();
    } finally {
      await rm(dataDir, { recursive: true, force: true });
    }
  }, 60_000);
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
