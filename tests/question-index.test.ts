/** The index of the bank: its sets, that it says what the questions say whoever changes them, and what servers remember of it. */
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { asc, eq, inArray } from 'drizzle-orm';
import fc from 'fast-check';
import { createConnection } from 'mysql2/promise';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { createDatabase, type Database, type Db, type Tx, transaction } from '../src/db/connection.js';
import { newId } from '../src/db/id.js';
import { migrateDatabase } from '../src/db/migrate.js';
import { bankState, categories, postings, type QuestionRow, questions, signatures } from '../src/db/tables/index.js';
import type { QuestionContent } from '../src/domain/question/content.js';
import { ensureIndex, rebuildIndex } from '../src/domain/question/reindex.js';
import { insertQuestions, removeQuestion, rewriteQuestion } from '../src/domain/question/write.js';
import { createLog } from '../src/log.js';
import { changeTerms, lockBank, setNextNumber } from '../src/search/change.js';
import { likenessOf } from '../src/search/likeness.js';
import { countIn, matchAll } from '../src/search/match.js';
import { NumberSet } from '../src/search/number-set.js';
import { byKey, inTiers, keyOf, type Place } from '../src/search/order.js';
import { createQuestionIndex, type QuestionIndex, type Reading } from '../src/search/reading.js';
import {
  addTo,
  type Bits,
  clearBit,
  countBits,
  decodePosting,
  eachDown,
  eachUp,
  encodePosting,
  hasBit,
  intersect,
  newBits,
  packBits,
  placeAt,
  postingOf,
  setBit,
} from '../src/search/segment.js';
import { categoryTerm, difficultyTerm, statusTerm, tagTerm, termsOf, wordTerms } from '../src/search/term.js';
import { analysis } from '../src/search/words.js';

const segmentSize = 32_768;
const ascending = (numbers: Iterable<number>): number[] => [...numbers].sort((a, b) => a - b);

const bitsOf = (places: Iterable<number>): Bits => {
  const bits = newBits();
  for (const place of places) setBit(bits, place);
  return bits;
};

/** Places of one segment, about the bounds of words and of the segment more often than elsewhere. */
const place = fc.oneof(
  fc.constantFrom(0, 1, 30, 31, 32, 63, 64, 32_736, 32_766, 32_767),
  fc.integer({ min: 0, max: 32_767 }),
);
/** Few, many, and about as many as it takes to be stored in the other form. */
const places = fc.oneof(
  fc.array(place, { maxLength: 40 }).map((list) => new Set(list)),
  fc
    .tuple(fc.constantFrom(2_046, 2_047, 2_048, 2_049, 20_000, 32_768), fc.nat(32_767))
    // Steps by an odd number visit every place once.
    .map(([count, step]) => new Set(Array.from({ length: count }, (_, at) => (at * (step | 1)) % segmentSize))),
);

/** All that a visitor is shown, though it stop after some. */
const visited = (each: typeof eachUp, bits: Bits, most = Number.POSITIVE_INFINITY): number[] => {
  const seen: number[] = [];
  each(bits, (at) => seen.push(at) < most);
  return seen;
};

describe('a segment', () => {
  it('holds, counts, finds and visits what a plain set does', () => {
    fc.assert(
      fc.property(places, places, fc.integer({ min: 1, max: 50 }), (one, other, most) => {
        const bits = bitsOf(one);
        const sorted = ascending(one);
        expect(countBits(bits)).toBe(one.size);
        expect(visited(eachUp, bits)).toEqual(sorted);
        expect(visited(eachDown, bits)).toEqual([...sorted].reverse());
        expect(visited(eachUp, bits, most)).toEqual(sorted.slice(0, most));
        expect(visited(eachDown, bits, most)).toEqual([...sorted].reverse().slice(0, most));
        for (const at of [0, 31, 32, 32_767, ...sorted.slice(0, 20)]) expect(hasBit(bits, at)).toBe(one.has(at));
        for (const rank of new Set([0, most, one.size - 1].filter((each) => each >= 0 && each < one.size))) {
          expect(placeAt(bits, rank)).toBe(sorted[rank]);
        }
        expect(() => placeAt(bits, one.size)).toThrow(RangeError);

        const both = bits.slice();
        const common = sorted.filter((at) => other.has(at));
        expect(intersect(both, bitsOf(other))).toBe(common.length > 0);
        expect(visited(eachUp, both)).toEqual(common);
        for (const at of other) clearBit(bits, at);
        expect(visited(eachUp, bits)).toEqual(sorted.filter((at) => !other.has(at)));
      }),
      { numRuns: 60 },
    );
  });

  it('is stored in the smaller form, and is the same when it is read', () => {
    fc.assert(
      fc.property(places, places, (one, other) => {
        const bytes = encodePosting(packBits(bitsOf(one)));
        expect(bytes.length).toBe(Math.min(one.size * 2, 4_096));
        // As the driver gives it: somewhere within a larger buffer.
        const read = decodePosting(Buffer.concat([Buffer.alloc(3), bytes]).subarray(3));
        expect(read instanceof Uint32Array).toBe(one.size >= 2_048);
        const bits = bitsOf(other);
        addTo(bits, read);
        expect(visited(eachUp, bits)).toEqual(ascending(new Set([...one, ...other])));
        // Whatever it is made from.
        expect(encodePosting(postingOf([...one, ...[...one].slice(0, 3)].reverse()))).toEqual(bytes);
      }),
      { numRuns: 50 },
    );
  });
});

