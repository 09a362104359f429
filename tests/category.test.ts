/** The tree of subjects: no knots in it however many tie at once, nothing lost with what is deleted. */
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as api from '../src/client/gql/graphql.js';
import { newId } from '../src/db/id.js';
import { categories } from '../src/db/tables/index.js';
import { scoreAnswer } from '../src/domain/evaluation/score.js';
import { checksums, type Keeper, keeperOf, refusalOf } from './support/bank.js';
import { overHttp } from './support/wire.js';
import { createWorld, goodAnswer, type Person, unique, type World } from './support/world.js';

let world: World;
let ada: Person;
let candidate: Person;
let editor: Keeper;
let other: Keeper;

beforeAll(async () => {
  world = await createWorld({ env: { ROLE: 'api' }, stores: 'category' });
  ada = await world.person('Ada', 'EDITOR');
  candidate = await world.person();
  [editor, other] = [keeperOf(ada), keeperOf(await world.person('Ben', 'EDITOR'))];
});
afterAll(() => world.dispose());

const find = async (id: string) => (await editor.categories()).find((category) => category.id === id);
const unexpected = () => world.log.filter(({ msg }) => msg === 'unexpected error');

/** Each below the one before. */
const chainOf = async (length: number) => {
  const chain = [await editor.createCategory()];
  while (chain.length < length) chain.push(await editor.createCategory({ parentId: chain.at(-1)!.id }));
  return chain;
};

describe('a category', () => {
  it('is written, and read back in both languages, by everyone', async () => {
    const parent = await editor.createCategory();
    const names = { slug: unique('message-queues'), nameZh: '消息队列 🙂', nameEn: 'Message queues' };
    const written = await editor.createCategory({ ...names, nameEn: ' Message queues\n', parentId: parent.id });
    expect(written).toEqual({
      ...names,
      id: expect.stringMatching(/^cat_/),
      version: 1,
      questionCount: 0,
      parent: { id: parent.id, slug: parent.slug },
    });
    expect(parent.parent).toBeNull();
    const all = await keeperOf(candidate).categories();
    expect(all.find(({ id }) => id === written.id)).toEqual(written);
    const slugs = all.map(({ slug }) => slug);
    expect(slugs).toEqual([...slugs].sort());
    const history = await editor.history(written.id);
    expect(history).toMatchObject([
      { action: 'CREATED', subjectId: written.id, version: 1, fields: [], editorName: 'Ada', origin: 'EDITOR' },
    ]);
  });

  it('is renamed and moved, and its history says from what', async () => {
    const [top, below] = await chainOf(2);
    const { id, nameZh, nameEn } = below!;
    const changed = await editor.updateCategory({
      id,
      nameZh: '新',
      nameEn: 'New',
      parentId: null,
      expectedVersion: 1,
    });
    expect(changed).toEqual({ ...below, nameZh: '新', nameEn: 'New', parent: null, version: 2 });
    // Left out, a parent stays; null, a name does.
    const back = await other.updateCategory({ id, parentId: top!.id, nameZh: null, nameEn: null });
    expect(back).toEqual({ ...changed, parent: below!.parent, version: 3 });
    expect(await editor.updateCategory({ id, nameEn: 'Newer' })).toEqual({ ...back, nameEn: 'Newer', version: 4 });
    expect(
      (await editor.history(id)).map(({ version, editorName, fields }) => ({ version, editorName, fields })),
    ).toEqual([
      { version: 4, editorName: 'Ada', fields: [{ field: 'nameEn', before: 'New', after: 'Newer' }] },
      { version: 3, editorName: 'Ben', fields: [{ field: 'parentId', before: null, after: top!.id }] },
      {
        version: 2,
        editorName: 'Ada',
        fields: [
          { field: 'nameZh', before: nameZh, after: '新' },
          { field: 'nameEn', before: nameEn, after: 'New' },
          { field: 'parentId', before: top!.id, after: null },
        ],
      },
      { version: 1, editorName: 'Ada', fields: [] },
    ]);
    expect(await find(id)).toMatchObject({ nameEn: 'Newer', version: 4 });
  });

  it('that is sent as it is stays as it is', async () => {
    const { id, nameZh, nameEn } = await editor.createCategory();
    const before = await checksums(world);
    expect(await other.updateCategory({ id, nameZh, nameEn: ` ${nameEn} `, parentId: null })).toMatchObject({
      version: 1,
    });
    expect(await other.updateCategory({ id })).toMatchObject({ version: 1 });
    expect(await checksums(world)).toEqual(before);
  });

  it('has its questions counted, those published and right in it alone', async () => {
    const [top, below] = await chainOf(2);
    const [over, under] = [top!.id, below!.id];
    const count = async () => [(await find(over))!.questionCount, (await find(under))!.questionCount];
    const first = await editor.create({ categoryId: over });
    await editor.create({ categoryId: under });
    await editor.create({ categoryId: under, status: 'DRAFT' });
    const archived = await editor.create({ categoryId: under, status: 'ARCHIVED' });
    expect(await count()).toEqual([1, 1]);
    await editor.update({ id: archived.id, expectedVersion: 1, status: 'PUBLISHED' });
    expect(await count()).toEqual([1, 2]);
    await editor.update({ id: first.id, expectedVersion: 1, categoryId: under });
    expect(await count()).toEqual([0, 3]);
    await editor.remove(first.id);
    expect(await count()).toEqual([0, 2]);
  });
});

