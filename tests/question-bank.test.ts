/** Editors keep the bank: questions are written, changed and deleted; nobody's words are lost, and all of it is in the history. */
import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as api from '../src/client/gql/graphql.js';
import { type Tx, transaction } from '../src/db/connection.js';
import { newId } from '../src/db/id.js';
import { bankChanges, bankState, postings, questions, segments, signatures } from '../src/db/tables/index.js';
import { lockBank } from '../src/search/change.js';
import { checksums, type Keeper, keeperOf, newQuestion, refusalOf } from './support/bank.js';
import { overHttp } from './support/wire.js';
import { createWorld, eventually, type Person, unique, type World } from './support/world.js';

let world: World;
/** Four who may keep the bank, by name. */
let people: Person[];
let editor: Keeper;
let other: Keeper;
let subject: string;

beforeAll(async () => {
  // Without a worker, and in a database of its own: whoever else writes would change the checksums, too.
  world = await createWorld({ env: { ROLE: 'api' }, stores: 'bank' });
  people = await Promise.all(['Ada', 'Ben', 'Chi', 'Dee'].map((name) => world.person(name, 'EDITOR')));
  [editor, other] = people.map(keeperOf) as [Keeper, Keeper];
  subject = (await editor.createCategory()).id;
});
afterAll(() => world.dispose());

const unexpected = () => world.log.filter(({ msg }) => msg === 'unexpected error');

