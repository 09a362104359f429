/** What a candidate may do with a live interview: pauses, hints, retries, follow-ups, giving up; and what the clock does. */
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as api from '../src/client/gql/graphql.js';
import { interviews, turns } from '../src/db/tables/index.js';
import { expireTurns } from '../src/domain/turn/expire.js';
import { transports } from './support/wire.js';
import {
  codeOf,
  createWorld,
  eventsUntil,
  goodAnswer,
  isEvent,
  type Person,
  unique,
  type World,
} from './support/world.js';

let world: World;
let candidate: Person;

beforeAll(async () => {
  // Nothing happens here by itself: what the clock does is called for.
  world = await createWorld({ env: { ROLE: 'api' }, stores: 'live_session' });
  candidate = await world.person();
});
afterAll(() => world.dispose());

const partialAnswer = 'An expiry bounds how long stale data is served, because an entry that is too old is read anew.';

const request = <R, V>(document: api.TypedDocumentString<R, V>, variables: V) =>
  candidate.client.request(document, variables);
const start = async (id: string) => (await request(api.StartInterviewDocument, { id })).startInterview.currentTurn!;
const pause = async (id: string) => (await request(api.PauseInterviewDocument, { id })).pauseInterview;
const resume = async (id: string) => (await request(api.ResumeInterviewDocument, { id })).resumeInterview;
const hint = async (turnId: string, number?: number) =>
  (await request(api.RevealHintDocument, { turnId, number })).revealHint;
const retry = async (turnId: string) => (await request(api.RetryTurnDocument, { turnId })).retryTurn;
const skip = async (turnId: string) => (await request(api.SkipTurnDocument, { turnId })).skipTurn;
const next = async (interviewId: string) =>
  (await request(api.NextTurnDocument, { interviewId })).nextTurn.currentTurn!;
const answer = async (turnId: string, text = goodAnswer, clientKey = unique('key')) =>
  (await request(api.SubmitAnswerDocument, { input: { turnId, clientKey, text } })).submitAnswer;
const read = async (id: string) => (await request(api.InterviewDocument, { id })).interview!;
const eventsOf = (id: string, count: number) => eventsUntil(candidate.client, id, ({ seq }) => seq === count);
const messageOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'accepted',
    (error: Error & { code: string }) => `${error.code}: ${error.message}`,
  );

/** A live interview and its open turn. */
const begin = async (count: number, input: Partial<api.CreateInterviewInput> = {}) => {
  const { id } = await world.interview(candidate, count, input);
  return { id, turn: await start(id) };
};

describe('a pause', () => {
  it('stops the clock and gives back what was left on it', async () => {
    const { id, turn } = await begin(2);
    world.clock.advance(50);
    const paused = await pause(id);
    expect(paused).toMatchObject({ status: 'PAUSED', pausedAt: expect.any(String) });
    const { deadlineAt, remainingTime } = paused.currentTurn!;
    expect(deadlineAt).toBeNull();
    expect(remainingTime).toBeGreaterThan(60);
    expect(remainingTime).toBeLessThanOrEqual(70);

    world.clock.advance(3_600);
    await expireTurns(world.app.services);
    expect((await read(id)).turns.map(({ status }) => status)).toEqual(['ASKED']);

    const resumed = await resume(id);
    const now = world.clock.now().getTime();
    expect(resumed).toMatchObject({ status: 'LIVE', pausedAt: null });
    expect(resumed.pausedTime).toBeGreaterThanOrEqual(3_600);
    const left = new Date(resumed.currentTurn!.deadlineAt!).getTime() - now;
    expect(Math.abs(left - remainingTime! * 1_000)).toBeLessThan(5_000);
    expect(resumed.currentTurn).toMatchObject({ id: turn.id, remainingTime: null });

    world.clock.advance(left / 1_000 - 10);
    await expireTurns(world.app.services);
    expect((await read(id)).turns).toHaveLength(1);
    world.clock.advance(11);
    await expireTurns(world.app.services);
    expect((await read(id)).turns.map(({ status }) => status)).toEqual(['EXPIRED', 'ASKED']);
    const events = await eventsOf(id, (await read(id)).lastSeq);
    expect(events.map(({ __typename }) => __typename)).toEqual([
      'InterviewStarted',
      'QuestionAsked',
      'InterviewPaused',
      'InterviewResumed',
      'TurnClosed',
      'QuestionAsked',
    ]);
  });

  it('does not save a turn whose time was up', async () => {
    const { id } = await begin(2);
    world.clock.advance(121);
    const { currentTurn } = await pause(id);
    expect(currentTurn).toMatchObject({ position: 2, status: 'ASKED', remainingTime: 120 });
    const last = await begin(1);
    world.clock.advance(121);
    expect(await codeOf(pause(last.id))).toBe('INTERVIEW_STATE');
    await expireTurns(world.app.services);
    expect((await read(last.id)).status).toBe('FINISHED');
  });

  it('is nothing that repeating changes, and is over with the interview', async () => {
    const { id } = await begin(1, { pace: 'ZERO_PRESSURE' });
    await pause(id);
    const { lastSeq } = await pause(id);
    expect(lastSeq).toBe(3);
    world.clock.advance(10);
    const { finishInterview } = await request(api.FinishInterviewDocument, { id });
    expect(finishInterview).toMatchObject({ status: 'FINISHED', pausedAt: null });
    expect(finishInterview.pausedTime).toBeGreaterThanOrEqual(10);
  });
});