describe('bad input', () => {
  it('is told by its code and its place, and changes nothing', async () => {
    const { id } = await editor.createCategory();
    const deleted = await editor.createCategory();
    await editor.deleteCategory(deleted.id);
    const name = (field: 'nameZh' | 'nameEn', text: string) => ({ [field]: text });
    const both: [string, Record<string, unknown>, string][] = [
      ['an empty name', name('nameZh', ''), 'nameZh'],
      ['a blank name', name('nameEn', ' \u3000'), 'nameEn'],
      ['a name of nothing to be seen', name('nameEn', '\u200b'), 'nameEn'],
      ['a name that is too long', name('nameZh', '名'.repeat(101)), 'nameZh'],
      ['half a character', name('nameEn', 'a\ud83d'), 'nameEn'],
      ['a NUL', name('nameEn', 'a\0b'), 'nameEn'],
      ['two lines', name('nameEn', 'a\nb'), 'nameEn'],
      ['what turns the writing around', name('nameZh', 'a\u202eb'), 'nameZh'],
      ['a parent that is not there', { parentId: newId('category') }, 'parentId'],
      ['a parent that is something else', { parentId: newId('question') }, 'parentId'],
      ['a parent in other characters', { parentId: '💥' }, 'parentId'],
      ['no parent', { parentId: '' }, 'parentId'],
      ['a parent that is deleted', { parentId: deleted.id }, 'parentId'],
    ];
    const slugs = [
      '',
      ' ',
      'Upper',
      'a_b',
      '-a',
      'a-',
      'a--b',
      'ä',
      '消息',
      'a b',
      'a\n',
      'x'.repeat(81),
      'a\0',
      'a\ud83d',
    ];
    const good = { nameZh: '好', nameEn: 'Good' };
    const send = (what: string, type: string, input: object) =>
      overHttp(world.url)(`mutation ($input: ${type}!) { ${what}(input: $input) { id } }`, { input }, ada.token);
    const before = await checksums(world);
    const attempts = [
      ...both.map(([, wrong, place]) => ({
        place,
        answer: send('updateCategory', 'UpdateCategoryInput', { id, ...wrong }),
      })),
      ...both.map(([, wrong, place]) => ({
        place,
        answer: send('createCategory', 'CreateCategoryInput', { slug: unique('s'), ...good, ...wrong }),
      })),
      ...slugs.map((slug) => ({
        place: 'slug',
        answer: send('createCategory', 'CreateCategoryInput', { slug, ...good }),
      })),
    ];
    for (const [at, { place, answer }] of attempts.entries()) {
      const { errors } = await answer;
      expect([at, errors?.[0]?.extensions.code, errors?.[0]?.extensions.issues?.[0]?.path]).toEqual([
        at,
        'BAD_USER_INPUT',
        `input.${place}`,
      ]);
    }
    for (const unknown of [newId('category'), newId('question'), deleted.id, '💥', '']) {
      for (const work of [
        () => editor.updateCategory({ id: unknown, nameEn: 'New' }),
        () => editor.deleteCategory(unknown),
      ]) {
        expect([unknown, await refusalOf(work())]).toMatchObject([unknown, { code: 'NOT_FOUND' }]);
      }
    }
    expect(await checksums(world)).toEqual(before);
    expect(unexpected()).toEqual([]);
  });

  it('takes names and slugs as long as is promised', async () => {
    const [nameZh, nameEn] = ['🙂'.repeat(50), 'x'.repeat(100)];
    const slug = `${unique('s')}-${'x'.repeat(80)}`.slice(0, 80);
    expect(await editor.createCategory({ slug, nameZh, nameEn })).toMatchObject({ slug, nameZh, nameEn });
  });
});