describe('a question', () => {
  it('is written with all its fields, and read back as it was written', async () => {
    const content = {
      locale: 'ZH' as const,
      prompt: `${unique('缓存')}：为什么**缓存**需要过期时间？\n\n- 举例说明 𠮷 🙂`,
      difficulty: 5,
      timeLimit: 10,
      hints: ['想想数据源', '想想内存'],
      status: 'ARCHIVED' as const,
    };
    const before = world.clock.now().toISOString();
    const written = await editor.create({
      ...content,
      categoryId: subject,
      tags: ['Message Queue', 'message_queue', ' Ｃ＋＋ ', '缓存', 'Node.js'],
      referenceAnswer: '  过期时间限制了脏数据的存活时间。\n\n\t例如：会话。  ',
      keyPoints: [{ text: '数据会变', weight: 2.5 }, { text: '释放内存' }],
    });
    expect(written).toEqual({
      ...content,
      id: expect.stringMatching(/^qst_/),
      category: { id: subject, slug: expect.any(String) },
      tags: ['message-queue', 'c++', '缓存', 'node.js'],
      referenceAnswer: '过期时间限制了脏数据的存活时间。\n\n\t例如：会话。',
      keyPoints: [
        { id: expect.stringMatching(/^kpt_/), text: '数据会变', weight: 2.5 },
        { id: expect.stringMatching(/^kpt_/), text: '释放内存', weight: 1 },
      ],
      hintCount: 2,
      lastAskedAt: null,
      version: 1,
      createdAt: expect.any(String),
      updatedAt: written.createdAt,
    });
    expect(written.createdAt >= before && written.createdAt <= world.clock.now().toISOString()).toBe(true);
    expect(await other.read(written.id)).toEqual(written);
  });

  it('is a draft of three minutes without tags, points and hints, unless it is said otherwise', async () => {
    const usual = { status: 'DRAFT', timeLimit: 180, tags: [], keyPoints: [], hints: [], referenceAnswer: '' };
    const { prompt, locale, difficulty } = newQuestion();
    const { createQuestion } = await people[0]!.client.request(api.CreateQuestionDocument, {
      input: { prompt, locale, difficulty, categoryId: subject, referenceAnswer: ' \n ' },
    });
    expect(createQuestion).toMatchObject(usual);
    const none = { tags: null, keyPoints: null, hints: null, timeLimit: null, status: null };
    expect(await editor.create({ ...none, categoryId: subject, referenceAnswer: '' })).toMatchObject(usual);
  });

  it('is changed in every field, each change a version, and a line of the history that says what it was', async () => {
    const elsewhere = (await editor.createCategory()).id;
    const first = await editor.create({ categoryId: subject, status: 'DRAFT' });
    const prompt = `Why not? ${unique('case')}`;
    const points = [{ text: 'Something else', weight: 3 }];
    const steps: [keyof api.UpdateQuestionInput, Partial<api.UpdateQuestionInput>, unknown, unknown][] = [
      ['prompt', { prompt }, first.prompt, prompt],
      ['categoryId', { categoryId: elsewhere }, subject, elsewhere],
      ['tags', { tags: ['Redis'] }, ['caching'], ['redis']],
      ['difficulty', { difficulty: 1 }, 3, 1],
      ['timeLimit', { timeLimit: 3_600 }, 120, 3_600],
      ['status', { status: 'PUBLISHED' }, 'DRAFT', 'PUBLISHED'],
      ['referenceAnswer', { referenceAnswer: 'Because.' }, first.referenceAnswer, 'Because.'],
      ['keyPoints', { keyPoints: points }, first.keyPoints, [{ ...points[0], id: expect.stringMatching(/^kpt_/) }]],
      ['hints', { hints: [] }, first.hints, []],
    ];
    for (const [at, [field, change]] of steps.entries()) {
      world.clock.advance(1);
      const updated = await (at % 2 ? other : editor).update({ id: first.id, expectedVersion: at + 1, ...change });
      expect([field, updated.version]).toEqual([field, at + 2]);
      expect(updated.updatedAt > updated.createdAt).toBe(true);
      expect(await editor.read(first.id)).toEqual(updated);
    }
    expect(await editor.read(first.id)).toMatchObject({
      prompt,
      category: { id: elsewhere },
      tags: ['redis'],
      difficulty: 1,
      timeLimit: 3_600,
      status: 'PUBLISHED',
      referenceAnswer: 'Because.',
      keyPoints: points,
      hints: [],
      hintCount: 0,
      createdAt: first.createdAt,
    });
    const [created, ...changes] = (await editor.history(first.id)).reverse();
    expect(created).toMatchObject({
      action: 'CREATED',
      version: 1,
      fields: [],
      origin: 'EDITOR',
      editorName: 'Ada',
      at: first.createdAt,
    });
    expect(changes).toEqual(
      steps.map(([field, , before, after], at) => ({
        id: expect.stringMatching(/^chg_/),
        subjectId: first.id,
        action: 'UPDATED',
        origin: 'EDITOR',
        version: at + 2,
        editorName: at % 2 ? 'Ben' : 'Ada',
        at: expect.any(String),
        fields: [{ field, before, after }],
      })),
    );
  });

  it('keeps what is left out, or null', async () => {
    const first = await editor.create({ categoryId: subject });
    const names = ['prompt', 'categoryId', 'tags', 'timeLimit', 'status', 'referenceAnswer', 'keyPoints', 'hints'];
    const nothing = Object.fromEntries(names.map((name) => [name, null]));
    const updated = await editor.update({ id: first.id, expectedVersion: 1, ...nothing, difficulty: 4 });
    expect(updated).toEqual({ ...first, difficulty: 4, version: 2, updatedAt: updated.updatedAt });
  });

  it('keeps the ids of points whose text stays, and gives none of them twice', async () => {
    const first = await editor.create({ categoryId: subject });
    const [one, two] = first.keyPoints!;
    const change = (expectedVersion: number, keyPoints: api.KeyPointInput[]) =>
      editor.update({ id: first.id, expectedVersion, keyPoints });
    const moved = await change(1, [
      { text: 'New' },
      { text: two!.text, weight: 7 },
      { text: ` ${one!.text} `, weight: 2 },
    ]);
    expect(moved.keyPoints).toEqual([
      { id: expect.stringMatching(/^kpt_/), text: 'New', weight: 1 },
      { ...two, weight: 7 },
      one,
    ]);
    const thrice = [{ text: one!.text }, { text: one!.text }, { text: one!.text }];
    const repeated = (await change(2, thrice)).keyPoints!;
    expect(repeated[0]!.id).toBe(one!.id);
    expect(new Set(repeated.map(({ id }) => id)).size).toBe(3);
    expect(await change(3, thrice)).toMatchObject({ version: 3, keyPoints: repeated });
    // A point that comes back is another.
    const back = (await change(3, [{ text: two!.text }])).keyPoints!;
    expect(back[0]!.id).not.toBe(two!.id);
  });

  it('that is sent as it is becomes no new version, and no line of the history', async () => {
    const first = await editor.create({ categoryId: subject });
    const { id, prompt, tags, difficulty, timeLimit, status, referenceAnswer, keyPoints, hints } = first;
    const before = await checksums(world);
    const same = await other.update({
      id,
      expectedVersion: 1,
      prompt: ` ${prompt}\n`,
      categoryId: subject,
      tags: [...tags, ...tags.map((tag) => tag.toUpperCase())],
      difficulty,
      timeLimit,
      status,
      referenceAnswer,
      keyPoints: keyPoints!.map(({ text, weight }) => ({ text, weight })),
      hints: hints!,
    });
    expect(same).toEqual(first);
    expect(await checksums(world)).toEqual(before);
  });

  it('holds as much as is promised, to the last character', async () => {
    const fill = (length: number, letter: string) => {
      const head = unique('a');
      return head + letter.repeat(Math.floor((length - head.length) / letter.length));
    };
    const content = {
      prompt: fill(4_000, '缓'),
      tags: Array.from({ length: 12 }, () => fill(40, 'x')),
      referenceAnswer: fill(16_000, '存'),
      keyPoints: Array.from({ length: 20 }, (_, at) => ({ text: fill(1_000, '点'), weight: at === 0 ? 100 : 1e-9 })),
      hints: Array.from({ length: 10 }, () => fill(1_000, '🙂')),
    };
    const written = await editor.create({ categoryId: subject, ...content });
    expect(written).toMatchObject(content);
    // One word that no search could take, characters of two halves, and one that lower case makes longer.
    for (const [at, letter] of ['x', '🙂', 'İ', '\u0301', 'ﷺ'].entries()) {
      const prompt = fill(4_000, letter);
      expect((await editor.update({ id: written.id, expectedVersion: at + 1, prompt })).prompt).toBe(prompt);
    }
    expect(await editor.remove(written.id)).toBe(true);
    expect(unexpected()).toEqual([]);
  });
});

