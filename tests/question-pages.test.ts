/** Pages of the bank: against an oracle while nothing moves, and without a gap or a repetition while it does. */
import { inArray } from 'drizzle-orm';
import fc from 'fast-check';
import { connectionFromArray, offsetToCursor } from 'graphql-relay';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Context, createContext } from '../src/context.js';
import { transaction } from '../src/db/connection.js';
import type { Locale, QuestionStatus } from '../src/db/enums.js';
import { newId } from '../src/db/id.js';
import { categories, type QuestionRow, questions } from '../src/db/tables/index.js';
import type { QuestionFilter } from '../src/domain/question/filter.js';
import { listQuestions, type QuestionListArgs, type QuestionOrder } from '../src/domain/question/list.js';
import { insertQuestions, removeQuestion, rewriteQuestion } from '../src/domain/question/write.js';
import { lockBank } from '../src/search/change.js';
import { overHttp, type Send } from './support/wire.js';
import { codeOf, createWorld, type Person, type World } from './support/world.js';

let world: World;
let candidate: Person;
let editor: Person;
/** Contexts of one who may see what is published, and of one who may see all. */
let reader: Context;
let keeper: Context;
let send: Send;

/** A tree, and one beside it. */
const [root, child, grandchild, aside] = [0, 1, 2, 3].map(() => newId('category')) as [string, string, string, string];
const below: Record<string, string[]> = {
  [root]: [root, child, grandchild],
  [child]: [child, grandchild],
  [grandchild]: [grandchild],
  [aside]: [aside],
};

/** What is in the bank, newest first. */
let bank: QuestionRow[] = [];

const contextOf = (person: Person): Promise<Context> =>
  createContext(world.app.services, {
    requestId: 'test',
    token: person.token,
    acceptLanguage: undefined,
    ip: undefined,
    userAgent: undefined,
  });

/** The same, for the next operation. */
const anew = (ctx: Context): Context => Object.assign(Object.create(ctx), { lists: new Map() });

/** Words that stay what they are in every analysis. */
const words = ['w1', 'w2', 'w3', 'w4', 'w5'];
const draft = fc.record({
  locale: fc.constantFrom<Locale>('ZH', 'EN'),
  prompt: fc
    .array(fc.constantFrom(...words, 'w1', 'w1', 'x1', 'x2', 'x3'), { minLength: 1, maxLength: 30 })
    .map((list) => list.join(' ')),
  tags: fc.uniqueArray(fc.constantFrom(...words, 'other'), { maxLength: 2 }),
  categoryId: fc.constantFrom(root, child, grandchild, aside),
  difficulty: fc.integer({ min: 1, max: 5 }),
  status: fc.oneof(
    { weight: 6, arbitrary: fc.constant<QuestionStatus>('PUBLISHED') },
    { weight: 1, arbitrary: fc.constantFrom<QuestionStatus>('DRAFT', 'ARCHIVED') },
  ),
});
type Draft = typeof draft extends fc.Arbitrary<infer T> ? T : never;

/** Nothing in particular. */
const usual: Draft = {
  locale: 'EN',
  prompt: 'w1',
  tags: [],
  categoryId: root,
  difficulty: 3,
  status: 'PUBLISHED',
};

const author = { editorId: null, now: new Date() };
const plain = { timeLimit: 120, referenceAnswer: 'w1 w2', keyPoints: [], hints: [] };

const insert = async (drafts: Draft[]): Promise<QuestionRow[]> => {
  const contents = drafts.map((each) => ({ ...each, ...plain }));
  const rows = await transaction(world.app.services.db, (tx) => insertQuestions(tx, contents, author));
  bank = [...rows.reverse(), ...bank];
  return rows;
};

const remove = async (rows: QuestionRow[]): Promise<void> => {
  await transaction(world.app.services.db, async (tx) => {
    await lockBank(tx);
    for (const row of rows) await removeQuestion(tx, row, author);
  });
  bank = bank.filter((row) => !rows.includes(row));
};

beforeAll(async () => {
  // Without a worker, and in a database of its own, whose words nobody else makes rarer or more common.
  world = await createWorld({ env: { ROLE: 'api' }, stores: 'pages' });
  candidate = await world.person();
  editor = await world.person('Editor', 'EDITOR');
  [reader, keeper] = [await contextOf(candidate), await contextOf(editor)];
  send = overHttp(world.url);
  for (const [id, parentId] of [
    [root, null],
    [child, root],
    [grandchild, child],
    [aside, null],
  ] as const) {
    await world.app.services.db.insert(categories).values({ id, parentId, slug: id, nameZh: id, nameEn: id });
  }
  await insert(fc.sample(draft, { numRuns: 60, seed: 3 }));
});
afterAll(() => world.dispose());