describe('hints', () => {
  const hints = ['First.', 'Second.'];
  const withHints = async (input: Partial<api.CreateInterviewInput> = {}) => {
    const { ids } = await world.questions(2, { hints });
    const { createInterview } = await request(api.CreateInterviewDocument, {
      input: { mode: 'CUSTOM', questionIds: ids, ...input },
    });
    return { id: createInterview.id, turn: await start(createInterview.id) };
  };

  it('come one after the other, and asked for again by number change nothing', async () => {
    const { id, turn } = await withHints();
    expect(turn).toMatchObject({ hints: [], hintCount: 2 });
    expect((await hint(turn.id, 1)).hints).toEqual(['First.']);
    expect((await hint(turn.id, 1)).hints).toEqual(['First.']);
    const both = await Promise.all(Array.from({ length: 10 }, () => hint(turn.id, 2)));
    for (const each of both) expect(each.hints).toEqual(hints);
    expect(await codeOf(hint(turn.id, 4))).toBe('BAD_USER_INPUT');
    expect(await codeOf(hint(turn.id, 0))).toBe('BAD_USER_INPUT');
    expect(await codeOf(hint(turn.id))).toBe('BAD_USER_INPUT');
    const events = await eventsOf(id, 4);
    expect(events.flatMap((event) => (event.__typename === 'HintRevealed' ? [event.hint] : []))).toEqual(hints);
    expect((await answer(turn.id)).assisted).toBe(true);
    expect(await codeOf(hint(turn.id))).toBe('TURN_STATE');
    const { turns: asked } = await read(id);
    expect((await answer(asked[1]!.id)).assisted).toBe(false);
  });

  it('are kept as they were when the question was asked, and are not part of STRESS', async () => {
    const { id, turn } = await withHints({ pace: 'STRESS' });
    expect(turn.hintCount).toBe(0);
    expect(await messageOf(hint(turn.id))).toMatch(/^TURN_STATE: .*STRESS/);
    expect((await read(id)).lastSeq).toBe(2);
  });
});

