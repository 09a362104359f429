/** How questions do: every turn that is over is counted once, by however many workers, and follows what becomes of it. */
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { and, eq, inArray, ne, sql } from 'drizzle-orm';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as api from '../src/client/gql/graphql.js';
import { type Tx, transaction } from '../src/db/connection.js';
import type { EvaluationStatus, TurnStatus } from '../src/db/enums.js';
import { newId } from '../src/db/id.js';
import {
  answers,
  evaluations,
  interviews,
  outbox,
  questions,
  statistics,
  tallies,
  turns,
} from '../src/db/tables/index.js';
import { transcribeAnswer } from '../src/domain/answer/transcribe.js';
import { promiseJobs } from '../src/domain/job.js';
import { countTurns } from '../src/domain/question/statistic.js';
import { overHttp } from './support/wire.js';
import { createWorld, eventually, goodAnswer, type Person, unique, type World } from './support/world.js';

type Figures = Record<
  'asked' | 'answered' | 'skipped' | 'expired' | 'scored' | 'meanScore' | 'scoreSpread' | 'meanSeconds',
  number | null
>;

const fields = 'statistics { asked answered skipped expired scored meanScore scoreSpread meanSeconds }';
const never: Figures = {
  asked: 0,
  answered: 0,
  skipped: 0,
  expired: 0,
  scored: 0,
  meanScore: null,
  scoreSpread: null,
  meanSeconds: null,
};

/** A world whose turns are written straight into the tables; nobody counts them but the test. */
let world: World;
let editor: Person;
/** Two servers over the same stores, each with its worker. */
let pair: World[];

beforeAll(async () => {
  world = await createWorld({ env: { ROLE: 'api' }, stores: 'statistic' });
  editor = await world.person('Editor', 'EDITOR');
  pair = await Promise.all([createWorld({ stores: 'counting' }), createWorld({ stores: 'counting' })]);
});
afterAll(() => Promise.all([world, ...pair].map((each) => each.dispose())));

const shownTo = async (person: Person, id: string, at = world): Promise<Figures | null> => {
  const query = `query ($id: ID!) { question(id: $id) { ${fields} } }`;
  const { data, errors } = await overHttp(at.url)(query, { id }, person.token);
  expect(errors).toBeUndefined();
  return data.question.statistics;
};
const figures = (id: string) => shownTo(editor, id);

/** The same figures another way: from all turns there are, each value looked at twice. */
const recomputed = async (questionId: string, { app }: World): Promise<Figures> => {
  const { db } = app.services;
  const over = await db
    .select()
    .from(turns)
    .where(and(eq(turns.questionId, questionId), ne(turns.status, 'ASKED')));
  const having = (status: TurnStatus) => over.filter((turn) => turn.status === status).length;
  const scores: number[] = [];
  const seconds: number[] = [];
  for (const turn of over.filter(({ status }) => status === 'ANSWERED')) {
    const tries = await db.select().from(answers).where(eq(answers.turnId, turn.id));
    const answer = tries.sort((a, b) => a.attempt - b.attempt).at(-1)!;
    seconds.push((answer.submittedAt.getTime() - turn.askedAt.getTime()) / 1000);
    const revisions = await db.select().from(evaluations).where(eq(evaluations.answerId, answer.id));
    const evaluation = revisions.sort((a, b) => a.revision - b.revision).at(-1)!;
    if (evaluation.status === 'READY') scores.push(evaluation.score!);
    if (evaluation.status === 'INSUFFICIENT') scores.push(0);
  }
  const mean = (list: number[]) => (list.length === 0 ? null : list.reduce((sum, one) => sum + one, 0) / list.length);
  const meanScore = mean(scores);
  const variance = mean(scores.map((score) => (score - meanScore!) ** 2));
  return {
    asked: over.length,
    answered: having('ANSWERED'),
    skipped: having('SKIPPED'),
    expired: having('EXPIRED'),
    scored: scores.length,
    meanScore,
    scoreSpread: variance === null ? null : Math.sqrt(variance),
    meanSeconds: mean(seconds),
  };
};