const partsOf = (row: QuestionRow): string[] => row.prompt.split(' ');
const has = (row: QuestionRow, word: string): boolean => partsOf(row).includes(word) || row.tags.includes(word);

/** Whether a question matches all of a filter but its search. */
const matches = (row: QuestionRow, { categoryIds, tags, difficulty, locale, status }: QuestionFilter): boolean =>
  (status ?? ['PUBLISHED']).includes(row.status) &&
  (!categoryIds || categoryIds.some((id) => below[id]?.includes(row.categoryId))) &&
  (!tags || tags.some((tag) => row.tags.includes(tag))) &&
  row.difficulty >= (difficulty?.min ?? 1) &&
  row.difficulty <= (difficulty?.max ?? 5) &&
  (!locale || row.locale === locale);

const searchOf = (filter: QuestionFilter): string[] => [...new Set(filter.search?.split(' ') ?? [])];

/** How a search ranks as the bank is now, made without anything of the index. */
type Ranking = { any: boolean; weights: number[] };
const rankingOf = (filter: QuestionFilter): Ranking => {
  const search = searchOf(filter);
  const visible = bank.filter((row) => (filter.status ?? ['PUBLISHED']).includes(row.status));
  const weights = search.map((word) => {
    const frequency = Math.max(1, visible.filter((row) => has(row, word)).length);
    return Math.round(12 * Math.log(1 + visible.length / frequency));
  });
  return { any: !bank.some((row) => matches(row, filter) && search.every((word) => has(row, word))), weights };
};

/** BM25 in three levels, see src/search/words.ts. */
const worthOf = (row: QuestionRow, word: string): number => {
  if (!has(row, word)) return 0;
  const list = partsOf(row);
  const count = list.filter((each) => each === word).length;
  const weight = (count * 2.2) / (count + 0.3 + (0.9 * list.length) / 20) + (row.tags.includes(word) ? 0.8 : 0);
  return weight >= 1.6 ? 4 : weight >= 0.9 ? 3 : 2;
};
const scoreOf = (row: QuestionRow, search: string[], { weights }: Ranking): number =>
  search.reduce((sum, word, at) => sum + (weights[at] as number) * worthOf(row, word), 0) *
  search.filter((word) => has(row, word)).length;

type Wish = { filter: QuestionFilter; orderBy: QuestionOrder };

/** What stands where: a sorts before b when this is negative. */
const comparison = ({ filter, orderBy: { field, direction } }: Wish, ranking: Ranking) => {
  const search = searchOf(filter);
  const up = direction === 'ASC' ? 1 : -1;
  return (a: QuestionRow, b: QuestionRow): number => {
    if (field === 'CREATED_AT') return up * (a.number - b.number);
    if (field === 'DIFFICULTY') return up * (a.difficulty - b.difficulty) || b.number - a.number;
    return scoreOf(b, search, ranking) - scoreOf(a, search, ranking) || b.number - a.number;
  };
};

/** All that a list has now, in order. */
const everything = (wish: Wish, ranking: Ranking): QuestionRow[] => {
  const search = searchOf(wish.filter);
  const found = (row: QuestionRow) =>
    search.length === 0 ||
    (ranking.any ? search.some((word) => has(row, word)) : search.every((word) => has(row, word)));
  return bank.filter((row) => matches(row, wish.filter) && found(row)).sort(comparison(wish, ranking));
};

const filter: fc.Arbitrary<QuestionFilter> = fc.constantFrom<QuestionFilter>(
  {},
  { categoryIds: [child] },
  { tags: ['w1', 'w2'], locale: 'EN' },
  { difficulty: { min: 2, max: 4 } },
  { search: 'w1' },
  { search: 'w1 w2' },
  { search: 'w3 w1 w4', categoryIds: [root] },
  { search: 'w2 nowhere' },
  { search: 'w1 w2 w3 w4 w5 x1 x2 x3' },
);
const wish: fc.Arbitrary<Wish> = filter.chain((given) => {
  const orders: QuestionOrder[] = [
    { field: 'CREATED_AT', direction: 'ASC' },
    { field: 'CREATED_AT', direction: 'DESC' },
    { field: 'DIFFICULTY', direction: 'ASC' },
    { field: 'DIFFICULTY', direction: 'DESC' },
  ];
  const ranked: QuestionOrder[] = [1, 2, 3].map(() => ({ field: 'RELEVANCE', direction: 'DESC' }));
  return fc.record({
    filter: fc.constant(given),
    orderBy: fc.constantFrom<QuestionOrder>(...orders, ...(given.search ? ranked : [])),
  });
});