const numbers = fc
  .array(fc.tuple(fc.constantFrom(0, 1, 3), place), { maxLength: 60 })
  .map((list) => new Set(list.map(([segment, at]) => segment * segmentSize + at)));

const setOf = (members: Iterable<number>): NumberSet => {
  const bits = new Map<number, Bits>();
  for (const number of ascending(members)) {
    const segment = Math.floor(number / segmentSize);
    if (!bits.has(segment)) bits.set(segment, newBits());
    setBit(bits.get(segment) as Bits, number % segmentSize);
  }
  return new NumberSet(bits);
};

const membersOf = (set: NumberSet): number[] => {
  const seen: number[] = [];
  set.each('ascending', (number) => seen.push(number) > 0);
  return seen;
};

describe('a set of numbers', () => {
  it('is a plain set over several segments', () => {
    fc.assert(
      fc.property(numbers, numbers, (one, other) => {
        const set = setOf(one);
        const sorted = ascending(one);
        expect(set.size).toBe(one.size);
        expect(membersOf(set)).toEqual(sorted);
        expect(sorted.map((_, rank) => set.at(rank))).toEqual(sorted);
        expect(() => set.at(one.size)).toThrow(RangeError);
        for (const number of [...one, ...other, 2 * segmentSize]) expect(set.has(number)).toBe(one.has(number));

        const rest = set.without(other);
        expect(membersOf(rest)).toEqual(sorted.filter((number) => !other.has(number)));
        expect(rest.size).toBe(sorted.filter((number) => !other.has(number)).length);
        expect(membersOf(rest).map((_, rank) => rest.at(rank))).toEqual(membersOf(rest));
        const both = set.and(setOf(other));
        expect(membersOf(both)).toEqual(sorted.filter((number) => other.has(number)));
        // Neither has changed what it was made from.
        expect(membersOf(set)).toEqual(sorted);
      }),
    );
  });

  it('is visited in either order, from any number on, as far as is wanted', () => {
    const borders = [0, 1, 32_766, 32_767, 32_768, 32_769, 65_534, 65_535, 65_536];
    fc.assert(
      fc.property(numbers, fc.integer({ min: 1, max: 70 }), fc.boolean(), (own, most, up) => {
        // Both sides of each border have a member.
        const members = new Set([...own, ...borders]);
        const order = up ? ascending(members) : ascending(members).reverse();
        for (const beyond of [
          undefined,
          ...borders,
          ...[...own].slice(0, 5),
          20_000,
          2 * segmentSize,
          5 * segmentSize,
        ]) {
          const seen: number[] = [];
          setOf(members).each(up ? 'ascending' : 'descending', (number) => seen.push(number) < most, beyond);
          const isBeyond = (number: number) => beyond === undefined || (up ? number > beyond : number < beyond);
          expect(seen).toEqual(order.filter(isBeyond).slice(0, most));
        }
      }),
      { numRuns: 40 },
    );
  });
});