/** Figures are shown to one decimal. */
const expectSame = (shown: Figures | null, expected: Figures) => {
  expect(Object.keys(shown ?? {}).sort()).toEqual(Object.keys(expected).sort());
  for (const [name, value] of Object.entries(expected)) {
    const given = shown?.[name as keyof Figures] ?? null;
    const off = value === null || given === null ? Number(value !== given) : Math.abs(value - given);
    expect([name, value, given, off <= 0.050001]).toEqual([name, value, given, true]);
  }
};

type Judgement = { status: EvaluationStatus; score?: number };
/** A try at a turn, with the revisions of its evaluation. */
type Try = { seconds: number; revisions: Judgement[] };

const judgement = (interviewId: string, answerId: string, revision: number, { status, score = 0 }: Judgement) => ({
  id: newId('evaluation'),
  interviewId,
  answerId,
  revision,
  status,
  provisional: false,
  score: status === 'READY' ? score : null,
  dimensions: [],
  points: [],
  createdAt: new Date(),
});

const promiseCount = (tx: Tx, turnId: string) =>
  promiseJobs(tx, [{ topic: 'COUNT_TURN', subjectId: turnId }], world.clock.now());

type Turn = { id: string; interviewId: string; askedAt: Date; answerIds: string[] };

/** Another try at a turn, as the newest; promised to be counted. */
const tryAgain = (turn: Turn, { seconds, revisions }: Try): Promise<void> =>
  transaction(world.app.services.db, async (tx) => {
    const { id: turnId, interviewId, askedAt, answerIds } = turn;
    const id = newId('answer');
    await tx.insert(answers).values({
      id,
      interviewId,
      turnId,
      attempt: answerIds.length + 1,
      clientKey: id,
      contentHash: '',
      text: 'Because.',
      transcript: 'NOT_NEEDED',
      assisted: false,
      submittedAt: new Date(askedAt.getTime() + seconds * 1000),
    });
    for (const [index, each] of revisions.entries()) {
      await tx.insert(evaluations).values(judgement(interviewId, id, index + 1, each));
    }
    await promiseCount(tx, turnId);
    answerIds.push(id);
  });

/** A later evaluation of an answer; promised to be counted. */
const rescore = (turn: Turn, revision: number, to: Judgement): Promise<void> =>
  transaction(world.app.services.db, async (tx) => {
    await tx.insert(evaluations).values(judgement(turn.interviewId, turn.answerIds.at(-1)!, revision, to));
    await promiseCount(tx, turn.id);
  });

/** A turn that is over, of an interview of its own. */
const over = async (
  questionId: string | null,
  status: TurnStatus,
  tries: Try[] = [],
  candidateId = editor.id,
): Promise<Turn> => {
  const { db } = world.app.services;
  const now = new Date();
  const [id, interviewId] = [newId('turn'), newId('interview')];
  const turn: Turn = { id, interviewId, askedAt: now, answerIds: [] };
  await db.insert(interviews).values({
    id: interviewId,
    candidateId,
    mode: 'CUSTOM',
    pace: 'STANDARD',
    scores: 'AT_END',
    locale: 'EN',
    status: 'LIVE',
    questionCount: 1,
    plan: [],
    lastSeq: 0,
    createdAt: now,
    startedAt: now,
  });
  await db.insert(turns).values({
    id,
    interviewId,
    position: 1,
    kind: 'MAIN',
    questionId,
    prompt: 'Why?',
    referenceAnswer: 'Because.',
    keyPoints: [],
    status,
    askedAt: now,
    closedAt: now,
  });
  await transaction(db, (tx) => promiseCount(tx, id));
  for (const each of tries) await tryAgain(turn, each);
  return turn;
};

