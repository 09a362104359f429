/** SQL statements per operation: they must not grow with the size of the result. */
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ApiClient, createClient, type LiveEvent } from '../src/client/client.js';
import {
  InterviewDocument,
  InterviewHistoryDocument,
  PauseInterviewDocument,
  ResumeInterviewDocument,
  StartInterviewDocument,
} from '../src/client/gql/graphql.js';
import { newId } from '../src/db/id.js';
import {
  answers,
  avatars,
  evaluations,
  files,
  interviewEvents,
  interviews,
  resumes,
  turns,
  users,
} from '../src/db/tables/index.js';
import { overHttp, overWebsocket } from './support/wire.js';
import { createWorld, type Person, type World } from './support/world.js';

let world: World;

beforeAll(async () => {
  // Without a worker, and in a database of its own: whoever else sends statements would be counted, too.
  world = await createWorld({ env: { ROLE: 'api' }, stores: 'count' });
});
afterAll(() => world.dispose());

const turnsEach = 3;

/** A candidate with finished interviews, written straight into the tables. */
const withHistory = async (count: number): Promise<Person> => {
  const person = await world.person();
  const { db } = world.app.services;
  const now = new Date();
  const questionIds: string[] = [];
  // Questions of several categories, so that categories are truly loaded by key.
  for (let at = 0; at < turnsEach; at++) questionIds.push(...(await world.questions(1)).ids);
  for (let left = count; left > 0; left--) {
    const interviewId = newId('interview');
    await db.insert(interviews).values({
      id: interviewId,
      candidateId: person.id,
      mode: 'CUSTOM',
      pace: 'ZERO_PRESSURE',
      // The strictest way of showing scores reads the most.
      scores: 'ON_REQUEST',
      locale: 'EN',
      status: 'LIVE',
      questionCount: turnsEach,
      plan: questionIds,
      lastSeq: 1,
      createdAt: now,
      startedAt: now,
    });
    await db.insert(interviewEvents).values({ interviewId, seq: 1, type: 'InterviewStarted', at: now });
    for (const [index, questionId] of questionIds.entries()) {
      const turnId = newId('turn');
      const answerId = newId('answer');
      await db.insert(turns).values({
        id: turnId,
        interviewId,
        position: index + 1,
        kind: 'MAIN',
        questionId,
        prompt: 'Why?',
        referenceAnswer: 'Because.',
        keyPoints: [],
        status: 'ANSWERED',
        askedAt: now,
        closedAt: now,
      });
      await db.insert(answers).values({
        id: answerId,
        interviewId,
        turnId,
        attempt: 1,
        clientKey: turnId,
        contentHash: '',
        text: 'Because.',
        transcript: 'NOT_NEEDED',
        assisted: false,
        submittedAt: now,
        revealedAt: now,
      });
      await db.insert(evaluations).values({
        id: newId('evaluation'),
        interviewId,
        answerId,
        revision: 1,
        status: 'READY',
        scorer: 'OFFLINE',
        provisional: false,
        score: 80,
        dimensions: [],
        points: [],
        feedback: 'Good.',
        createdAt: now,
        evaluatedAt: now,
      });
    }
  }
  return person;
};

/**
 * Statements that the server sends for `work`. It looks after open sockets and followed interviews once a second by itself:
 * the least of several is what the work takes.
 */
const statementsOf = async (work: () => Promise<unknown>): Promise<number> => {
  const counts: number[] = [];
  for (let times = 0; times < 5; times++) {
    const before = world.app.services.database.statements();
    await work();
    counts.push(world.app.services.database.statements() - before);
  }
  return Math.min(...counts);
};

