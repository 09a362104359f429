/** Drawing from the bank: each question as likely as any other, what is new first, evenly over what was asked for. */
import { eq } from 'drizzle-orm';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as api from '../src/client/gql/graphql.js';
import { type Context, createContext } from '../src/context.js';
import { type Tx, transaction } from '../src/db/connection.js';
import { newId } from '../src/db/id.js';
import { categories, type QuestionRow, questions } from '../src/db/tables/index.js';
import { type DrawQuestionsInput, drawEvenly, drawQuestions } from '../src/domain/question/draw.js';
import { findQuestions } from '../src/domain/question/list.js';
import { insertQuestions, type NewQuestion, removeQuestion, rewriteQuestion } from '../src/domain/question/write.js';
import { createRandom, sample, shuffled } from '../src/domain/random.js';
import { lockBank } from '../src/search/change.js';
import { overHttp, type Send } from './support/wire.js';
import { createWorld, type Person, unique, type World } from './support/world.js';

let world: World;
let send: Send;

beforeAll(async () => {
  // Without a worker, and in a database of its own: whoever else sends statements would be counted, too.
  world = await createWorld({ env: { ROLE: 'api' }, stores: 'draw' });
  send = overHttp(world.url);
});
afterAll(() => world.dispose());

const contextOf = ({ token }: Person): Promise<Context> =>
  createContext(world.app.services, {
    requestId: 'test',
    token,
    acceptLanguage: undefined,
    ip: undefined,
    userAgent: undefined,
  });

const draw = (ctx: Context, input: DrawQuestionsInput) =>
  drawQuestions(Object.assign(Object.create(ctx), { lists: new Map() }), input);
const idsOf = async (ctx: Context, input: DrawQuestionsInput): Promise<string[]> =>
  (await draw(ctx, input)).map(({ id }) => id);

const category = async (parentId: string | null = null): Promise<string> => {
  const id = newId('category');
  await world.app.services.db.insert(categories).values({ id, parentId, slug: id, nameZh: id, nameEn: id });
  return id;
};

/** Publishes questions; returns their numbers by id, in the order in which they were written. */
const publish = async (categoryId: string, contents: Partial<NewQuestion>[]): Promise<Map<string, number>> => {
  const plain = {
    categoryId,
    locale: 'EN' as const,
    prompt: 'plain',
    tags: [],
    difficulty: 3,
    timeLimit: 60,
    status: 'PUBLISHED' as const,
    referenceAnswer: 'x',
    keyPoints: [],
    hints: [],
  };
  const rows = await transaction(world.app.services.db, (tx) =>
    insertQuestions(
      tx,
      contents.map((content) => ({ ...plain, ...content })),
      { editorId: null, now: world.clock.now() },
    ),
  );
  return new Map(rows.map(({ id, number }) => [id, number]));
};

const times = <T>(count: number, make: (at: number) => T): T[] => Array.from({ length: count }, (_, at) => make(at));
/** Questions with nothing in them that matters, but for what is given. */
const several = (count: number, content: Partial<NewQuestion> = {}) => times(count, () => content);

/** The logarithm of the gamma function (Lanczos, with the coefficients of Godfrey; 15 digits). */
const logGamma = (z: number): number => {
  const coefficients = [
    0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
    12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
  ];
  const x = z - 1;
  const t = x + 7.5;
  const sum = coefficients.reduce(
    (total, coefficient, at) => total + (at === 0 ? coefficient : coefficient / (x + at)),
    0,
  );
  return 0.5 * Math.log(2 * Math.PI) + (x + 0.5) * Math.log(t) - t + Math.log(sum);
};

/** How likely chance alone makes a chi-square statistic this large: Q(df/2, x/2) (Press et al., Numerical Recipes, §6.2). */
const pValue = (statistic: number, degrees: number): number => {
  const [a, x] = [degrees / 2, statistic / 2];
  const front = Math.exp(-x + a * Math.log(x) - logGamma(a));
  if (x < a + 1) {
    let [term, sum] = [1 / a, 1 / a];
    for (let n = a + 1; term > sum * 1e-15; n++) {
      term *= x / n;
      sum += term;
    }
    return 1 - front * sum;
  }
  let b = x + 1 - a;
  let c = 1e300;
  let d = 1 / b;
  let h = d;
  for (let n = 1; ; n++) {
    const an = -n * (n - a);
    b += 2;
    d = 1 / (an * d + b);
    c = b + an / c;
    h *= d * c;
    if (Math.abs(d * c - 1) < 1e-15) return front * h;
  }
};

