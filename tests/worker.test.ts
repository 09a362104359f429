/** Background work: nothing promised is lost, and nothing lands twice. */
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createOfflineScorer } from '../src/ai/offline/scorer.js';
import type { Scorer } from '../src/ai/scorer.js';
import * as api from '../src/client/gql/graphql.js';
import { transaction } from '../src/db/connection.js';
import { newId } from '../src/db/id.js';
import { answers, evaluations, interviewEvents, outbox } from '../src/db/tables/index.js';
import { scoreAnswer } from '../src/domain/evaluation/score.js';
import { beginJob, holdJob } from '../src/domain/hold.js';
import { laneOf, listOverdueJobs, type PromisedJob, promiseJobs } from '../src/domain/job.js';
import { createRedis } from '../src/redis/connection.js';
import { createQueue, createQueueWorker } from '../src/redis/queue.js';
import { startWorker } from '../src/worker/worker.js';
import { createWorld, eventually, goodAnswer, type Person, unique, type World } from './support/world.js';

let world: World;
let candidate: Person;

beforeAll(async () => {
  // No worker runs but those that a test starts.
  world = await createWorld({ env: { ROLE: 'api' }, stores: 'worker' });
  candidate = await world.person();
});
afterAll(() => world.dispose());

/** An answer whose evaluation waits. */
const submitted = async () => {
  const interview = await world.interview(candidate, 1);
  const { startInterview } = await candidate.client.request(api.StartInterviewDocument, { id: interview.id });
  const { submitAnswer } = await candidate.client.request(api.SubmitAnswerDocument, {
    input: { turnId: startInterview.currentTurn!.id, clientKey: unique('key'), text: goodAnswer },
  });
  return { interviewId: interview.id, answerId: submitAnswer.id, evaluationId: submitAnswer.evaluation.id };
};
const eventsOf = async (interviewId: string) =>
  (
    await world.app.services.db
      .select({ type: interviewEvents.type, seq: interviewEvents.seq })
      .from(interviewEvents)
      .where(eq(interviewEvents.interviewId, interviewId))
      .orderBy(interviewEvents.seq)
  ).map(({ type }) => type);
const evaluation = async (id: string) =>
  (await world.app.services.db.select().from(evaluations).where(eq(evaluations.id, id)))[0]!;
const owed = async (id: string) => world.app.services.db.$count(outbox, eq(outbox.subjectId, id));
const withScorer = (scorer: Scorer) => ({ ...world.app.services, scorer });

describe('scoring', () => {
  it('waits in the outbox until a worker comes, and is struck off with its effect', async () => {
    const { evaluationId, interviewId } = await submitted();
    expect(await evaluation(evaluationId)).toMatchObject({ status: 'QUEUED', score: null });
    expect(await owed(evaluationId)).toBe(1);
    await scoreAnswer(world.app.services, evaluationId);
    expect(await evaluation(evaluationId)).toMatchObject({ status: 'READY', scorer: 'OFFLINE' });
    expect(await owed(evaluationId)).toBe(0);
    expect((await eventsOf(interviewId)).slice(-2)).toEqual(['AnswerScored', 'ReportReady']);
  });

  it('holds the report back until the last answer is judged', async () => {
    const { evaluationId, interviewId } = await submitted();
    expect((await eventsOf(interviewId)).at(-1)).toBe('InterviewFinished');
    const report = async () =>
      (await candidate.client.request(api.InterviewDocument, { id: interviewId })).interview?.report;
    expect(await report()).toBeNull();
    await scoreAnswer(world.app.services, evaluationId);
    expect((await report())?.score).toBeGreaterThan(0);
  });

  it('run several times at once and again, lands once', async () => {
    const { evaluationId, interviewId } = await submitted();
    await Promise.all(Array.from({ length: 12 }, () => scoreAnswer(world.app.services, evaluationId)));
    expect((await evaluation(evaluationId)).status).toBe('READY');
    await scoreAnswer(world.app.services, evaluationId);
    const types = await eventsOf(interviewId);
    expect(types.filter((type) => type === 'AnswerScored')).toHaveLength(1);
    expect(types.filter((type) => type === 'ReportReady')).toHaveLength(1);
  });

  it('is found by the sweep when Redis forgot the job', async () => {
    const { evaluationId } = await submitted();
    await world.app.services.redis.flushdb();
    world.clock.advance(60);
    const worker = startWorker(world.app.services, world.app.services.env.redisUrl as string);
    await eventually(async () => (await evaluation(evaluationId)).status === 'READY');
    await worker.dispose();
  });

  it('that was begun and never ended is offered anew, whatever the queue takes for under way', async () => {
    const { services } = world.app;
    const { redisUrl } = services.env;
    let release = () => {};
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    let begun = 0;
    const hung = createQueueWorker(redisUrl as string, services.log, 'scoring', 1, async (job) => {
      begun += await beginJob(services, job as PromisedJob);
      await released;
    });
    const { evaluationId } = await submitted();
    await eventually(() => begun > 0);
    world.clock.advance(60);
    const worker = startWorker(services, redisUrl as string);
    await eventually(async () => (await evaluation(evaluationId)).status === 'READY');
    release();
    await Promise.all([worker.dispose(), hung.dispose()]);
  });

  it('goes on while Redis is away, and can be stopped', async () => {
    const { evaluationId } = await submitted();
    await world.app.services.redis.flushdb();
    world.clock.advance(60);
    const nowhere = 'redis://127.0.0.1:1';
    const redis = createRedis(nowhere, world.app.services.log);
    const queue = createQueue(redis, () => 'quick');
    const worker = startWorker({ ...world.app.services, redis, queue }, nowhere);
    await eventually(async () => (await evaluation(evaluationId)).status === 'READY');
    await worker.dispose();
    await queue.dispose();
    redis.disconnect();
  });

  it('that fails is tried again, and after five times said to have failed, without a score', async () => {
    const { evaluationId, interviewId } = await submitted();
    const broken: Scorer = { ...createOfflineScorer(), score: () => Promise.reject(new Error('broken')) };
    for (let attempt = 1; attempt <= 5; attempt++) {
      await scoreAnswer(withScorer(broken), evaluationId);
      expect((await evaluation(evaluationId)).status).toBe('QUEUED');
      world.clock.advance(1_000);
    }
    await scoreAnswer(withScorer(broken), evaluationId);
    expect(await evaluation(evaluationId)).toMatchObject({ status: 'FAILED', score: null });
    expect(await owed(evaluationId)).toBe(0);
    // Nothing could be judged, so there is nothing to report: a zero would be invented.
    expect((await eventsOf(interviewId)).at(-1)).toBe('AnswerScored');
  });

  it('keeps no evidence that is not in the answer, and computes the total itself', async () => {
    const { evaluationId, answerId } = await submitted();
    const liar: Scorer = {
      kind: 'LLM',
      version: 'liar',
      score: async ({ keyPoints }) => ({
        status: 'READY',
        dimensions: { ACCURACY: 100, COMPLETENESS: 50, DEPTH: 0, EXPRESSION: 120 },
        points: keyPoints.map((keyPoint, index) => ({
          keyPoint,
          verdict: 'COVERED',
          evidence: index === 0 ? [{ start: 0, end: 6, quote: 'Cached' }] : [{ start: 0, end: 9, quote: 'invented!' }],
        })),
        uncertainty: 5,
        feedback: 'f',
        suggestion: 's',
      }),
    };
    await scoreAnswer(withScorer(liar), evaluationId);
    const row = await evaluation(evaluationId);
    expect(row.score).toBe(65);
    expect(row.points.map(({ verdict }) => verdict)).toEqual(['COVERED', 'MISSED', 'MISSED']);
    expect(row.points[1]?.evidence).toEqual([]);
    expect(row).toMatchObject({
      droppedEvidence: 2,
      feedback: expect.stringMatching(/^f\n\n2 quotations .* left out\.$/),
    });
    const [answer] = await world.app.services.db.select().from(answers).where(eq(answers.id, answerId));
    expect(answer?.text?.slice(0, 6)).toBe('Cached');
  });
});