describe('the nested history of interviews', () => {
  it.each([
    ['HTTP', overHttp],
    ['websocket', overWebsocket],
  ])('runs the same statements for 1 and for 100 interviews over %s', async (name, transport) => {
    const send = transport(world.url);
    const [one, hundred] = [await withHistory(1), await withHistory(100)];
    const count = async ({ token }: Person, expected: number) => {
      const { data, errors } = await send(InterviewHistoryDocument.toString(), { first: 100 }, token);
      expect(errors).toBeUndefined();
      expect(data.interviews.edges).toHaveLength(expected);
      const [{ node }] = data.interviews.edges;
      expect(node.turns).toHaveLength(turnsEach);
      expect(node.turns[0].answer.evaluation.score).toBe(80);
      expect(node.turns[0].question.category.slug).toMatch(/^category/);
    };
    const small = await statementsOf(() => count(one, 1));
    const large = await statementsOf(() => count(hundred, 100));
    expect(large).toBe(small);
    // One each for the interviews, for turns with their answers and evaluations, for questions with their categories, and
    // for who asks: over a websocket the last is asked at the handshake, too.
    expect(large).toBe(name === 'HTTP' ? 4 : 5);
  });

  it('has every try and every revision, in order, and the newest of each as the one that counts', async () => {
    const person = await withHistory(1);
    const { db } = world.app.services;
    const [{ interviewId }] = (await db
      .select({ interviewId: interviews.id })
      .from(interviews)
      .where(eq(interviews.candidateId, person.id))) as [{ interviewId: string }];
    const [first, second, third] = await db.select().from(answers).where(eq(answers.interviewId, interviewId));
    if (!first || !second || !third) throw new Error('expected three answers');
    const [judged] = await db.select().from(evaluations).where(eq(evaluations.answerId, first.id));
    const again = { ...first, id: newId('answer'), attempt: 2, clientKey: 'again', text: 'Therefore.' };
    await db.insert(answers).values(again);
    const revise = (answerId: string, revision: number, score: number) =>
      db.insert(evaluations).values({
        ...(judged as typeof evaluations.$inferSelect),
        ...{ id: newId('evaluation'), answerId, revision, score },
        dimensions: [{ dimension: 'ACCURACY', score, weight: 40 }],
      });
    await revise(first.id, 2, 82);
    await revise(again.id, 2, 91);
    await revise(again.id, 1, 90);
    await db.delete(answers).where(eq(answers.id, third.id));
    const query = `query ($id: ID!, $detailed: Boolean!) { interview(id: $id) { turns {
      answer { text evaluation { score } }
      answers { text evaluations { revision score dimensions @include(if: $detailed) { score } } } } } }`;
    const turnsOf = async (document: string, detailed: boolean) => {
      const variables = { id: interviewId, detailed };
      const { data, errors } = await overHttp(world.url)(document, variables, person.token);
      expect(errors).toBeUndefined();
      return data.interview.turns;
    };
    const given = (revision: number, score: number) => ({ revision, score, dimensions: [{ score }] });
    const plain = { revision: 1, score: 80, dimensions: [] };
    const tries = [
      { text: 'Because.', evaluations: [plain, given(2, 82)] },
      { text: 'Therefore.', evaluations: [given(1, 90), given(2, 91)] },
    ];
    expect(await turnsOf(query, true)).toEqual([
      { answer: { text: 'Therefore.', evaluation: { score: 91 } }, answers: tries },
      {
        answer: { text: 'Because.', evaluation: { score: 80 } },
        answers: [{ text: 'Because.', evaluations: [plain] }],
      },
      { answer: null, answers: [] },
    ]);
    const undetailed = query
      .replace('dimensions @include(if: $detailed) { score }', '')
      .replace(', $detailed: Boolean!', '');
    const [{ answers: shown }] = await turnsOf(undetailed, false);
    expect(shown).toEqual(
      tries.map((each) => ({
        ...each,
        evaluations: each.evaluations.map(({ revision, score }) => ({ revision, score })),
      })),
    );
  });

  it('runs the same statements for the files of 1 and of 50 people', async () => {
    const admin = await world.person('Admin', 'ADMIN');
    const { db } = world.app.services;
    const now = new Date();
    const file = (ownerId: string, purpose: 'RESUME' | 'AVATAR') => {
      const id = newId('file');
      const terms = { filename: 'a', contentType: 'b', byteSize: 1, createdAt: now, updatedAt: now, expiresAt: now };
      return { id, ownerId, purpose, status: 'READY' as const, storageKey: `kept/${id}/a`, ...terms };
    };
    for (let count = 0; count < 50; count++) {
      const userId = newId('user');
      const [resume, avatar] = [file(userId, 'RESUME'), file(userId, 'AVATAR')];
      const names = { name: 'Someone', passwordHash: '', role: 'CANDIDATE', locale: 'EN' } as const;
      await db.insert(users).values({ id: userId, ...names, emailVerified: false, createdAt: now, updatedAt: now });
      await db.insert(files).values([resume, avatar]);
      await db.insert(avatars).values({ userId, fileId: avatar.id });
      const content = { version: 1, status: 'READY' as const, skills: ['Go'], createdAt: now, updatedAt: now };
      await db.insert(resumes).values({ id: newId('resume'), userId, fileId: resume.id, ...content });
    }
    const query = `query ($first: Int) { users(first: $first) { edges { node {
      avatar { downloadUrl thumbnailUrl } resume { skills text document user { id } file { downloadUrl } } } } } }`;
    const ask = async (first: number) => {
      const { data, errors } = await overHttp(world.url)(query, { first }, admin.token);
      expect(errors).toBeUndefined();
      expect(data.users.edges.at(-1).node.resume.file.downloadUrl).toContain('/files/kept/');
    };
    const small = await statementsOf(() => ask(1));
    expect(await statementsOf(() => ask(50))).toBe(small);
    // Who asks, users, avatars, resumes, their contents and the files of both: avatar and resume are found by then.
    expect(small).toBeLessThanOrEqual(8);
  });

  it('reads a list within a list once', async () => {
    const send = overHttp(world.url);
    const query =
      '{ interviews(first: 50) { edges { node { candidate { interviews(first: 1) { totalCount edges { node { id } } } } } } } }';
    const [one, fifty] = [await withHistory(1), await withHistory(50)];
    const small = await statementsOf(() => send(query, {}, one.token));
    expect(await statementsOf(() => send(query, {}, fifty.token))).toBe(small);
  });

  it('asks for the total only when it is wanted', async () => {
    const { token } = await withHistory(2);
    const send = overHttp(world.url);
    const without = await statementsOf(() => send('{ interviews { edges { node { id } } } }', {}, token));
    const withTotal = await statementsOf(() => send('{ interviews { totalCount edges { node { id } } } }', {}, token));
    expect(withTotal).toBe(without + 1);
  });
});