/** Pearson's test of counts that should all be the same. */
const evenness = (counts: number[]): number => {
  const mean = counts.reduce((sum, count) => sum + count, 0) / counts.length;
  return pValue(counts.reduce((sum, count) => sum + (count - mean) ** 2, 0) / mean, counts.length - 1);
};

const choose = (n: number, k: number): number => (k === 0 ? 1 : (choose(n - 1, k - 1) * n) / k);

/**
 * Tests `draws` of k from n for uniformity. One draw takes no question twice, so its counts hang together more than a die's.
 * Of single counts the covariance has one eigenvalue, of pairs two (those of the Johnson scheme J(n, 2)): one for what the
 * single counts say already, one for the rest. Each part over its own eigenvalue is chi-square.
 */
const uniformity = (draws: number[][], n: number): { singles: number; pairs: number; firsts: number } => {
  const [times, k] = [draws.length, (draws[0] as number[]).length];
  const singles = new Array<number>(n).fill(0);
  const firsts = new Array<number>(n).fill(0);
  const pairs = new Array<number>(n * n).fill(0);
  for (const drawn of draws) {
    firsts[drawn[0] as number] = (firsts[drawn[0] as number] as number) + 1;
    for (const one of drawn) {
      singles[one] = (singles[one] as number) + 1;
      for (const other of drawn) {
        if (one < other) pairs[one * n + other] = (pairs[one * n + other] as number) + 1;
      }
    }
  }
  const all = (size: number) => choose(k, size) / choose(n, size);
  const p = k / n;
  const single = (times * p * (1 - p) * n) / (n - 1);
  const deviation = singles.reduce((sum, count) => sum + (count - times * p) ** 2, 0);

  const pair = all(2);
  const [own, sharing, apart] = [pair - pair ** 2, all(3) - pair ** 2, all(4) - pair ** 2];
  const rest = times * (own - 2 * sharing + apart);
  let squares = 0;
  for (let one = 0; one < n; one++) {
    for (let other = one + 1; other < n; other++) squares += ((pairs[one * n + other] as number) - times * pair) ** 2;
  }
  // What the single counts make of the pairs, taken off.
  const beyond = squares - ((k - 1) ** 2 * deviation) / (n - 2);
  return {
    singles: pValue(deviation / single, n - 1),
    pairs: pValue(beyond / rest, choose(n, 2) - n),
    firsts: evenness(firsts),
  };
};

describe('the measure', () => {
  it('is the chi-square distribution', () => {
    // Critical values as they are printed (NIST/SEMATECH e-Handbook, §1.3.6.7.4).
    for (const [statistic, degrees, p] of [
      [3.841, 1, 0.05],
      [6.635, 1, 0.01],
      [18.307, 10, 0.05],
      [2.558, 10, 0.99],
      [124.342, 100, 0.05],
      [135.807, 100, 0.01],
      [77.929, 100, 0.95],
    ] as const) {
      expect(pValue(statistic, degrees)).toBeCloseTo(p, 4);
    }
    // With many degrees of freedom, by the cube-root approximation (Wilson and Hilferty 1931), which is then very close.
    for (const [z, p] of [
      [-1.959964, 0.975],
      [0, 0.5],
      [1.644854, 0.05],
      [2.326348, 0.01],
    ] as const) {
      const [degrees, spread] = [19_700, 2 / (9 * 19_700)];
      expect(pValue(degrees * (1 - spread + z * Math.sqrt(spread)) ** 3, degrees)).toBeCloseTo(p, 4);
    }
  });

  it('sees what is not uniform', () => {
    const random = createRandom('biased');
    const honest = times(20_000, () => sample(random, 200, 5));
    expect(Math.min(...Object.values(uniformity(honest, 200)))).toBeGreaterThan(0.01);
    // One in fifty draws takes the first rather than the last.
    const loaded = honest.map((drawn, at) => (at % 50 ? drawn : [0, ...drawn.filter((each) => each !== 0).slice(-4)]));
    expect(uniformity(loaded, 200).singles).toBeLessThan(0.01);
    // Each is drawn as often as any other, but not with any other: neighbours come together.
    const paired = times(20_000, () => {
      const [start = 0, ...others] = sample(random, 200, 4);
      return [start, (start + 1) % 200, ...others.filter((each) => each !== (start + 1) % 200)].slice(0, 4);
    });
    expect(uniformity(paired, 200).pairs).toBeLessThan(0.01);
    // Sorted, every choice is as likely as any other, and every order is not.
    const sorted = honest.map((drawn) => [...drawn].sort((a, b) => a - b));
    expect(uniformity(sorted, 200)).toMatchObject({
      singles: expect.closeTo(uniformity(honest, 200).singles),
      firsts: 0,
    });
  });
});

