/** Spoken answers: kept, transcribed by a speech service, scored; and the text box where that fails. */
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as api from '../src/client/gql/graphql.js';
import { uploadFile } from '../src/client/upload.js';
import { answers, outbox, turns } from '../src/db/tables/index.js';
import { transcribeAnswer } from '../src/domain/answer/transcribe.js';
import { createModelServer, fails, type ModelServer, type Reply } from './support/openai.js';
import { webm } from './support/uploads.js';
import { overHttp } from './support/wire.js';
import {
  codeOf,
  createWorld,
  eventsUntil,
  eventually,
  goodAnswer,
  isEvent,
  type Person,
  unique,
  type World,
} from './support/world.js';

let server: ModelServer;
let hears: () => Reply = () => ({ json: { text: goodAnswer } });
/** With a speech service, and without. */
let world: World;
let mute: World;

beforeAll(async () => {
  server = await createModelServer({ speech: () => hears() });
  [world, mute] = await Promise.all([
    createWorld({ stores: 'recordings', env: { STT_BASE_URL: server.url, STT_API_KEY: 'sk-test' } }),
    createWorld({ stores: 'mute' }),
  ]);
});
afterAll(async () => {
  await Promise.all([world.dispose(), mute.dispose()]);
  await server.dispose();
});

const record = async ({ client }: Person): Promise<string> => {
  const bytes = new Blob([new Uint8Array(webm())]);
  const file = await uploadFile(client, {
    purpose: 'RECORDING',
    filename: 'answer.webm',
    contentType: 'audio/webm;codecs=opus',
    bytes,
  });
  expect(file).toMatchObject({ status: 'READY', rejection: null });
  return file.id;
};

const begin = async (where: World, count: number, input: Partial<api.CreateInterviewInput> = {}) => {
  const person = await where.person();
  const { id } = await where.interview(person, count, input);
  const { startInterview } = await person.client.request(api.StartInterviewDocument, { id });
  return { person, id, turnId: startInterview.currentTurn?.id as string };
};

const submit = async ({ client }: Person, input: Omit<api.SubmitAnswerInput, 'clientKey'> & { clientKey?: string }) =>
  (await client.request(api.SubmitAnswerDocument, { input: { clientKey: unique('key'), ...input } })).submitAnswer;

const interviewOf = async ({ client }: Person, id: string) =>
  (await client.request(api.InterviewDocument, { id })).interview;