describe('matching', () => {
  it('finds what is in one set of each group', () => {
    const term = fc.constantFrom('a', 'b', 'c', 'd', 'none');
    // Of each term, every fifth, seventh … number: rare terms and common ones have members in common.
    const members = fc.record({ step: fc.constantFrom(5, 7, 35, 2_000), own: fc.constantFrom([0], [1, 3], [0, 3]) });
    const index = fc.record({ a: members, b: members, c: members, d: members });
    const groups = fc.array(fc.array(term, { maxLength: 3 }), { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(index, groups, (terms, wanted) => {
        const sets = new Map(
          Object.entries(terms).map(([name, { step, own }]) => {
            const within = Array.from({ length: Math.ceil(segmentSize / step) }, (_, at) => at * step);
            return [name, new Set(own.flatMap((segment) => within.map((at) => segment * segmentSize + at)))];
          }),
        );
        const known = new Map(
          [...sets].map(([name, set]) => [
            name,
            new Map([...setOf(set).segments].map(([segment, bits]) => [segment, packBits(bits)])),
          ]),
        );
        const reading: Reading = { segments: [0, 1, 2, 3], posting: (name, segment) => known.get(name)?.get(segment) };
        const inGroup = (names: string[]) => new Set(names.flatMap((name) => [...(sets.get(name) ?? [])]));
        const [first, ...others] = wanted.map(inGroup) as [Set<number>, ...Set<number>[]];
        const expected = [...first].filter((number) => others.every((other) => other.has(number)));
        const found = matchAll(reading, wanted);
        expect(found.size).toBe(expected.length);
        expect(membersOf(found)).toEqual(ascending(expected));
        for (const [name, set] of sets) {
          expect(countIn(reading, found, [name])).toBe(expected.filter((number) => set.has(number)).length);
        }
        // Nothing that was read has been written to.
        for (const [name, set] of sets) expect(membersOf(matchAll(reading, [[name]]))).toEqual(ascending(set));
      }),
      { numRuns: 60 },
    );
  });
});

describe('an order', () => {
  /** What a stretch of a sorted list is. @param compare negative where the first comes first */
  const stretchOf = (
    list: Place[],
    compare: (a: Place, b: Place) => number,
    { after, before, limit, fromEnd }: { after?: Place; before?: Place; limit: number; fromEnd: boolean },
  ): Place[] => {
    const within = [...list]
      .sort(compare)
      .filter((each) => (!after || compare(each, after) > 0) && (!before || compare(each, before) < 0));
    return fromEnd ? within.slice(-limit) : within.slice(0, limit);
  };
  /** Places of a list of which no two have the same number, and a stretch of it, from and to places of it and others. */
  const cutList = (rank: fc.Arbitrary<number>, number: fc.Arbitrary<number>) => {
    const place = fc.record({ rank, number });
    return fc.uniqueArray(place, { selector: (each) => each.number }).chain((list) => {
      const known = list.length > 0 ? fc.constantFrom(...list) : place;
      const cursor = fc.option(fc.oneof(place, known), { nil: undefined });
      const limit = fc.integer({ min: 1, max: 12 });
      const stretch = fc.record({ after: cursor, before: cursor, limit, fromEnd: fc.boolean() });
      return fc.record({ list: fc.constant(list), stretch });
    });
  };

  it('in tiers is a sorted list, whatever is cut from it', () => {
    const tiers = fc.constantFrom<number[]>([1, 2, 3, 4, 5], [5, 4, 3, 2, 1], [0]);
    const number = fc.nat(200).map((each) => each * 500);
    const test = fc
      .tuple(tiers, fc.boolean())
      .chain(([ranks, up]) => fc.tuple(fc.constant({ ranks, up }), cutList(fc.constantFrom(...ranks), number)));
    fc.assert(
      fc.property(test, ([{ ranks, up }, { list, stretch }]) => {
        const compare = (a: Place, b: Place) =>
          ranks.indexOf(a.rank) - ranks.indexOf(b.rank) || (up ? a.number - b.number : b.number - a.number);
        const numbersOf = (rank: number) => list.filter((each) => each.rank === rank).map((each) => each.number);
        const ordered = inTiers(
          ranks.map((rank) => ({ rank, set: setOf(numbersOf(rank)) })),
          up ? 'ascending' : 'descending',
        );
        expect(ordered(stretch)).toEqual(stretchOf(list, compare, stretch));
      }),
      { numRuns: 500 },
    );
  });

  it('by key is a sorted list, whatever is cut from it', () => {
    const rank = fc.oneof(fc.nat(5), fc.nat(2 ** 21 - 1));
    const number = fc.oneof(fc.nat(200), fc.constantFrom(2 ** 32 - 1, 2 ** 31));
    fc.assert(
      fc.property(cutList(rank, number), ({ list, stretch }) => {
        const compare = (a: Place, b: Place) => b.rank - a.rank || b.number - a.number;
        expect(byKey(Float64Array.from(list, keyOf))(stretch)).toEqual(stretchOf(list, compare, stretch));
      }),
      { numRuns: 500 },
    );
  });
});

/** A new database without questions. */
const createEmpty = async (): Promise<{ url: string; run(statements: string[]): Promise<void> }> => {
  const url = new URL(inject('databaseUrl'));
  const name = `zpi_index_${randomUUID().slice(0, 8)}`;
  const run = async (statements: string[]) => {
    const connection = await createConnection({ uri: url.href });
    for (const statement of statements) await connection.query(statement);
    await connection.end();
  };
  await run([`CREATE DATABASE ${name}`]);
  url.pathname = `/${name}`;
  return { url: url.href, run };
};

const log = createLog('silent');
const author = { editorId: null, now: new Date() };
const subjects = [newId('category'), newId('category')] as const;

type Bank = { url: string; one: Database; other: Database; dispose(): Promise<void> };

/** A bank of its own, and two servers at it. */
const createBank = async (): Promise<Bank> => {
  const { url } = await createEmpty();
  await migrateDatabase(url);
  const [one, other] = [createDatabase(url, 4), createDatabase(url, 4)];
  for (const id of subjects) await one.db.insert(categories).values({ id, slug: id, nameZh: id, nameEn: id });
  await ensureIndex(one.db, log);
  return { url, one, other, dispose: async () => void (await Promise.all([one.dispose(), other.dispose()])) };
};

const vocabulary = ['redis', 'cache', '缓存', '进程间通信', '锁', 'C++', 'Node.js', 'indexes', '\u{10330}\u{10331}'];
const content = fc
  .record({
    locale: fc.constantFrom('ZH' as const, 'EN' as const),
    prompt: fc.array(fc.constantFrom(...vocabulary), { minLength: 1, maxLength: 6 }).map((words) => words.join(' ')),
    categoryId: fc.constantFrom(...subjects),
    tags: fc.uniqueArray(fc.constantFrom('redis', 'c++', '缓存', 'message-queue'), { maxLength: 3 }),
    difficulty: fc.integer({ min: 1, max: 5 }),
    status: fc.constantFrom('DRAFT' as const, 'PUBLISHED' as const, 'ARCHIVED' as const),
  })
  .map((given): QuestionContent => ({ ...given, timeLimit: 120, referenceAnswer: 'x', keyPoints: [], hints: [] }));
const [sampleContent] = fc.sample(content, { numRuns: 1, seed: 1 }) as [QuestionContent];

/** One transaction. Rewritten and removed is what has a place in the bank, counted round. */
type Step = (
  | { kind: 'insert'; contents: QuestionContent[] }
  | { kind: 'rewrite'; at: number; content: QuestionContent; fields: (keyof QuestionContent)[] }
  | { kind: 'remove'; at: number }
) & { rolledBack: boolean };

const changeable: (keyof QuestionContent)[] = [
  'locale',
  'prompt',
  'categoryId',
  'tags',
  'difficulty',
  'status',
  'timeLimit',
];
/** One, or all. */
const fields: fc.Arbitrary<(keyof QuestionContent)[]> = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...changeable).map((field) => [field]) },
  { weight: 1, arbitrary: fc.constant(changeable) },
);

