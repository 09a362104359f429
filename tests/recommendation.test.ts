/** What is recommended to practise next: by scores, by time, by resume and role, and why. */
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import * as api from '../src/client/gql/graphql.js';
import { transaction } from '../src/db/connection.js';
import type { EvaluationStatus, InterviewStatus, Locale, ScoreReveal, TurnStatus } from '../src/db/enums.js';
import { newId } from '../src/db/id.js';
import {
  answers,
  categories,
  evaluations,
  files,
  interviews,
  postings,
  questions,
  resumes,
  segments,
  signatures,
  turns,
} from '../src/db/tables/index.js';
import { scoreAnswer } from '../src/domain/evaluation/score.js';
import { insertQuestions, type NewQuestion } from '../src/domain/question/write.js';
import { overHttp } from './support/wire.js';
import { createWorld, goodAnswer, type Person, unique, type World } from './support/world.js';

const day = 24 * 60 * 60;

let world: World;

beforeAll(async () => {
  // Without a worker, so that scores are those that the tests write; and in a bank of its own.
  world = await createWorld({ env: { ROLE: 'api' }, stores: 'recommend' });
  // From noon on no day ends while a test runs.
  const second = Math.floor(world.clock.now().getTime() / 1000) % day;
  world.clock.advance(day - second + day / 2);
});
afterAll(() => world.dispose());

/** Each test has the whole bank to itself. */
const clearBank = async (): Promise<void> => {
  const { db } = world.app.services;
  await db.delete(questions);
  await db.delete(signatures);
  await db.delete(postings);
  await db.update(segments).set({ stamp: Math.floor(Math.random() * Number.MAX_SAFE_INTEGER) });
  await db.delete(categories);
};
beforeEach(clearBank);

const category = async (slug: string, nameEn = slug, nameZh = slug): Promise<string> => {
  const id = newId('category');
  await world.app.services.db.insert(categories).values({ id, slug, nameEn, nameZh });
  return id;
};

/** Publishes questions of a category, of the difficulty 3 and without tags unless said otherwise. */
const publish = async (categoryId: string, count: number, content: Partial<NewQuestion> = {}): Promise<string[]> => {
  const rows = Array.from(
    { length: count },
    (): NewQuestion => ({
      locale: 'EN',
      prompt: `How would you ${unique('thing')}?`,
      categoryId,
      tags: [],
      difficulty: 3,
      timeLimit: 120,
      status: 'PUBLISHED',
      referenceAnswer: 'So.',
      keyPoints: [],
      hints: [],
      ...content,
    }),
  );
  const author = { editorId: null, now: world.clock.now() };
  const written = await transaction(world.app.services.db, (tx) => insertQuestions(tx, rows, author));
  return written.map(({ id }) => id);
};

/** One of each difficulty, and so on over again. */
const publishEach = async (categoryId: string, count: number): Promise<string[]> => {
  const ids: string[] = [];
  for (let at = 0; at < count; at++) ids.push(...(await publish(categoryId, 1, { difficulty: (at % 5) + 1 })));
  return ids;
};

type Past = {
  questionId: string;
  daysAgo: number;
  status?: TurnStatus;
  /** Of each try the score of each evaluation, or its state where it has none. */
  tries?: (number | EvaluationStatus)[][];
  scores?: ScoreReveal;
  interview?: InterviewStatus;
  revealed?: boolean;
};