type List = (args: QuestionListArgs) => Promise<{
  edges: { cursor: string; node: { id: string } }[];
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string | null; endCursor: string | null };
  totalCount: number;
}>;

const byFunction: List = async (args) => {
  const { count, ...page } = await listQuestions(anew(reader), args);
  return { ...page, totalCount: await count() };
};

const query = `query ($first: Int, $after: String, $last: Int, $before: String, $filter: QuestionFilterInput, $orderBy: QuestionOrderInput) {
  questions(first: $first, after: $after, last: $last, before: $before, filter: $filter, orderBy: $orderBy) {
    totalCount edges { cursor node { id } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
  }
}`;
const overGraphql: List = async (args) => {
  const { data, errors } = await send(query, args as Record<string, unknown>, candidate.token);
  expect(errors).toBeUndefined();
  return data.questions;
};

/** Of a list that nothing changes: which place a cursor names, if any, is counted from 0 round the list. */
const cut = fc.record({
  size: fc.oneof(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 1, max: 100 })),
  fromEnd: fc.boolean(),
  after: fc.option(fc.nat(), { nil: undefined, freq: 2 }),
  before: fc.option(fc.nat(), { nil: undefined, freq: 2 }),
});

describe('a list that does not change', () => {
  /** The whole of a list, once: what it should be, and the cursors that it gives. */
  const whole = new Map<string, Promise<{ ids: string[]; cursors: string[] }>>();
  const read = (list: List, given: Wish) => {
    const key = JSON.stringify([list.name, given]);
    const known =
      whole.get(key) ??
      (async () => {
        const ids = everything(given, rankingOf(given.filter)).map(({ id }) => id);
        const { edges, totalCount } = await list({ ...given, first: 100 });
        expect(edges.map(({ node }) => node.id)).toEqual(ids);
        expect(totalCount).toBe(ids.length);
        return { ids, cursors: edges.map(({ cursor }) => cursor) };
      })();
    whole.set(key, known);
    return known;
  };

  it.each([
    ['by the function', byFunction, 34],
    ['over GraphQL', overGraphql, 6],
  ])('is cut as the oracle cuts it, %s', async (_name, list, numRuns) => {
    let cases = 0;
    const check = async ({ wish: given, cut: { size, fromEnd, after, before } }: { wish: Wish; cut: Cut }) => {
      cases++;
      const { ids, cursors } = await read(list, given);
      const at = (place: number | undefined) =>
        place === undefined || ids.length === 0 ? undefined : place % ids.length;
      const [from, to] = [at(after), at(before)];
      const limit = fromEnd ? { last: size } : { first: size };
      const oracle = connectionFromArray(ids, {
        ...limit,
        ...(from === undefined ? {} : { after: offsetToCursor(from) }),
        ...(to === undefined ? {} : { before: offsetToCursor(to) }),
      });
      const { edges, pageInfo } = await list({
        ...given,
        ...limit,
        ...(from === undefined ? {} : { after: cursors[from] }),
        ...(to === undefined ? {} : { before: cursors[to] }),
      });
      const found = edges.map(({ node }) => node.id);
      expect(found).toEqual(oracle.edges.map(({ node }) => node));
      expect(edges.map(({ cursor }) => cursor)).toEqual(found.map((id) => cursors[ids.indexOf(id)]));
      // The oracle knows of one direction; of the other, what lies beyond the cursor is there or is not.
      expect(pageInfo).toEqual({
        hasNextPage: fromEnd ? to !== undefined : oracle.pageInfo.hasNextPage,
        hasPreviousPage: fromEnd ? oracle.pageInfo.hasPreviousPage : from !== undefined,
        startCursor: edges[0]?.cursor ?? null,
        endCursor: edges.at(-1)?.cursor ?? null,
      });
    };
    type Cut = typeof cut extends fc.Arbitrary<infer T> ? T : never;
    const some = fc.array(fc.record({ wish, cut }), { minLength: 50, maxLength: 50 });
    await fc.assert(
      fc.asyncProperty(some, async (list) => void (await Promise.all(list.map(check)))),
      { numRuns, endOnFailure: true },
    );
    expect(cases).toBeGreaterThanOrEqual(numRuns * 50);
  });

  it('says truly whether there is more on the side that was not asked for, though what the cursor names be gone', async () => {
    const tags = ['lonely'];
    const [only] = await insert([{ ...usual, tags }]);
    const { pageInfo } = await byFunction({ filter: { tags } });
    const cursor = pageInfo.endCursor;
    expect((await byFunction({ filter: { tags }, after: cursor })).pageInfo.hasPreviousPage).toBe(true);
    expect((await byFunction({ filter: { tags }, last: 1, before: cursor })).pageInfo.hasNextPage).toBe(true);
    await remove([only as QuestionRow]);
    expect((await byFunction({ filter: { tags }, after: cursor })).pageInfo.hasPreviousPage).toBe(false);
    expect((await byFunction({ filter: { tags }, last: 1, before: cursor })).pageInfo.hasNextPage).toBe(false);
  });
});