const ready = (score: number, seconds = 10): Try => ({ seconds, revisions: [{ status: 'READY', score }] });
const oneQuestion = async () => (await world.questions(1)).ids[0]!;
const owed = (turnId: string) => world.app.services.db.$count(outbox, eq(outbox.subjectId, turnId));
const count = (...list: Turn[]) => Promise.all(list.map(({ id }) => countTurns(world.app.services, [id])));

/** Waits until a statement that mentions the table has been running for longer than it would if nothing held it up. */
const waiting = (table: string) =>
  eventually(async () => {
    const { db } = world.app.services;
    const [rows] = await db.execute(
      sql`select id from information_schema.processlist where db = database() and id <> connection_id() and time_ms > 100 and info like ${`insert into \`${table}\`%`}`,
    );
    return (rows as unknown as unknown[]).length > 0;
  });

describe('an interview', () => {
  it('played through on two servers with a worker each ends in the right figures', async () => {
    const [first, second] = pair as [World, World];
    const keeper = await first.person('Editor', 'EDITOR');
    const { ids } = await first.questions(4);
    const offTopic = 'I like bananas and long walks by the sea.';
    const advance = (seconds: number) => {
      for (const each of pair) each.clock.advance(seconds);
    };
    const play = async (at: World, does: ('good' | 'thin' | 'skip' | 'expire')[], thinking: number) => {
      const { client } = await at.person();
      const { createInterview } = await client.request(api.CreateInterviewDocument, {
        input: { mode: 'CUSTOM', questionIds: ids, pace: 'STANDARD' },
      });
      const { id } = createInterview;
      await client.request(api.StartInterviewDocument, { id });
      const turnsOf = async () => (await client.request(api.InterviewDocument, { id })).interview!.turns;
      for (let position = 0; position < ids.length; position++) {
        const turn = (await turnsOf())[position]!;
        const what = does[ids.indexOf(turn.question!.id)]!;
        if (what === 'skip') await client.request(api.SkipTurnDocument, { turnId: turn.id });
        else if (what === 'expire') {
          advance(121);
          await eventually(async () => (await turnsOf())[position]!.status === 'EXPIRED');
        } else {
          advance(thinking);
          const text = what === 'good' ? goodAnswer : offTopic;
          await client.request(api.SubmitAnswerDocument, {
            input: { turnId: turn.id, clientKey: unique('key'), text },
          });
        }
      }
      await eventually(async () => (await client.request(api.InterviewDocument, { id })).interview?.report);
    };
    await play(first, ['good', 'good', 'skip', 'expire'], 20);
    await play(second, ['thin', 'skip', 'skip', 'good'], 40);
    const { db } = first.app.services;
    await eventually(async () => (await db.$count(outbox, eq(outbox.topic, 'COUNT_TURN'))) === 0);
    const shown = await Promise.all(ids.map((id) => shownTo(keeper, id, second)));
    const counts = shown.map((each) => [each?.asked, each?.answered, each?.skipped, each?.expired, each?.scored]);
    expect(counts).toEqual([
      [2, 2, 0, 0, 2],
      [2, 1, 1, 0, 1],
      [2, 0, 2, 0, 0],
      [2, 1, 0, 1, 1],
    ]);
    for (const [index, id] of ids.entries()) expectSame(shown[index]!, await recomputed(id, first));
    // Of a good answer and one worth nothing, the mean is as far from either.
    expect(shown[0]!.meanScore).toBeGreaterThan(20);
    expect(shown[0]!.scoreSpread).toBe(shown[0]!.meanScore);
    expect(shown[1]).toMatchObject({ scoreSpread: 0 });
    const seconds = [shown[0]!.meanSeconds!, shown[1]!.meanSeconds!, shown[3]!.meanSeconds!];
    for (const [index, thought] of [30, 20, 40].entries()) {
      expect(seconds[index]).toBeGreaterThanOrEqual(thought);
      expect(seconds[index]).toBeLessThan(thought + 5);
    }
  });
});

describe('counting', () => {
  it('adds up turns of every kind, and takes time and score from the newest try', async () => {
    const question = await oneQuestion();
    expect(await figures(question)).toEqual(never);
    const list = [
      await over(question, 'ANSWERED', [ready(80, 10)]),
      await over(question, 'ANSWERED', [{ seconds: 5, revisions: [{ status: 'INSUFFICIENT' }] }, ready(60, 20)]),
      // An answer too thin to judge is worth nothing; that a scorer failed says nothing.
      await over(question, 'ANSWERED', [{ seconds: 30, revisions: [{ status: 'INSUFFICIENT' }] }]),
      await over(question, 'ANSWERED', [{ seconds: 40, revisions: [{ status: 'FAILED' }] }]),
      await over(question, 'SKIPPED'),
      await over(question, 'SKIPPED', [{ seconds: 7, revisions: [{ status: 'INSUFFICIENT' }] }]),
      await over(question, 'EXPIRED'),
    ];
    await count(...list);
    expect(await figures(question)).toEqual({
      asked: 7,
      answered: 4,
      skipped: 2,
      expired: 1,
      scored: 3,
      meanScore: 46.7,
      // √((33.3² + 13.3² + 46.7²) ÷ 3)
      scoreSpread: 34,
      meanSeconds: 25,
    });
    expectSame(await figures(question), await recomputed(question, world));
    for (const { id } of list) expect(await owed(id)).toBe(0);
  });

  it('run ten times at once, again, and promised anew, counts a turn once', async () => {
    const question = await oneQuestion();
    const turn = await over(question, 'ANSWERED', [ready(80)]);
    await count(...Array.from({ length: 10 }, () => turn));
    const once = await figures(question);
    expect(once).toMatchObject({ asked: 1, answered: 1, scored: 1, meanScore: 80, meanSeconds: 10 });
    await count(turn);
    for (let times = 0; times < 3; times++) {
      await transaction(world.app.services.db, (tx) => promiseCount(tx, turn.id));
      await count(turn, turn, turn);
      expect(await owed(turn.id)).toBe(0);
    }
    expect(await figures(question)).toEqual(once);
  });

  it('loses nothing when many turns of one question are counted at once', async () => {
    const question = await oneQuestion();
    const list = await Promise.all(
      Array.from({ length: 24 }, (_, index) => over(question, 'ANSWERED', [ready(index * 4, index)])),
    );
    await count(...list, ...list);
    expect(await figures(question)).toMatchObject({ answered: 24, scored: 24, meanScore: 46, meanSeconds: 11.5 });
    expectSame(await figures(question), await recomputed(question, world));
  });

  it('takes the same statements however many turns there are', async () => {
    const question = await oneQuestion();
    const { database } = world.app.services;
    const statementsFor = async (turn: Turn) => {
      const before = database.statements();
      await count(turn);
      return database.statements() - before;
    };
    const first = await statementsFor(await over(question, 'ANSWERED', [ready(50)]));
    for (let times = 0; times < 20; times++) await count(await over(question, 'ANSWERED', [ready(60)]));
    expect(await statementsFor(await over(question, 'ANSWERED', [ready(70)]))).toBe(first);
    expect(await figures(question)).toMatchObject({ answered: 22, meanScore: 60 });
  });

  it('of an answer that was scored again puts the later score in the place of the earlier', async () => {
    const question = await oneQuestion();
    await count(await over(question, 'ANSWERED', [ready(40)]));
    const turn = await over(question, 'ANSWERED', [ready(80)]);
    await count(turn);
    expect(await figures(question)).toMatchObject({ scored: 2, meanScore: 60, scoreSpread: 20 });
    await rescore(turn, 2, { status: 'READY', score: 50 });
    await count(turn);
    expect(await figures(question)).toMatchObject({ answered: 2, scored: 2, meanScore: 45, scoreSpread: 5 });
    await rescore(turn, 3, { status: 'FAILED' });
    await count(turn);
    expect(await figures(question)).toMatchObject({ answered: 2, scored: 1, meanScore: 40, scoreSpread: 0 });
    // A text that comes after a recording is a new try.
    await tryAgain(turn, ready(90, 30));
    await count(turn);
    expect(await figures(question)).toMatchObject({ answered: 2, scored: 2, meanScore: 65, meanSeconds: 20 });
  });

  it('strikes off no promise that was made while it was at it', async () => {
    const question = await oneQuestion();
    const { db } = world.app.services;
    const turn = await over(question, 'ANSWERED', [ready(80)]);
    await count(turn);
    await rescore(turn, 2, { status: 'READY', score: 60 });
    let counting: Promise<unknown> | undefined;
    let rescoring: Promise<void> | undefined;
    await transaction(db, async (tx) => {
      await tx.select().from(statistics).where(eq(statistics.questionId, question)).for('update');
      counting = count(turn);
      // It has read the turn by now.
      await waiting('question_statistics');
      rescoring = rescore(turn, 3, { status: 'READY', score: 20 });
      await Promise.race([rescoring, waiting('outbox')]);
    });
    await Promise.all([counting, rescoring]);
    expect(await owed(turn.id)).toBe(1);
    await count(turn);
    expect(await figures(question)).toMatchObject({ answered: 1, scored: 1, meanScore: 20 });
  });

  it('counts an answer whose recording came to nothing, without a scorer', async () => {
    const question = await oneQuestion();
    const { services } = world.app;
    const turn = await over(question, 'ANSWERED', [{ seconds: 12, revisions: [{ status: 'QUEUED' }] }]);
    await count(turn);
    expect(await figures(question)).toMatchObject({ answered: 1, scored: 0, meanScore: null, meanSeconds: 12 });
    const [answerId] = turn.answerIds as [string];
    await services.db.update(answers).set({ transcript: 'QUEUED', text: null }).where(eq(answers.id, answerId));
    const job = { topic: 'TRANSCRIBE_ANSWER', subjectId: answerId } as const;
    await transaction(services.db, (tx) => promiseJobs(tx, [job], world.clock.now()));
    await transcribeAnswer(services, answerId);
    expect(await owed(turn.id)).toBe(1);
    await count(turn);
    expect(await figures(question)).toMatchObject({ answered: 1, scored: 1, meanScore: 0, meanSeconds: 12 });
  });

  it('agrees with a plain recomputation whatever happens, in whatever order', async () => {
    const judged = fc.oneof(
      fc.record({ status: fc.constant('READY' as const), score: fc.integer({ min: 0, max: 1000 }).map((s) => s / 10) }),
      fc.record({ status: fc.constantFrom('INSUFFICIENT' as const, 'FAILED' as const) }),
    );
    const pick = fc.nat(30);
    const attempt = fc.record({ seconds: fc.integer({ min: 1, max: 600 }), revisions: fc.tuple(judged) });
    const step = fc.oneof(
      fc.record({ does: fc.constant('answer' as const), attempt }),
      fc.record({
        does: fc.constant('leave' as const),
        status: fc.constantFrom('SKIPPED' as const, 'EXPIRED' as const),
      }),
      fc.record({ does: fc.constant('rescore' as const), pick, to: judged }),
      fc.record({ does: fc.constant('retry' as const), pick, attempt }),
      fc.record({ does: fc.constant('count' as const), pick, workers: fc.integer({ min: 1, max: 3 }) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), async (steps) => {
        const question = await oneQuestion();
        const list: (Turn & { revisions: number })[] = [];
        const answered = () => list.filter(({ answerIds }) => answerIds.length > 0);
        const background: Promise<unknown>[] = [];
        for (const each of steps) {
          const known = each.does === 'count' ? list : answered();
          const turn = 'pick' in each ? known[each.pick % Math.max(1, known.length)] : undefined;
          if (each.does === 'answer') {
            list.push({ ...(await over(question, 'ANSWERED', [each.attempt])), revisions: 1 });
          } else if (each.does === 'leave') {
            list.push({ ...(await over(question, each.status)), revisions: 0 });
          } else if (turn && each.does === 'rescore') {
            await rescore(turn, ++turn.revisions, each.to);
          } else if (turn && each.does === 'retry') {
            await tryAgain(turn, each.attempt);
            turn.revisions = 1;
          } else if (turn && each.does === 'count') {
            // Goes on beside the steps that follow.
            for (let worker = 0; worker < each.workers; worker++) background.push(count(turn));
          }
        }
        await Promise.all(background);
        await count(...list);
        const ids = list.map(({ id }) => id);
        if (ids.length > 0) {
          expect(await world.app.services.db.$count(outbox, inArray(outbox.subjectId, ids))).toBe(0);
        }
        expectSame(await figures(question), await recomputed(question, world));
      }),
      { numRuns: 40 },
    );
  }, 60_000);
});

describe('what was asked before anyone counted', () => {
  it('is made up for by the migration, which may run twice, and goes on from there', async () => {
    const { db } = world.app.services;
    const question = await oneQuestion();
    const twice = await over(question, 'ANSWERED', [ready(80.4, 10), ready(60.3, 20.25)]);
    await rescore(twice, 2, { status: 'READY', score: 33.3 });
    const list = [
      twice,
      await over(question, 'ANSWERED', [{ seconds: 30, revisions: [{ status: 'INSUFFICIENT' }] }]),
      await over(question, 'ANSWERED', [{ seconds: 40, revisions: [{ status: 'FAILED' }] }]),
      await over(question, 'SKIPPED', [{ seconds: 7, revisions: [{ status: 'INSUFFICIENT' }] }]),
      await over(question, 'EXPIRED'),
    ];
    await over(question, 'ASKED');
    await count(...list);
    const rows = async () => [
      await db.select().from(tallies).where(eq(tallies.questionId, question)).orderBy(tallies.turnId),
      await db.select().from(statistics).where(eq(statistics.questionId, question)),
    ];
    const counted = await rows();
    expect(counted[0]).toHaveLength(5);
    await db.delete(tallies).where(eq(tallies.questionId, question));
    await db.delete(statistics).where(eq(statistics.questionId, question));
    const file = resolve(import.meta.dirname, '../drizzle/0003_question_bank.sql');
    const statements = (await readFile(file, 'utf8')).split('--> statement-breakpoint');
    const makeUp = statements.filter((statement) => statement.includes('REPLACE INTO'));
    expect(makeUp).toHaveLength(2);
    for (const statement of [...makeUp, ...makeUp]) await db.execute(sql.raw(statement));
    expect(await rows()).toEqual(counted);
    await rescore(twice, 3, { status: 'READY', score: 50 });
    await count(twice);
    expectSame(await figures(question), await recomputed(question, world));
  });
});

describe('what is gone', () => {
  it('of a deleted question leaves nothing to count, and nothing owed', async () => {
    const { db } = world.app.services;
    const question = await oneQuestion();
    const counted = await over(question, 'ANSWERED', [ready(80)]);
    const late = await over(question, 'SKIPPED');
    await count(counted);
    await rescore(counted, 2, { status: 'READY', score: 30 });
    await editor.client.request(api.DeleteQuestionDocument, { id: question });
    await count(counted, late);
    expect([await owed(counted.id), await owed(late.id)]).toEqual([0, 0]);
    expect(await db.$count(statistics, eq(statistics.questionId, question))).toBe(0);
  });

  it('while it is being counted is no error either', async () => {
    const { db } = world.app.services;
    const question = await oneQuestion();
    const turn = await over(question, 'ANSWERED', [ready(80)]);
    let counting: Promise<unknown> | undefined;
    await transaction(db, async (tx) => {
      await tx.delete(questions).where(eq(questions.id, question));
      counting = count(turn);
      await waiting('question_statistics');
    });
    await counting;
    expect(await owed(turn.id)).toBe(0);
    expect(await db.$count(tallies, eq(tallies.turnId, turn.id))).toBe(0);
  });

  it('or was never of the bank, or of no turn, or is still open, is struck off', async () => {
    const gone: Turn = { id: newId('turn'), interviewId: '', askedAt: new Date(), answerIds: [] };
    await transaction(world.app.services.db, (tx) => promiseCount(tx, gone.id));
    const question = await oneQuestion();
    const list = [gone, await over(null, 'ANSWERED', [ready(80)]), await over(question, 'ASKED')];
    await count(...list);
    for (const { id } of list) expect(await owed(id)).toBe(0);
    expect(await figures(question)).toEqual(never);
  });

  it('with its candidate stays in the sums, and what was not counted by then is owed no more', async () => {
    const { db } = world.app.services;
    const candidate = await world.person();
    const question = await oneQuestion();
    const counted = await over(question, 'ANSWERED', [ready(80)], candidate.id);
    await count(counted);
    await rescore(counted, 2, { status: 'READY', score: 10 });
    const uncounted = await over(question, 'SKIPPED', [], candidate.id);
    expect([await owed(counted.id), await owed(uncounted.id)]).toEqual([1, 1]);
    await candidate.client.request(api.DeleteAccountDocument, { input: { password: candidate.password } });
    expect([await owed(counted.id), await owed(uncounted.id)]).toEqual([0, 0]);
    expect(await db.$count(tallies, inArray(tallies.turnId, [counted.id, uncounted.id]))).toBe(0);
    await count(counted, uncounted);
    expect(await figures(question)).toMatchObject({ asked: 1, answered: 1, meanScore: 80 });
  });
});

describe('the figures', () => {
  it('are shown to editors and admins, and to no candidate, on whatever way they come to the question', async () => {
    const candidate = await world.person();
    const admin = await world.person('Admin', 'ADMIN');
    const question = await oneQuestion();
    const turn = await over(question, 'ANSWERED', [ready(80)], candidate.id);
    await count(turn);
    expect(await shownTo(candidate, question)).toBeNull();
    expect(await shownTo(admin, question)).toEqual(await figures(question));
    const nested = `query ($id: ID!) { turn: node(id: $id) { ... on Turn { question { ${fields} } } } }`;
    const { data, errors } = await overHttp(world.url)(nested, { id: turn.id }, candidate.token);
    expect(errors).toBeUndefined();
    expect(data.turn).toEqual({ question: { statistics: null } });
  });

  it('of 1 and of 50 questions in a list take the same statements', async () => {
    const { database } = world.app.services;
    const query = `query ($ids: [ID!]) {
      questions(first: 50, filter: { categoryIds: $ids }) { edges { node { id ${fields} } } }
    }`;
    const statementsOf = async (questionCount: number) => {
      const { categoryId, ids } = await world.questions(questionCount);
      await count(await over(ids[0]!, 'ANSWERED', [ready(80)]));
      const taken: number[] = [];
      for (let times = 0; times < 3; times++) {
        const before = database.statements();
        const { data, errors } = await overHttp(world.url)(query, { ids: [categoryId] }, editor.token);
        taken.push(database.statements() - before);
        expect(errors).toBeUndefined();
        const shown = data.questions.edges.map(({ node }: { node: { statistics: Figures } }) => node.statistics);
        expect(shown).toHaveLength(questionCount);
        expect(shown.filter(({ asked }: Figures) => asked === 1)).toHaveLength(1);
      }
      return Math.min(...taken);
    };
    expect(await statementsOf(50)).toBe(await statementsOf(1));
  });
});