describe('a retry', () => {
  it('opens the turn once more; its answer counts, and is assisted', async () => {
    const { id, turn } = await begin(2, { pace: 'ZERO_PRESSURE' });
    expect((await answer(turn.id, partialAnswer)).assisted).toBe(false);
    expect(await retry(turn.id)).toMatchObject({ id: turn.id, status: 'ASKED', deadlineAt: null });
    const { lastSeq } = await read(id);
    await retry(turn.id);
    expect((await read(id)).lastSeq).toBe(lastSeq);
    const second = await answer(turn.id, goodAnswer);
    expect(second).toMatchObject({ attempt: 2, assisted: true });
    const [asked] = (await read(id)).turns;
    expect(asked!.answers.map(({ attempt }) => attempt)).toEqual([1, 2]);
    expect((await eventsOf(id, (await read(id)).lastSeq)).map(({ __typename }) => __typename)).toEqual([
      'InterviewStarted',
      'QuestionAsked',
      'AnswerSubmitted',
      'TurnClosed',
      'QuestionAsked',
      'AnswerSubmitted',
      'TurnClosed',
    ]);
  });

  it('given up, leaves the earlier answer', async () => {
    const { id, turn } = await begin(1, { pace: 'ZERO_PRESSURE' });
    await answer(turn.id);
    await retry(turn.id);
    expect((await skip(turn.id)).status).toBe('ANSWERED');
    const { lastSeq } = await read(id);
    expect((await skip(turn.id)).status).toBe('ANSWERED');
    expect((await read(id)).lastSeq).toBe(lastSeq);
    await retry(turn.id);
    await request(api.FinishInterviewDocument, { id });
    expect((await read(id)).turns[0]?.status).toBe('ANSWERED');
  });

  it('of what was left without an answer is assisted, too: the reference could be read meanwhile', async () => {
    const { turn } = await begin(1, { pace: 'ZERO_PRESSURE' });
    await skip(turn.id);
    await retry(turn.id);
    expect((await answer(turn.id)).assisted).toBe(true);
  });

  it('of a skipped question is as good, and wants that no other is open', async () => {
    const { id, turn } = await begin(2, { pace: 'ZERO_PRESSURE' });
    await skip(turn.id);
    const other = await next(id);
    expect(await codeOf(retry(turn.id))).toBe('TURN_STATE');
    await skip(other.id);
    expect((await retry(turn.id)).status).toBe('ASKED');
    expect((await skip(turn.id)).status).toBe('SKIPPED');
  });

  it('is part of ZERO_PRESSURE alone', async () => {
    const { turn } = await begin(2);
    await answer(turn.id);
    expect(await messageOf(retry(turn.id))).toMatch(/^TURN_STATE: .*STANDARD/);
  });
});

describe('the report', () => {
  it('keeps what was done alone apart from what had help', async () => {
    const helper = await createWorld({ env: { ROLE: 'worker' }, stores: 'live_session' });
    const { id, turn } = await begin(4, { pace: 'ZERO_PRESSURE' });
    const ready = eventsUntil(candidate.client, id, isEvent('ReportReady'));
    // Alone, then better with another try; helped from the start; left after a hint; left alone.
    await answer(turn.id, partialAnswer);
    await retry(turn.id);
    await answer(turn.id, goodAnswer);
    const second = await next(id);
    await hint(second.id);
    await answer(second.id, goodAnswer);
    const third = await next(id);
    await hint(third.id);
    await skip(third.id);
    await skip((await next(id)).id);
    await request(api.FinishInterviewDocument, { id });
    await ready;
    const { turns: asked, report } = await read(id);
    const score = (turnIndex: number, attempt: number) => asked[turnIndex]!.answers[attempt]!.evaluation.score!;
    expect(score(0, 1)).toBeGreaterThan(score(0, 0));
    expect(report?.unassistedScore).toBeCloseTo(score(0, 0) / 2, 0);
    expect(report?.assistedScore).toBeCloseTo((score(0, 1) + score(1, 0)) / 2, 0);
    expect(report?.assistedShare).toBe(1);
    expect(report?.score).toBeCloseTo((score(0, 1) + score(1, 0)) / 4, 0);
    await helper.dispose();
  });
});