describe('long work', () => {
  const promise = async () => {
    const job = { topic: 'REMOVE_FILE', subjectId: newId('file') } as const;
    await transaction(world.app.services.db, (tx) => promiseJobs(tx, [job], world.clock.now()));
    return job;
  };

  it("is one worker's for as long as it is heard of, and another's within half a minute after", async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    try {
      const { services } = world.app;
      const job = await promise();
      const attempts: number[] = [];
      let end = () => {};
      const working = holdJob(services, job, 'work not done', async (attempt) => {
        attempts.push(attempt);
        await new Promise<void>((resolve) => {
          end = resolve;
        });
      });
      await eventually(() => attempts.length === 1);
      const dueAt = async () =>
        (await services.db.select().from(outbox).where(eq(outbox.subjectId, job.subjectId)))[0]?.dueAt as Date;
      // Two minutes of work, in which it is heard of every ten seconds.
      for (let elapsed = 0; elapsed < 120; elapsed += 10) {
        const before = await dueAt();
        world.clock.advance(10);
        vi.advanceTimersByTime(10_000);
        await eventually(async () => (await dueAt()) > before);
        await holdJob(services, job, 'work not done', async (attempt) => void attempts.push(attempt));
      }
      expect(attempts).toEqual([1]);
      // Nothing is heard any more: the process was killed.
      world.clock.advance(31);
      await holdJob(services, job, 'work not done', async (attempt) => void attempts.push(attempt));
      expect(attempts).toEqual([1, 2]);
      end();
      await working;
      const settled = await dueAt();
      vi.advanceTimersByTime(60_000);
      expect(await dueAt()).toEqual(settled);
    } finally {
      vi.useRealTimers();
    }
  });

  it('that is promised anew begins anew', async () => {
    const { services } = world.app;
    const job = await promise();
    const dueAt = new Date(world.clock.now().getTime() + 600_000);
    await services.db.update(outbox).set({ attempts: 6, dueAt }).where(eq(outbox.subjectId, job.subjectId));
    await transaction(services.db, (tx) => promiseJobs(tx, [job], world.clock.now()));
    const attempts: number[] = [];
    await holdJob(services, job, 'work not done', async (attempt) => void attempts.push(attempt));
    expect(attempts).toEqual([1]);
  });

  it('does not hold up what is quick', async () => {
    const { services } = world.app;
    await world.app.services.db.delete(outbox);
    const slow = { topic: 'TRANSCRIBE_ANSWER', subjectId: newId('answer') } as const;
    const removal = await promise();
    await transaction(services.db, (tx) => promiseJobs(tx, [slow], world.clock.now()));
    world.clock.advance(60);
    expect(await listOverdueJobs(services, 'quick')).toEqual([]);
    expect(await listOverdueJobs(services, 'removal')).toEqual([{ ...removal, attempts: 0 }]);
    expect(await listOverdueJobs(services, 'speech')).toEqual([{ ...slow, attempts: 0 }]);
    expect([laneOf('SCORE_ANSWER'), laneOf('PARSE_RESUME')]).toEqual(['scoring', 'reading']);
  });
});