/** One who reads a list to its end, a page at a time. */
type Walker = {
  wish: Wish;
  size: number;
  fromEnd: boolean;
  ranking: Ranking;
  /** The last that was read; it may be gone. */
  last?: QuestionRow;
  cursor?: string;
  seen: Set<string>;
  /** What was there from the beginning, and has not been taken away since. */
  stays: Set<string>;
  done: boolean;
};

describe('a list that changes between its pages', () => {
  let pages = 0;

  /** Reads the next page: just what now follows the last that was read. */
  const walk = async (list: List, walker: Walker): Promise<void> => {
    if (walker.done) return;
    pages++;
    const { wish: given, size, fromEnd, ranking, last, seen } = walker;
    const { edges, pageInfo, totalCount } = await list({
      ...given,
      ...(fromEnd ? { last: size, before: walker.cursor } : { first: size, after: walker.cursor }),
    });
    const all = everything(given, ranking);
    const compare = comparison(given, ranking);
    const rest = fromEnd
      ? all.filter((row) => !last || compare(row, last) < 0)
      : all.filter((row) => !last || compare(row, last) > 0);
    const expected = fromEnd ? rest.slice(-size) : rest.slice(0, size);
    expect(edges.map(({ node }) => node.id)).toEqual(expected.map(({ id }) => id));
    expect(totalCount).toBe(all.length);
    const [more, behind] = [rest.length > size, all.length > rest.length];
    expect(pageInfo).toMatchObject(
      fromEnd
        ? { hasPreviousPage: more, hasNextPage: last !== undefined && behind }
        : { hasNextPage: more, hasPreviousPage: last !== undefined && behind },
    );
    for (const { id } of expected) {
      expect(seen).not.toContain(id);
      seen.add(id);
    }
    walker.last = (fromEnd ? expected[0] : expected.at(-1)) ?? last;
    walker.cursor = (fromEnd ? pageInfo.startCursor : pageInfo.endCursor) ?? walker.cursor;
    walker.done = !more;
  };

  const start = fc.record({ wish, size: fc.integer({ min: 1, max: 9 }), fromEnd: fc.boolean() });
  const change = fc.record({
    add: fc.array(draft, { maxLength: 3 }),
    /** Of the bank, and of those that somebody stands at. */
    take: fc.array(fc.nat(), { maxLength: 2 }),
    takeFromUnder: fc.array(fc.nat(), { maxLength: 2 }),
  });

  it.each([
    ['by the function', byFunction, 4, 30],
    ['over GraphQL', overGraphql, 1, 10],
  ])(
    'is read without a gap or a repetition, in every order from either end, %s',
    async (_name, list, numRuns, walkers) => {
      pages = 0;
      await fc.assert(
        fc.asyncProperty(
          fc.array(start, { minLength: walkers, maxLength: walkers }),
          fc.array(change, { minLength: 10, maxLength: 20 }),
          async (starts, changes) => {
            const all = starts.map((given): Walker => {
              const ranking = rankingOf(given.wish.filter);
              const stays = new Set(everything(given.wish, ranking).map(({ id }) => id));
              return { ...given, ranking, stays, seen: new Set(), done: false };
            });
            for (const { add, take, takeFromUnder } of changes) {
              await Promise.all(all.map((walker) => walk(list, walker)));
              const stood = all.flatMap(({ last }) => bank.find(({ id }) => id === last?.id) ?? []);
              const gone = new Set([
                ...take.map((at) => bank[at % bank.length] as QuestionRow),
                ...(stood.length > 0 ? takeFromUnder.map((at) => stood[at % stood.length] as QuestionRow) : []),
              ]);
              await remove([...gone]);
              for (const { id } of gone) for (const { stays } of all) stays.delete(id);
              await insert(bank.length < 50 ? [...add, ...fc.sample(draft, { numRuns: 5, seed: 7 })] : add);
            }
            while (all.some(({ done }) => !done)) await Promise.all(all.map((walker) => walk(list, walker)));
            for (const { stays, seen } of all) expect([...stays].filter((id) => !seen.has(id))).toEqual([]);
          },
        ),
        { numRuns, endOnFailure: true },
      );
      expect(pages).toBeGreaterThan(numRuns * walkers * 3);
    },
    60_000,
  );

  it('keeps its order though the words that it ranks by have become common meanwhile', async () => {
    const given: Wish = { filter: { search: 'w1 w5' }, orderBy: { field: 'RELEVANCE', direction: 'DESC' } };
    await insert(
      fc.sample(draft, { numRuns: 20, seed: 5 }).map((each) => ({ ...each, prompt: `w1 w5 ${each.prompt}` })),
    );
    const ranking = rankingOf(given.filter);
    const before = everything(given, ranking);
    const first = await byFunction({ ...given, first: 10 });
    const flood = await insert(Array.from({ length: 100 }, () => ({ ...usual, prompt: 'w5', tags: ['w5'] })));
    expect(rankingOf(given.filter).weights).not.toEqual(ranking.weights);
    const seen = first.edges.map(({ node }) => node.id);
    for (let { hasNextPage, endCursor } = first.pageInfo; hasNextPage; ) {
      const { edges, pageInfo } = await byFunction({ ...given, first: 10, after: endCursor });
      seen.push(...edges.map(({ node }) => node.id));
      ({ hasNextPage, endCursor } = pageInfo);
    }
    expect(seen).toEqual(before.map(({ id }) => id));

    // A reading begun now weighs otherwise: the two have no place in common.
    const now = await byFunction({ ...given, last: 5 });
    const mixed = { ...given, after: first.pageInfo.endCursor, before: now.pageInfo.startCursor };
    expect(await codeOf(byFunction(mixed))).toBe('BAD_USER_INPUT');
    await remove(flood);
  });

  it('goes on with any of the words, or with all of them, as it began', async () => {
    const order: QuestionOrder = { field: 'RELEVANCE', direction: 'DESC' };
    const some = await insert(['y1', 'y1', 'y2'].map((prompt) => ({ ...usual, prompt })));
    const args = { filter: { search: 'y1 y2' }, orderBy: order, first: 1 };
    const any = await byFunction(args);
    expect(any.totalCount).toBe(3);
    const full = await insert([{ ...usual, prompt: 'y1 y2' }]);
    expect((await byFunction({ ...args, after: any.pageInfo.endCursor })).totalCount).toBe(4);
    const all = await byFunction(args);
    expect(all.totalCount).toBe(1);
    await remove(full);
    expect(await byFunction({ ...args, after: all.pageInfo.endCursor })).toMatchObject({ edges: [], totalCount: 0 });
    await remove(some);
  });

  it('shows nothing that is deleted or hidden while the page is read, and goes on behind it', async () => {
    const tags = ['fleeting'];
    const rows = await insert(Array.from({ length: 6 }, (_, at) => ({ ...usual, tags, prompt: `page ${at}` })));
    const { questionIndex, db } = world.app.services;
    const slow = (meddle: () => Promise<void>): Context =>
      Object.assign(anew(reader), {
        questionIndex: {
          read: async (...args: Parameters<typeof questionIndex.read>) => {
            const reading = await questionIndex.read(...args);
            await meddle();
            return reading;
          },
        },
      });
    const deleted = await listQuestions(
      slow(() => remove(rows.slice(0, 2))),
      { filter: { tags }, first: 2 },
    );
    expect(deleted.edges).toEqual([]);
    expect(deleted.pageInfo).toMatchObject({ hasNextPage: true, endCursor: expect.any(String) });
    const hide = () =>
      transaction(db, async (tx) => {
        await lockBank(tx);
        for (const row of rows.slice(2, 3)) await rewriteQuestion(tx, row, { ...row, status: 'DRAFT' }, author);
      });
    const args = { filter: { tags }, first: 2, after: deleted.pageInfo.endCursor };
    const hidden = await listQuestions(slow(hide), args);
    expect(hidden.edges.map(({ node }) => node.id)).toEqual([rows[3]?.id]);
    const { edges } = await byFunction({ ...args, after: hidden.pageInfo.endCursor });
    expect(edges.map(({ node }) => node.id)).toEqual(rows.slice(4).map(({ id }) => id));
    bank = bank.filter(({ tags: own }) => own !== tags && !own.includes('fleeting'));
    await db.transaction(async (tx) => {
      await lockBank(tx);
      const ids = rows.slice(2).map(({ id }) => id);
      for (const row of await tx.select().from(questions).where(inArray(questions.id, ids))) {
        await removeQuestion(tx, row, author);
      }
    });
  });
});