describe('a follow-up', () => {
  it('comes after an answer that leaves something out, once, with half the time', async () => {
    const { id, turn } = await begin(2, { pace: 'STRESS' });
    await answer(turn.id, partialAnswer);
    const [, followUp] = (await read(id)).turns;
    expect(followUp).toMatchObject({ kind: 'FOLLOW_UP', position: 2, timeLimit: turn.timeLimit! / 2, hintCount: 0 });
    const [row] = await world.app.services.db.select().from(turns).where(eq(turns.id, followUp!.id));
    expect(row).toMatchObject({ parentId: turn.id, questionId: null });
    const missed = row!.keyPoints.map(({ text }) => text);
    expect(missed).toContain('It frees memory of entries that nobody reads');
    expect(missed).not.toContain('An expiry bounds how long stale data is served');
    // To name what is missing would be to answer.
    expect(followUp!.prompt).not.toContain('memory');
    await answer(followUp!.id, 'I do not know.');
    expect((await read(id)).turns.map(({ kind }) => kind)).toEqual(['MAIN', 'FOLLOW_UP', 'MAIN']);
    await answer((await read(id)).turns[2]!.id, goodAnswer);
    const { status, turns: all, questionCount } = await read(id);
    expect({ status, questionCount, asked: all.length }).toEqual({ status: 'FINISHED', questionCount: 2, asked: 3 });
  });

  it('is called by its question in the report, and what it brought to light is missed no more', async () => {
    const worker = await createWorld({ env: { ROLE: 'worker' }, stores: 'live_session' });
    const { id, turn } = await begin(2, { pace: 'STRESS' });
    const ready = eventsUntil(candidate.client, id, isEvent('ReportReady'));
    await answer(turn.id, partialAnswer);
    await answer((await read(id)).turns[1]!.id, goodAnswer);
    await answer((await read(id)).turns[2]!.id, partialAnswer);
    await skip((await read(id)).turns[3]!.id);
    await ready;
    const { strengths, improvements } = (await read(id)).report!;
    expect(strengths.join()).toContain('Question 1 (follow-up): ');
    expect(improvements.some((line) => line.startsWith('Question 1'))).toBe(false);
    expect(improvements.some((line) => line.startsWith('Question 2: '))).toBe(true);
    expect(improvements.at(-1)).toContain('question 2 (follow-up)');
    await worker.dispose();
  });

  it('waits for the candidate without a clock, and is asked only where it is wanted', async () => {
    const { id, turn } = await begin(2, { pace: 'ZERO_PRESSURE', followUps: true });
    await answer(turn.id, partialAnswer);
    expect(await next(id)).toMatchObject({ kind: 'FOLLOW_UP', deadlineAt: null });
    const plain = await begin(2);
    await answer(plain.turn.id, partialAnswer);
    expect((await read(plain.id)).turns[1]?.kind).toBe('MAIN');
  });
});

describe('giving up', () => {
  it('ends the interview without a report, whatever state it was in', async () => {
    const ready = await world.interview(candidate, 1);
    const live = await begin(2);
    const paused = await begin(2);
    await pause(paused.id);
    for (const id of [ready.id, live.id, paused.id]) {
      const { cancelInterview } = await request(api.CancelInterviewDocument, { id });
      expect(cancelInterview).toMatchObject({ status: 'CANCELLED', finishedAt: expect.any(String) });
      const again = await request(api.CancelInterviewDocument, { id });
      expect(again.cancelInterview.lastSeq).toBe(cancelInterview.lastSeq);
      const { turns: asked, report, lastSeq } = await read(id);
      expect(report).toBeNull();
      expect(asked.every(({ status }) => status === 'SKIPPED')).toBe(true);
      expect((await eventsOf(id, lastSeq)).at(-1)?.__typename).toBe('InterviewCancelled');
    }
  });
});

describe('making an interview under a key', () => {
  it('makes one, also twenty at once, and refuses another under the same key', async () => {
    const { ids } = await world.questions(2);
    const input = { mode: 'CUSTOM' as const, questionIds: ids, clientKey: unique('key') };
    const make = (more: Partial<api.CreateInterviewInput> = {}) =>
      request(api.CreateInterviewDocument, { input: { ...input, ...more } });
    const made = await Promise.all(Array.from({ length: 20 }, () => make()));
    const [id] = made.map(({ createInterview }) => createInterview.id);
    expect(new Set(made.map(({ createInterview }) => createInterview.id)).size).toBe(1);
    await start(id!);
    expect((await make()).createInterview).toMatchObject({ id, status: 'LIVE' });
    expect(await codeOf(make({ pace: 'STRESS' }))).toBe('CONFLICT');
    expect(await codeOf(make({ clientKey: '' }))).toBe('BAD_USER_INPUT');
    const other = await world.person();
    const { createInterview } = await other.client.request(api.CreateInterviewDocument, { input });
    expect(createInterview.id).not.toBe(id);
  });
});

