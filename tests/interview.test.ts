/** One interview from its making to its report, and what a client may repeat without harm. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as api from '../src/client/gql/graphql.js';
import { overHttp } from './support/wire.js';
import { createWorld, eventsUntil, goodAnswer, isEvent, type Person, unique, type World } from './support/world.js';

let world: World;
let candidate: Person;

beforeAll(async () => {
  world = await createWorld();
  candidate = await world.person();
});
afterAll(() => world.dispose());

const start = (id: string) => candidate.client.request(api.StartInterviewDocument, { id });
const answer = (turnId: string, text: string, clientKey = unique('key')) =>
  candidate.client.request(api.SubmitAnswerDocument, { input: { turnId, clientKey, text } });
const read = async (id: string) => {
  const { interview } = await candidate.client.request(api.InterviewDocument, { id });
  if (!interview) throw new Error('no interview');
  return interview;
};
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'accepted',
    (error: { code: string }) => error.code,
  );

describe('an interview', () => {
  it('goes from the first question to the report, each step an event', async () => {
    const interview = await world.interview(candidate, 3);
    const events = eventsUntil(candidate.client, interview.id, isEvent('ReportReady'));
    let turn = (await start(interview.id)).startInterview.currentTurn;
    expect(turn?.position).toBe(1);
    await answer(turn!.id, goodAnswer);
    turn = (await read(interview.id)).turns[1] ?? null;
    await answer(turn!.id, 'An expiry bounds how long stale data is served.');
    turn = (await read(interview.id)).turns[2] ?? null;
    await candidate.client.request(api.SkipTurnDocument, { turnId: turn!.id });

    const seen = await events;
    expect(seen.map((event) => event.seq)).toEqual(seen.map((_, index) => index + 1));
    const names = seen.map((event) => event.__typename);
    expect(names.filter((name) => name === 'QuestionAsked')).toHaveLength(3);
    expect(names.filter((name) => name === 'AnswerScored')).toHaveLength(2);
    expect(names.filter((name) => name === 'TurnClosed')).toHaveLength(3);
    expect(names[0]).toBe('InterviewStarted');
    expect(names.at(-1)).toBe('ReportReady');

    const { status, turns, report, lastSeq } = await read(interview.id);
    expect(status).toBe('FINISHED');
    expect(lastSeq).toBe(seen.length);
    expect(turns.map((each) => each.status)).toEqual(['ANSWERED', 'ANSWERED', 'SKIPPED']);
    const [first, second] = turns.map((each) => each.answers[0]?.evaluation);
    expect(first?.status).toBe('READY');
    expect(first?.score).toBeGreaterThan(second?.score as number);
    const total = first!.dimensions.reduce((sum, { score, weight }) => sum + score * weight, 0) / 100;
    expect(first?.score).toBeCloseTo(total, 1);
    for (const { evidence, verdict } of first!.points) {
      expect(verdict === 'MISSED').toBe(evidence.length === 0);
      for (const { start: from, end, quote } of evidence) expect(goodAnswer.slice(from, end)).toBe(quote);
    }
    expect(report?.score).toBeCloseTo(((first!.score as number) + (second!.score as number)) / 3, 0);
    expect(report?.categories).toEqual([expect.objectContaining({ turns: 3 })]);
    expect(report?.improvements.join()).toContain('3');
  });

  it('draws RANDOM questions that match the filter, none twice', async () => {
    const { categoryId, ids } = await world.questions(8);
    const { createInterview } = await candidate.client.request(api.CreateInterviewDocument, {
      input: { mode: 'RANDOM', questionCount: 8, filter: { categoryIds: [categoryId] }, locale: 'EN' },
    });
    await start(createInterview.id);
    const asked = new Set<string>();
    for (let count = 0; count < 8; count++) {
      const turn = (await read(createInterview.id)).turns.at(-1)!;
      asked.add(turn.question!.id);
      await candidate.client.request(api.SkipTurnDocument, { turnId: turn.id });
    }
    expect([...asked].sort()).toEqual([...ids].sort());
  });

  it('finishes early, the open turn counting as skipped', async () => {
    const interview = await world.interview(candidate, 3);
    await start(interview.id);
    await candidate.client.request(api.FinishInterviewDocument, { id: interview.id });
    const { status, turns, report } = await read(interview.id);
    expect(status).toBe('FINISHED');
    expect(turns.map((turn) => turn.status)).toEqual(['SKIPPED']);
    expect(report?.score).toBe(0);
  });
});

describe('several changes in one operation', () => {
  it('each show what is there after them', async () => {
    const interview = await world.interview(candidate, 1, { pace: 'ZERO_PRESSURE' });
    const turn = (await start(interview.id)).startInterview.currentTurn!;
    const { data } = await overHttp(world.url)(
      `mutation ($id: ID!, $input: SubmitAnswerInput!) {
        before: nextTurn(interviewId: $id) { lastSeq turns { status answers { id } } }
        submitAnswer(input: $input) { id }
        after: finishInterview(id: $id) { status turns { status answers { id } } }
      }`,
      { id: interview.id, input: { turnId: turn.id, clientKey: 'k', text: goodAnswer } },
      candidate.token,
    );
    expect(data.before.turns).toEqual([{ status: 'ASKED', answers: [] }]);
    expect(data.after).toEqual({
      status: 'FINISHED',
      turns: [{ status: 'ANSWERED', answers: [{ id: data.submitAnswer.id }] }],
    });
  });
});

describe('several changes of which one fails', () => {
  it('stop at that one', async () => {
    const interview = await world.interview(candidate, 1);
    await start(interview.id);
    const { errors } = await overHttp(world.url)(
      `mutation ($id: ID!) { skipTurn(turnId: "nope") { id } finishInterview(id: $id) { status } }`,
      { id: interview.id },
      candidate.token,
    );
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['NOT_FOUND']);
    expect((await read(interview.id)).status).toBe('LIVE');
  });
});

describe('with ZERO_PRESSURE', () => {
  it('waits for the candidate, has no deadline and holds scores back until asked', async () => {
    const interview = await world.interview(candidate, 2, { pace: 'ZERO_PRESSURE' });
    expect(interview.scores).toBe('ON_REQUEST');
    const scored = eventsUntil(candidate.client, interview.id, isEvent('AnswerScored'));
    const turn = (await start(interview.id)).startInterview.currentTurn!;
    expect(turn.deadlineAt).toBeNull();
    const { submitAnswer } = await answer(turn.id, goodAnswer);
    const last = (await scored).at(-1);
    const hidden = { revealed: false, score: null, feedback: null, dimensions: [], points: [] };
    expect(last?.__typename === 'AnswerScored' && last.evaluation).toMatchObject({ status: 'READY', ...hidden });
    expect((await read(interview.id)).turns[0]?.answers[0]?.evaluation).toMatchObject(hidden);

    const { revealScore } = await candidate.client.request(api.RevealScoreDocument, { answerId: submitAnswer.id });
    expect(revealScore.revealed).toBe(true);
    expect(revealScore.score).toBeGreaterThan(0);

    expect((await read(interview.id)).turns).toHaveLength(1);
    const next = await candidate.client.request(api.NextTurnDocument, { interviewId: interview.id });
    expect(next.nextTurn.currentTurn?.position).toBe(2);
    await candidate.client.request(api.SkipTurnDocument, { turnId: next.nextTurn.currentTurn!.id });
    expect(await codeOf(candidate.client.request(api.NextTurnDocument, { interviewId: interview.id }))).toBe(
      'INTERVIEW_STATE',
    );
    expect((await read(interview.id)).status).toBe('LIVE');
  });

  it('shows every score once it is finished, and AT_END none before', async () => {
    const interview = await world.interview(candidate, 1, { pace: 'ZERO_PRESSURE', scores: 'AT_END' });
    const turn = (await start(interview.id)).startInterview.currentTurn!;
    const { submitAnswer } = await answer(turn.id, goodAnswer);
    expect(await codeOf(candidate.client.request(api.RevealScoreDocument, { answerId: submitAnswer.id }))).toBe(
      'INTERVIEW_STATE',
    );
    const ready = eventsUntil(candidate.client, interview.id, isEvent('ReportReady'));
    await candidate.client.request(api.FinishInterviewDocument, { id: interview.id });
    await ready;
    expect((await read(interview.id)).turns[0]?.answers[0]?.evaluation.revealed).toBe(true);
  });
});

describe('the clock', () => {
  it('expires a turn at its deadline and asks the next, whoever is connected', async () => {
    const interview = await world.interview(candidate, 2);
    const turn = (await start(interview.id)).startInterview.currentTurn!;
    expect(new Date(turn.deadlineAt!).getTime() - new Date(turn.askedAt).getTime()).toBe(120_000);
    const asked = eventsUntil(candidate.client, interview.id, isEvent('QuestionAsked', 2));
    world.clock.advance(121);
    expect(await codeOf(answer(turn.id, goodAnswer))).toBe('TURN_STATE');
    const names = (await asked).map((event) => event.__typename);
    expect(names).toEqual(['InterviewStarted', 'QuestionAsked', 'TurnClosed', 'QuestionAsked']);
    expect((await read(interview.id)).turns.map((each) => each.status)).toEqual(['EXPIRED', 'ASKED']);
  });

  it('gives six tenths of the time under STRESS', async () => {
    const interview = await world.interview(candidate, 1, { pace: 'STRESS' });
    const turn = (await start(interview.id)).startInterview.currentTurn!;
    expect(new Date(turn.deadlineAt!).getTime() - new Date(turn.askedAt).getTime()).toBe(72_000);
  });
});

describe('repeating', () => {
  it('a start, a skip, a next and a finish changes nothing', async () => {
    const interview = await world.interview(candidate, 2, { pace: 'ZERO_PRESSURE' });
    const first = await start(interview.id);
    const again = await start(interview.id);
    expect(again).toEqual(first);
    const turnId = first.startInterview.currentTurn!.id;
    await candidate.client.request(api.SkipTurnDocument, { turnId });
    await candidate.client.request(api.SkipTurnDocument, { turnId });
    const next = await candidate.client.request(api.NextTurnDocument, { interviewId: interview.id });
    expect(await candidate.client.request(api.NextTurnDocument, { interviewId: interview.id })).toEqual(next);
    const done = await candidate.client.request(api.FinishInterviewDocument, { id: interview.id });
    expect(await candidate.client.request(api.FinishInterviewDocument, { id: interview.id })).toEqual(done);
    expect(await codeOf(start(interview.id))).toBe('INTERVIEW_STATE');
  });

  it('an answer under its clientKey returns the first result, also twenty at once', async () => {
    const interview = await world.interview(candidate, 1);
    const turn = (await start(interview.id)).startInterview.currentTurn!;
    const key = unique('key');
    const results = await Promise.all(Array.from({ length: 20 }, () => answer(turn.id, goodAnswer, key)));
    expect(new Set(results.map(({ submitAnswer }) => submitAnswer.id)).size).toBe(1);
    expect(await codeOf(answer(turn.id, 'something else', key))).toBe('CONFLICT');
    expect((await read(interview.id)).turns[0]?.answers).toHaveLength(1);
  });

  it('under other keys at once, exactly one answer is taken', async () => {
    const interview = await world.interview(candidate, 1);
    const turn = (await start(interview.id)).startInterview.currentTurn!;
    const codes = await Promise.all(Array.from({ length: 20 }, (_, index) => codeOf(answer(turn.id, `Try ${index}`))));
    expect(codes.filter((code) => code === 'accepted')).toHaveLength(1);
    expect(new Set(codes)).toEqual(new Set(['accepted', 'INTERVIEW_STATE']));
  });

  it('takes client keys byte by byte', async () => {
    const interview = await world.interview(candidate, 2);
    const turn = (await start(interview.id)).startInterview.currentTurn!;
    await answer(turn.id, goodAnswer, 'Key');
    const second = (await read(interview.id)).turns[1]!;
    expect(await codeOf(answer(second.id, goodAnswer, 'key'))).toBe('accepted');
  });
});
