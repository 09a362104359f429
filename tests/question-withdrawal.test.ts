/** What becomes of interviews when editors change their questions: what was asked stays as it was asked, the rest goes on. */
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as api from '../src/client/gql/graphql.js';
import { transaction } from '../src/db/connection.js';
import { questions, turns } from '../src/db/tables/index.js';
import { scoreAnswer } from '../src/domain/evaluation/score.js';
import { removeQuestion } from '../src/domain/question/write.js';
import { lockBank } from '../src/search/change.js';
import { checksums, type Keeper, keeperOf, newQuestion, refusalOf } from './support/bank.js';
import { overHttp } from './support/wire.js';
import { createWorld, eventually, goodAnswer, type Person, unique, type World } from './support/world.js';

let world: World;
let editor: Keeper;

beforeAll(async () => {
  world = await createWorld({ env: { ROLE: 'api' }, stores: 'withdrawal' });
  editor = keeperOf(await world.person('Ada', 'EDITOR'));
});
afterAll(() => world.dispose());

/** Questions of a subject of their own. */
const publish = async (count: number, input: Partial<api.CreateQuestionInput> & { categoryId?: string } = {}) => {
  const categoryId = input.categoryId ?? (await editor.createCategory()).id;
  const made = [];
  for (let at = 0; at < count; at++) made.push(await editor.create({ ...input, categoryId }));
  return { categoryId, ids: made.map(({ id }) => id), made };
};

/** A candidate at their interviews. */
const play = ({ client }: Person) => {
  const read = async (id: string) => (await client.request(api.InterviewDocument, { id })).interview!;
  const submit = async (turnId: string, text = goodAnswer) => {
    const input = { turnId, clientKey: unique('key'), text };
    return (await client.request(api.SubmitAnswerDocument, { input })).submitAnswer.evaluation.id;
  };
  return {
    read,
    create: async (questionIds: string[], input: Partial<api.CreateInterviewInput> = {}) =>
      (await client.request(api.CreateInterviewDocument, { input: { mode: 'CUSTOM', questionIds, ...input } }))
        .createInterview.id,
    start: async (id: string) => (await client.request(api.StartInterviewDocument, { id })).startInterview,
    next: async (interviewId: string) => (await client.request(api.NextTurnDocument, { interviewId })).nextTurn,
    finish: (id: string) => client.request(api.FinishInterviewDocument, { id }),
    /** The open turn. */
    open: async (id: string) => (await read(id)).turns.find(({ status }) => status === 'ASKED'),
    submit,
    answer: async (turnId: string, text?: string) => scoreAnswer(world.app.services, await submit(turnId, text)),
  };
};
type Play = ReturnType<typeof play>;
const newcomer = async (): Promise<Play> => play(await world.person());

const turnOf = async (id: string) => {
  const [row] = await world.app.services.db.select().from(turns).where(eq(turns.id, id));
  return row!;
};
const unexpected = () => world.log.filter(({ msg }) => msg === 'unexpected error');

