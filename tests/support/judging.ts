/** Interviews whose answers are judged by a model server that does as it is told: what is asked of them, and what is kept. */
import { asc, eq, inArray } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { createOfflineScorer } from '../../src/ai/offline/scorer.js';
import type { Scorer } from '../../src/ai/scorer.js';
import * as api from '../../src/client/gql/graphql.js';
import { evaluations, interviewEvents, outbox, rounds } from '../../src/db/tables/index.js';
import { scoreAnswer } from '../../src/domain/evaluation/score.js';
import { AppError } from '../../src/errors.js';
import { judges } from './judge.js';
import { type ChatRequest, createModelServer, type ModelServer, type Reply } from './openai.js';
import { createWorld, goodAnswer, type Person, unique, type World } from './world.js';

/** One of three points. */
export const partial = 'Cached copies go stale when the source changes, because the cache is not told of it.';
export const honest = (request: ChatRequest): Reply => judges(request);

/** The model server of a test file, which answers as the test says: by default honestly. To be called once in a file, before its own hooks. */
export const createModel = () => {
  const model = { reply: honest } as { server: ModelServer; reply(request: ChatRequest): Reply };
  beforeAll(async () => {
    model.server = await createModelServer({ chat: (request) => model.reply(request) });
  });
  afterAll(() => model.server.dispose());
  beforeEach(() => {
    model.reply = honest;
  });
  return model;
};

export const envFor = ({ url }: ModelServer) => ({ LLM_BASE_URL: url, LLM_MODEL: 'judge', LLM_API_KEY: 'sk-test' });

/** Without a worker: there the test is the worker. */
export const createQuiet = (server: ModelServer): Promise<World> =>
  createWorld({
    stores: 'judging',
    env: {
      ...envFor(server),
      ROLE: 'api',
      SCORE_WEIGHTS: 'DEPTH=10, ACCURACY=50,COMPLETENESS=30,EXPRESSION=10',
    },
    parts: { modelOptions: { timeout: 1_500, idle: 400, whole: 4_000, deadline: 5_000, pause: 5, rest: 200 } },
  });

/** What is left over of one test is no business of the next. */
export const forgetTrials = async ({ app: { services } }: World): Promise<void> => {
  await services.db.delete(outbox).where(eq(outbox.topic, 'RESCORE_ANSWER'));
  await services.db.delete(rounds).where(eq(rounds.name, 'trial of the scorer'));
};

export const begin = async (where: World, count: number, input: Partial<api.CreateInterviewInput> = {}) => {
  const person = await where.person();
  const { id } = await where.interview(person, count, input);
  const { startInterview } = await person.client.request(api.StartInterviewDocument, { id });
  return { person, id, turnId: startInterview.currentTurn?.id as string };
};
export const submit = async ({ client }: Person, turnId: string, text = goodAnswer) =>
  (await client.request(api.SubmitAnswerDocument, { input: { turnId, text, clientKey: unique('key') } })).submitAnswer;

/** An answer that waits for its judgement; the interview is over with it. */
export const answered = async (where: World, text = goodAnswer, input: Partial<api.CreateInterviewInput> = {}) => {
  const interview = await begin(where, 1, input);
  const answer = await submit(interview.person, interview.turnId, text);
  return { ...interview, answerId: answer.id, evaluationId: answer.evaluation.id };
};
export const interviewOf = async ({ client }: Person, id: string) =>
  (await client.request(api.InterviewDocument, { id })).interview as NonNullable<api.InterviewQuery['interview']>;
export const newestOf = async (person: Person, id: string) =>
  (await interviewOf(person, id)).turns[0]?.answers[0]?.evaluation;

export const revisionsOf = (where: World, answerId: string) =>
  where.app.services.db
    .select()
    .from(evaluations)
    .where(eq(evaluations.answerId, answerId))
    .orderBy(asc(evaluations.revision));
export const logOf = async (where: World, interviewId: string) => {
  const rows = await where.app.services.db
    .select()
    .from(interviewEvents)
    .where(eq(interviewEvents.interviewId, interviewId))
    .orderBy(asc(interviewEvents.seq));
  if (rows.some(({ seq }, index) => seq !== index + 1)) throw new Error('a hole in the log');
  return rows.map(({ type }) => type);
};
export const owedFor = (where: World, ...ids: string[]) =>
  where.app.services.db.select().from(outbox).where(inArray(outbox.subjectId, ids));

export const away: Scorer = {
  kind: 'LLM',
  version: 'away',
  score: () => Promise.reject(new AppError('DEPENDENCY_UNAVAILABLE')),
};
export const present: Scorer = { ...away, version: 'present', score: createOfflineScorer().score };
export const useless: Scorer = {
  ...away,
  score: () => Promise.reject(Object.assign(new Error('no usable answer'), { name: 'ModelError' })),
};
export const withScorer = (where: World, scorer: Scorer) => ({ ...where.app.services, scorer });
/** Judged provisionally. */
export const provisional = async (where: World, text = goodAnswer) => {
  const made = await answered(where, text);
  await scoreAnswer(withScorer(where, away), made.evaluationId);
  return made;
};