describe('bad input', () => {
  const many = <T>(count: number, value: T): T[] => Array.from({ length: count }, () => value);
  const point = (text: string, weight?: number) => ({ keyPoints: [{ text: 'Good' }, { text, weight }] });
  /** What is wrong, and where that is said to be. */
  const cases = (): [string, Record<string, unknown>, string][] => [
    ['an empty prompt', { prompt: '' }, 'prompt'],
    ['a blank prompt', { prompt: ' \n\t　' }, 'prompt'],
    ['a prompt of nothing to be seen', { prompt: '\u200b\u200d' }, 'prompt'],
    ['a prompt that is too long', { prompt: 'x'.repeat(4_001) }, 'prompt'],
    ['half a character in the prompt', { prompt: 'half \ud83d' }, 'prompt'],
    ['the other half', { prompt: 'half \ude00' }, 'prompt'],
    ['a NUL', { prompt: 'a\0b' }, 'prompt'],
    ['a command to the terminal', { prompt: 'a\u001b[2Jb' }, 'prompt'],
    ['what turns the writing around', { prompt: 'a\u202eb' }, 'prompt'],
    ['an answer that is too long', { referenceAnswer: 'x'.repeat(16_001) }, 'referenceAnswer'],
    ['half a character in the answer', { referenceAnswer: 'half \ud83d' }, 'referenceAnswer'],
    ['a NUL in the answer', { referenceAnswer: 'a\0' }, 'referenceAnswer'],
    ['publishing without an answer', { status: 'PUBLISHED', referenceAnswer: '' }, 'referenceAnswer'],
    ['publishing with blanks for an answer', { status: 'PUBLISHED', referenceAnswer: ' \n ' }, 'referenceAnswer'],
    ['publishing what cannot be seen', { status: 'PUBLISHED', referenceAnswer: '\u200b' }, 'referenceAnswer'],
    ['a difficulty of 0', { difficulty: 0 }, 'difficulty'],
    ['a difficulty of 6', { difficulty: 6 }, 'difficulty'],
    ['half a difficulty', { difficulty: 2.5 }, 'difficulty'],
    ['a difficulty of nothing', { difficulty: '3' }, 'difficulty'],
    ['too little time', { timeLimit: 9 }, 'timeLimit'],
    ['too much time', { timeLimit: 3_601 }, 'timeLimit'],
    ['time backwards', { timeLimit: -60 }, 'timeLimit'],
    ['more time than there is', { timeLimit: 2 ** 31 }, 'timeLimit'],
    ['an empty tag', { tags: ['good', ''] }, 'tags.1'],
    ['a blank tag', { tags: [' '] }, 'tags.0'],
    ['a tag of marks', { tags: ['a/b'] }, 'tags.0'],
    ['a tag of a dash', { tags: ['-'] }, 'tags.0'],
    ['a tag of a picture', { tags: ['good', '💥'] }, 'tags.1'],
    ['a tag of half a character', { tags: ['a\ud83d'] }, 'tags.0'],
    ['a tag with a NUL', { tags: ['a\0'] }, 'tags.0'],
    ['a tag that is too long', { tags: ['x'.repeat(41)] }, 'tags.0'],
    ['too many tags', { tags: Array.from({ length: 13 }, (_, at) => `tag-${at}`) }, 'tags'],
    ['no tag', { tags: [null] }, 'tags.0'],
    ['an empty point', point(''), 'keyPoints.1.text'],
    ['a point that is too long', point('x'.repeat(1_001)), 'keyPoints.1.text'],
    ['half a character in a point', point('half \ud83d'), 'keyPoints.1.text'],
    ['a NUL in a point', point('a\0'), 'keyPoints.1.text'],
    ['a point of no weight', point('a', 0), 'keyPoints.1.weight'],
    ['a point of less than no weight', point('a', -1), 'keyPoints.1.weight'],
    ['a point of too much weight', point('a', 100.1), 'keyPoints.1.weight'],
    ['too many points', { keyPoints: many(21, { text: 'a' }) }, 'keyPoints'],
    ['an empty hint', { hints: ['good', ''] }, 'hints.1'],
    ['a hint that is too long', { hints: ['x'.repeat(1_001)] }, 'hints.0'],
    ['half a character in a hint', { hints: ['half \ud83d'] }, 'hints.0'],
    ['a NUL in a hint', { hints: ['a\0'] }, 'hints.0'],
    ['too many hints', { hints: many(11, 'a') }, 'hints'],
    ['a category that is none', { categoryId: newId('category') }, 'categoryId'],
    ['an id of something else', { categoryId: newId('question') }, 'categoryId'],
    ['an id in other characters', { categoryId: '💥' }, 'categoryId'],
    ['no id', { categoryId: '' }, 'categoryId'],
    ['no status', { status: 'SECRET' }, 'status'],
  ];

  it.each([
    ['createQuestion', 'CreateQuestionInput'],
    ['updateQuestion', 'UpdateQuestionInput'],
  ])('of %s is told by its code and its place, and nothing is half done', async (name, type) => {
    const kept = await editor.create({ categoryId: subject, status: 'DRAFT' });
    const { status: _, ...good } = { ...newQuestion(), categoryId: subject };
    const base = name === 'createQuestion' ? good : { id: kept.id, expectedVersion: 1 };
    const query = `mutation ($input: ${type}!) { ${name}(input: $input) { id } }`;
    const send = (input: object) => overHttp(world.url)(query, { input }, people[0]!.token);
    const before = await checksums(world);
    for (const [what, wrong, place] of cases()) {
      const { errors } = await send({ ...base, ...wrong });
      expect([what, errors?.[0]?.extensions.code]).toEqual([what, 'BAD_USER_INPUT']);
      const paths = errors?.[0]?.extensions.issues?.map(({ path }) => path);
      expect([what, paths ?? errors?.[0]?.message]).toEqual([
        what,
        paths ? [`input.${place}`] : expect.stringContaining(`input.${place.replace(/\.(\d)/, '[$1]')}`),
      ]);
      // In the words of the API, not of the library that checks it.
      expect([what, errors?.[0]?.message]).toEqual([what, expect.not.stringMatching(/invalid input$|undefined/i)]);
    }
    const { errors } = await send({ ...base, prompt: '', difficulty: 0, hints: [''] });
    expect(errors?.[0]?.extensions.issues?.map(({ path }) => path)).toEqual([
      'input.prompt',
      'input.difficulty',
      'input.hints.0',
    ]);
    expect(await checksums(world)).toEqual(before);
    expect(unexpected()).toEqual([]);
  });

  it('that JSON cannot say is refused as well: a weight beyond all bounds', async () => {
    const { prompt, locale, difficulty } = newQuestion();
    const query = (weight: string) =>
      `mutation { createQuestion(input: {prompt: "${prompt}", locale: ${locale}, difficulty: ${difficulty}, categoryId: "${subject}", referenceAnswer: "", keyPoints: [{text: "a", weight: ${weight}}]}) { id } }`;
    const before = await checksums(world);
    for (const weight of ['1e999', '-1e999', '"NaN"', 'NaN']) {
      const { errors } = await overHttp(world.url)(query(weight), {}, people[0]!.token);
      expect([weight, errors?.[0]?.extensions.code]).toEqual([weight, 'BAD_USER_INPUT']);
    }
    expect(await checksums(world)).toEqual(before);
  });

  it('a question that is not there is NOT_FOUND, whatever its id looks like', async () => {
    const before = await checksums(world);
    for (const id of [newId('question'), subject, '💥', '', "' or 1=1"]) {
      expect([id, await refusalOf(editor.update({ id, expectedVersion: 1, difficulty: 1 }))]).toMatchObject([
        id,
        { code: 'NOT_FOUND' },
      ]);
      expect([id, await refusalOf(editor.remove(id))]).toMatchObject([id, { code: 'NOT_FOUND' }]);
      expect([id, await editor.read(id)]).toEqual([id, null]);
      expect([id, await editor.history(id)]).toMatchObject([id, id === subject ? [{ action: 'CREATED' }] : []]);
    }
    expect(await checksums(world)).toEqual(before);
    expect(unexpected()).toEqual([]);
  });

  it('publishing needs the answer that is there by then', async () => {
    const { id } = await editor.create({ categoryId: subject, status: 'DRAFT', referenceAnswer: '' });
    const publish = (referenceAnswer?: string) =>
      editor.update({ id, expectedVersion: 1, status: 'PUBLISHED', referenceAnswer });
    expect(await refusalOf(publish())).toMatchObject({ code: 'BAD_USER_INPUT', paths: ['input.referenceAnswer'] });
    expect(await publish('Because.')).toMatchObject({ status: 'PUBLISHED', version: 2 });
    const emptied = editor.update({ id, expectedVersion: 2, referenceAnswer: '' });
    expect(await refusalOf(emptied)).toMatchObject({ code: 'BAD_USER_INPUT', paths: ['input.referenceAnswer'] });
    // What is asked no more needs none.
    expect(await editor.update({ id, expectedVersion: 2, referenceAnswer: '', status: 'ARCHIVED' })).toMatchObject({
      referenceAnswer: '',
      version: 3,
    });
  });
});