const step: fc.Arbitrary<Step> = fc
  .tuple(
    fc.oneof(
      {
        weight: 3,
        arbitrary: fc.record({ kind: fc.constant('insert' as const), contents: fc.array(content, { maxLength: 5 }) }),
      },
      { weight: 3, arbitrary: fc.record({ kind: fc.constant('rewrite' as const), at: fc.nat(), content, fields }) },
      { weight: 2, arbitrary: fc.record({ kind: fc.constant('remove' as const), at: fc.nat() }) },
    ),
    fc.integer({ min: 0, max: 3 }),
  )
  .map(([work, chance]) => ({ ...work, rolledBack: chance === 0 }));

class RolledBack extends Error {}

const pick = async (tx: Tx, at: number): Promise<QuestionRow | undefined> => {
  const rows = await tx.select().from(questions).orderBy(asc(questions.number)).for('update');
  return rows[at % rows.length];
};

const doWork = async (tx: Tx, work: Step): Promise<QuestionRow[]> => {
  if (work.kind === 'insert') return insertQuestions(tx, work.contents, author);
  await lockBank(tx);
  const row = await pick(tx, work.at);
  if (!row) return [];
  if (work.kind === 'rewrite') {
    const changed = Object.fromEntries(work.fields.map((field) => [field, work.content[field]]));
    await rewriteQuestion(tx, row, { ...row, ...changed }, author);
  } else await removeQuestion(tx, row, author);
  return [];
};

/** Runs a step. @param within runs before its transaction ends @returns numbers of what it has inserted, unless it was rolled back */
const run = async (db: Db, work: Step, within?: (tx: Tx) => Promise<void>): Promise<number[]> => {
  try {
    return await transaction(db, async (tx) => {
      const inserted = await doWork(tx, work);
      await within?.(tx);
      if (work.rolledBack) throw new RolledBack();
      return inserted.map(({ number }) => number);
    });
  } catch (error) {
    if (!(error instanceof RolledBack)) throw error;
    return [];
  }
};

/** All that the index holds. */
const readIndex = async (db: Db): Promise<{ postings: Record<string, string>; signatures: string[] }> => {
  const rows = await db.select().from(postings);
  const hashes = await db.select().from(signatures);
  return {
    postings: Object.fromEntries(
      rows.map(({ segment, term, members }) => [`${segment} ${term}`, members.toString('hex')] as const).sort(),
    ),
    signatures: hashes.map(({ hash, number }) => `${number} ${hash}`).sort(),
  };
};