describe('a question that is deleted', () => {
  it('stays in interviews that asked it: judged, reported and shown as before', async () => {
    const { made, categoryId } = await publish(1);
    const [question] = made as [(typeof made)[number]];
    const candidate = await newcomer();
    const id = await candidate.create([question.id]);
    await candidate.start(id);
    await candidate.answer((await candidate.open(id))!.id);
    const before = await candidate.read(id);
    expect(before.report?.categories).toMatchObject([{ category: { id: categoryId }, turns: 1 }]);
    const kept = await turnOf(before.turns[0]!.id);
    await editor.remove(question.id);
    const after = await candidate.read(id);
    expect(after).toEqual({ ...before, turns: [{ ...before.turns[0], question: null }] });
    expect(after.turns[0]!.prompt).toBe(question.prompt);
    expect(await turnOf(after.turns[0]!.id)).toEqual({ ...kept, questionId: null });
    const { referenceAnswer, keyPoints } = question;
    expect(kept).toMatchObject({ prompt: question.prompt, referenceAnswer, keyPoints });
  });

  it('is answered, scored and reported where its turn is open, or its answer on the way', async () => {
    const { ids, made, categoryId } = await publish(3);
    const candidate = await newcomer();
    const id = await candidate.create(ids.slice(0, 2));
    await candidate.start(id);
    const first = await candidate.submit((await candidate.open(id))!.id);
    const second = (await candidate.open(id))!;
    for (const question of ids.slice(0, 2)) await editor.remove(question);
    expect(await candidate.open(id)).toEqual({ ...second, question: null });
    await scoreAnswer(world.app.services, first);
    await candidate.answer(second.id);
    const { status, turns: played, report, questionCount } = await candidate.read(id);
    expect([status, questionCount]).toEqual(['FINISHED', 2]);
    for (const [at, { prompt, answers }] of played.entries()) {
      const [evaluation] = answers.map((answer) => answer.evaluation);
      expect([prompt, evaluation!.status]).toEqual([made[at]!.prompt, 'READY']);
      expect(evaluation!.points.map(({ keyPoint }) => keyPoint)).toEqual(made[at]!.keyPoints);
      expect(evaluation!.score).toBeGreaterThan(50);
    }
    expect(report?.categories).toMatchObject([{ category: { id: categoryId }, turns: 2 }]);
    expect(unexpected()).toEqual([]);
  });

  it('gives way, where it was only planned, to another of the subjects of the plan: new, published, of the language', async () => {
    const { ids, categoryId } = await publish(3);
    const { ids: elsewhere } = await publish(2);
    const person = await world.person();
    const candidate = play(person);
    // What may not take its place: asked before, planned already, of another language, not published, of another subject.
    const [seen] = (await publish(1, { categoryId })).ids as [string];
    const before = await candidate.create([seen]);
    await candidate.start(before);
    await candidate.finish(before);
    await publish(2, { categoryId, locale: 'ZH' });
    await publish(2, { categoryId, status: 'DRAFT' });
    await publish(2, { categoryId, status: 'ARCHIVED' });
    await publish(2);
    const good = (await publish(2, { categoryId })).ids;
    const plan = [...ids, elsewhere[0]!];
    const id = await candidate.create(plan, { locale: 'EN' });
    const [first, , third] = ids as [string, string, string];
    await editor.remove(first);
    const started = await candidate.start(id);
    const chosen = started.currentTurn!.question!.id;
    // Of the other subject there is one that would do as well.
    expect([...good, elsewhere[1]]).toContain(chosen);
    expect(started.questionCount).toBe(4);
    await candidate.answer(started.currentTurn!.id);
    expect((await candidate.open(id))?.question?.id).toBe(ids[1]);
    await editor.remove(third);
    await candidate.answer((await candidate.open(id))!.id);
    const next = (await candidate.open(id))!.question!.id;
    expect([...good, elsewhere[1]].filter((each) => each !== chosen)).toContain(next);
    await candidate.answer((await candidate.open(id))!.id);
    expect((await candidate.open(id))?.question?.id).toBe(elsewhere[0]);
    await candidate.answer((await candidate.open(id))!.id);
    const { status, turns: played, report } = await candidate.read(id);
    expect([status, played.length]).toEqual(['FINISHED', 4]);
    expect(new Set(played.map(({ question }) => question?.id)).size).toBe(4);
    expect(report?.categories.reduce((sum, category) => sum + category.turns, 0)).toBe(4);
  });

  it.each(['STANDARD', 'ZERO_PRESSURE'] as const)(
    'leaves one fewer where there is no other, at pace %s',
    async (pace) => {
      const { ids, categoryId } = await publish(3);
      await publish(2, { categoryId, status: 'DRAFT' });
      const candidate = await newcomer();
      const id = await candidate.create(ids, { pace });
      await candidate.start(id);
      await editor.remove(ids[1]!);
      await candidate.answer((await candidate.open(id))!.id);
      if (pace === 'ZERO_PRESSURE') await candidate.next(id);
      const open = (await candidate.open(id))!;
      expect([open.question?.id, open.position]).toEqual([ids[2], 2]);
      expect((await candidate.read(id)).questionCount).toBe(2);
      await candidate.answer(open.id);
      if (pace === 'ZERO_PRESSURE') await candidate.finish(id);
      const { status, turns: played, questionCount, report } = await candidate.read(id);
      expect([status, played.length, questionCount]).toEqual(['FINISHED', 2, 2]);
      expect(report?.categories).toMatchObject([{ turns: 2 }]);
    },
  );

  it('ends an interview whose last it was', async () => {
    const { ids } = await publish(2);
    const candidate = await newcomer();
    const [timed, free] = [await candidate.create(ids), await candidate.create(ids, { pace: 'ZERO_PRESSURE' })];
    for (const id of [timed, free]) await candidate.start(id);
    await editor.remove(ids[1]!);
    for (const id of [timed, free]) await candidate.answer((await candidate.open(id))!.id);
    expect(await candidate.read(timed)).toMatchObject({ status: 'FINISHED', questionCount: 1, turns: [{}] });
    expect(await refusalOf(candidate.next(free))).toMatchObject({
      code: 'INTERVIEW_STATE',
      message: expect.stringContaining('finishInterview'),
    });
    await candidate.finish(free);
    expect((await candidate.read(free)).report).toBeTruthy();
  });

  it('at the moment at which it is asked gives way as well', async () => {
    const { db } = world.app.services;
    const { ids } = await publish(2);
    const candidate = await newcomer();
    const id = await candidate.create(ids);
    const [row] = await db.select().from(questions).where(eq(questions.id, ids[0]!));
    const { starting } = await transaction(db, async (tx) => {
      await lockBank(tx);
      await removeQuestion(tx, row!, { editorId: null, now: new Date() });
      // Finds it there still, and waits for what becomes of it.
      const waiting = candidate.start(id);
      const { pool } = world.app.services.database;
      await eventually(async () => {
        const [busy] = await pool.query(
          "select 1 from information_schema.processlist where info like 'insert into `turns`%'",
        );
        return (busy as unknown[]).length > 0;
      });
      return { starting: waiting };
    });
    expect(await starting).toMatchObject({
      status: 'LIVE',
      questionCount: 1,
      currentTurn: { question: { id: ids[1] } },
    });
    expect(unexpected()).toEqual([]);
  });

  it('while many are about to be asked it disturbs none of them', async () => {
    const { ids } = await publish(4);
    const people = await Promise.all(Array.from({ length: 6 }, newcomer));
    const started = await Promise.all(people.map((candidate) => candidate.create(ids)));
    const results = await Promise.all([
      ...people.map((candidate, at) => candidate.start(started[at]!)),
      editor.remove(ids[0]!),
      editor.update({ id: ids[1]!, expectedVersion: 1, difficulty: 5 }),
    ]);
    expect(results).toHaveLength(8);
    for (const [at, candidate] of people.entries()) {
      const { turns: asked, status } = await candidate.read(started[at]!);
      expect([status, asked.length]).toEqual(['LIVE', 1]);
      // Asked before it went, it is there without its question.
      expect([null, ids[1]]).toContain(asked[0]!.question?.id ?? null);
    }
    expect(unexpected()).toEqual([]);
  });
});

