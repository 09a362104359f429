/** Reports: what they say of each turn, what they rest on and how surely, and what they compare with. */
import { eq, inArray, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as api from '../src/client/gql/graphql.js';
import { transaction } from '../src/db/connection.js';
import { newId } from '../src/db/id.js';
import { categories, evaluations, interviews, outbox, reports } from '../src/db/tables/index.js';
import { scoreAnswer } from '../src/domain/evaluation/score.js';
import type { Change } from '../src/domain/interview/change.js';
import { compare } from '../src/domain/report/comparison.js';
import { findingsOf } from '../src/domain/report/findings.js';
import { overHttp } from './support/wire.js';
import { createWorld, eventsUntil, goodAnswer, isEvent, type Person, unique, type World } from './support/world.js';

let world: World;
let candidate: Person;

beforeAll(async () => {
  // Answers are judged when a test says so.
  world = await createWorld({ env: { ROLE: 'api' }, stores: 'report' });
  candidate = await world.person();
});
afterAll(() => world.dispose());

const partialAnswer = 'An expiry bounds how long stale data is served, because an entry that is too old is read anew.';
const thinAnswer = 'Cached copies go stale when the source changes.';

const read = async (person: Person, id: string) =>
  (await person.client.request(api.InterviewDocument, { id })).interview!;
const openTurn = ({ turns }: Awaited<ReturnType<typeof read>>) => turns.find(({ status }) => status === 'ASKED');
const reportOf = async (person: Person, id: string) => (await read(person, id)).report!;

/** Judges whatever waits in an interview, the last answer last. */
const judge = async (interviewId: string) => {
  const { db } = world.app.services;
  const waiting = await db
    .select({ id: evaluations.id })
    .from(evaluations)
    .where(sql`${evaluations.interviewId} = ${interviewId} and ${evaluations.status} = 'QUEUED'`)
    .orderBy(evaluations.id);
  for (const { id } of waiting) await scoreAnswer(world.app.services, id);
};

/** Plays an interview of these questions to its end: a text is an answer, null skips. Nothing is judged yet. */
const play = async (
  person: Person,
  questionIds: string[],
  texts: (string | null)[],
  input: Partial<api.CreateInterviewInput> = {},
) => {
  const { client } = person;
  const { createInterview } = await client.request(api.CreateInterviewDocument, {
    input: { mode: 'CUSTOM', questionIds, locale: 'EN', ...input },
  });
  const { id } = createInterview;
  await client.request(api.StartInterviewDocument, { id });
  for (const text of texts) {
    const turnId = openTurn(await read(person, id))!.id;
    if (text === null) await client.request(api.SkipTurnDocument, { turnId });
    else await client.request(api.SubmitAnswerDocument, { input: { turnId, clientKey: unique('key'), text } });
  }
  // The next one ends later.
  world.clock.advance(1);
  return id;
};

const finished = async (...args: Parameters<typeof play>) => {
  const id = await play(...args);
  await judge(id);
  return { id, report: await reportOf(args[0], id) };
};

/** Has an answer judged once more: a new revision, as whoever judges anew makes it. */
const judgeAnew = async (interviewId: string, answerId: string) => {
  const { db, clock } = world.app.services;
  const id = newId('evaluation');
  const now = clock.now();
  await db.insert(evaluations).values({
    ...{ id, interviewId, answerId, revision: 2, status: 'QUEUED', provisional: false },
    ...{ dimensions: [], points: [], createdAt: now },
  });
  await db.insert(outbox).values({ topic: 'SCORE_ANSWER', subjectId: id, dueAt: now });
  await scoreAnswer(world.app.services, id);
  return id;
};

describe('a finding', () => {
  it('leads to its turn, its key point and what was said of it', async () => {
    const { ids } = await world.questions(3);
    const { id, report } = await finished(candidate, ids, [goodAnswer, partialAnswer, null]);
    const { turns } = await read(candidate, id);
    const strengths = report.findings.filter(({ kind }) => kind === 'STRENGTH');
    const improvements = report.findings.filter(({ kind }) => kind === 'IMPROVEMENT');
    expect(report.findings).toEqual([...strengths, ...improvements]);
    expect(strengths.map(({ text }) => text)).toEqual(report.strengths);
    expect(strengths.length).toBeGreaterThan(1);
    for (const { turn, text, keyPoint, evidence } of strengths) {
      const at = turns.findIndex((each) => each.id === turn.id);
      expect(text).toBe(`Question ${at + 1}: ${keyPoint!.text}`);
      expect(evidence.length).toBeGreaterThan(0);
      for (const { start, end, quote } of evidence) {
        expect(turns[at]!.answers.at(-1)!.text!.slice(start, end)).toBe(quote);
      }
    }
    const weights = strengths.map(({ keyPoint }) => keyPoint!.weight);
    expect(weights).toEqual([...weights].sort((a, b) => b - a));
    const missed = improvements.filter(({ keyPoint }) => keyPoint);
    expect(missed.length).toBeGreaterThan(0);
    for (const { turn, text, keyPoint, evidence } of missed) {
      expect([turn.id, text, evidence]).toEqual([turns[1]!.id, `Question 2: ${keyPoint!.text}`, []]);
      expect(report.improvements).toContain(text);
    }
    expect(improvements.slice(missed.length)).toEqual([
      {
        kind: 'IMPROVEMENT',
        text: 'Question 3: no answer that could be scored',
        turn: { id: turns[2]!.id },
        keyPoint: null,
        evidence: [],
      },
    ]);
  });

  it("is in the interview's language, and names follow-ups apart", async () => {
    const point = (text: string) => ({ id: newId('keyPoint'), text, weight: 1 });
    const { ids } = await world.questions(2, {
      locale: 'ZH',
      prompt: `缓存为什么需要过期时间？${unique('题')}`,
      referenceAnswer:
        '数据源变化后缓存副本会变旧。过期时间限制了旧数据被读到的时间，也会释放无人读取的条目占用的内存。',
      keyPoints: [
        point('数据源变化后缓存副本会变旧'),
        point('过期时间限制了旧数据被读到的时间'),
        point('释放无人读取的条目占用的内存'),
      ],
    });
    const person = await world.person();
    const { client } = person;
    const id = await play(person, ids, ['数据源变化后缓存副本会变旧，因为缓存并不知道数据源已经变了。'], {
      locale: 'ZH',
      followUps: true,
    });
    const skipped = openTurn(await read(person, id))!;
    expect(skipped.kind).toBe('FOLLOW_UP');
    for (let turn: typeof skipped | undefined = skipped; turn; turn = openTurn(await read(person, id))) {
      await client.request(api.SkipTurnDocument, { turnId: turn.id });
    }
    await judge(id);
    const { findings, strengths, improvements } = await reportOf(person, id);
    expect(strengths).toEqual(['第 1 题：数据源变化后缓存副本会变旧']);
    expect(findings.map(({ text }) => text)).toEqual(
      expect.arrayContaining([...strengths, '第 1 题（追问）：没有可评分的回答', '第 2 题：没有可评分的回答']),
    );
    expect(findings.filter(({ turn, keyPoint }) => turn.id === skipped.id && keyPoint === null)).toHaveLength(1);
    expect(improvements.at(-1)).toBe('第 1 题（追问）、第 2 题没有可评分的回答');
  });

  it('tells the follow-ups of a question apart, whichever of its turns they follow, and names a point where it went best', () => {
    const keyPoint = (id: string) => ({ id, text: `Point ${id}`, weight: 1 });
    type Turn = Parameters<typeof findingsOf>[0][number];
    const turn = (id: string, parentId: string | null, verdicts: Record<string, 'COVERED' | 'PARTIAL' | 'MISSED'>) => ({
      turn: { id, kind: parentId === null ? 'MAIN' : 'FOLLOW_UP', parentId, hints: [] },
      ...{ categoryId: null, assisted: false },
      evaluation: {
        ...{ id: `evl_${id}`, status: 'READY', score: 50, uncertainty: 10, provisional: false, dimensions: [] },
        points: Object.entries(verdicts).map(([of, verdict]) => ({ keyPoint: keyPoint(of), verdict, evidence: [] })),
      },
    });
    const turns = [
      turn('main', null, { a: 'COVERED', b: 'MISSED', c: 'MISSED', d: 'MISSED' }),
      turn('first', 'main', { a: 'MISSED', b: 'PARTIAL', c: 'MISSED', d: 'MISSED' }),
      turn('second', 'first', { b: 'MISSED', c: 'MISSED', d: 'COVERED' }),
      turn('next', null, { e: 'MISSED' }),
    ] as Turn[];
    const said = (locale: 'EN' | 'ZH') =>
      findingsOf(turns, turns, locale).findings.map(({ text, turnId }) => [turnId, text]);
    expect(said('EN')).toEqual([
      ['main', 'Question 1: Point a'],
      ['second', 'Question 1 (follow-up 2): Point d'],
      ['second', 'Question 1 (follow-up 2): Point c'],
      ['next', 'Question 2: Point e'],
    ]);
    expect(said('ZH').map(([, text]) => text)).toEqual([
      '第 1 题：Point a',
      '第 1 题（追问 2）：Point d',
      '第 1 题（追问 2）：Point c',
      '第 2 题：Point e',
    ]);
  });
});

describe('what a report rests on', () => {
  it('is named by turn and try, and leaves a band as wide as its parts make it', async () => {
    const [one, other] = [await world.questions(2), await world.questions(2)];
    const person = await world.person();
    const { client } = person;
    const all = [...one.ids, ...other.ids];
    const id = await play(person, all, [partialAnswer], { pace: 'ZERO_PRESSURE' });
    const turnId = (await read(person, id)).turns[0]!.id;
    await client.request(api.RetryTurnDocument, { turnId });
    const submit = (to: string, text: string) =>
      client.request(api.SubmitAnswerDocument, { input: { turnId: to, clientKey: unique('key'), text } });
    await submit(turnId, goodAnswer);
    const next = async () => (await client.request(api.NextTurnDocument, { interviewId: id })).nextTurn.currentTurn!.id;
    await submit(await next(), thinAnswer);
    await submit(await next(), 'hm');
    await client.request(api.SkipTurnDocument, { turnId: await next() });
    await client.request(api.FinishInterviewDocument, { id });
    await judge(id);
    const { turns, report } = await read(person, id);
    const judged = turns.flatMap(({ answers }) => answers.map(({ evaluation }) => evaluation));
    expect(judged.map(({ status }) => status)).toEqual(['READY', 'READY', 'READY', 'INSUFFICIENT']);
    // The first try counts only towards what was done alone.
    expect(report!.evaluations.map((each) => each.id)).toEqual(judged.map((each) => each.id));
    const [, second, third] = judged.map(({ uncertainty }) => uncertainty!) as [number, number, number];
    const band = Math.hypot(second, third);
    expect(band).toBeGreaterThan(0);
    expect(report!.uncertainty).toBeCloseTo(band / 4, 1);
    expect(report!.provisional).toBe(false);
    const [ofOne, ofOther] = report!.categories;
    expect(ofOne!.category.id).toBe(one.categoryId);
    expect(ofOne!.uncertainty).toBeCloseTo(band / 2, 1);
    // Worth nothing by the rules: of that there is no doubt, and no band either.
    expect(ofOther).toMatchObject({ score: 0, turns: 2, uncertainty: null, provisional: false });
  });

  it('is said to be provisional until a later revision takes its place', async () => {
    const [one, other] = [await world.questions(1), await world.questions(1)];
    const person = await world.person();
    const id = await play(person, [...one.ids, ...other.ids], [partialAnswer, goodAnswer]);
    const { db } = world.app.services;
    const [first] = await db.select().from(evaluations).where(eq(evaluations.interviewId, id)).orderBy(evaluations.id);
    await db.update(evaluations).set({ provisional: true }).where(eq(evaluations.id, first!.id));
    await judge(id);
    const before = await reportOf(person, id);
    expect(before).toMatchObject({ provisional: true, evaluations: [{ id: first!.id, provisional: true }, {}] });
    expect(before.categories.map(({ provisional }) => provisional)).toEqual([true, false]);
    const again = await judgeAnew(id, first!.answerId);
    await eventsUntil(person.client, id, isEvent('ReportReady', 2));
    const after = await reportOf(person, id);
    expect(after).toMatchObject({
      provisional: false,
      evaluations: [{ id: again, revision: 2 }, before.evaluations[1]],
    });
    expect(after.categories.map(({ provisional }) => provisional)).toEqual([false, false]);
    expect(after.score).toBe(before.score);
  });

  it('is nothing where nothing was answered', async () => {
    const { ids } = await world.questions(1);
    const { report } = await finished(candidate, ids, [null]);
    expect(report).toMatchObject({ score: 0, uncertainty: null, provisional: false, evaluations: [] });
    expect(report.findings).toMatchObject([{ kind: 'IMPROVEMENT', keyPoint: null }]);
  });
});

describe('the comparison', () => {
  const inCategory = (report: api.ReportViewFragment, id: string) =>
    report.categories.find(({ category }) => category.id === id)!;
  const round = (value: number) => Math.round(value * 10) / 10;

  it('is with the last earlier interview that had the category, and only with those of the candidate', async () => {
    const [a, b, c] = [await world.questions(4), await world.questions(4), await world.questions(4)];
    const [person, other] = [await world.person(), await world.person()];
    await finished(other, a.ids.slice(0, 1), [goodAnswer]);
    const first = await finished(person, [a.ids[0]!, b.ids[0]!], [thinAnswer, goodAnswer]);
    expect(first.report.comparedToPrevious).toBeNull();
    expect(first.report.categories).toMatchObject([{ comparedToPrevious: null, previousInterview: null }, {}]);
    const second = await finished(person, [a.ids[1]!], [partialAnswer]);
    const ofA = inCategory(second.report, a.categoryId);
    expect(ofA.previousInterview?.id).toBe(first.id);
    expect(ofA.comparedToPrevious).toBe(round(ofA.score - inCategory(first.report, a.categoryId).score));
    expect(ofA.comparedToPrevious).not.toBe(0);
    expect(second.report.comparedToPrevious).toBe(ofA.comparedToPrevious);

    // One that was given up has no report; one of other subjects has nothing to compare with.
    const { id: givenUp } = await world.interview(person, 1);
    await person.client.request(api.CancelInterviewDocument, { id: givenUp });
    const third = await finished(
      person,
      [a.ids[2]!, b.ids[1]!, b.ids[2]!, c.ids[0]!],
      [goodAnswer, thinAnswer, partialAnswer, goodAnswer],
    );
    const [nowA, nowB, nowC] = [a, b, c].map(({ categoryId }) => inCategory(third.report, categoryId));
    expect([nowA, nowB, nowC].map((each) => each!.previousInterview?.id)).toEqual([second.id, first.id, undefined]);
    expect(nowB!.comparedToPrevious).toBe(round(nowB!.score - inCategory(first.report, b.categoryId).score));
    expect(nowC!.comparedToPrevious).toBeNull();
    expect(third.report.comparedToPrevious).toBeCloseTo(
      (nowA!.comparedToPrevious! + 2 * nowB!.comparedToPrevious!) / 3,
      1,
    );
  });

  it('of a report that is written anew is neither with itself nor with what came after', async () => {
    const { ids, categoryId } = await world.questions(4);
    const person = await world.person();
    const first = await finished(person, ids.slice(0, 1), [thinAnswer]);
    const second = await finished(person, ids.slice(1, 2), [partialAnswer]);
    await finished(person, ids.slice(2, 3), [goodAnswer]);
    const { answers } = (await read(person, second.id)).turns[0]!;
    await judgeAnew(second.id, answers[0]!.id);
    const again = await reportOf(person, second.id);
    expect(again.evaluations).toMatchObject([{ revision: 2 }]);
    expect(inCategory(again, categoryId).previousInterview?.id).toBe(first.id);
    expect(again.comparedToPrevious).toBe(second.report.comparedToPrevious);
    const alone = await judgeAnew(first.id, (await read(person, first.id)).turns[0]!.answers[0]!.id);
    expect(await reportOf(person, first.id)).toMatchObject({ comparedToPrevious: null, evaluations: [{ id: alone }] });
  });

  it('reads a bounded number of rows, by index, however long the history', async () => {
    const { db } = world.app.services;
    const { ids, categoryId } = await world.questions(1);
    const person = await world.person();
    const { id } = await finished(person, ids, [partialAnswer]);
    const [interview] = await db.select().from(interviews).where(eq(interviews.id, id));
    const [report] = await db.select().from(reports).where(eq(reports.interviewId, id));
    const before = Array.from({ length: 500 }, (_, index) => {
      const finishedAt = new Date(interview!.finishedAt!.getTime() - (index + 1) * 60_000);
      return { ...interview!, id: newId('interview'), clientKey: null, finishedAt };
    });
    await db.insert(interviews).values(before);
    // Only the ninetieth and those of long ago had the category.
    const { categoryId: elsewhere } = await world.questions(1);
    const rows = before.map((row, index) => {
      const had = index === 89 || index > 150 ? categoryId : elsewhere;
      return { ...report!, interviewId: row.id, categories: [{ categoryId: had, score: index, turns: 1 }] };
    });
    await db.insert(reports).values(rows);
    const read = await transaction(db, async (tx) => {
      const counters = async () => {
        const [status] = (await tx.execute(
          sql`show session status where variable_name like 'Handler_read%' or variable_name = 'Sort_rows'`,
        )) as unknown as [{ Variable_name: string; Value: string }[]];
        return new Map(status.map(({ Variable_name, Value }) => [Variable_name, Number(Value)]));
      };
      const [none, from] = [await counters(), await counters()];
      const compared = await compare({ tx, interview } as Change, [
        { categoryId, score: 100, turns: 1 },
        { categoryId: 'cat_new', score: 100, turns: 1 },
      ]);
      const to = await counters();
      // To look at the counters counts, too.
      const rowsRead = [...to].map(([name, value]) => value - from.get(name)! - (from.get(name)! - none.get(name)!));
      return {
        compared,
        rowsRead: rowsRead.reduce((sum, value) => sum + value, 0),
        sorted: to.get('Sort_rows')! - from.get('Sort_rows')!,
      };
    });
    expect(read.compared).toMatchObject({
      comparedToPrevious: 11,
      categories: [{ previousInterviewId: before[89]!.id, comparedToPrevious: 11 }, { comparedToPrevious: null }],
    });
    expect(read.sorted).toBe(0);
    // Of each of the hundred its place in the index and its report.
    expect(read.rowsRead).toBeLessThan(2 * 100 + 10);
  });
});

describe('reading reports', () => {
  const document = `query { interviews(first: 50) { edges { node { report {
    uncertainty provisional comparedToPrevious
    findings { kind text turn { id prompt } keyPoint { text } evidence { quote } }
    evaluations { id score points { verdict } }
    categories { category { slug } previousInterview { id status } } } } } } }`;
  const ask = async ({ token }: Person) => {
    const { data, errors } = await overHttp(world.url)(document, {}, token);
    expect(errors).toBeUndefined();
    return data.interviews.edges.map(({ node }: { node: { report: unknown } }) => node.report);
  };

  it('takes the same statements for one and for many', async () => {
    const { statements } = world.app.services.database;
    const counted = async (person: Person, length: number) => {
      const counts: number[] = [];
      for (let times = 0; times < 3; times++) {
        const before = statements();
        expect(await ask(person)).toHaveLength(length);
        counts.push(statements() - before);
      }
      return Math.min(...counts);
    };
    const { ids } = await world.questions(7);
    const [one, many] = [await world.person(), await world.person()];
    await finished(one, ids.slice(0, 1), [partialAnswer]);
    for (const id of ids) await finished(many, [id], [partialAnswer]);
    expect((await ask(many)).map((report: api.ReportViewFragment) => report.findings.length)).not.toContain(0);
    const small = await counted(one, 1);
    expect(await counted(many, ids.length)).toBe(small);
    // Who asks, interviews, reports, categories, turns, evaluations, and their points.
    expect(small).toBe(7);
  });

  it('of before they named what they rest on works as well', async () => {
    const { ids, categoryId } = await world.questions(1);
    const person = await world.person();
    const { id } = await finished(person, ids, [partialAnswer]);
    await world.app.services.db
      .update(reports)
      .set({ findings: [], evaluationIds: [], uncertainty: null, categories: [{ categoryId, score: 50, turns: 1 }] })
      .where(eq(reports.interviewId, id));
    expect(await ask(person)).toMatchObject([{ findings: [], evaluations: [], uncertainty: null, provisional: false }]);
    const { categories: scores } = await reportOf(person, id);
    expect(scores).toMatchObject([
      { score: 50, uncertainty: null, provisional: false, comparedToPrevious: null, previousInterview: null },
    ]);
    // And a later one is compared with it.
    const { ids: more } = await world.questions(1, { categoryId });
    const { report } = await finished(person, more, [goodAnswer]);
    const difference = Math.round((report.score - 50) * 10) / 10;
    expect(report.categories[0]).toMatchObject({ previousInterview: { id }, comparedToPrevious: difference });
  });

  it('goes on where the questions and their category are gone', async () => {
    const editor = await world.person('Editor', 'EDITOR');
    const { ids, categoryId } = await world.questions(2);
    const { id, report } = await finished(candidate, ids, [partialAnswer, goodAnswer]);
    for (const question of ids) await editor.client.request(api.DeleteQuestionDocument, { id: question });
    await editor.client.request(api.DeleteCategoryDocument, { id: categoryId });
    expect(await world.app.services.db.$count(categories, inArray(categories.id, [categoryId]))).toBe(1);
    const { slug: _, ...category } = report.categories[0]!.category;
    expect(await reportOf(candidate, id)).toMatchObject({
      ...report,
      categories: [{ ...report.categories[0], category }],
    });
  });
});