describe('what the bank asks already', () => {
  const sayings = (name: string) => [
    `What is ${name}, and why?`,
    `  what IS ${name} and   why??`,
    `**What is \`${name}\`** – and\nwhy`,
    `Ｗｈａｔ　ｉｓ ${name}，ａｎｄ why？`,
  ];

  it('is a conflict that names it, in whichever writing and state', async () => {
    const [said, ...again] = sayings(unique('expiry')) as [string, ...string[]];
    const known = await editor.create({ categoryId: subject, prompt: said, status: 'DRAFT', referenceAnswer: '' });
    const different = await other.create({ categoryId: subject });
    const before = await checksums(world);
    for (const prompt of [said, ...again]) {
      for (const work of [
        () => other.create({ categoryId: subject, prompt }),
        () => other.update({ id: different.id, expectedVersion: 1, prompt }),
      ]) {
        expect([prompt, await refusalOf(work())]).toEqual([
          prompt,
          { code: 'CONFLICT', paths: [], message: expect.stringContaining(known.id) },
        ]);
      }
    }
    expect(await checksums(world)).toEqual(before);
    // In another language it is another question, and in its own it may be written anew.
    expect(await other.create({ categoryId: subject, prompt: said, locale: 'ZH' })).toMatchObject({ prompt: said });
    for (const [at, prompt] of again.entries()) {
      expect(await editor.update({ id: known.id, expectedVersion: at + 1, prompt })).toMatchObject({
        prompt: prompt.trim(),
      });
    }
    // Once it asks something else, or is gone, its words are free.
    await editor.update({ id: known.id, expectedVersion: 4, prompt: newQuestion().prompt });
    const second = await other.create({ categoryId: subject, prompt: said });
    await editor.remove(second.id);
    expect(await other.create({ categoryId: subject, prompt: said })).toMatchObject({ prompt: said });
  });

  it('is found out of several at once, too, in whichever subjects', async () => {
    const subjects = await Promise.all(people.map(() => editor.createCategory()));
    const attempt = async (prompts: string[], send: (prompt: string, at: number) => Promise<unknown>) => {
      const refusals = await Promise.all(prompts.map((prompt, at) => refusalOf(send(prompt, at))));
      expect(refusals.filter((refusal) => refusal === undefined)).toHaveLength(1);
      expect(refusals.filter((refusal) => refusal?.code === 'CONFLICT')).toHaveLength(prompts.length - 1);
    };
    const keeper = (at: number) => keeperOf(people[at % 4]!);
    const written = sayings(unique('race'));
    await attempt([...written, ...written], (prompt, at) =>
      keeper(at).create({ categoryId: subjects[at % 4]!.id, prompt }),
    );
    const made = await Promise.all(subjects.map(({ id }) => editor.create({ categoryId: id })));
    await attempt(sayings(unique('race')), (prompt, at) =>
      keeper(at).update({ id: made[at]!.id, expectedVersion: 1, prompt }),
    );
  });
});