describe('two editors', () => {
  it('clash: the second is told of the first, and loses nobody a word', async () => {
    const { id } = await editor.createCategory();
    const names = Array.from({ length: 10 }, (_, at) => `Name ${at}`);
    const refusals = await Promise.all(
      names.map((nameEn, at) =>
        refusalOf((at % 2 ? other : editor).updateCategory({ id, nameEn, expectedVersion: 1 })),
      ),
    );
    const winners = refusals.flatMap((refusal, at) => (refusal ? [] : [at]));
    expect(winners).toHaveLength(1);
    const [winner] = winners as [number];
    for (const refusal of refusals.filter(Boolean)) {
      expect(refusal).toMatchObject({
        code: 'CONFLICT',
        message: expect.stringMatching(new RegExp(`version 2\\b.*by ${winner % 2 ? 'Ben' : 'Ada'};.*version 1\\b`)),
      });
    }
    expect(await find(id)).toMatchObject({ nameEn: names[winner], version: 2 });
    expect(await editor.history(id)).toHaveLength(2);
    // Without a version the last word counts, and the history has the others.
    await Promise.all(names.map((nameZh) => editor.updateCategory({ id, nameZh })));
    const versions = (await editor.history(id)).map(({ version }) => version);
    expect(versions).toEqual(Array.from({ length: 12 }, (_, at) => 12 - at));
  });

  it('of the same slug at once one gets it, and the other is told', async () => {
    const slug = unique('wanted');
    const refusals = await Promise.all(
      [editor, other, editor, other].map((keeper) => refusalOf(keeper.createCategory({ slug }))),
    );
    expect(refusals.filter((refusal) => refusal === undefined)).toHaveLength(1);
    for (const refusal of refusals.filter(Boolean)) {
      expect(refusal).toMatchObject({ code: 'CONFLICT', message: expect.stringContaining(slug) });
    }
    expect(await refusalOf(editor.createCategory({ slug }))).toMatchObject({ code: 'CONFLICT' });
    expect((await editor.categories()).filter((category) => category.slug === slug)).toHaveLength(1);
    expect(unexpected()).toEqual([]);
  });
});

describe('the tree', () => {
  it('has no category below itself, also of two moves at once that each would be good', async () => {
    const [top, middle, bottom] = await chainOf(3);
    for (const below of [top, middle, bottom]) {
      expect(await refusalOf(editor.updateCategory({ id: top!.id, parentId: below!.id }))).toMatchObject({
        code: 'BAD_USER_INPUT',
        paths: ['input.parentId'],
        message: expect.stringContaining('below itself'),
      });
    }
    for (let round = 0; round < 5; round++) {
      const [one, two, three] = [
        await editor.createCategory(),
        await editor.createCategory(),
        await editor.createCategory(),
      ];
      const moves = await Promise.all([
        refusalOf(editor.updateCategory({ id: one.id, parentId: two.id })),
        refusalOf(other.updateCategory({ id: two.id, parentId: three.id })),
        refusalOf(editor.updateCategory({ id: three.id, parentId: one.id })),
      ]);
      expect(moves.filter((refusal) => refusal === undefined)).toHaveLength(2);
      expect(moves.filter((refusal) => refusal?.code === 'BAD_USER_INPUT')).toHaveLength(1);
    }
  });

  it('is eight levels deep at most, whatever is moved where', async () => {
    const chain = await chainOf(8);
    const tooDeep = { code: 'BAD_USER_INPUT', paths: ['input.parentId'], message: expect.stringContaining('8 levels') };
    expect(await refusalOf(editor.createCategory({ parentId: chain[7]!.id }))).toMatchObject(tooDeep);
    const [head, tail] = await chainOf(2);
    expect(await refusalOf(editor.updateCategory({ id: head!.id, parentId: chain[6]!.id }))).toMatchObject(tooDeep);
    expect(await editor.updateCategory({ id: tail!.id, parentId: chain[6]!.id })).toMatchObject({ version: 2 });
    expect(await editor.updateCategory({ id: head!.id, parentId: chain[6]!.id })).toMatchObject({ version: 2 });
    // The lowest may still be called something else.
    expect(await editor.updateCategory({ id: chain[7]!.id, nameEn: 'Deep' })).toMatchObject({ nameEn: 'Deep' });
    const { data } = await overHttp(world.url)(
      `{ categories { id ${'parent { id '.repeat(7)} ${'}'.repeat(7)} } }`,
      {},
      candidate.token,
    );
    let node = data.categories.find(({ id }: { id: string }) => id === chain[7]!.id);
    for (const { id } of chain.toReversed()) {
      expect(node.id).toBe(id);
      node = node.parent;
    }
  });
});