describe('an answer', () => {
  /** Holds the interview's row as a slow change would, while `work` runs into it. */
  const whileLocked = async <T>(interviewId: string, work: () => Promise<T>, meanwhile: () => void): Promise<T> => {
    const { db } = world.app.services;
    let isHeld = () => {};
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      isHeld = resolve;
    });
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    const lock = db.transaction(async (tx) => {
      await tx.select().from(interviews).where(eq(interviews.id, interviewId)).for('update');
      isHeld();
      await released;
    });
    await held;
    const begun = world.app.services.database.statements();
    const result = work();
    // Once it has asked for the row, it waits.
    while (world.app.services.database.statements() < begun + 3) await new Promise((resolve) => setImmediate(resolve));
    meanwhile();
    release();
    await lock;
    return result;
  };

  it('that reached the server in time counts, though its turn came later', async () => {
    const { id, turn } = await begin(2);
    world.clock.advance(119);
    const taken = await whileLocked(
      id,
      () => answer(turn.id),
      () => world.clock.advance(5),
    );
    expect(taken.attempt).toBe(1);
    expect((await read(id)).turns.map(({ status }) => status)).toEqual(['ANSWERED', 'ASKED']);
    world.clock.advance(121);
    expect(await codeOf(answer((await read(id)).turns[1]!.id))).toBe('TURN_STATE');
  });

  /** As if it had reached the server at that moment, and waited since. */
  const receivedAt = async <T>(moment: Date, work: () => Promise<T>): Promise<T> => {
    const { clock } = world.app.services;
    const now = clock.now;
    let calls = 0;
    // The token is looked at before the body is read, the moment taken behind it.
    clock.now = () => (calls++ < 2 ? moment : now());
    return work().finally(() => {
      clock.now = now;
    });
  };

  it.each(['FINISHED', 'LIVE', 'PAUSED'] as const)(
    'counts even when the time was seen to run out before, and the interview is %s by then',
    async (status) => {
      const { id, turn } = await begin(status === 'FINISHED' ? 1 : 2);
      world.clock.advance(119);
      const before = world.clock.now();
      world.clock.advance(5);
      await expireTurns(world.app.services);
      if (status === 'PAUSED') await pause(id);
      expect((await read(id)).status).toBe(status);
      expect(await codeOf(answer(turn.id))).toBe('TURN_STATE');
      const taken = await receivedAt(before, () => answer(turn.id));
      expect(taken.attempt).toBe(1);
      const { turns: asked, status: after } = await read(id);
      // Nothing else has changed by it.
      expect(after).toBe(status);
      expect(asked.map((each) => each.status)).toEqual(status === 'FINISHED' ? ['ANSWERED'] : ['ANSWERED', 'ASKED']);
    },
  );
});