describe('the total', () => {
  it('is what a count comes to, for every filter', async () => {
    const newest: QuestionOrder = { field: 'CREATED_AT', direction: 'DESC' };
    const list = <T>(arbitrary: fc.Arbitrary<T>) =>
      fc.option(fc.array(arbitrary, { maxLength: 3 }), { nil: undefined });
    const some = fc.record({
      categoryIds: list(fc.constantFrom(root, child, grandchild, aside, newId('category'), 'nonsense')),
      tags: list(fc.constantFrom(...words, 'other', 'none')),
      difficulty: fc.option(
        fc.tuple(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 6 })).map(([a, b]) => ({
          min: Math.min(a, b),
          max: Math.max(a, b),
        })),
        { nil: undefined },
      ),
      locale: fc.option(fc.constantFrom<Locale>('ZH', 'EN'), { nil: undefined }),
      status: fc.option(
        fc.uniqueArray(fc.constantFrom<QuestionStatus>('DRAFT', 'PUBLISHED', 'ARCHIVED'), { minLength: 1 }),
        { nil: undefined },
      ),
      search: fc.option(
        fc
          .uniqueArray(fc.constantFrom(...words, 'x1', 'nowhere'), { minLength: 1, maxLength: 4 })
          .map((each) => each.join(' ')),
        { nil: undefined },
      ),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(some, fc.boolean()), { minLength: 50, maxLength: 50 }), async (filters) => {
        await Promise.all(
          filters.map(async ([given, byEditor]) => {
            const { count, edges } = await listQuestions(anew(byEditor ? keeper : reader), {
              filter: given,
              orderBy: newest,
              first: 100,
            });
            const seen = byEditor ? given : { ...given, status: undefined };
            const expected = everything({ filter: seen, orderBy: newest }, rankingOf(seen));
            expect([given, await count()]).toEqual([given, expected.length]);
            expect(edges.map(({ node }) => node.id)).toEqual(expected.slice(0, 100).map(({ id }) => id));
          }),
        );
      }),
      { numRuns: 10, endOnFailure: true },
    );
  });
});