describe('deleting a category', () => {
  it('is refused while there is anything in it or below it', async () => {
    const [top, below] = await chainOf(2);
    const question = await editor.create({ categoryId: below!.id, status: 'DRAFT' });
    const before = await checksums(world);
    expect(await refusalOf(editor.deleteCategory(top!.id))).toMatchObject({
      code: 'CONFLICT',
      message: expect.stringMatching(/0 questions .* 1 categories/),
    });
    expect(await refusalOf(editor.deleteCategory(below!.id))).toMatchObject({
      code: 'CONFLICT',
      message: expect.stringMatching(/1 questions .* 0 categories/),
    });
    expect(await checksums(world)).toEqual(before);
    await editor.update({ id: question.id, expectedVersion: 1, categoryId: top!.id });
    expect(await other.deleteCategory(below!.id)).toBe(true);
    await editor.remove(question.id);
    expect(await other.deleteCategory(top!.id)).toBe(true);
    expect(await refusalOf(other.deleteCategory(top!.id))).toMatchObject({ code: 'NOT_FOUND' });
    expect([await find(top!.id), await find(below!.id)]).toEqual([undefined, undefined]);
    const [deleted] = await editor.history(below!.id);
    expect(deleted).toMatchObject({
      action: 'DELETED',
      version: 1,
      editorName: 'Ben',
      fields: [
        { field: 'slug', before: below!.slug, after: null },
        { field: 'nameZh', before: below!.nameZh, after: null },
        { field: 'nameEn', before: below!.nameEn, after: null },
        { field: 'parentId', before: top!.id, after: null },
      ],
    });
  });

  it('frees its slug, and closes it to questions', async () => {
    const { id, slug } = await editor.createCategory();
    const question = await editor.create({ categoryId: (await editor.createCategory()).id });
    await editor.deleteCategory(id);
    const closed = { code: 'BAD_USER_INPUT', paths: ['input.categoryId'] };
    expect(await refusalOf(editor.create({ categoryId: id }))).toMatchObject(closed);
    const moved = editor.update({ id: question.id, expectedVersion: 1, categoryId: id });
    expect(await refusalOf(moved)).toMatchObject(closed);
    const again = await editor.createCategory({ slug });
    expect(again.id).not.toBe(id);
    await editor.deleteCategory(again.id);
    expect(await editor.createCategory({ slug })).toMatchObject({ slug, version: 1 });
  });

  it('at the moment at which something goes into it leaves nothing in a category that is gone', async () => {
    const { db } = world.app.services;
    const elsewhere = (await editor.createCategory()).id;
    for (let round = 0; round < 6; round++) {
      const { id } = await editor.createCategory();
      const question = await editor.create({ categoryId: elsewhere });
      const child = await editor.createCategory();
      const put = [
        () => other.create({ categoryId: id }),
        () => editor.update({ id: question.id, expectedVersion: 1, categoryId: id }),
        () => other.updateCategory({ id: child.id, parentId: id }),
      ];
      // Whoever is sent first comes first, mostly.
      const at = round % 2 ? 0 : 3;
      const others = await Promise.all(
        put.toSpliced(at, 0, () => editor.deleteCategory(id) as never).map((work) => refusalOf(work())),
      );
      const [deleted] = others.splice(at, 1);
      const [row] = await db.select().from(categories).where(eq(categories.id, id));
      expect(row?.deletedAt === null).toBe(deleted !== undefined);
      if (deleted) expect(deleted.code).toBe('CONFLICT');
      else expect(others.map((refusal) => refusal?.code)).toEqual(Array(3).fill('BAD_USER_INPUT'));
    }
    expect(unexpected()).toEqual([]);
  });

  it('leaves it named in old reports', async () => {
    const { client } = candidate;
    const { id, nameEn, nameZh } = await editor.createCategory();
    const question = await editor.create({ categoryId: id });
    const input = { mode: 'CUSTOM' as const, questionIds: [question.id], pace: 'ZERO_PRESSURE' as const };
    const { createInterview: interview } = await client.request(api.CreateInterviewDocument, { input });
    const { startInterview } = await client.request(api.StartInterviewDocument, { id: interview.id });
    const { submitAnswer } = await client.request(api.SubmitAnswerDocument, {
      input: { turnId: startInterview.currentTurn!.id, clientKey: 'key', text: goodAnswer },
    });
    await scoreAnswer(world.app.services, submitAnswer.evaluation.id);
    await client.request(api.FinishInterviewDocument, { id: interview.id });
    await editor.remove(question.id);
    await editor.deleteCategory(id);
    const query = `query ($id: ID!) { interview(id: $id) { report { categories { turns category { id nameEn: name(locale: EN) nameZh: name(locale: ZH) parent { id } } } } } }`;
    const { data } = await overHttp(world.url)(query, { id: interview.id }, candidate.token);
    expect(data.interview.report.categories).toEqual([{ turns: 1, category: { id, nameEn, nameZh, parent: null } }]);
  });
});