describe('what is impossible', () => {
  const actions = {
    startInterview: (id: string) => request(api.StartInterviewDocument, { id }),
    nextTurn: (id: string) => request(api.NextTurnDocument, { interviewId: id }),
    pauseInterview: pause,
    resumeInterview: resume,
    finishInterview: (id: string) => request(api.FinishInterviewDocument, { id }),
    cancelInterview: (id: string) => request(api.CancelInterviewDocument, { id }),
  };
  const states = {
    READY: async () => (await world.interview(candidate, 1, { pace: 'ZERO_PRESSURE' })).id,
    LIVE: async () => (await begin(1, { pace: 'ZERO_PRESSURE' })).id,
    PAUSED: async () => {
      const { id } = await begin(1, { pace: 'ZERO_PRESSURE' });
      await pause(id);
      return id;
    },
    FINISHED: async () => {
      const { id } = await begin(1, { pace: 'ZERO_PRESSURE' });
      await actions.finishInterview(id);
      return id;
    },
    CANCELLED: async () => {
      const { id } = await begin(1, { pace: 'ZERO_PRESSURE' });
      await actions.cancelInterview(id);
      return id;
    },
  };
  const possible: Record<keyof typeof states, (keyof typeof actions)[]> = {
    READY: ['startInterview', 'cancelInterview'],
    LIVE: ['startInterview', 'nextTurn', 'pauseInterview', 'resumeInterview', 'finishInterview', 'cancelInterview'],
    PAUSED: ['pauseInterview', 'resumeInterview', 'finishInterview', 'cancelInterview'],
    FINISHED: ['finishInterview'],
    CANCELLED: ['cancelInterview'],
  };

  it.each(Object.keys(states) as (keyof typeof states)[])(
    'of an interview that is %s says what is possible',
    async (state) => {
      for (const [name, act] of Object.entries(actions)) {
        const id = await states[state]();
        const outcome = await messageOf(act(id));
        if (possible[state].includes(name as keyof typeof actions)) {
          expect(`${name}: ${outcome}`).toBe(`${name}: accepted`);
          continue;
        }
        expect(outcome).toMatch(new RegExp(`^INTERVIEW_STATE: The interview is ${state}`));
        for (const other of Object.keys(actions)) {
          // What changes nothing is safe to send again, and nothing to go on with.
          const offered = possible[state].includes(other as keyof typeof actions) && !/^(FIN|CANC)/.test(state);
          if (offered && !(state === 'PAUSED' && other === 'pauseInterview')) expect(outcome).toContain(other);
          else expect(outcome).not.toContain(other);
        }
        expect((await read(id)).status).toBe(state);
      }
    },
  );

  it('of a paused interview includes its turn, until it goes on', async () => {
    const { id, turn } = await begin(2);
    await pause(id);
    for (const act of [answer, skip, hint]) expect(await codeOf(act(turn.id))).toBe('INTERVIEW_STATE');
    await resume(id);
    expect(await codeOf(skip(turn.id))).toBe('accepted');
  });

  it('is for a stranger as if it were not there', async () => {
    const { id, turn } = await begin(1);
    const { token } = await world.person();
    const attempts = ['pauseInterview', 'resumeInterview', 'cancelInterview'].map((name) => `${name}(id: "${id}")`);
    attempts.push(`retryTurn(turnId: "${turn.id}")`, `revealHint(turnId: "${turn.id}", number: 1)`);
    for (const attempt of attempts) {
      const { errors } = await transports.http(world.url)(`mutation { ${attempt} { id } }`, {}, token);
      expect(errors?.[0]?.extensions.code).toBe('NOT_FOUND');
    }
  });
});

describe('many at once', () => {
  it('leave an interview in one state, with events that tell how it came there', async () => {
    const { id, turn } = await begin(3, { pace: 'ZERO_PRESSURE' });
    const acts = Array.from({ length: 12 }, () => [
      () => pause(id),
      () => resume(id),
      () => hint(turn.id, 1),
      () => skip(turn.id),
      () => retry(turn.id),
    ]).flat();
    const codes = await Promise.all(acts.map((act) => codeOf(act())));
    expect(codes.every((code) => ['accepted', 'INTERVIEW_STATE', 'TURN_STATE'].includes(code))).toBe(true);
    const { lastSeq, status, turns: asked } = await read(id);
    const names = (await eventsOf(id, lastSeq)).map(({ __typename }) => __typename);
    const pauses = names.filter((name) => name === 'InterviewPaused' || name === 'InterviewResumed');
    // They take turns, and the last says what it is.
    expect(pauses.every((name, index) => name === (index % 2 === 0 ? 'InterviewPaused' : 'InterviewResumed'))).toBe(
      true,
    );
    expect(status).toBe(pauses.length % 2 === 0 ? 'LIVE' : 'PAUSED');
    const opened = names.filter((name) => name === 'QuestionAsked').length;
    const closed = names.filter((name) => name === 'TurnClosed').length;
    expect(opened - closed).toBe(asked[0]!.status === 'ASKED' ? 1 : 0);
    expect(names.filter((name) => name === 'HintRevealed')).toHaveLength(asked[0]!.hints.length);
  });
});