describe('chance', () => {
  it('is the same for the same seed, and another without one', () => {
    const take = (random: ReturnType<typeof createRandom>) => times(20, () => random(1_000));
    expect(take(createRandom('a'))).toEqual(take(createRandom('a')));
    expect(take(createRandom('a'))).not.toEqual(take(createRandom('b')));
    expect(take(createRandom())).not.toEqual(take(createRandom()));
  });

  it('takes a sample without replacement, and shuffles into any order', () => {
    const size = fc.integer({ min: 0, max: 60 }).chain((most) => fc.tuple(fc.constant(most), fc.nat(most)));
    fc.assert(
      fc.property(size, fc.string(), ([most, count], seed) => {
        const taken = sample(createRandom(seed), most, count);
        expect(taken).toHaveLength(count);
        expect(new Set(taken).size).toBe(count);
        for (const each of taken) expect(each >= 0 && each < most).toBe(true);
        const list = times(most, (at) => `${at}`);
        expect(shuffled(createRandom(seed), list).sort()).toEqual([...list].sort());
      }),
    );
    const random = createRandom('orders');
    const orders = new Map<string, number>();
    for (let left = 24_000; left > 0; left--) {
      const order = shuffled(random, ['a', 'b', 'c', 'd']).join('');
      orders.set(order, (orders.get(order) ?? 0) + 1);
    }
    expect(orders.size).toBe(24);
    expect(evenness([...orders.values()])).toBeGreaterThan(0.01);
  });
});

describe('20,000 draws of 5', () => {
  /** How many of them go all the way, through the database. */
  const real = 2_000;

  it.each([
    ['from 200 matching questions', 0],
    ['from a bank of which 90 % does not match', 9],
  ])(
    '%s: every question, every pair and every order is as likely as any other',
    async (_name, others) => {
      const ctx = await contextOf(await world.person());
      const tag = unique('match');
      const bank = await publish(
        await category(),
        times(200 * (1 + others), (at) => ({ tags: at % (1 + others) === others ? [tag] : ['other'] })),
      );
      const filter = { tags: [tag] };
      const { set } = await findQuestions(ctx, filter);
      const places = new Map(times(set.size, (rank) => [set.at(rank), rank]));
      expect(places.size).toBe(200);

      // Other seeds for each bank.
      const seedOf = (at: number) => `draw-${others * 20_000 + at + 1}`;
      const inner = times(20_000, (at) => drawEvenly(createRandom(seedOf(at)), [set], 5));
      // The same seed draws the same through the whole of it: so these twenty thousand are what it draws.
      for (let from = 0; from < real; from += 50) {
        const drawn = await Promise.all(times(50, (at) => idsOf(ctx, { count: 5, filter, seed: seedOf(from + at) })));
        expect(drawn.map((ids) => ids.map((id) => bank.get(id)))).toEqual(inner.slice(from, from + 50));
      }
      const draws = inner.map((numbers) => numbers.map((number) => places.get(number) as number));
      for (const drawn of draws) expect(new Set(drawn).size).toBe(5);
      const found = uniformity(draws, 200);
      expect(found.singles).toBeGreaterThan(0.01);
      expect(found.pairs).toBeGreaterThan(0.01);
      expect(found.firsts).toBeGreaterThan(0.01);
    },
    60_000,
  );
});