describe('an event', () => {
  it('takes the same statements whatever the number of sockets that it goes to', async () => {
    const person = await world.person();
    const interview = await world.interview(person, 1, { pace: 'ZERO_PRESSURE' });
    const { id } = interview;
    await person.client.request(StartInterviewDocument, { id });
    const clients: ApiClient[] = [];
    const followers: AsyncGenerator<LiveEvent, void, void>[] = [];
    /** Has that many follow, each over a socket of its own, until they have seen what has happened so far. */
    const follow = async (count: number) => {
      while (followers.length < count) {
        const client = createClient(`${world.url}/graphql`);
        client.use({ accessToken: person.token, accessTokenExpiresAt: '2100-01-01T00:00:00.000Z', refreshToken: '' });
        clients.push(client);
        const { lastSeq } = (await person.client.request(InterviewDocument, { id })).interview!;
        const events = client.events(id, lastSeq - 1);
        await events.next();
        followers.push(events);
      }
    };
    let paused = false;
    const oneEvent = () =>
      statementsOf(async () => {
        const seen = followers.map((events) => events.next());
        await (paused
          ? person.client.request(ResumeInterviewDocument, { id })
          : person.client.request(PauseInterviewDocument, { id }));
        paused = !paused;
        const events = await Promise.all(seen);
        expect(new Set(events.map(({ value }) => (value as LiveEvent).seq)).size).toBe(1);
      });
    await follow(1);
    const one = await oneEvent();
    await follow(40);
    expect(await oneEvent()).toBe(one);
    await Promise.all(clients.map((client) => client.dispose()));
  });
});