describe('editors at once', () => {
  it('of twenty who changed the same version one is heard; the others are told who, and what of', async () => {
    const { id } = await editor.create({ categoryId: subject, hints: ['0'] });
    const names = ['Ada', 'Ben', 'Chi', 'Dee'];
    const expectWinner = async (version: number) => {
      const refusals = await Promise.all(
        Array.from({ length: 20 }, (_, at) =>
          refusalOf(keeperOf(people[at % 4]!).update({ id, expectedVersion: version, hints: [`${version}`, `${at}`] })),
        ),
      );
      const winners = refusals.flatMap((refusal, at) => (refusal ? [] : [at]));
      expect(winners).toHaveLength(1);
      const [winner] = winners as [number];
      for (const refusal of refusals.filter(Boolean)) {
        expect(refusal).toMatchObject({
          code: 'CONFLICT',
          message: expect.stringMatching(
            new RegExp(`version ${version + 1}\\b.*by ${names[winner % 4]};.*version ${version}\\b`),
          ),
        });
      }
      expect(await editor.read(id)).toMatchObject({ version: version + 1, hints: [`${version}`, `${winner}`] });
      return winner;
    };
    const winners = [await expectWinner(1), await expectWinner(2), await expectWinner(3)];
    const written = [['0'], ...winners.map((winner, at) => [`${at + 1}`, `${winner}`])];
    const history = (await editor.history(id)).reverse();
    expect(history.map(({ version, action }) => [version, action])).toEqual([
      [1, 'CREATED'],
      [2, 'UPDATED'],
      [3, 'UPDATED'],
      [4, 'UPDATED'],
    ]);
    expect(history.slice(1).map(({ fields, editorName }) => [fields, editorName])).toEqual(
      winners.map((winner, at) => [
        [{ field: 'hints', before: written[at], after: written[at + 1] }],
        names[winner % 4],
      ]),
    );
  });

  it('who change different questions are all heard', async () => {
    const made = await Promise.all(
      Array.from({ length: 20 }, (_, at) => keeperOf(people[at % 4]!).create({ categoryId: subject })),
    );
    const prompts = made.map(() => newQuestion().prompt);
    await Promise.all(
      made.map(({ id }, at) => keeperOf(people[at % 4]!).update({ id, expectedVersion: 1, prompt: prompts[at] })),
    );
    for (const [at, { id }] of made.entries()) {
      expect(await editor.read(id)).toMatchObject({ version: 2, prompt: prompts[at] });
      expect((await editor.history(id)).map(({ version }) => version)).toEqual([2, 1]);
    }
    const { db } = world.app.services;
    const rows = await db.select({ number: questions.number }).from(questions);
    expect(new Set(rows.map(({ number }) => number)).size).toBe(rows.length);
    const [state] = await db.select().from(bankState);
    expect(state?.nextNumber).toBeGreaterThan(Math.max(...rows.map(({ number }) => number)));
  });

  it('who delete what others change: either is told, and the history ends with the deletion', async () => {
    for (let round = 0; round < 5; round++) {
      const { id } = await editor.create({ categoryId: subject });
      const [removed, ...changed] = await Promise.all([
        refusalOf(other.remove(id, 1)),
        ...[1, 2, 4].map((difficulty) => refusalOf(editor.update({ id, expectedVersion: 1, difficulty }))),
        refusalOf(editor.remove(id, 1)),
      ]);
      const all = [removed, ...changed];
      expect(all.filter((refusal) => refusal === undefined)).toHaveLength(1);
      const gone = (await editor.read(id)) === null;
      for (const refusal of all) if (refusal) expect(refusal.code).toBe(gone ? 'NOT_FOUND' : 'CONFLICT');
      expect((await editor.history(id)).map(({ action }) => action)).toEqual([gone ? 'DELETED' : 'UPDATED', 'CREATED']);
    }
  });

  it('are each told the time at which it was their turn', async () => {
    const { db } = world.app.services;
    const { id } = await editor.create({ categoryId: subject });
    const waits = await transaction(db, async (tx) => {
      await lockBank(tx);
      const waiting = editor.update({ id, expectedVersion: 1, difficulty: 1 });
      await eventually(async () => {
        const [rows] = await tx.execute(
          sql`select count(*) as waiting from information_schema.processlist where info like '%bank_state%for update' and command <> 'Sleep' and id <> connection_id()`,
        );
        return Number((rows as unknown as { waiting: number }[])[0]?.waiting) > 0;
      });
      world.clock.advance(60);
      return { waiting, released: world.clock.now() };
    });
    const { updatedAt } = await waits.waiting;
    expect(new Date(updatedAt).getTime()).toBeGreaterThanOrEqual(waits.released.getTime());
    expect((await editor.history(id))[0]?.at).toBe(updatedAt);
  });
});