/** Writes what a candidate was asked straight into the tables, each in an interview of its own. */
const past = async (person: Person, list: Past[]): Promise<{ interviewId: string; evaluationIds: string[] }[]> => {
  const { db } = world.app.services;
  const rows = list.map((each) => ({ ...each, interviewId: newId('interview'), turnId: newId('turn') }));
  const at = (daysAgo: number) => new Date(world.clock.now().getTime() - daysAgo * day * 1000);
  const known = await db.select({ id: questions.id, categoryId: questions.categoryId }).from(questions);
  const categoryOf = new Map(known.map(({ id, categoryId }) => [id, categoryId]));
  if (rows.length === 0) return [];
  await db.insert(interviews).values(
    rows.map(({ interviewId, scores = 'AT_ONCE', interview = 'FINISHED', questionId, daysAgo }) => ({
      id: interviewId,
      candidateId: person.id,
      mode: 'CUSTOM' as const,
      pace: 'STANDARD' as const,
      scores,
      locale: 'EN' as const,
      status: interview,
      questionCount: 1,
      plan: [questionId],
      lastSeq: 0,
      createdAt: at(daysAgo),
    })),
  );
  await db.insert(turns).values(
    rows.map(({ interviewId, turnId, questionId, status = 'ANSWERED', daysAgo }) => ({
      id: turnId,
      interviewId,
      position: 1,
      kind: 'MAIN' as const,
      questionId,
      categoryId: categoryOf.get(questionId) ?? null,
      prompt: 'Why?',
      referenceAnswer: 'So.',
      keyPoints: [],
      status,
      askedAt: at(daysAgo),
    })),
  );
  const tries = rows.flatMap(({ interviewId, turnId, tries = [], daysAgo, revealed }) =>
    tries.map((revisions, attempt) => ({
      interviewId,
      turnId,
      daysAgo,
      revealed,
      revisions,
      attempt,
      id: newId('answer'),
    })),
  );
  if (tries.length > 0) {
    await db.insert(answers).values(
      tries.map(({ id, interviewId, turnId, attempt, daysAgo, revealed }) => ({
        id,
        interviewId,
        turnId,
        attempt: attempt + 1,
        clientKey: id,
        contentHash: '',
        text: 'So.',
        transcript: 'NOT_NEEDED' as const,
        assisted: attempt > 0,
        submittedAt: at(daysAgo),
        revealedAt: revealed ? at(daysAgo) : null,
      })),
    );
  }
  const results = tries.flatMap(({ id: answerId, interviewId, daysAgo, revisions }) =>
    revisions.map((result, revision) => ({
      id: newId('evaluation'),
      interviewId,
      answerId,
      revision: revision + 1,
      status: typeof result === 'number' ? ('READY' as const) : result,
      provisional: false,
      score: typeof result === 'number' ? result : null,
      dimensions: [],
      points: [],
      createdAt: at(daysAgo),
    })),
  );
  if (results.length > 0) await db.insert(evaluations).values(results);
  return rows.map(({ interviewId }) => ({
    interviewId,
    evaluationIds: results.filter((each) => each.interviewId === interviewId).map(({ id }) => id),
  }));
};

const scored = (questionId: string, daysAgo: number, score: number): Past => ({
  questionId,
  daysAgo,
  tries: [[score]],
});

type Recommended = {
  reason: string;
  score: number;
  question: {
    id: string;
    locale: Locale;
    difficulty: number;
    tags: string[];
    status: string;
    category: { slug: string };
  };
};

const document = `query ($first: Int, $locale: Locale) { recommendedQuestions(first: $first, locale: $locale) {
  reason score question { id locale difficulty tags status category { slug } } } }`;