/** What it should hold, made from the questions without anything of what makes it. */
const expectedIndex = (rows: QuestionRow[]): Awaited<ReturnType<typeof readIndex>> => {
  const members = new Map<string, Set<number>>();
  for (const row of rows) {
    for (const term of termsOf(row)) {
      const key = `${Math.floor(row.number / segmentSize)} ${term}`;
      members.set(key, (members.get(key) ?? new Set()).add(row.number % segmentSize));
    }
  }
  const encoded = [...members].map(([key, places]) => {
    const sorted = ascending(places);
    const bytes = Buffer.alloc(places.size < 2_048 ? places.size * 2 : 4_096);
    for (const [at, each] of sorted.entries()) {
      if (places.size < 2_048) bytes.writeUInt16LE(each, at * 2);
      else bytes[each >> 3] = (bytes[each >> 3] as number) | (1 << (each & 7));
    }
    return [key, bytes.toString('hex')] as const;
  });
  return {
    postings: Object.fromEntries(encoded.sort()),
    signatures: rows
      .flatMap(({ locale, prompt, number }) => likenessOf(locale, prompt).signature.map((hash) => `${number} ${hash}`))
      .sort(),
  };
};

const expectRight = async (db: Db): Promise<void> => {
  const rows = await db.select().from(questions);
  const index = await readIndex(db);
  expect(index).toEqual(expectedIndex(rows));
  expect(Object.values(index.postings)).not.toContain('');
  for (const { locale, prompt, promptKey } of rows) expect(promptKey).toBe(likenessOf(locale, prompt).promptKey);
};

let bank: Bank;
beforeAll(async () => {
  bank = await createBank();
});
afterAll(() => bank.dispose());

describe('whatever is done to the bank', () => {
  it('the index holds what the questions say, and numbers follow the order of commits', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(step, { minLength: 1, maxLength: 4 }), { maxLength: 6 }), async (rounds) => {
        const { one, other } = bank;
        const committed: number[] = [];
        for (const round of rounds) {
          // What one round does is done at once, by two servers. Who holds the bank commits before the next has it.
          const order: number[][] = [];
          await Promise.all(
            round.map(async (work, at) => {
              let turn = -1;
              const inserted = await run((at % 2 === 0 ? one : other).db, work, async (tx) => {
                await lockBank(tx);
                turn = order.push([]) - 1;
              });
              if (turn >= 0) order[turn] = inserted;
            }),
          );
          committed.push(...order.flat());
        }
        expect(committed).toEqual(ascending(new Set(committed)));
        await expectRight(one.db);
        const before = await readIndex(one.db);
        await rebuildIndex(other.db);
        expect(await readIndex(one.db)).toEqual(before);
      }),
      { numRuns: 12 },
    );
  }, 60_000);

  it('holds it while the index is made anew under it', async () => {
    const { one, other } = bank;
    const steps = fc.sample(step, { numRuns: 30, seed: 2 });
    const working = (async () => {
      for (const work of steps) await run(other.db, work);
    })();
    await Promise.all([working, rebuildIndex(one.db), rebuildIndex(other.db)]);
    await expectRight(one.db);
    expect(await one.db.select().from(bankState)).toMatchObject([{ analysis }]);
  });

  it('stores a term that becomes common, and rare again, in the smaller form', async () => {
    const { one } = bank;
    const segment = 9;
    const term = 'tag=in-between';
    const change = (places: number[], kind: 'add' | 'remove') =>
      transaction(one.db, async (tx) => {
        await lockBank(tx);
        const none = { add: [], remove: [] };
        await changeTerms(
          tx,
          places.map((each) => ({ number: segment * segmentSize + each, ...none, [kind]: [term] })),
        );
      });
    const bytes = async () => {
      const [row] = await one.db.select().from(postings).where(eq(postings.term, term));
      return row?.members.length;
    };
    const odd = Array.from({ length: 2_048 }, (_, at) => at * 16 + 15);
    await change(odd, 'add');
    expect(await bytes()).toBe(4_096);
    await change(odd, 'remove');
    expect(await bytes()).toBeUndefined();
    await change(odd.slice(1), 'add');
    expect(await bytes()).toBe(2_047 * 2);
    await change(odd.slice(0, 1), 'add');
    expect(await bytes()).toBe(4_096);
    expect(membersOf(matchAll(await createQuestionIndex().read(one.db, [term]), [[term]]))).toEqual(
      odd.map((each) => segment * segmentSize + each),
    );
    await change(odd.slice(-1), 'remove');
    expect(await bytes()).toBe(2_047 * 2);
    await change(odd, 'remove');
    expect(await bytes()).toBeUndefined();
  });

  it('takes five hundred of the longest questions in one go', async () => {
    const { one } = bank;
    const long = (length: number) => '锁'.repeat(length);
    const contents = Array.from({ length: 500 }, (_, at) => ({
      ...sampleContent,
      prompt: `${at}`,
      referenceAnswer: long(16_000),
      keyPoints: Array.from({ length: 4 }, (_each, point) => ({ id: `${point}`, text: long(1_000), weight: 1 })),
    }));
    const written = await transaction(one.db, (tx) => insertQuestions(tx, contents, author));
    expect(written).toHaveLength(500);
    await one.db.delete(questions).where(
      inArray(
        questions.id,
        written.map(({ id }) => id),
      ),
    );
    await rebuildIndex(one.db);
  });
});