describe('a spoken answer', () => {
  it('is transcribed, and then scored', async () => {
    hears = () => ({ json: { text: ` ${goodAnswer}\n` } });
    const { person, id, turnId } = await begin(world, 1);
    const recordingFileId = await record(person);
    const answer = await submit(person, { turnId, recordingFileId });
    expect(answer).toMatchObject({ text: null, transcript: 'QUEUED', transcriptFailure: null });
    const events = await eventsUntil(person.client, id, isEvent('ReportReady'));
    expect(events.map(({ __typename }) => __typename)).toEqual([
      'InterviewStarted',
      'QuestionAsked',
      'AnswerSubmitted',
      'TurnClosed',
      'InterviewFinished',
      'AnswerTranscribed',
      'AnswerScored',
      'ReportReady',
    ]);
    expect(events.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    const query = `query ($id: ID!) { node(id: $id) { ... on Answer { text transcript recording { id downloadUrl }
      evaluation { status score points { verdict evidence { start end quote } } } } } }`;
    const { data } = await overHttp(world.url)(query, { id: answer.id }, person.token);
    expect(data.node).toMatchObject({ text: goodAnswer, transcript: 'READY', recording: { id: recordingFileId } });
    expect(data.node.evaluation).toMatchObject({ status: 'READY' });
    for (const { evidence } of data.node.evaluation.points) {
      for (const { start, end, quote } of evidence) expect(goodAnswer.slice(start, end)).toBe(quote);
    }
    expect((await fetch(data.node.recording.downloadUrl)).status).toBe(200);
    expect(server.speeches.at(-1)).toMatchObject({
      authorization: 'Bearer sk-test',
      contentType: expect.stringContaining('webm'),
      fields: expect.objectContaining({ language: 'en' }),
    });
  });

  it('that comes with a text is judged by the text', async () => {
    const { person, turnId } = await begin(world, 2);
    const before = server.requests();
    const answer = await submit(person, { turnId, recordingFileId: await record(person), text: goodAnswer });
    expect(answer).toMatchObject({ text: goodAnswer, transcript: 'NOT_NEEDED' });
    expect(server.requests()).toBe(before);
  });

  it('sent again is one; a recording belongs to one answer, of its owner', async () => {
    const { person, id, turnId } = await begin(world, 3);
    const recordingFileId = await record(person);
    const input = { turnId, recordingFileId, clientKey: 'once' };
    const both = await Promise.all([submit(person, input), submit(person, input)]);
    expect(both[0]?.id).toBe(both[1]?.id);
    expect(await codeOf(submit(person, { ...input, recordingFileId: await record(person) }))).toBe('CONFLICT');
    const next = (await interviewOf(person, id))?.turns.at(-1)?.id as string;
    expect(await codeOf(submit(person, { turnId: next, recordingFileId }))).toBe('CONFLICT');
    expect(await codeOf(submit(person, { turnId: next, recordingFileId: await record(await world.person()) }))).toBe(
      'NOT_FOUND',
    );
    expect(await codeOf(submit(person, { turnId: next, recordingFileId: 'fil_none' }))).toBe('NOT_FOUND');
    expect(await codeOf(submit(person, { turnId: next }))).toBe('BAD_USER_INPUT');
    expect((await interviewOf(person, id))?.turns).toHaveLength(2);
  });

  it('waits for a service that is away', async () => {
    hears = () => fails(503);
    const { person, id, turnId } = await begin(world, 1);
    const answer = await submit(person, { turnId, recordingFileId: await record(person) });
    const before = server.requests();
    await eventually(() => server.requests() > before);
    hears = () => ({ json: { text: goodAnswer } });
    // The breaker rests by the real clock, the job by this one.
    await eventually(async () => {
      world.clock.advance(60);
      return (await interviewOf(person, id))?.report;
    }, 60);
    const [row] = await world.app.services.db.select().from(answers).where(eq(answers.id, answer.id));
    expect(row).toMatchObject({ transcript: 'READY', text: goodAnswer });
  }, 90_000);

  it('of which nothing can be made leaves the text box, also after the end, and the report is written anew', async () => {
    hears = () => ({ json: { text: '' } });
    const { person, id, turnId } = await begin(world, 2);
    const answer = await submit(person, { turnId, recordingFileId: await record(person) });
    const events = await eventsUntil(person.client, id, isEvent('AnswerTranscribed'));
    expect(events.at(-1)).toMatchObject({
      answer: { id: answer.id, transcript: 'FAILED', transcriptFailure: expect.stringMatching(/No words.*Type/) },
    });
    const last = (await interviewOf(person, id))?.turns.at(-1)?.id as string;
    await submit(person, { turnId: last, text: goodAnswer });
    await eventsUntil(person.client, id, isEvent('ReportReady'));
    const first = (await interviewOf(person, id))?.report;
    const typed = await submit(person, { turnId, text: 'Cached copies go stale when the source changes.' });
    // It is the first try that can be judged.
    expect(typed).toMatchObject({ attempt: 2, assisted: false });
    await eventsUntil(person.client, id, isEvent('ReportReady', 2));
    const second = (await interviewOf(person, id))?.report;
    // A recording in which nothing is said is worth nothing; what was typed instead is worth something.
    expect(second?.score).toBeGreaterThan(first?.score as number);
    expect(await codeOf(submit(person, { turnId, text: goodAnswer }))).toBe('INTERVIEW_STATE');
  });

  it('transcribed twice, since the first was not heard of for long, has the text that came first', async () => {
    const { services } = world.app;
    const real = services.queue.add;
    services.queue.add = () => Promise.resolve();
    try {
      const { person, id, turnId } = await begin(world, 1);
      const answer = await submit(person, { turnId, recordingFileId: await record(person) });
      let say: ((text: string) => void) | undefined;
      const slow = {
        transcribe: () =>
          new Promise<string>((resolve) => {
            say = resolve;
          }),
      };
      const first = transcribeAnswer({ ...services, transcriber: slow }, answer.id);
      await eventually(() => say !== undefined);
      world.clock.advance(31);
      await transcribeAnswer({ ...services, transcriber: { transcribe: async () => goodAnswer } }, answer.id);
      say?.('something else');
      await first;
      const events = await eventsUntil(person.client, id, isEvent('AnswerTranscribed'));
      expect((await interviewOf(person, id))?.lastSeq).toBe(events.at(-1)?.seq);
      const [row] = await services.db.select().from(answers).where(eq(answers.id, answer.id));
      expect(row).toMatchObject({ transcript: 'READY', text: goodAnswer });
    } finally {
      services.queue.add = real;
    }
    world.clock.advance(60);
  });

  it('of which nothing can be made takes its text within the time of its turn, by the clock of the server', async () => {
    hears = () => ({ json: { text: '' } });
    const { person, id, turnId } = await begin(world, 2);
    const answer = await submit(person, { turnId, recordingFileId: await record(person) });
    await eventsUntil(person.client, id, isEvent('AnswerTranscribed'));
    const query = 'query ($id: ID!) { node(id: $id) { ... on Answer { textDeadlineAt } } }';
    const { data } = await overHttp(world.url)(query, { id: answer.id }, person.token);
    const left = new Date(data.node.textDeadlineAt).getTime() - world.clock.now().getTime();
    // The questions of the tests give two minutes.
    expect(left).toBeGreaterThan(100_000);
    expect(left).toBeLessThanOrEqual(120_000);
    world.clock.advance(121);
    expect(await codeOf(submit(person, { turnId, text: goodAnswer }))).toMatch(/^(TURN|INTERVIEW)_STATE$/);
  });

  it('whose recording was deleted meanwhile is not waited for', async () => {
    hears = () => ({ json: { text: goodAnswer } });
    const { person, id, turnId } = await begin(world, 1);
    const recordingFileId = await record(person);
    const { queue } = world.app.services;
    const real = queue.add;
    // Nobody is told of the work until the file is gone.
    queue.add = () => Promise.resolve();
    try {
      await submit(person, { turnId, recordingFileId });
      await person.client.request(api.DeleteFileDocument, { id: recordingFileId });
    } finally {
      queue.add = real;
    }
    world.clock.advance(60);
    const events = await eventsUntil(person.client, id, isEvent('AnswerScored'));
    expect(events.find(isEvent('AnswerTranscribed'))).toMatchObject({ answer: { transcript: 'FAILED' } });
    expect(events.at(-1)).toMatchObject({ evaluation: { status: 'INSUFFICIENT' } });
    const { db } = world.app.services;
    await eventually(async () => (await db.$count(outbox)) === 0);
  });
});

describe('without a speech service', () => {
  it('a recording gains no time: after its turn no text is taken', async () => {
    const { person, turnId } = await begin(mute, 2);
    await submit(person, { turnId, recordingFileId: await record(person) });
    mute.clock.advance(121);
    expect(await codeOf(submit(person, { turnId, text: goodAnswer }))).toBe('TURN_STATE');
    await eventually(async () => {
      const [turn] = await mute.app.services.db.select().from(turns).where(eq(turns.id, turnId));
      return turn?.status === 'EXPIRED';
    });
    expect(await codeOf(submit(person, { turnId, text: goodAnswer }))).toBe('TURN_STATE');
    const skipping = await begin(mute, 2);
    await submit(skipping.person, { turnId: skipping.turnId, recordingFileId: await record(skipping.person) });
    await skipping.person.client.request(api.SkipTurnDocument, { turnId: skipping.turnId });
    expect(await codeOf(submit(skipping.person, { turnId: skipping.turnId, text: goodAnswer }))).toBe('TURN_STATE');
  });

  it('a recording is kept, says why there is no transcript, and leaves its turn open for a text', async () => {
    const { person, id, turnId } = await begin(mute, 1);
    const recordingFileId = await record(person);
    const answer = await submit(person, { turnId, recordingFileId });
    expect(answer).toMatchObject({
      transcript: 'FAILED',
      transcriptFailure: expect.stringMatching(/no speech recognition.*Type/),
      evaluation: { status: 'INSUFFICIENT' },
    });
    expect((await interviewOf(person, id))?.turns[0]).toMatchObject({ status: 'ASKED' });
    const typed = await submit(person, { turnId, text: goodAnswer });
    expect(typed).toMatchObject({ attempt: 2, assisted: false, transcript: 'NOT_NEEDED' });
    await eventsUntil(person.client, id, isEvent('ReportReady'));
    expect((await interviewOf(person, id))?.report?.assistedShare).toBe(0);
  });
});