describe('a draw', () => {
  it('is reproducible from its seed, for everyone to whom the same is new', async () => {
    const [one, other] = [await contextOf(await world.person()), await contextOf(await world.person())];
    const tag = unique('seeded');
    await publish(await category(), several(100, { tags: [tag] }));
    const input = { count: 10, filter: { tags: [tag] } };
    const drawn = await idsOf(one, { ...input, seed: 'a' });
    expect(await idsOf(one, { ...input, seed: 'a' })).toEqual(drawn);
    expect(await idsOf(other, { ...input, seed: 'a' })).toEqual(drawn);
    expect(await idsOf(one, { ...input, seed: 'b' })).not.toEqual(drawn);
    expect(await idsOf(one, input)).not.toEqual(await idsOf(one, input));
    expect(new Set(await idsOf(one, { ...input, count: 100 })).size).toBe(100);
  });

  it('is of what matches: by search, language, status', async () => {
    const person = await world.person();
    const [ctx, editor] = [await contextOf(person), await contextOf(await world.person('Editor', 'EDITOR'))];
    const id = await category();
    const bank = [
      ...(
        await publish(id, [
          { prompt: 'Redis 的持久化', locale: 'ZH' },
          { prompt: 'Redis persistence' },
          { prompt: 'Kafka', status: 'DRAFT' },
          { prompt: 'Kafka' },
        ])
      ).keys(),
    ];
    const filter = { categoryIds: [id] };
    const all = (who: Context, more: DrawQuestionsInput['filter'], count: number) =>
      idsOf(who, { count, filter: { ...filter, ...more } }).then((ids) => ids.map((each) => bank.indexOf(each)).sort());
    expect(await all(ctx, {}, 3)).toEqual([0, 1, 3]);
    expect(await all(ctx, { search: 'redis' }, 2)).toEqual([0, 1]);
    expect(await all(ctx, { search: '持久化' }, 1)).toEqual([0]);
    expect(await all(ctx, { locale: 'EN' }, 2)).toEqual([1, 3]);
    expect(await all(ctx, { status: ['DRAFT'], search: 'kafka' }, 1)).toEqual([3]);
    expect(await all(editor, { status: ['DRAFT'] }, 1)).toEqual([2]);
    await expect(draw(ctx, { count: 4, filter })).rejects.toMatchObject({ code: 'NOT_ENOUGH_QUESTIONS' });
  });

  it('says how many there are where there are not enough, and what it takes for an input', async () => {
    const { token } = await world.person();
    const id = await category();
    await publish(id, several(3));
    const ask = (input: Record<string, unknown>, by: string | undefined = token) =>
      send('query ($input: DrawQuestionsInput!) { drawQuestions(input: $input) { id } }', { input }, by);
    const { errors } = await ask({ count: 4, filter: { categoryIds: [id] } });
    expect(errors?.[0]?.extensions.code).toBe('NOT_ENOUGH_QUESTIONS');
    expect(errors?.[0]?.message).toBe('4 questions were asked for, and 3 match.');
    expect((await ask({ count: 1, filter: { categoryIds: [] } })).errors?.[0]?.message).toMatch(/and 0 match/);
    expect((await ask({ count: 3, filter: { categoryIds: [id] } })).data.drawQuestions).toHaveLength(3);
    for (const [input, path] of [
      [{ count: 0 }, 'input.count'],
      [{ count: -1 }, 'input.count'],
      [{ count: 101 }, 'input.count'],
      [{ count: 1, seed: '' }, 'input.seed'],
      [{ count: 1, seed: 'x'.repeat(201) }, 'input.seed'],
      [{ count: 1, filter: { search: 'x'.repeat(501) } }, 'input.filter.search'],
      [{ count: 1, filter: { difficulty: { min: 2, max: 1 } } }, 'input.filter.difficulty'],
      [{ count: 1, filter: { tags: times(101, (at) => `${at}`) } }, 'input.filter.tags'],
    ] as const) {
      const refused = await ask(input);
      expect(refused.errors?.map(({ extensions: { code, issues } }) => [code, issues?.[0]?.path])).toEqual([
        ['BAD_USER_INPUT', path],
      ]);
    }
    expect((await ask({ count: 1 }, '')).errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
  });

  it('is made anew where a question is deleted, or hidden, before it is read', async () => {
    const ctx = await contextOf(await world.person());
    const id = await category();
    await publish(id, several(4));
    const { db, questionIndex } = world.app.services;
    const author = { editorId: null, now: world.clock.now() };
    // Each draw is of all that there is: so it has drawn what is then taken away, and another takes its place.
    const meddles = [
      (tx: Tx, row: QuestionRow) => removeQuestion(tx, row, author),
      (tx: Tx, row: QuestionRow) => rewriteQuestion(tx, row, { ...row, status: 'ARCHIVED' }, author),
    ];
    const meddled: Context = Object.assign(Object.create(ctx), {
      questionIndex: {
        read: async (...args: Parameters<typeof questionIndex.read>) => {
          const reading = await questionIndex.read(...args);
          const meddle = meddles.shift();
          if (!meddle) return reading;
          await transaction(db, async (tx) => {
            await lockBank(tx);
            const rows = await tx.select().from(questions).where(eq(questions.categoryId, id));
            await meddle(tx, rows.find(({ status }) => status === 'PUBLISHED') as QuestionRow);
          });
          await publish(id, several(1));
          return reading;
        },
      },
    });
    const drawn = await draw(meddled, { count: 4, filter: { categoryIds: [id] } });
    expect(meddles).toEqual([]);
    expect(new Set(drawn.map((each) => each.id)).size).toBe(4);
    expect(drawn.map(({ status }) => status)).toEqual(times(4, () => 'PUBLISHED'));
  });
});

describe('over several categories', () => {
  /** How many of each category come, by the place of the category in `ids`. */
  const spread = async (ctx: Context, ids: string[], count: number, seed?: string, wanted = ids) => {
    const drawn = await draw(ctx, { count, seed, filter: { categoryIds: wanted } });
    expect(new Set(drawn.map(({ id }) => id)).size).toBe(count);
    return ids.map((id) => drawn.filter(({ categoryId }) => categoryId === id).length);
  };
  const filled = async (size: number, parentId?: string): Promise<string> => {
    const id = await category(parentId);
    await publish(id, several(size));
    return id;
  };

  it('it is even, as far as they go', async () => {
    const ctx = await contextOf(await world.person());
    const ids = [await filled(30), await filled(8), await filled(2)];
    const [large, small, tiny] = ids as [string, string, string];
    expect(await spread(ctx, [large, small], 10)).toEqual([5, 5]);
    expect(await spread(ctx, ids, 6)).toEqual([2, 2, 2]);
    expect(await spread(ctx, ids, 9)).toEqual([expect.any(Number), expect.any(Number), 2]);
    expect(await spread(ctx, ids, 20)).toEqual([10, 8, 2]);
    expect(await spread(ctx, ids, 40)).toEqual([30, 8, 2]);
    expect(await spread(ctx, [large, tiny], 12)).toEqual([10, 2]);
    await expect(spread(ctx, ids, 41)).rejects.toThrow('41 questions were asked for, and 40 match.');
    // The same twice, or one that is not there, counts for nothing.
    expect(await spread(ctx, [large, small], 10, undefined, [large, large, small, large])).toEqual([5, 5]);
    expect(await spread(ctx, [large, small], 10, undefined, [newId('category'), small, large, 'x'])).toEqual([5, 5]);
    expect(await spread(ctx, [large], 10, undefined, [large, large])).toEqual([10]);
  });

  it('chance decides who gives one more', async () => {
    const ctx = await contextOf(await world.person());
    const ids = [await filled(10), await filled(10), await filled(10)];
    const more = [0, 0, 0];
    const spreads = await Promise.all(times(150, (at) => spread(ctx, ids, 4, `more-${at}`)));
    for (const counts of spreads) {
      expect([...counts].sort()).toEqual([1, 1, 2]);
      more[counts.indexOf(2)] = (more[counts.indexOf(2)] as number) + 1;
    }
    expect(evenness(more)).toBeGreaterThan(0.01);
  });

  it('one below another stands for itself, whichever is named first', async () => {
    const ctx = await contextOf(await world.person());
    const parent = await filled(10);
    const child = await filled(10, parent);
    const grandchild = await filled(10, child);
    const other = await filled(10);
    const ids = [parent, child, grandchild, other];
    for (const wanted of [
      [parent, grandchild],
      [grandchild, parent],
    ]) {
      const [own = 0, below = 0, deepest] = await spread(ctx, ids, 10, undefined, wanted);
      expect([own + below, deepest]).toEqual([5, 5]);
    }
    for (const wanted of [ids, [...ids].reverse()]) {
      expect(await spread(ctx, ids, 12, undefined, wanted)).toEqual([3, 3, 3, 3]);
    }
    const [own = 0, below = 0, deepest = 0, beside] = await spread(ctx, ids, 10, undefined, [parent, other]);
    expect([own + below + deepest, beside]).toEqual([5, 5]);
  });
});

describe('to one who has been asked before', () => {
  /** Goes through an interview, a minute for each question; returns what it asked. */
  const attend = async ({ client }: Person, id: string): Promise<string[]> => {
    await client.request(api.StartInterviewDocument, { id });
    const asked: string[] = [];
    for (;;) {
      const { interview } = await client.request(api.InterviewDocument, { id });
      const turn = interview?.turns.at(-1);
      if (turn?.status !== 'ASKED') return asked;
      asked.push(turn.question?.id as string);
      world.clock.advance(60);
      await client.request(api.SkipTurnDocument, { turnId: turn.id });
    }
  };
  const askAll = async (person: Person, questionIds: string[]): Promise<void> => {
    const input = { mode: 'CUSTOM' as const, questionIds };
    const { createInterview } = await person.client.request(api.CreateInterviewDocument, { input });
    expect(await attend(person, createInterview.id)).toEqual(questionIds);
  };
  const query = 'query ($input: DrawQuestionsInput!) { drawQuestions(input: $input) { id lastAskedAt } }';
  const drawFor = async ({ token }: Person, input: Record<string, unknown>) => {
    const { data, errors } = await send(query, { input }, token);
    expect(errors).toBeUndefined();
    return data.drawQuestions as { id: string; lastAskedAt: string | null }[];
  };

  it('what is new comes first, then what was asked the longest ago, which says so', async () => {
    const [person, stranger] = [await world.person(), await world.person()];
    const id = await category();
    const ids = [...(await publish(id, several(6, { timeLimit: 3_600 }))).keys()];
    const filter = { categoryIds: [id] };
    await askAll(
      person,
      [2, 0, 4].map((at) => ids[at] as string),
    );
    for (const seed of times(10, (at) => `fresh-${at}`)) {
      const drawn = await drawFor(person, { count: 3, filter, seed });
      expect(drawn.map((each) => each.id).sort()).toEqual([ids[1], ids[3], ids[5]].sort());
      expect(drawn.map(({ lastAskedAt }) => lastAskedAt)).toEqual([null, null, null]);
    }
    const drawn = await drawFor(person, { count: 5, filter });
    expect(drawn.slice(3).map((each) => each.id)).toEqual([ids[2], ids[0]]);
    const [first, second] = drawn.slice(3).map(({ lastAskedAt }) => new Date(lastAskedAt as string).getTime());
    expect((second as number) - (first as number)).toBeGreaterThanOrEqual(60_000);
    expect(drawn.slice(0, 3).map(({ lastAskedAt }) => lastAskedAt)).toEqual([null, null, null]);

    // What is asked again was last asked then.
    await askAll(person, [ids[2] as string]);
    const later = await drawFor(person, { count: 6, filter });
    expect(later.slice(3).map((each) => each.id)).toEqual([ids[0], ids[4], ids[2]]);
    // The same seed draws the same of what is new, whatever was asked before it.
    const seeded = await Promise.all([1, 2].map(() => drawFor(person, { count: 5, filter, seed: 'again' })));
    expect(seeded[0]).toEqual(seeded[1]);

    // To others it is all new; and who does not mind may be asked anything.
    const others = await Promise.all(times(20, (at) => drawFor(stranger, { count: 3, filter, seed: `${at}` })));
    expect(new Set(others.flat().map((each) => each.id)).size).toBe(6);
    const input = { count: 3, filter, excludeSeen: false };
    const unminding = await Promise.all(times(20, (at) => drawFor(person, { ...input, seed: `${at}` })));
    expect(new Set(unminding.flat().map((each) => each.id)).size).toBe(6);
    expect(unminding.map((list) => list.map((each) => each.id))).toEqual(
      others.map((list) => list.map((each) => each.id)),
    );
    const minding = await drawFor(person, { count: 3, filter, excludeSeen: null });
    expect(minding.every(({ lastAskedAt }) => lastAskedAt === null)).toBe(true);
  });

  it('several categories give what is new of each, before any gives what is not', async () => {
    const person = await world.person();
    const [one, other] = [await category(), await category()];
    const old = [...(await publish(one, several(4, { timeLimit: 3_600 }))).keys()];
    await publish(other, several(6));
    await askAll(person, old.slice(0, 3));
    const ids = (await drawFor(person, { count: 6, filter: { categoryIds: [one, other] } })).map(({ id }) => id);
    expect(ids.filter((id) => old.includes(id))).toEqual([old[3]]);
  });

  it('an interview at random does the same, and says how many it repeats', async () => {
    const person = await world.person();
    const id = await category();
    const ids = [...(await publish(id, several(5, { timeLimit: 3_600 }))).keys()];
    await askAll(person, ids.slice(0, 3));
    const create = async (questionCount: number) => {
      const { data, errors } = await send(
        'mutation ($input: CreateInterviewInput!) { createInterview(input: $input) { id questionCount repeatedCount } }',
        { input: { mode: 'RANDOM', questionCount, filter: { categoryIds: [id] }, locale: 'EN' } },
        person.token,
      );
      return errors?.map(({ extensions, message }) => [extensions.code, message]) ?? data.createInterview;
    };
    expect(await create(2)).toMatchObject({ questionCount: 2, repeatedCount: 0 });
    const interview = await create(4);
    expect(interview).toMatchObject({ questionCount: 4, repeatedCount: 2 });
    expect(await create(5)).toMatchObject({ questionCount: 5, repeatedCount: 3 });
    expect(await create(6)).toEqual([['NOT_ENOUGH_QUESTIONS', '6 questions were asked for, and 5 match.']]);
    const plan = await attend(person, interview.id);
    expect(plan.slice(0, 2).sort()).toEqual(ids.slice(3).sort());
    expect(plan.slice(2)).toEqual(ids.slice(0, 2));
  });
});

describe('the statements of a draw', () => {
  it('are the same few for 50 and for 5,000 questions, and none asks the database for chance', async () => {
    const ctx = await contextOf(await world.person());
    const { pool } = world.app.services.database;
    const statements: string[] = [];
    const query = pool.query.bind(pool) as (...args: unknown[]) => Promise<unknown>;
    const watched = (...args: unknown[]) => {
      const [statement] = args as [string | { sql: string }];
      statements.push(typeof statement === 'string' ? statement : statement.sql);
      return query(...args);
    };
    const sent = async (size: number): Promise<string[]> => {
      const [one, other] = [await category(), await category()];
      for (const id of [one, other]) await publish(id, several(size / 2, { tags: ['counted'] }));
      const input = { count: 10, filter: { categoryIds: [one, other], tags: ['counted'], search: 'plain' } };
      statements.length = 0;
      pool.query = watched as typeof pool.query;
      // The first reads what has changed, the second remembers it.
      for (const _ of [1, 2]) expect(await draw(ctx, input)).toHaveLength(10);
      pool.query = query as typeof pool.query;
      // What the server does by itself is not counted; and however many terms it asks for, it is the same statement.
      return statements
        .filter((statement) => /`(questions|question_\w+|categories|turns)`/.test(statement))
        .map((statement) => statement.replace(/\(\?(, \?)*\)/g, '(?)'));
    };
    const small = await sent(50);
    expect(small.length).toBeGreaterThan(4);
    expect(small.length).toBeLessThanOrEqual(10);
    expect(await sent(5_000)).toEqual(small);
    expect(
      small.filter(
        (statement) => /rand\s*\(|order by/i.test(statement) && !/question_segments|categories/.test(statement),
      ),
    ).toEqual([]);
    // Of questions it reads those that it has drawn, by number.
    for (const statement of small.filter((each) => /from `questions`/.test(each))) {
      expect(statement).toMatch(/where `questions`\.`number` in \(\?\)$/);
    }
  });
});