/** Runs something before a statement is sent: before the first, the second … */
const meddleWith = (database: Database, meddle: (count: number) => Promise<void>): void => {
  const { pool } = database;
  const query = pool.query.bind(pool) as (...args: unknown[]) => Promise<unknown>;
  let count = 0;
  const meddled = async (...args: unknown[]) => {
    await meddle(++count);
    return query(...args);
  };
  pool.query = meddled as typeof pool.query;
};

describe('what servers remember', () => {
  const terms = [
    ...subjects.map(categoryTerm),
    ...['DRAFT', 'PUBLISHED', 'ARCHIVED'].map((status) => statusTerm(status as 'DRAFT')),
    ...[1, 2, 3, 4, 5].map(difficultyTerm),
    ...['redis', 'c++', '缓存', 'message-queue', 'never'].map(tagTerm),
    ...['redi', 'cach', '缓存', '锁', 'never'].flatMap(wordTerms),
  ];

  const expectToSee = async (index: QuestionIndex, db: Db | Tx, some: string[]): Promise<void> => {
    const reading = await index.read(db, some);
    const rows = await db.select().from(questions);
    for (const term of some) {
      const own = rows.filter((row) => termsOf(row).includes(term)).map(({ number }) => number);
      expect([term, membersOf(matchAll(reading, [[term]]))]).toEqual([term, ascending(own)]);
    }
  };

  it('is what is there, at once, whoever changed it; and what was rolled back was never there', async () => {
    const { one, other } = bank;
    const indexes = [createQuestionIndex(), createQuestionIndex()] as const;
    const some = fc.uniqueArray(fc.constantFrom(...terms), { minLength: 1, maxLength: 12 });
    const look = fc.record({ work: step, by: fc.boolean(), within: some, afterwards: some });
    await fc.assert(
      fc.asyncProperty(fc.array(look, { maxLength: 8 }), async (looks) => {
        for (const { work, by, within, afterwards } of looks) {
          await run((by ? one : other).db, work, (tx) => expectToSee(indexes[by ? 0 : 1], tx, within));
          // Several at once, none of which may see what another has only half read.
          await Promise.all([
            ...[1, 2, 3].map(() => expectToSee(indexes[0], one.db, afterwards)),
            expectToSee(indexes[1], other.db, [...within, ...afterwards]),
          ]);
        }
      }),
      { numRuns: 8 },
    );
    for (const index of indexes) await expectToSee(index, one.db, terms);
  }, 60_000);

  it('is asked for only where it may have changed', async () => {
    const { one } = bank;
    const index = createQuestionIndex();
    await index.read(one.db, terms);
    const sent = one.statements();
    await index.read(one.db, terms);
    expect(one.statements() - sent).toBe(1);
  });

  it('is of one moment: what moves from one term to another while it is read is in one of them', async () => {
    const { url, one, other } = bank;
    const [row] = await transaction(one.db, (tx) => insertQuestions(tx, [sampleContent], author));
    const { id, number } = row as QuestionRow;
    const move = (categoryId: string) =>
      transaction(other.db, async (tx) => {
        await lockBank(tx);
        const [old] = await tx.select().from(questions).where(eq(questions.id, id));
        await rewriteQuestion(tx, old as QuestionRow, { ...sampleContent, categoryId }, author);
      });
    const [here, there] = subjects;
    // One of two terms is remembered, the other is not; the question moves before the first, second, third statement.
    for (const known of subjects) {
      for (const at of [1, 2, 3]) {
        await move(here);
        const index = createQuestionIndex();
        await index.read(one.db, [categoryTerm(known)]);
        const watched = createDatabase(url, 1);
        meddleWith(watched, async (count) => {
          if (count === at) await move(there);
        });
        const reading = await index.read(watched.db, subjects.map(categoryTerm));
        await watched.dispose();
        const found = subjects.filter((subject) => matchAll(reading, [[categoryTerm(subject)]]).has(number));
        expect([known, at, found]).toEqual([known, at, [at === 3 ? expect.any(String) : there]]);
      }
    }
  });

  it('is whole to one who asks while another is still reading it', async () => {
    const { url, one, other } = bank;
    const index = createQuestionIndex();
    await index.read(one.db, terms);
    await transaction(other.db, (tx) => insertQuestions(tx, [sampleContent], author));
    const watched = createDatabase(url, 1);
    let asked = 0;
    meddleWith(watched, async (count) => {
      if (count !== 2) return;
      asked++;
      await expectToSee(index, one.db, terms);
    });
    await index.read(watched.db, terms);
    await watched.dispose();
    expect(asked).toBe(1);
  });

  it('is none of another term that looks the same to the database', async () => {
    const { one } = bank;
    await transaction(one.db, (tx) => insertQuestions(tx, [{ ...sampleContent, tags: ['redis'] }], author));
    const reading = await createQuestionIndex().read(one.db, ['tag=redis  ', 'tag=Redis', `tag=redis\0`]);
    for (const term of ['tag=redis  ', 'tag=Redis', `tag=redis\0`]) expect(reading.posting(term, 0)).toBeUndefined();
  });

  it('is no more for what strangers ask for: the room that it takes counts', async () => {
    const { one } = bank;
    const index = createQuestionIndex();
    const statements = async (some: string[]) => {
      const sent = one.statements();
      await index.read(one.db, some);
      return one.statements() - sent;
    };
    await index.read(one.db, terms);
    const long = (at: number) => Array.from({ length: 100 }, (_, each) => `${at} ${each}`.padEnd(50_000, 'x'));
    for (let at = 0; at < 7; at++) await index.read(one.db, long(at));
    expect(await statements(long(6))).toBe(1);
    expect(await statements(terms)).toBeGreaterThan(1);
  });
});