describe('an interview of which every question was withdrawn', () => {
  it('does not start, and stays as it was: ready for when they are back', async () => {
    const { ids } = await publish(2);
    const candidate = await newcomer();
    const id = await candidate.create(ids);
    const before = await candidate.read(id);
    await editor.remove(ids[0]!);
    await editor.update({ id: ids[1]!, expectedVersion: 1, status: 'ARCHIVED' });
    const sums = await checksums(world);
    const refusal = { code: 'NOT_ENOUGH_QUESTIONS', message: expect.stringMatching(/1 question .* 0 match/) };
    expect(await refusalOf(candidate.start(id))).toMatchObject(refusal);
    expect(await candidate.read(id)).toEqual(before);
    expect(await checksums(world)).toEqual(sums);
    await editor.update({ id: ids[1]!, expectedVersion: 2, status: 'PUBLISHED' });
    expect(await candidate.start(id)).toMatchObject({ status: 'LIVE', currentTurn: { question: { id: ids[1] } } });
  });

  it('does not start after all of them are deleted', async () => {
    const { ids, categoryId } = await publish(2);
    const candidate = await newcomer();
    const id = await candidate.create(ids);
    for (const question of ids) await editor.remove(question);
    // What subjects it was about nobody knows any more.
    await publish(1, { categoryId });
    expect(await refusalOf(candidate.start(id))).toMatchObject({ code: 'NOT_ENOUGH_QUESTIONS' });
    expect(await candidate.read(id)).toMatchObject({ status: 'READY', questionCount: 2, turns: [] });
  });
});

