/** Follow-ups: who words them, and what waits for them. */
import { and, asc, eq, isNotNull } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Assessment } from '../src/ai/llm/shape.js';
import * as api from '../src/client/gql/graphql.js';
import { interviews, turns } from '../src/db/tables/index.js';
import { scoreAnswer } from '../src/domain/evaluation/score.js';
import { expireTurns, goOnWithout } from '../src/domain/turn/expire.js';
import { startWorker } from '../src/worker/worker.js';
import { judges } from './support/judge.js';
import { begin, createModel, createQuiet, interviewOf, logOf, partial, submit } from './support/judging.js';
import type { ChatRequest } from './support/openai.js';
import { eventsUntil, goodAnswer, isEvent, type Person, type World } from './support/world.js';

const model = createModel();
let quiet: World;

beforeAll(async () => {
  quiet = await createQuiet(model.server);
});
afterAll(async () => {
  await quiet.dispose();
});

describe('follow-ups', () => {
  const options = { pace: 'ZERO_PRESSURE', followUps: true } as const;
  const next = async ({ client }: Person, interviewId: string) =>
    (await client.request(api.NextTurnDocument, { interviewId })).nextTurn.currentTurn as api.TurnViewFragment;
  const asks = (followUp: string) => (request: ChatRequest) =>
    judges(request, (assessment: Assessment) => ({ ...assessment, followUp }));

  it('are asked as the model words them, two at most, and then the plan goes on', async () => {
    const { person, id, turnId } = await begin(quiet, 2, options);
    const asked: string[] = [];
    let turn = turnId;
    for (const followUp of ['What of the\n rest?', 'And what else?', 'Anything more?']) {
      model.reply = asks(followUp);
      const answer = await submit(
        person,
        turn,
        asked.length === 0 ? partial : 'It bounds something that is stale data.',
      );
      await scoreAnswer(quiet.app.services, answer.evaluation.id);
      const opened = await next(person, id);
      asked.push(`${opened.kind}: ${opened.prompt}`);
      turn = opened.id;
    }
    expect(asked.slice(0, 2)).toEqual(['FOLLOW_UP: What of the rest?', 'FOLLOW_UP: And what else?']);
    expect(asked[2]).toMatch(/^MAIN: /);
    const rows = await quiet.app.services.db
      .select()
      .from(turns)
      .where(eq(turns.interviewId, id))
      .orderBy(asc(turns.position));
    expect(rows.map(({ parentId }) => parentId)).toEqual([null, turnId, turnId, null]);
    // Each asks about what the one before left open.
    expect(rows.map(({ keyPoints }) => keyPoints.length).slice(0, 3)).toEqual([3, 2, expect.any(Number)]);
  });

  it.each([
    ['word by word', 'Did you know: IT FREES memory of entries… that nobody reads?'],
    ['in another order', 'Is it that, of entries that nobody reads, the memory is freed?'],
    ['with a link', 'What does https://example.test say of it?'],
  ])('that would tell what is missing, or are no plain question, are worded by the server: %s', async (_, followUp) => {
    const { person, id, turnId } = await begin(quiet, 2, options);
    model.reply = asks(followUp);
    const answer = await submit(person, turnId, partial);
    await scoreAnswer(quiet.app.services, answer.evaluation.id);
    expect((await next(person, id)).prompt).toMatch(/Part of the question is still open/);
  });

  it('are not asked about an answer that leaves nothing out, or says nothing', async () => {
    for (const text of [goodAnswer, 'No idea.']) {
      const { person, id, turnId } = await begin(quiet, 2, options);
      const answer = await submit(person, turnId, text);
      await scoreAnswer(quiet.app.services, answer.evaluation.id);
      expect(await next(person, id)).toMatchObject({ kind: 'MAIN', position: 2 });
    }
  });

  it('wait for the judgement where the next question comes by itself', async () => {
    const { person, id, turnId } = await begin(quiet, 2, { followUps: true });
    model.reply = asks('What of the rest?');
    const answer = await submit(person, turnId, partial);
    expect((await interviewOf(person, id)).turns).toHaveLength(1);
    await scoreAnswer(quiet.app.services, answer.evaluation.id);
    expect((await interviewOf(person, id)).turns.at(-1)).toMatchObject({
      kind: 'FOLLOW_UP',
      prompt: 'What of the rest?',
      status: 'ASKED',
    });
    expect((await logOf(quiet, id)).slice(-3)).toEqual(['TurnClosed', 'AnswerScored', 'QuestionAsked']);
  });

  it('do not wait for longer than some seconds, whatever becomes of the queue', async () => {
    const { person, id, turnId } = await begin(quiet, 2, { followUps: true });
    const answer = await submit(person, turnId, partial);
    const { services } = quiet.app;
    await expireTurns(services);
    expect((await interviewOf(person, id)).turns).toHaveLength(1);
    quiet.clock.advance(8);
    await Promise.all([expireTurns(services), expireTurns(services)]);
    await expireTurns(services);
    const { turns: asked } = await interviewOf(person, id);
    expect(asked).toHaveLength(2);
    expect(asked[1]).toMatchObject({
      kind: 'FOLLOW_UP',
      prompt: expect.stringMatching(/Part of the question is still open/),
    });
    // What comes late changes nothing about it.
    await scoreAnswer(services, answer.evaluation.id);
    expect((await interviewOf(person, id)).turns).toHaveLength(2);
  });

  it('are not waited for by who goes on without, and a worker that comes back finds nothing to do', async () => {
    const { services } = quiet.app;
    const { person, id, turnId } = await begin(quiet, 2, { followUps: true, pace: 'STRESS' });
    const answer = await submit(person, turnId, partial);
    const opened = await next(person, id);
    expect(opened).toMatchObject({ kind: 'FOLLOW_UP', prompt: expect.stringMatching(/not the whole answer/) });
    expect((await next(person, id)).id).toBe(opened.id);
    quiet.clock.advance(9);
    await Promise.all([goOnWithout(services, id), expireTurns(services)]);
    await scoreAnswer(services, answer.evaluation.id);
    expect((await interviewOf(person, id)).turns).toHaveLength(2);
    // Whoever closes them, turns whose time is up are over.
    quiet.clock.advance(3_600);
    expect(await next(person, id)).toMatchObject({ kind: 'MAIN', position: 3 });
    quiet.clock.advance(3_600);
    await person.client.request(api.NextTurnDocument, { interviewId: id });
    expect((await interviewOf(person, id)).status).toBe('FINISHED');
  });

  it('that are not needed after the last question are the end for who goes on', async () => {
    const { person, id, turnId } = await begin(quiet, 1, { followUps: true });
    const answer = await submit(person, turnId);
    expect((await interviewOf(person, id)).status).toBe('LIVE');
    const { nextTurn } = await person.client.request(api.NextTurnDocument, { interviewId: id });
    expect(nextTurn.status).toBe('FINISHED');
    await scoreAnswer(quiet.app.services, answer.evaluation.id);
    expect((await logOf(quiet, id)).slice(-3)).toEqual(['InterviewFinished', 'AnswerScored', 'ReportReady']);
  });

  it('come with a worker that comes back', async () => {
    const { services } = quiet.app;
    const { person, id, turnId } = await begin(quiet, 2, { followUps: true });
    await submit(person, turnId, partial);
    quiet.clock.advance(600);
    model.reply = () => 'HANG';
    const worker = startWorker(services, services.env.redisUrl as string);
    const events = await eventsUntil(person.client, id, isEvent('QuestionAsked', 2));
    await worker.dispose();
    expect(events.filter(({ __typename }) => __typename === 'AnswerScored')).toEqual([]);
  });

  it('of an interview that is paused meanwhile come when it goes on', async () => {
    const { person, id, turnId } = await begin(quiet, 2, { followUps: true });
    model.reply = asks('What of the rest?');
    const answer = await submit(person, turnId, partial);
    await person.client.request(api.PauseInterviewDocument, { id });
    // It is not among those whose time may come, should it never go on.
    const { db } = quiet.app.services;
    expect(await db.$count(interviews, and(eq(interviews.id, id), isNotNull(interviews.goesOnAt)))).toBe(0);
    await scoreAnswer(quiet.app.services, answer.evaluation.id);
    expect((await interviewOf(person, id)).turns).toHaveLength(1);
    const { resumeInterview } = await person.client.request(api.ResumeInterviewDocument, { id });
    expect(resumeInterview.currentTurn).toMatchObject({ kind: 'FOLLOW_UP', prompt: 'What of the rest?' });
    expect((await logOf(quiet, id)).slice(-2)).toEqual(['InterviewResumed', 'QuestionAsked']);
  });

  it.each(['STANDARD', 'STRESS'] as const)(
    'are no reason to end twice where the last answer needs none: %s',
    async (pace) => {
      const { person, id, turnId } = await begin(quiet, 1, { followUps: true, pace });
      const answer = await submit(person, turnId);
      await scoreAnswer(quiet.app.services, answer.evaluation.id);
      expect(await logOf(quiet, id)).toEqual([
        'InterviewStarted',
        'QuestionAsked',
        'AnswerSubmitted',
        'TurnClosed',
        'AnswerScored',
        'InterviewFinished',
        'ReportReady',
      ]);
    },
  );

  it('of an interview that ends meanwhile do not come', async () => {
    const { person, id, turnId } = await begin(quiet, 1, { followUps: true });
    const answer = await submit(person, turnId, partial);
    await person.client.request(api.FinishInterviewDocument, { id });
    quiet.clock.advance(9);
    await scoreAnswer(quiet.app.services, answer.evaluation.id);
    expect((await logOf(quiet, id)).slice(-3)).toEqual(['InterviewFinished', 'AnswerScored', 'ReportReady']);
  });
});