describe('the border of a segment', () => {
  it('is no border to what is inserted, changed, removed and found', async () => {
    const { one, other } = bank;
    const index = createQuestionIndex();
    const numbersOf = async (term: string) => membersOf(matchAll(await index.read(other.db, [term]), [[term]]));
    for (const border of [segmentSize, 2 * segmentSize]) {
      await transaction(one.db, async (tx) => {
        await lockBank(tx);
        await setNextNumber(tx, border - 2);
      });
      const tag = `border-${border}`;
      const rows = await transaction(one.db, (tx) =>
        insertQuestions(
          tx,
          Array.from({ length: 5 }, () => ({ ...sampleContent, tags: [tag] })),
          author,
        ),
      );
      expect(rows.map(({ number }) => number)).toEqual([-2, -1, 0, 1, 2].map((step) => border + step));
      expect(await numbersOf(tagTerm(tag))).toEqual(rows.map(({ number }) => number));
      await transaction(one.db, async (tx) => {
        await lockBank(tx);
        for (const row of rows.slice(1, 3)) await removeQuestion(tx, row, author);
        await rewriteQuestion(tx, rows[0] as QuestionRow, { ...sampleContent, tags: [] }, author);
      });
      expect(await numbersOf(tagTerm(tag))).toEqual([border + 1, border + 2]);
      const everything = matchAll(await index.read(other.db, [1, 2, 3, 4, 5].map(difficultyTerm)), [
        [1, 2, 3, 4, 5].map(difficultyTerm),
      ]);
      expect(everything.size).toBe(await one.db.$count(questions));
      expect(everything.at(everything.size - 1)).toBe(border + 2);
    }
    await expectRight(one.db);
    const made = await readIndex(one.db);
    expect(await rebuildIndex(one.db)).toBe(await one.db.$count(questions));
    expect(await readIndex(one.db)).toEqual(made);
  });
});