describe('deleting a question', () => {
  it('asks for the version that was looked at, if it is given', async () => {
    const { id } = await editor.create({ categoryId: subject });
    await editor.update({ id, expectedVersion: 1, difficulty: 1 });
    expect(await refusalOf(other.remove(id, 1))).toMatchObject({
      code: 'CONFLICT',
      message: expect.stringMatching(/version 2\b.*Ada/),
    });
    expect(await editor.read(id)).not.toBeNull();
    expect(await other.remove(id, 2)).toBe(true);
    expect(await refusalOf(other.remove(id, 2))).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('leaves nothing of it but its history, which has all of it', async () => {
    const { db } = world.app.services;
    const tables = async () =>
      [await db.$count(questions), await db.$count(signatures), await db.select().from(postings)] as const;
    const before = await tables();
    const { category, ...written } = await editor.create({ categoryId: subject, tags: ['only', 'here'] });
    expect(await tables()).not.toEqual(before);
    world.clock.advance(1);
    await other.remove(written.id, 1);
    expect(await tables()).toEqual(before);
    const [deleted] = await editor.history(written.id);
    expect(deleted).toMatchObject({ action: 'DELETED', version: 1, editorName: 'Ben', origin: 'EDITOR' });
    const { locale, prompt, tags, difficulty, timeLimit, status, referenceAnswer, keyPoints, hints } = written;
    const content = { locale, prompt, categoryId: category.id, tags, difficulty, timeLimit, status };
    expect(Object.fromEntries(deleted!.fields.map(({ field, before: was }) => [field, was]))).toEqual({
      ...content,
      referenceAnswer,
      keyPoints,
      hints,
    });
    expect(deleted!.fields.map(({ after }) => after)).toEqual(deleted!.fields.map(() => null));
  });

  it('makes it unknown to everyone', async () => {
    const { id, prompt } = await editor.create({ categoryId: subject });
    await editor.remove(id);
    const send = overHttp(world.url);
    for (const { token } of [people[0]!, await world.person()]) {
      expect((await send(`{ question(id: "${id}") { id } }`, {}, token)).data).toEqual({ question: null });
      const node = await send(`{ node(id: "${id}") { id } }`, {}, token);
      expect(node.errors?.[0]?.extensions.code).toBe('NOT_FOUND');
      const filter = { search: prompt.match(/case-\w+/)?.[0], categoryIds: [subject] };
      const query =
        'query ($filter: QuestionFilterInput) { questions(filter: $filter, first: 100) { edges { node { id } } } }';
      const { data } = await send(query, { filter }, token);
      expect(data.questions.edges.map(({ node: { id: found } }: { node: { id: string } }) => found)).not.toContain(id);
    }
  });
});

describe('the history', () => {
  it('is told in pages, newest first, of all or of one', async () => {
    const { client } = people[0]!;
    const { id } = await editor.create({ categoryId: subject });
    for (let version = 1; version <= 4; version++) {
      await other.update({ id, expectedVersion: version, difficulty: version });
      await editor.create({ categoryId: subject });
    }
    const page = async (variables: api.BankChangesQueryVariables) => {
      const { bankChanges: found } = await client.request(api.BankChangesDocument, variables);
      return { ...found, versions: found.edges.map(({ node }) => node.version) };
    };
    const of = { subjectId: id };
    const first = await page({ ...of, first: 2 });
    expect(first).toMatchObject({
      versions: [5, 4],
      totalCount: 5,
      pageInfo: { hasNextPage: true, hasPreviousPage: false },
    });
    const second = await page({ ...of, first: 2, after: first.pageInfo.endCursor });
    expect(second).toMatchObject({ versions: [3, 2], pageInfo: { hasNextPage: true, hasPreviousPage: true } });
    const third = await page({ ...of, first: 2, after: second.pageInfo.endCursor });
    expect(third).toMatchObject({ versions: [1], pageInfo: { hasNextPage: false } });
    expect(await page({ ...of, last: 2 })).toMatchObject({ versions: [2, 1], pageInfo: { hasPreviousPage: true } });
    expect((await page({ ...of, last: 2, before: third.pageInfo.startCursor })).versions).toEqual([3, 2]);
    const all = await page({ first: 100 });
    const ids = all.edges.map(({ node }) => node.id);
    expect(ids).toEqual([...ids].sort().reverse());
    expect(all.totalCount).toBe(await world.app.services.db.$count(bankChanges));
    expect(new Set(all.edges.map(({ node }) => node.subjectId)).size).toBeGreaterThan(5);
    const codes = [{ first: 0 }, { first: 101 }, { after: 'eA' }].map((bad) => refusalOf(page(bad)));
    expect((await Promise.all(codes)).map((refusal) => refusal?.code)).toEqual(Array(3).fill('BAD_USER_INPUT'));
    const { data } = await overHttp(world.url)(
      'query ($id: ID!) { node(id: $id) { ... on BankChange { id version fields { field before after } } } }',
      { id: first.edges[0]!.node.id },
      people[1]!.token,
    );
    const { version, fields } = first.edges[0]!.node;
    expect(data.node).toEqual({ id: first.edges[0]!.node.id, version, fields });
  });

  it('is for editors and admins alone', async () => {
    const [candidate, admin] = [await world.person(), keeperOf(await world.person('Adm', 'ADMIN'))];
    expect(await refusalOf(keeperOf(candidate).history())).toMatchObject({ code: 'FORBIDDEN' });
    const { id } = await admin.create({ categoryId: subject });
    expect(await admin.history(id)).toMatchObject([{ editorName: 'Adm' }]);
  });

  it('names the editor as they are called now, and nobody once they have left', async () => {
    const leaver = await world.person(unique('Leaver'), 'EDITOR');
    const { id } = await keeperOf(leaver).create({ categoryId: subject });
    await keeperOf(leaver).update({ id, expectedVersion: 1, difficulty: 1 });
    const name = unique('Renamed');
    await leaver.client.request(api.UpdateUserDocument, { input: { name } });
    expect((await editor.history(id)).map(({ editorName }) => editorName)).toEqual([name, name]);
    await leaver.client.request(api.DeleteAccountDocument, { input: { password: leaver.password } });
    expect(await editor.history(id)).toMatchObject([
      { action: 'UPDATED', version: 2, origin: 'EDITOR', editorName: null, fields: [{ field: 'difficulty' }] },
      { action: 'CREATED', version: 1, origin: 'EDITOR', editorName: null },
    ]);
    // A clash with someone who has left is one still.
    expect(await refusalOf(editor.update({ id, expectedVersion: 1, difficulty: 2 }))).toMatchObject({
      code: 'CONFLICT',
      message: expect.stringMatching(/version 2 by now;/),
    });
    const rows = await world.app.services.db.select().from(bankChanges).where(eq(bankChanges.subjectId, id));
    expect(JSON.stringify(rows)).not.toContain(leaver.id);
  });

  it('says of what was not done by anyone that it came from the console', async () => {
    const { ids } = await world.questions(1);
    expect(await editor.history(ids[0]!)).toMatchObject([{ action: 'CREATED', origin: 'CONSOLE', editorName: null }]);
  });
});

describe('a change that fails halfway', () => {
  type Failing = { verb: 'insert' | 'update' | 'delete'; table: unknown };
  /** Lets transactions fail at one of their statements. @param error what it fails with, each in its turn */
  const failing = async ({ verb, table }: Failing, errors: Error[], work: () => Promise<unknown>) => {
    const { db } = world.app.services;
    const real = db.transaction;
    db.transaction = ((run: (tx: Tx) => Promise<unknown>) =>
      real.call(db, (tx: Tx) =>
        run(
          new Proxy(tx, {
            get: (target, name) => {
              const value = Reflect.get(target, name);
              if (typeof value !== 'function') return value;
              return (...args: unknown[]) => {
                const error = name === verb && args[0] === table ? errors.shift() : undefined;
                if (error) throw error;
                return value.apply(target, args);
              };
            },
          }),
        ),
      )) as typeof db.transaction;
    try {
      return await work();
    } finally {
      db.transaction = real;
    }
  };
  const gone = () => Object.assign(new Error('gone'), { code: 'ECONNRESET' });
  const deadlock = () => Object.assign(new Error('deadlock'), { errno: 1213 });

  it('has not begun: no table is other than before, and it can be done again', async () => {
    const { id } = await editor.create({ categoryId: subject });
    const input = { categoryId: subject, ...newQuestion() };
    const steps: [string, () => Promise<unknown>, Failing[]][] = [
      [
        'create',
        () => editor.create(input),
        [
          { verb: 'insert', table: questions },
          { verb: 'update', table: bankState },
          { verb: 'insert', table: postings },
          { verb: 'insert', table: segments },
          { verb: 'insert', table: signatures },
          { verb: 'insert', table: bankChanges },
        ],
      ],
      [
        'update',
        () => editor.update({ id, expectedVersion: 1, prompt: newQuestion().prompt }),
        [
          { verb: 'update', table: questions },
          { verb: 'insert', table: postings },
          { verb: 'insert', table: segments },
          { verb: 'delete', table: signatures },
          { verb: 'insert', table: signatures },
          { verb: 'insert', table: bankChanges },
        ],
      ],
      [
        'delete',
        () => editor.remove(id, 2),
        [
          { verb: 'insert', table: segments },
          { verb: 'delete', table: signatures },
          { verb: 'delete', table: questions },
          { verb: 'insert', table: bankChanges },
        ],
      ],
    ];
    for (const [what, work, places] of steps) {
      const before = await checksums(world);
      for (const [at, place] of places.entries()) {
        const refusal = await failing(place, [gone()], () => refusalOf(work()));
        expect([what, at, refusal]).toEqual([what, at, expect.objectContaining({ code: 'DEPENDENCY_UNAVAILABLE' })]);
        expect([what, at, await checksums(world)]).toEqual([what, at, before]);
      }
      // Two deadlocks in a row are nobody's business.
      expect([what, await failing(places.at(-1)!, [deadlock(), deadlock()], () => refusalOf(work()))]).toEqual([
        what,
        undefined,
      ]);
      expect(await checksums(world)).not.toEqual(before);
    }
    expect((await editor.history(id)).map(({ version, action }) => [version, action])).toEqual([
      [2, 'DELETED'],
      [2, 'UPDATED'],
      [1, 'CREATED'],
    ]);
  });
});

describe('SQL', () => {
  it('costs the same for a page of 1 and of 50 questions', async () => {
    for (let at = 0; at < 5; at++) {
      const parent = await editor.createCategory();
      const { id } = await editor.createCategory({ parentId: parent.id });
      await Promise.all(Array.from({ length: 10 }, () => editor.create({ categoryId: id })));
    }
    const query = `query ($first: Int) { questions(first: $first) { totalCount edges { node {
      prompt hintCount lastAskedAt referenceAnswer keyPoints { text } hints category { name questionCount parent { name } } } } } }`;
    const candidate = await world.person();
    const costOf = async ({ token }: Person, first: number) => {
      const counts: number[] = [];
      for (let times = 0; times < 3; times++) {
        const before = world.app.services.database.statements();
        const { data, errors } = await overHttp(world.url)(query, { first }, token);
        counts.push(world.app.services.database.statements() - before);
        expect(errors).toBeUndefined();
        expect(data.questions.edges).toHaveLength(first);
        expect(data.questions.edges.at(-1).node.hintCount).toBe(1);
      }
      return Math.min(...counts);
    };
    for (const person of [people[0]!, candidate]) {
      const small = await costOf(person, 1);
      expect(await costOf(person, 50)).toBe(small);
      // Who asks, the stamps of the index for the page and for the counts, all categories, and one each for the questions with their
      // categories, those above, how they are judged, and when they were asked.
      expect(small).toBe(8);
    }
  });

  it('costs the same for a page of 1 and of 50 changes', async () => {
    const query =
      'query ($first: Int) { bankChanges(first: $first) { totalCount edges { node { editorName fields { before } } } } }';
    const costOf = async (first: number) => {
      const before = world.app.services.database.statements();
      const { data } = await overHttp(world.url)(query, { first }, people[0]!.token);
      expect(data.bankChanges.edges).toHaveLength(first);
      return world.app.services.database.statements() - before;
    };
    const small = await costOf(1);
    expect(await costOf(50)).toBe(small);
    expect(small).toBe(3);
  });
});