describe('a question that is', () => {
  it.each(['ARCHIVED', 'DRAFT'] as const)(
    '%s by the time it would be asked gives way like one deleted',
    async (status) => {
      const { ids, categoryId } = await publish(2);
      const candidate = await newcomer();
      const [one, other] = [await candidate.create(ids), await candidate.create(ids)];
      await candidate.start(one);
      await editor.update({ id: ids[0]!, expectedVersion: 1, status });
      await editor.update({ id: ids[1]!, expectedVersion: 1, status });
      const spare = (await publish(1, { categoryId })).ids[0];
      // Asked is asked.
      const open = (await candidate.open(one))!;
      expect(open.prompt).toBe((await editor.read(ids[0]!))!.prompt);
      await candidate.answer(open.id);
      expect((await candidate.open(one))?.question?.id).toBe(spare);
      // Of what is left, everything has been asked before: better again than not at all.
      expect(await candidate.start(other)).toMatchObject({ status: 'LIVE' });
      expect((await candidate.open(other))?.question?.id).toBe(spare);
    },
  );
});

describe('an edit while a turn is open', () => {
  it('changes neither what was asked, nor by when, nor what the answer is judged by', async () => {
    const { made } = await publish(1);
    const [question] = made as [(typeof made)[number]];
    const candidate = await newcomer();
    const id = await candidate.create([question.id]);
    await candidate.start(id);
    const before = (await candidate.open(id))!;
    const kept = await turnOf(before.id);
    await editor.update({
      id: question.id,
      expectedVersion: 1,
      prompt: newQuestion().prompt,
      referenceAnswer: 'Something else altogether.',
      keyPoints: [{ text: 'Bananas are yellow', weight: 9 }],
      hints: [],
      timeLimit: 10,
      tags: ['bananas'],
    });
    const { question: shown, ...after } = (await candidate.open(id))!;
    expect(after).toEqual({ ...before, question: undefined });
    expect(shown).toMatchObject({ tags: ['bananas'], timeLimit: 10 });
    expect(await turnOf(before.id)).toEqual(kept);
    await candidate.answer(before.id);
    const [evaluation] = (await candidate.read(id)).turns[0]!.answers.map((answer) => answer.evaluation);
    expect(evaluation!.points.map(({ keyPoint }) => keyPoint)).toEqual(question.keyPoints);
    expect(evaluation!.score).toBeGreaterThan(50);
  });
});