describe('an index that has to be made anew', () => {
  const wipe = async (db: Db) => {
    await db.delete(postings);
    await db.delete(signatures);
    await db.update(questions).set({ promptKey: null });
    await db.update(bankState).set({ analysis: 0 });
  };

  /** A server that is killed after so many transactions. */
  const dyingAfter = (most: number, db: Db): Db => {
    let count = 0;
    return new Proxy(db, {
      get: (target, key, receiver) => {
        if (key === 'transaction' && ++count > most) throw new Error('killed');
        return Reflect.get(target, key, receiver);
      },
    });
  };

  it('is made at the first start after the upgrade, in the order in which the questions were written', async () => {
    const { url, run: send } = await createEmpty();
    const files = ['0000_initial.sql', '0001_accounts.sql', '0002_files.sql'].map((name) =>
      resolve(import.meta.dirname, '../drizzle', name),
    );
    const statements = (await Promise.all(files.map((file) => readFile(file, 'utf8')))).flatMap((text) =>
      text.split('--> statement-breakpoint'),
    );
    const { pathname } = new URL(url);
    const subject = sampleContent.categoryId;
    // More than are read at once.
    const ids = Array.from({ length: 2_005 }, () => newId('question'));
    const rows = [...ids].reverse().map(
      (id, at) =>
        `('${id}', NULL, '${at % 2 ? 'ZH' : 'EN'}', 'Redis 的持久化 ${at}', '${subject}', '["redis"]', ${(at % 5) + 1}, 60,
          'PUBLISHED', 'x', '[]', '[]', 1, NOW(3), NOW(3))`,
    );
    await send([
      `USE ${pathname.slice(1)}`,
      'CREATE TABLE __migration_under_way (id int PRIMARY KEY)',
      ...statements,
      `INSERT INTO categories (id, slug, name_zh, name_en) VALUES ('${subject}', 'x', 'x', 'x')`,
      `INSERT INTO questions (id, seed_slug, locale, prompt, category_id, tags, difficulty, time_limit, status,
        reference_answer, key_points, hints, version, created_at, updated_at) VALUES ${rows.join(', ')}`,
    ]);
    await migrateDatabase(url);
    const database = createDatabase(url, 4);
    expect(await database.db.$count(postings)).toBe(0);
    // Two servers start at once.
    await Promise.all([ensureIndex(database.db, log), ensureIndex(database.db, log)]);
    await expectRight(database.db);
    const numbered = await database.db.select().from(questions).orderBy(asc(questions.number));
    expect(numbered.map(({ id, number }) => [id, number])).toEqual([...ids].sort().map((id, at) => [id, at + 1]));
    expect(await database.db.select().from(bankState)).toEqual([{ id: 1, nextNumber: 2_006, analysis }]);
    const [next] = await transaction(database.db, (tx) => insertQuestions(tx, [sampleContent], author));
    expect(next?.number).toBe(2_006);
    await expectRight(database.db);
    await database.dispose();
  });

  it('is right in the end, wherever the making of it was cut off, and by whomever it was begun anew', async () => {
    const { one, other } = bank;
    for (const segment of [0, 1, 2]) {
      await transaction(one.db, async (tx) => {
        await setNextNumber(tx, Math.max(await lockBank(tx), segment * segmentSize + 100));
        await insertQuestions(tx, [sampleContent, { ...sampleContent, tags: ['redis'] }], author);
      });
    }
    const made = await readIndex(one.db);
    // Its transactions: the first says that the index is under way, then one for each segment.
    for (const most of [1, 2, 3]) {
      await wipe(one.db);
      await expect(ensureIndex(dyingAfter(most, one.db), log)).rejects.toThrow('killed');
      expect((await one.db.select().from(bankState))[0]?.analysis).not.toBe(analysis);
      await ensureIndex(other.db, log);
      expect(await readIndex(one.db)).toEqual(made);
      await expectRight(one.db);
    }
    // One is overtaken by another that has thrown signatures away, and is killed: the one must not say that all is done.
    await wipe(one.db);
    let count = 0;
    const overtaken = new Proxy(one.db, {
      get: (target, key, receiver) => {
        if (key !== 'transaction' || ++count !== 4) return Reflect.get(target, key, receiver);
        return async (...args: Parameters<Db['transaction']>) => {
          const result = await one.db.transaction(...args);
          await expect(rebuildIndex(dyingAfter(1, other.db))).rejects.toThrow('killed');
          return result;
        };
      },
    });
    await ensureIndex(overtaken, log);
    await ensureIndex(other.db, log);
    expect(await readIndex(one.db)).toEqual(made);
  });

  it('forgets what other servers remember of a segment in which nothing is left', async () => {
    const { one, other } = bank;
    const segment = 5;
    const [row] = await transaction(one.db, async (tx) => {
      await lockBank(tx);
      await setNextNumber(tx, segment * segmentSize + 1);
      return insertQuestions(tx, [sampleContent], author);
    });
    // Found by a term that texts are no longer taken apart into.
    await one.db.insert(postings).values({ segment, term: 'word1=old', members: Buffer.from([1, 0]) });
    const index = createQuestionIndex();
    const old = async () => matchAll(await index.read(other.db, ['word1=old']), [['word1=old']]).size;
    expect(await old()).toBe(1);
    await transaction(one.db, async (tx) => {
      await lockBank(tx);
      await removeQuestion(tx, row as QuestionRow, author);
    });
    expect(await old()).toBe(1);
    await rebuildIndex(one.db);
    expect(await old()).toBe(0);
    await expectRight(one.db);
  });
});