describe('what is no cursor of a list', () => {
  const refused = (args: QuestionListArgs) => codeOf(listQuestions(anew(reader), args));
  const first = async (args: QuestionListArgs) =>
    (await listQuestions(anew(reader), { ...args, first: 1 })).pageInfo.endCursor as string;

  it('is refused: of another order, another search, or none', async () => {
    const lists: QuestionListArgs[] = [
      { orderBy: { field: 'CREATED_AT', direction: 'DESC' } },
      { orderBy: { field: 'CREATED_AT', direction: 'ASC' } },
      { orderBy: { field: 'DIFFICULTY', direction: 'DESC' } },
      { orderBy: { field: 'DIFFICULTY', direction: 'ASC' } },
      { filter: { search: 'w1' } },
      { filter: { search: 'w2' } },
      { filter: { search: 'w1 w2' } },
      { filter: { search: 'w2 w1' } },
      { filter: { search: 'w1' }, orderBy: { field: 'CREATED_AT', direction: 'DESC' } },
      { filter: { search: 'w2' }, orderBy: { field: 'CREATED_AT', direction: 'DESC' } },
    ];
    const cursors = await Promise.all(lists.map(first));
    for (const [at, list] of lists.entries()) {
      for (const [own, cursor] of cursors.entries()) {
        const expected = at === own ? 'accepted' : 'BAD_USER_INPUT';
        expect([at, own, await refused({ ...list, after: cursor })]).toEqual([at, own, expected]);
        expect([at, own, await refused({ ...list, last: 1, before: cursor })]).toEqual([at, own, expected]);
      }
    }
    // The same search in other words is the same.
    const [spelt] = await Promise.all([first({ filter: { search: 'w1 w2' } })]);
    expect(await refused({ filter: { search: ' W1,  ｗ2? ' }, after: spelt })).toBe('accepted');
  });

  it('is refused: forged', async () => {
    const genuine = await first({ filter: { search: 'w1 w2' } });
    const parts = JSON.parse(Buffer.from(genuine, 'base64url').toString()) as unknown[];
    const forge = (parts: unknown): string => Buffer.from(JSON.stringify(parts)).toString('base64url');
    const withPart = (at: number, value: unknown) => forge(parts.map((part, each) => (each === at ? value : part)));
    const args = { filter: { search: 'w1 w2' } };
    expect(await refused({ ...args, after: forge(parts) })).toBe('accepted');
    for (const forged of [
      'x',
      '%%%',
      genuine.slice(1),
      genuine.slice(0, -4),
      offsetToCursor(3),
      Buffer.from(newId('question')).toString('base64url'),
      forge(null),
      forge({}),
      forge([]),
      forge(parts.slice(0, 4)),
      forge([...parts, 1]),
      withPart(0, null),
      withPart(0, 'RELEVANCE DESC'),
      ...[-1, 1.5, 2 ** 21, Number.NaN, '1', null].map((rank) => withPart(1, rank)),
      ...[-1, 1.5, 2 ** 32, 1e300, '1', null].map((number) => withPart(2, number)),
      ...[2, -1, true, null].map((any) => withPart(3, any)),
      ...[[], [1], [1, 2, 3], [0, 1], [1, 201], [1, 1.5], ['1', '2'], null, {}].map((weights) => withPart(4, weights)),
      'A'.repeat(10_000),
    ]) {
      expect([forged, await refused({ ...args, after: forged })]).toEqual([forged, 'BAD_USER_INPUT']);
      expect([forged, await refused({ ...args, before: forged, last: 1 })]).toEqual([forged, 'BAD_USER_INPUT']);
    }
    const difficulty: QuestionListArgs = { orderBy: { field: 'DIFFICULTY', direction: 'ASC' } };
    for (const rank of [0, 6]) {
      expect(await refused({ ...difficulty, after: forge(['DIFFICULTY ASC', rank, 1, 0, []]) })).toBe('BAD_USER_INPUT');
    }
    const created: QuestionListArgs = { orderBy: { field: 'CREATED_AT', direction: 'ASC' } };
    expect(await refused({ ...created, after: forge(['CREATED_AT ASC', 1, 1, 0, []]) })).toBe('BAD_USER_INPUT');
    // Whatever is well-formed is a place.
    for (const number of [0, 2 ** 32 - 1]) {
      const after = forge(['CREATED_AT ASC', 0, number, 0, []]);
      const { edges } = await byFunction({ ...created, after });
      expect(edges.length > 0).toBe(number === 0);
    }
  });

  it('is refused over GraphQL, too, with where it stands; and so are sizes out of range', async () => {
    const codes = async (args: string) => {
      const { errors } = await send(`{ questions(${args}) { edges { cursor } } }`, {}, candidate.token);
      return errors?.map(({ extensions }) => [extensions.code, extensions.issues?.[0]?.path]);
    };
    expect(await codes('after: "x"')).toEqual([['BAD_USER_INPUT', 'after']]);
    expect(await codes('last: 1, before: "x"')).toEqual([['BAD_USER_INPUT', 'before']]);
    for (const size of [0, -1, 101]) {
      expect(await codes(`first: ${size}`)).toEqual([['BAD_USER_INPUT', 'first']]);
      expect(await codes(`last: ${size}`)).toEqual([['BAD_USER_INPUT', 'last']]);
    }
    expect(await codes('orderBy: { field: RELEVANCE, direction: DESC }')).toEqual([
      ['BAD_USER_INPUT', 'orderBy.field'],
    ]);
    expect(await codes('filter: { search: "w1" }, orderBy: { field: RELEVANCE, direction: ASC }')).toEqual([
      ['BAD_USER_INPUT', 'orderBy.direction'],
    ]);
    const { errors } = await send('{ questions { totalCount } }');
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['UNAUTHENTICATED']);
  });
});