describe('a candidate', () => {
  const marked = () => {
    const mark = unique('zyx').replace('-', '');
    return { mark, prompt: `What does ${mark} mean?`, tags: [mark], referenceAnswer: `It means ${mark}ish.` };
  };

  it('finds drafts and archived questions by no door', async () => {
    const { categoryId, ids } = await publish(1);
    const person = await world.person();
    const send = async (query: string, variables = {}) => {
      const result = await overHttp(world.url)(query, variables, person.token);
      return { ...result, text: JSON.stringify(result), code: result.errors?.[0]?.extensions.code };
    };
    for (const status of ['DRAFT', 'ARCHIVED'] as const) {
      const { mark, ...content } = marked();
      const { id } = await editor.create({ ...content, categoryId, status });
      const filter = { search: mark, status: [status] };
      const list = `query ($filter: QuestionFilterInput) { questions(filter: $filter) { totalCount edges { node { id } } } }`;
      const draw = `query ($filter: QuestionFilterInput, $count: Int!) { drawQuestions(input: {count: $count, filter: $filter}) { id prompt } }`;
      const create = 'mutation ($input: CreateInterviewInput!) { createInterview(input: $input) { id } }';
      expect((await send(`{ question(id: "${id}") { id prompt } }`)).data).toEqual({ question: null });
      expect((await send(`{ node(id: "${id}") { id } }`)).code).toBe('NOT_FOUND');
      for (const of of [filter, { tags: [mark] }, { tags: [mark], status: ['DRAFT', 'PUBLISHED', 'ARCHIVED'] }]) {
        expect((await send(list, { filter: of })).data.questions).toEqual({ totalCount: 0, edges: [] });
        expect((await send(draw, { filter: of, count: 1 })).code).toBe('NOT_ENOUGH_QUESTIONS');
        const random = { mode: 'RANDOM', questionCount: 1, filter: of };
        expect((await send(create, { input: random })).code).toBe('NOT_ENOUGH_QUESTIONS');
      }
      const all = await send(draw, { filter: { categoryIds: [categoryId], status: [status] }, count: 1 });
      expect(all.data.drawQuestions.map((question: { id: string }) => question.id)).toEqual(ids);
      const custom = await send(create, { input: { mode: 'CUSTOM', questionIds: [ids[0], id] } });
      expect([custom.code, custom.text]).toEqual(['BAD_USER_INPUT', expect.stringContaining(id)]);
      expect(custom.text).not.toContain(mark);
      // An editor has them all the while.
      expect(await editor.read(id)).toMatchObject({ status });
    }
  });

  it('is told how a question is judged, and helped, once every turn of theirs with it is over', async () => {
    const { ids, made } = await publish(1);
    const [id] = ids as [string];
    const [person, other] = [await world.person(), await world.person()];
    const candidate = play(person);
    const told = async (who = person) => {
      const { referenceAnswer, keyPoints, hints, hintCount } = (await keeperOf(who).read(id))!;
      expect(hintCount).toBe(1);
      return [referenceAnswer, keyPoints, hints];
    };
    const [nothing, everything] = [
      [null, null, null],
      [made[0]!.referenceAnswer, made[0]!.keyPoints, made[0]!.hints],
    ];
    expect(await told()).toEqual(nothing);
    const interviews = [await candidate.create([id]), await candidate.create([id])];
    expect(await told()).toEqual(nothing);
    for (const interview of interviews) await candidate.start(interview);
    const [one, two] = await Promise.all(interviews.map((interview) => candidate.open(interview)));
    expect(await told()).toEqual(nothing);
    await candidate.answer(one!.id);
    expect(await told()).toEqual(nothing);
    await person.client.request(api.SkipTurnDocument, { turnId: two!.id });
    expect(await told()).toEqual(everything);
    expect((await keeperOf(person).read(id))!.lastAskedAt).toBe(
      (await candidate.read(interviews[1]!)).turns[0]!.askedAt,
    );
    expect(await told(other)).toEqual(nothing);
    expect((await keeperOf(other).read(id))!.lastAskedAt).toBeNull();
    // Asked again, it is closed again.
    const again = await candidate.create([id]);
    await candidate.start(again);
    expect(await told()).toEqual(nothing);
    await candidate.finish(again);
    expect(await told()).toEqual(everything);
    // What it is about to become is not what they were asked.
    const secret = unique('Secret');
    await editor.update({
      id,
      expectedVersion: 1,
      status: 'DRAFT',
      prompt: secret,
      referenceAnswer: secret,
      hints: [secret],
    });
    const query = `query ($id: ID!) { interview(id: $id) { turns { prompt question { prompt referenceAnswer hints keyPoints { text } } } } }`;
    const { data } = await overHttp(world.url)(query, { id: again }, person.token);
    expect(data.interview.turns).toEqual([{ prompt: expect.any(String), question: null }]);
    expect(JSON.stringify(data)).not.toContain(secret);
  });
});