const send = async (token: string | undefined, variables: object, language = 'en') => {
  const response = await fetch(`${world.url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'accept-language': language,
      ...(token ? { authorization: `Bearer ${token}` } : {}),
    },
    body: JSON.stringify({ query: document, variables }),
  });
  return (await response.json()) as {
    data: { recommendedQuestions: Recommended[] } | null;
    errors?: { message: string; extensions: { code: string; issues?: { path: string; message: string }[] } }[];
  };
};

const recommend = async (
  { token }: { token: string },
  { language, ...variables }: { first?: number | null; locale?: Locale; language?: string } = {},
): Promise<Recommended[]> => {
  const { data, errors } = await send(token, variables, language);
  expect(errors).toBeUndefined();
  const list = data?.recommendedQuestions ?? [];
  const scores = list.map(({ score }) => score);
  expect(scores).toEqual([...scores].sort((a, b) => b - a));
  for (const score of scores) expect(score).toBeGreaterThanOrEqual(0);
  for (const score of scores) expect(score).toBeLessThanOrEqual(1);
  expect(new Set(idsOf(list)).size).toBe(list.length);
  return list;
};

const idsOf = (list: Recommended[]): string[] => list.map(({ question }) => question.id);
const slugsOf = (list: Recommended[]): string[] => list.map(({ question }) => question.category.slug);
const reasonOf = (list: Recommended[], id: string): string | undefined =>
  list.find(({ question }) => question.id === id)?.reason;

/** A token of the present, when days have gone by since the last. */
const signIn = async ({ email, password }: Person): Promise<{ token: string }> => {
  const query = 'mutation ($input: LoginInput!) { login(input: $input) { accessToken } }';
  const { data } = await overHttp(world.url)(query, { input: { contact: { email }, password } });
  return { token: data.login.accessToken };
};

const giveResume = async (person: Person, skills: string[], label?: string): Promise<void> => {
  const { db } = world.app.services;
  const now = world.clock.now();
  const fileId = newId('file');
  await db.insert(files).values({
    id: fileId,
    ownerId: person.id,
    purpose: 'RESUME',
    status: 'READY',
    filename: 'a',
    contentType: 'b',
    byteSize: 1,
    storageKey: `kept/${fileId}/a`,
    createdAt: now,
    updatedAt: now,
    expiresAt: now,
  });
  await db.insert(resumes).values({
    id: newId('resume'),
    userId: person.id,
    fileId,
    version: 1,
    status: 'READY',
    document: label ? { basics: { label } } : {},
    skills,
    createdAt: now,
    updatedAt: now,
  });
};

const aimFor = (person: Person, targetRole: string, questionId: string) =>
  person.client.request(api.CreateInterviewDocument, {
    input: { mode: 'CUSTOM', questionIds: [questionId], targetRole },
  });

describe('someone new', () => {
  it('begins with easy questions of every subject, the broad ones first', async () => {
    const [small, large, middle] = [
      await category('small', 'Small things'),
      await category('large', 'Large things'),
      await category('middle', 'Middling things'),
    ];
    await publishEach(small, 5);
    await publishEach(large, 15);
    await publishEach(middle, 10);
    const list = await recommend(await world.person(), { first: 6 });
    expect(list).toHaveLength(6);
    for (const { question } of list) expect(question.difficulty).toBeLessThanOrEqual(2);
    expect(slugsOf(list)).toEqual(['large', 'large', 'middle', 'middle', 'small', 'small']);
    expect(list[0]?.reason).toBe('An easy one to begin with, from Large things.');
  });

  it('gets what there is, where nothing is easy', async () => {
    await publish(await category('hard', 'Hard things'), 3, { difficulty: 5 });
    const list = await recommend(await world.person());
    expect(list.map(({ reason }) => reason)).toEqual(Array(3).fill('One to begin with, from Hard things.'));
  });

  it('gets nothing of an empty bank', async () => {
    expect(await recommend(await world.person())).toEqual([]);
  });
});

describe('how many', () => {
  it('is ten unless said otherwise, and all that the bank has for more', async () => {
    const [one, other] = [await category('one'), await category('other')];
    await publish(one, 13);
    await publish(other, 2);
    const person = await world.person();
    expect(await recommend(person)).toHaveLength(10);
    expect(await recommend(person, { first: null })).toHaveLength(10);
    expect(await recommend(person, { first: 1 })).toHaveLength(1);
    expect(await recommend(person, { first: 100 })).toHaveLength(15);
  });

  it('is filled from anywhere, where what is most wanted is little', async () => {
    const [few, many] = [await category('few'), await category('many')];
    await publish(few, 1, { tags: ['kubernetes'] });
    await publish(many, 150);
    const person = await world.person();
    const skills = `Kubernetes Java Python Go JavaScript TypeScript C++ Rust Kotlin Ruby PHP Scala Redis MySQL Kafka Docker React Vue`;
    await giveResume(person, skills.split(' '));
    expect(await recommend(person, { first: 100 })).toHaveLength(100);
  });

  it.each([0, -1, 101])('is not %i', async (first) => {
    const { token } = await world.person();
    const refused = await send(token, { first });
    expect(refused.errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
    expect(refused.errors?.[0]?.extensions.issues?.[0]?.path).toBe('first');
    expect((await send(token, { first }, 'zh')).errors?.[0]?.message).toContain('必须在 1 到 100 之间');
  });

  it('is nothing to anyone who is not signed in', async () => {
    expect((await send(undefined, {})).errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
  });
});

describe('subjects', () => {
  const twoSubjects = async () => {
    const [databases, networks] = [
      await category('databases', 'Databases', '数据库'),
      await category('networks', 'Networks', '计算机网络'),
    ];
    const asked = { databases: await publish(databases, 6), networks: await publish(networks, 6) };
    await publish(databases, 10);
    await publish(networks, 10);
    return { person: await world.person(), databases, networks, asked };
  };

  it('come the weakest first, and say so', async () => {
    const { person, asked } = await twoSubjects();
    await past(person, [
      ...asked.databases.map((id) => scored(id, 0, 41)),
      ...asked.networks.map((id) => scored(id, 0, 85)),
    ]);
    const list = await recommend(person, { first: 6 });
    expect(slugsOf(list).slice(0, 3)).toEqual(Array(3).fill('databases'));
    expect(list[0]?.reason).toBe('Databases is your weakest subject: lately 41 of 100 on average, over 6 answers.');
    const chinese = await recommend(person, { first: 6, language: 'zh' });
    expect(chinese[0]?.reason).toBe('“数据库”是你目前最薄弱的方向，近期平均 41 分（满分 100 分，共 6 次作答）。');
  });

  it('never fill a list alone when there are others', async () => {
    const { person, asked } = await twoSubjects();
    await past(person, [
      ...asked.databases.map((id) => scored(id, 0, 0)),
      ...asked.networks.map((id) => scored(id, 0, 100)),
    ]);
    const slugs = slugsOf(await recommend(person, { first: 8 }));
    expect(slugs.filter((slug) => slug === 'databases')).toHaveLength(4);
  });

  it('count as weak by many answers rather than by one', async () => {
    const { person, asked } = await twoSubjects();
    await past(person, [...asked.databases.map((id) => scored(id, 0, 41)), scored(asked.networks[0]!, 0, 37)]);
    expect((await recommend(person))[0]?.reason).toMatch(/^Databases is your weakest subject/);
  });

  it('are judged by recent answers more than by old ones', async () => {
    const { person, asked } = await twoSubjects();
    const halves = (ids: string[], before: number, since: number) => [
      ...ids.slice(0, 3).map((id) => scored(id, 120, before)),
      ...ids.slice(3).map((id) => scored(id, 1, since)),
    ];
    await past(person, [...halves(asked.databases, 90, 20), ...halves(asked.networks, 20, 90)]);
    const fresh = (await recommend(person)).filter(({ reason }) => reason.includes('weakest'));
    expect(fresh[0]?.reason).toMatch(/^Databases is your weakest subject: lately 24 of 100 on average, over 6 answers/);
    expect(slugsOf(fresh)).not.toContain('networks');
  });

  it('are asked about a step harder after good answers, a step easier after poor ones', async () => {
    const { person, databases, networks, asked } = await twoSubjects();
    await publishEach(databases, 15);
    await publishEach(networks, 15);
    await past(person, [
      ...asked.databases.map((id) => scored(id, 0, 40)),
      ...asked.networks.map((id) => scored(id, 0, 85)),
    ]);
    const list = await recommend(person, { first: 6 });
    const of = (slug: string) => list.filter(({ question }) => question.category.slug === slug);
    expect(of('databases').length).toBeGreaterThan(0);
    for (const { question } of of('databases')) expect(question.difficulty).toBe(2);
    expect(of('networks').length).toBeGreaterThan(0);
    for (const { question, reason } of of('networks')) {
      expect(question.difficulty).toBe(4);
      expect(reason).toBe('You do well in Networks, lately 85 of 100 on average, over 6 answers; this one is harder.');
    }
  });

  it('that were never asked are told apart from those that were', async () => {
    const { person, asked } = await twoSubjects();
    await past(person, [scored(asked.databases[0]!, 0, 70)]);
    const reasons = (await recommend(person)).map(({ reason }) => reason);
    expect(reasons).toContain('You have not been asked about Networks lately.');
    expect(reasons).toContain('To keep Databases in practice: lately 70 of 100 on average, over 1 answer.');
  });

  it('are not weak because of what other people scored', async () => {
    const { person, asked } = await twoSubjects();
    const before = await recommend(person);
    await past(await world.person(), [...asked.databases.map((id) => scored(id, 9, 0))]);
    expect(await recommend(person)).toEqual(before);
  });
});

describe('tags', () => {
  it('that go badly come before others of the same subject', async () => {
    const databases = await category('databases');
    const sql = await publish(databases, 4, { tags: ['sql', 'shared'] });
    const indexing = await publish(databases, 4, { tags: ['indexing', 'shared'] });
    const fresh = await publish(databases, 3, { tags: ['indexing'] });
    await publish(databases, 30, { tags: ['sql'] });
    const person = await world.person();
    await past(person, [...sql.map((id) => scored(id, 0, 90)), ...indexing.map((id) => scored(id, 0, 30))]);
    const list = await recommend(person, { first: 6 });
    expect(new Set(idsOf(list).slice(0, 3))).toEqual(new Set(fresh));
    expect(list[0]?.reason).toBe(
      'Questions on indexing go less well than others: lately 30 of 100 on average, over 4 answers.',
    );
  });
});

describe('what was asked before', () => {
  const one = async (list: Omit<Past, 'questionId'>[]) => {
    const [id] = (await publish(await category('databases'), 1)) as [string];
    const person = await world.person();
    await past(
      person,
      list.map((each) => ({ ...each, questionId: id })),
    );
    return { id, person, reason: reasonOf(await recommend(person), id) };
  };
  const tried = (daysAgo: number, score: number) => ({ daysAgo, tries: [[score]] });

  it('never comes the day after it was mastered, though there be nothing else', async () => {
    for (const score of [80, 85, 100]) {
      expect((await one([tried(1, score)])).reason).toBeUndefined();
      await clearBank();
      // Not even where it had failed again and again before.
      expect((await one([tried(4, 0), tried(3, 0), tried(2, 0), tried(1, score)])).reason).toBeUndefined();
      await clearBank();
    }
  });

  it('comes back when it is due', async () => {
    const { id, person, reason } = await one([tried(7, 90)]);
    expect(reason).toBeUndefined();
    world.clock.advance(day);
    expect(reasonOf(await recommend(await signIn(person)), id)).toBe(
      'You scored 90 on this 8 days ago; see whether it has stayed.',
    );
  });

  it('waits longer after each good answer, and starts anew after a poor one', async () => {
    expect((await one([tried(12, 90)])).reason).toContain('12 days ago');
    await clearBank();
    expect((await one([tried(20, 90), tried(12, 90)])).reason).toBeUndefined();
    await clearBank();
    expect((await one([tried(20, 90), tried(12, 90), tried(1, 20)])).reason).toBe(
      'You scored 20 on this yesterday; it is time to try it again.',
    );
  });

  it('comes soon after a middling answer, before what is new', async () => {
    const databases = await category('databases');
    const [id] = (await publish(databases, 1)) as [string];
    await publish(databases, 20);
    const person = await world.person();
    await past(person, [scored(id, 9, 55)]);
    const list = await recommend(person);
    expect(list[0]?.question.id).toBe(id);
    expect(list[0]?.reason).toBe('You scored 55 on this 9 days ago; it is time to try it again.');
    expect((await recommend(person, { language: 'zh-CN' }))[0]?.reason).toBe(
      '这道题你 9 天前得了 55 分，该再练一次了。',
    );
  });

  it('makes up half of a list at most, while there is enough that is new', async () => {
    const databases = await category('databases');
    const asked = await publish(databases, 20);
    await publish(databases, 20);
    const person = await world.person();
    await past(
      person,
      asked.map((id) => scored(id, 9, 30)),
    );
    const list = idsOf(await recommend(person));
    expect(list.filter((id) => asked.includes(id))).toHaveLength(5);
    expect(idsOf(await recommend(person, { first: 40 }))).toHaveLength(40);
  });

  it('is worth nothing where it was skipped or ran out of time, and says so', async () => {
    for (const status of ['SKIPPED', 'EXPIRED'] as const) {
      expect((await one([{ daysAgo: 2, status }])).reason).toBe(
        'You left this unanswered 2 days ago; it is time to try it again.',
      );
      await clearBank();
    }
    expect((await one([{ daysAgo: 2, tries: [['INSUFFICIENT']] }])).reason).toBe(
      'Your answer to this 2 days ago was too thin to score; it is time to try it again.',
    );
  });

  it('counts by the newest evaluation of the newest try', async () => {
    expect((await one([{ daysAgo: 1, tries: [[20], [30, 95]] }])).reason).toBeUndefined();
    await clearBank();
    expect((await one([{ daysAgo: 9, tries: [[95], [95, 31]] }])).reason).toMatch(/^You scored 31 on this/);
    await clearBank();
    const { id, person } = await one([{ daysAgo: 0, tries: [[20], [30, 70]] }]);
    const [question] = await world.app.services.db.select().from(questions).where(eq(questions.id, id));
    await publish(question?.categoryId as string, 1);
    expect((await recommend(person, { first: 1 }))[0]?.reason).toBe(
      'To keep databases in practice: lately 70 of 100 on average, over 1 answer.',
    );
  });

  it('is not judged by what was not scored, and waits as long as the best would', async () => {
    for (const status of ['QUEUED', 'FAILED'] as const) {
      expect((await one([{ daysAgo: 7, tries: [[status]] }])).reason).toBeUndefined();
      await clearBank();
      expect((await one([{ daysAgo: 8, tries: [[status]] }])).reason).toBe(
        'You were asked this 8 days ago; it is time to try it again.',
      );
      await clearBank();
      // What went before does not tell how this went.
      expect((await one([tried(20, 10), { daysAgo: 7, tries: [[status]] }])).reason).toBeUndefined();
      await clearBank();
    }
  });

  it('fills a list before its time only where it was not mastered and there is nothing else', async () => {
    const databases = await category('databases');
    const [poor, good] = (await publish(databases, 2)) as [string, string];
    const person = await world.person();
    await past(person, [scored(poor, 0, 30), scored(good, 0, 90)]);
    const list = await recommend(person);
    expect(idsOf(list)).toEqual([poor]);
    expect(list[0]?.reason).toBe('You scored 30 on this today; it can be tried again already.');
    const [fresh] = (await publish(databases, 1)) as [string];
    expect(idsOf(await recommend(person, { first: 1 }))).toEqual([fresh]);
    expect(idsOf(await recommend(person))).toEqual([fresh, poor]);
  });

  it('does not come as new', async () => {
    const databases = await category('databases');
    const asked = await publish(databases, 3);
    const person = await world.person();
    await past(
      person,
      asked.map((id) => scored(id, 1, 90)),
    );
    expect(await recommend(person)).toEqual([]);
  });
});

describe('a question that is being asked', () => {
  it('is not recommended until it is over; then its score counts', async () => {
    const databases = await category('databases', 'Databases');
    const [id] = (await publish(databases, 1, {
      keyPoints: [{ id: newId('keyPoint'), text: 'Cached copies go stale when the source changes', weight: 1 }],
    })) as [string];
    const person = await world.person();
    expect(idsOf(await recommend(person))).toEqual([id]);
    const { createInterview } = await person.client.request(api.CreateInterviewDocument, {
      input: { mode: 'CUSTOM', questionIds: [id] },
    });
    const { startInterview } = await person.client.request(api.StartInterviewDocument, { id: createInterview.id });
    expect(await recommend(person)).toEqual([]);
    const { submitAnswer } = await person.client.request(api.SubmitAnswerDocument, {
      input: { turnId: startInterview.currentTurn!.id, clientKey: 'k', text: goodAnswer },
    });
    await scoreAnswer(world.app.services, submitAnswer.evaluation.id);
    const [evaluation] = await world.app.services.db
      .select()
      .from(evaluations)
      .where(eq(evaluations.id, submitAnswer.evaluation.id));
    expect(evaluation?.score).toBeGreaterThan(0);
    world.clock.advance(200 * day);
    expect(reasonOf(await recommend(await signIn(person)), id)).toMatch(
      new RegExp(`^You scored ${Math.round(evaluation?.score as number)} on this 200 days ago`),
    );
  });

  it('is not recommended though it was asked before and is due', async () => {
    const [id] = (await publish(await category('databases'), 1)) as [string];
    const person = await world.person();
    await past(person, [scored(id, 40, 20)]);
    expect(idsOf(await recommend(person))).toEqual([id]);
    await past(person, [{ questionId: id, daysAgo: 20, status: 'ASKED', interview: 'PAUSED' }]);
    expect(await recommend(person)).toEqual([]);
  });
});

describe('a resume', () => {
  it('brings what its skills are asked about', async () => {
    const [devops, languages, other] = [
      await category('devops', 'DevOps', '运维与交付'),
      await category('programming-languages', 'Programming languages', '编程语言'),
      await category('other'),
    ];
    const [named] = (await publish(devops, 1, { tags: ['kubernetes'] })) as [string];
    const [linked] = (await publish(devops, 1, { tags: ['hpa'] })) as [string];
    const [broad] = (await publish(languages, 1)) as [string];
    await publish(other, 40);
    const person = await world.person();
    await giveResume(person, ['Kubernetes', 'PHP', 'Wound care']);
    const list = await recommend(person);
    expect(new Set(idsOf(list).slice(0, 2))).toEqual(new Set([named, linked]));
    expect(reasonOf(list, named)).toBe('Your resume names Kubernetes.');
    expect(reasonOf(list, linked)).toBe('Your resume names Kubernetes, and this is about hpa.');
    expect(reasonOf(list, broad)).toBe('Your resume names PHP, and this is about Programming languages.');
    const chinese = await recommend(person, { language: 'zh' });
    expect(reasonOf(chinese, named)).toBe('你的简历提到了 Kubernetes。');
    expect(reasonOf(chinese, broad)).toBe('你的简历提到了 PHP，这道题考查与之相关的“编程语言”。');
  });

  it('that was deleted brings nothing', async () => {
    const [devops, other] = [await category('devops'), await category('other')];
    const [named] = (await publish(devops, 1, { tags: ['kubernetes'] })) as [string];
    await publish(other, 40);
    const person = await world.person();
    await giveResume(person, ['Kubernetes']);
    expect(reasonOf(await recommend(person), named)).toBe('Your resume names Kubernetes.');
    await world.app.services.db
      .update(resumes)
      .set({ deletedAt: world.clock.now() })
      .where(eq(resumes.userId, person.id));
    expect((await recommend(person)).filter(({ reason }) => reason.includes('resume'))).toEqual([]);
  });
});

describe('a target role', () => {
  const bank = async () => {
    const [databases, frontEnd, other] = [
      await category('databases', 'Databases', '数据库'),
      await category('front-end', 'Front end', '前端'),
      await category('other', 'Oddities', '杂项'),
    ];
    const [database] = (await publish(databases, 1)) as [string];
    const [css] = (await publish(frontEnd, 1, { tags: ['css'] })) as [string];
    const [payment] = (await publish(other, 1, { prompt: 'What must a payments ledger never do?' })) as [string];
    await publish(other, 40);
    return { person: await world.person(), database, css, payment };
  };

  it('brings what its name does not say', async () => {
    const { person, database } = await bank();
    await aimFor(person, 'Senior Backend Engineer', database);
    const list = await recommend(person);
    expect(list[0]?.question.id).toBe(database);
    expect(list[0]?.reason).toBe('Interviews for your target role, Senior Backend Engineer, ask about Databases.');
    expect((await recommend(person, { language: 'zh' }))[0]?.reason).toBe(
      '你的目标岗位是“Senior Backend Engineer”，面试中常会问到“数据库”方面的问题。',
    );
  });

  it('brings the skills that are in its name, in either language', async () => {
    for (const role of ['Frontend developer', '高级前端开发工程师']) {
      const { person, css } = await bank();
      await aimFor(person, role, css);
      expect((await recommend(person))[0]).toMatchObject({
        question: { id: css },
        reason: `Interviews for your target role, ${role}, ask about this.`,
      });
      await clearBank();
    }
  });

  it('brings what is asked in its words', async () => {
    const { person, payment } = await bank();
    await aimFor(person, 'Payments engineer', payment);
    expect((await recommend(person))[0]).toMatchObject({
      question: { id: payment },
      reason: 'Interviews for your target role, Payments engineer, ask about this.',
    });
  });

  it('is that of the newest interview, else what the resume says', async () => {
    const { person, database, css } = await bank();
    await giveResume(person, [], 'Backend engineer');
    expect((await recommend(person))[0]).toMatchObject({
      question: { id: database },
      reason: 'Your resume says Backend engineer, and interviews for it ask about Databases.',
    });
    await aimFor(person, 'Payments engineer', css);
    await aimFor(person, 'Frontend developer', css);
    const list = await recommend(person);
    expect(list[0]?.question.id).toBe(css);
    expect(list.filter(({ reason }) => reason.includes('Backend'))).toEqual([]);
  });
});

describe('scores that are held back', () => {
  const held = async (terms: Partial<Past>) => {
    const [databases, networks] = [await category('databases', 'Databases'), await category('networks', 'Networks')];
    const asked = await publish(databases, 6, { tags: ['sql'] });
    await publish(databases, 20, { tags: ['sql'] });
    await publish(networks, 20);
    const person = await world.person();
    const written = await past(
      person,
      asked.map((questionId) => ({ questionId, daysAgo: 9, tries: [[50]], ...terms })),
    );
    const listFor = async (result: number | EvaluationStatus) => {
      for (const id of written.flatMap(({ evaluationIds }) => evaluationIds)) {
        await world.app.services.db
          .update(evaluations)
          .set(typeof result === 'number' ? { status: 'READY', score: result } : { status: result, score: null })
          .where(eq(evaluations.id, id));
      }
      return recommend(person, { first: 20 });
    };
    return { person, listFor, written };
  };

  it.each<Partial<Past>>([
    { scores: 'AT_END', interview: 'LIVE' },
    { scores: 'AT_END', interview: 'PAUSED', revealed: true },
    { scores: 'ON_REQUEST', interview: 'LIVE' },
  ])('make no difference: %o', async (terms) => {
    const { listFor } = await held(terms);
    const low = await listFor(3);
    for (const result of [55, 97, 'INSUFFICIENT', 'QUEUED'] as const) expect(await listFor(result)).toEqual(low);
    expect(low.map(({ reason }) => reason)).toContain('You were asked this 9 days ago; it is time to try it again.');
  });

  it.each<Partial<Past>>([
    { scores: 'AT_END', interview: 'FINISHED' },
    { scores: 'AT_END', interview: 'CANCELLED' },
    { scores: 'ON_REQUEST', interview: 'LIVE', revealed: true },
    { scores: 'ON_REQUEST', interview: 'FINISHED' },
    { scores: 'AT_ONCE', interview: 'LIVE' },
  ])('count once they are shown: %o', async (terms) => {
    const { listFor } = await held(terms);
    expect((await listFor(3)).some(({ reason }) => reason.startsWith('You scored 3 on this'))).toBe(true);
    expect((await listFor(97)).some(({ reason }) => reason.includes('lately 97 of 100'))).toBe(true);
  });
});

describe('languages', () => {
  it('of the questions are that of the viewer, or another that was asked for', async () => {
    const databases = await category('databases');
    const english = await publish(databases, 3);
    const chinese = await publish(databases, 30, { locale: 'ZH' });
    const person = await world.person();
    expect(await recommend(person, { first: 3 })).toHaveLength(3);
    expect(new Set(idsOf(await recommend(person)))).toEqual(new Set(english));
    expect(new Set(idsOf(await recommend(person, { first: 30, locale: 'ZH' })))).toEqual(new Set(chinese));
    // Messages in Chinese make no other questions.
    expect(new Set(idsOf(await recommend(person, { language: 'zh' })))).toEqual(new Set(english));
  });

  it('of reasons are that of the request', async () => {
    await publish(await category('databases', 'Databases', '数据库'), 1, { difficulty: 1 });
    const person = await world.person();
    expect((await recommend(person))[0]?.reason).toBe('An easy one to begin with, from Databases.');
    expect((await recommend(person, { language: 'zh' }))[0]?.reason).toBe('先从“数据库”里的一道简单题开始吧。');
  });
});

describe('what is not published', () => {
  it('is recommended neither as new nor again, to an editor neither', async () => {
    const databases = await category('databases');
    const [draft] = (await publish(databases, 30, { status: 'DRAFT' })) as [string];
    const archived = await publish(databases, 2, { status: 'ARCHIVED' });
    const [good] = (await publish(databases, 1)) as [string];
    const editor = await world.person('Ed', 'EDITOR');
    await past(editor, [scored(archived[0]!, 30, 10), scored(draft, 30, 10)]);
    expect(idsOf(await recommend(editor))).toEqual([good]);
    expect(idsOf(await recommend(editor, { first: 1 }))).toEqual([good]);
  });
});

describe('chance', () => {
  it('gives the same list all day, another the next day, and another to someone else', async () => {
    const [one, other] = [await category('one'), await category('other')];
    await publish(one, 200);
    await publish(other, 200);
    const person = await world.person();
    const list = await recommend(person);
    world.clock.advance(6 * 60 * 60);
    const later = await recommend(await signIn(person));
    expect(later).toEqual(list);
    expect(idsOf(await recommend(await world.person()))).not.toEqual(idsOf(list));
    world.clock.advance(day - 6 * 60 * 60);
    const tomorrow = await recommend(await signIn(person));
    expect(tomorrow).toHaveLength(10);
    expect(idsOf(tomorrow)).not.toEqual(idsOf(list));
  });

  it('does not change what follows from a history within a day', async () => {
    const databases = await category('databases');
    const asked = await publish(databases, 8, { tags: ['sql'] });
    await publish(databases, 100, { tags: ['sql'] });
    const person = await world.person();
    await past(
      person,
      asked.map((id, at) => scored(id, at, 10 * at)),
    );
    const list = await recommend(person);
    world.clock.advance(6 * 60 * 60);
    expect(await recommend(await signIn(person))).toEqual(list);
    world.clock.advance(day - 6 * 60 * 60);
  });
});

describe('SQL statements', () => {
  /** The server looks after sessions once a second by itself: the least of several is what the work takes. */
  const statementsOf = async (work: () => Promise<unknown>): Promise<number> => {
    const counts: number[] = [];
    for (let times = 0; times < 3; times++) {
      const before = world.app.services.database.statements();
      await work();
      counts.push(world.app.services.database.statements() - before);
    }
    return Math.min(...counts);
  };

  it('are as few for a long history and a large bank as for small ones', async () => {
    const subjects = [await category('databases'), await category('devops'), await category('networks')] as const;
    const ids: string[] = [];
    for (const subject of subjects) ids.push(...(await publish(subject, 17, { tags: ['sql', 'kubernetes'] })));
    const [fresh, short, long] = [await world.person(), await world.person(), await world.person()];
    for (const person of [short, long]) {
      await giveResume(person, ['Kubernetes', 'Go']);
      await aimFor(person, 'Backend engineer', ids[0]!);
    }
    await past(short, [scored(ids[0]!, 9, 20)]);
    await past(
      long,
      Array.from({ length: 500 }, (_, at) => scored(ids[at % ids.length]!, 1 + (at % 90), at % 100)),
    );
    const people = [fresh, short, long];
    const count = async () => {
      const counts: number[] = [];
      for (const person of people) {
        counts.push(await statementsOf(async () => expect((await recommend(person)).length).toBeGreaterThan(0)));
      }
      return counts;
    };
    const small = await count();
    expect(new Set(small).size).toBe(1);
    for (const subject of subjects) await publish(subject, 1_650, { tags: ['sql'] });
    expect(await count()).toEqual(small);
    // Who asks, what was asked and is open, role and resume, categories, the index, the questions, and their categories.
    expect(small[0]).toBeLessThanOrEqual(9);
  });

  it('hold for what was asked of late, and forget the rest', async () => {
    const databases = await category('databases');
    const [old, recent] = (await publish(databases, 2)) as [string, string];
    const person = await world.person();
    await past(person, [scored(old, 3, 95)]);
    await past(
      person,
      Array.from({ length: 1_000 }, () => scored(recent, 2, 95)),
    );
    expect(idsOf(await recommend(person))).toEqual([old]);
  });
});
