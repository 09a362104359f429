/** Scoring while the model or a worker is away: provisional, judged anew, and nothing is lost or done twice. */
import { eq } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Scorer } from '../src/ai/scorer.js';
import * as api from '../src/client/gql/graphql.js';
import { outbox } from '../src/db/tables/index.js';
import { rescoreAnswers } from '../src/domain/evaluation/rescore.js';
import { scoreAnswer } from '../src/domain/evaluation/score.js';
import { AppError } from '../src/errors.js';
import { startWorker } from '../src/worker/worker.js';
import { judges } from './support/judge.js';
import {
  answered,
  away,
  begin,
  createModel,
  createQuiet,
  envFor,
  forgetTrials,
  honest,
  logOf,
  newestOf,
  owedFor,
  partial,
  present,
  provisional,
  revisionsOf,
  submit,
  useless,
  withScorer,
} from './support/judging.js';
import { type ChatRequest, fails } from './support/openai.js';
import { killServers, runServer } from './support/process.js';
import { createWorld, eventsUntil, eventually, isEvent, type Person, type World } from './support/world.js';

const model = createModel();
/** With a worker of its own, and without: there the test is the worker. */
let world: World;
let quiet: World;
let admin: Person;

beforeAll(async () => {
  [world, quiet] = await Promise.all([
    createWorld({ stores: 'scoring', env: envFor(model.server), parts: { modelOptions: { pause: 5, rest: 200 } } }),
    createQuiet(model.server),
  ]);
  admin = await quiet.person('Admin', 'ADMIN');
});
afterAll(async () => {
  killServers();
  await Promise.all([world.dispose(), quiet.dispose()]);
});
afterEach(() => forgetTrials(quiet));

/** How many answers wait to be judged anew. */
const provisionalIn = (where: World) => where.app.services.db.$count(outbox, eq(outbox.topic, 'RESCORE_ANSWER'));

describe('while the model is away', () => {
  it('answers are judged provisionally, and anew once it is back, each with its event and its report', async () => {
    const before = world.log.length;
    const said = (what: string) => world.log.slice(before).some(({ msg }) => msg === what);
    await eventually(async () => {
      world.clock.advance(60);
      return (await provisionalIn(world)) === 0;
    });
    await model.server.goAway();
    const many = await Promise.all(Array.from({ length: 8 }, () => answered(world, partial)));
    for (const { person, id } of many) {
      await eventsUntil(person.client, id, isEvent('ReportReady'));
      expect(await newestOf(person, id)).toMatchObject({ status: 'READY', scorer: 'OFFLINE', provisional: true });
    }
    const first = await Promise.all(many.map(({ answerId }) => revisionsOf(world, answerId)));
    await eventually(() => said('model is away'));
    await model.server.comeBack();
    for (const { person, id } of many) {
      const events = eventsUntil(person.client, id, isEvent('ReportReady', 2));
      const patience = setInterval(() => world.clock.advance(60), 200);
      const seen = await events.finally(() => clearInterval(patience));
      // No feedback under way: that was told with the first assessment, and what counts stays in view.
      expect(seen.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
      expect(seen.slice(5).map(({ __typename }) => __typename)).toEqual([
        'AnswerScored',
        'ReportReady',
        'AnswerScored',
        'ReportReady',
      ]);
      expect(await newestOf(person, id)).toMatchObject({ revision: 2, scorer: 'LLM', provisional: false });
    }
    expect(said('model is back')).toBe(true);
    for (const [index, { answerId }] of many.entries()) {
      const revisions = await revisionsOf(world, answerId);
      expect(revisions).toHaveLength(2);
      // What was said stays as it was said.
      expect(revisions[0]).toEqual(first[index]?.[0]);
      expect(await owedFor(world, answerId)).toEqual([]);
    }
  }, 60_000);

  it.each([
    ['drops the connection', () => 'DROP' as const],
    ['says nothing', () => 'HANG' as const],
    [
      'stalls in the middle',
      (request: ChatRequest) => judges(request, (all) => all, { breaks: { after: 60, how: 'STALL' } }),
    ],
    [
      'breaks off in the middle',
      (request: ChatRequest) => judges(request, (all) => all, { breaks: { after: 60, how: 'DROP' } }),
    ],
    ['takes no key', () => fails(401)],
  ])('or %s, no score is invented and none is lost', async (_how, how) => {
    model.reply = how;
    const { person, id, answerId, evaluationId } = await answered(quiet);
    await scoreAnswer(quiet.app.services, evaluationId);
    expect(await newestOf(person, id)).toMatchObject({ status: 'READY', scorer: 'OFFLINE', provisional: true });
    expect(await owedFor(quiet, answerId)).toMatchObject([{ topic: 'RESCORE_ANSWER', attempts: 0 }]);
    model.reply = honest;
    await eventually(async () => {
      quiet.clock.advance(60);
      await rescoreAnswers(quiet.app.services);
      return (await newestOf(person, id))?.scorer === 'LLM';
    });
    expect((await logOf(quiet, id)).filter((type) => type === 'AnswerScored')).toHaveLength(2);
  });

  it('or our own fault, which is logged without a word of the answer', async () => {
    const { person, id, answerId, evaluationId } = await answered(quiet);
    const broken: Scorer = { ...away, score: ({ answer }) => Promise.reject(new TypeError(`cannot read ${answer}`)) };
    await scoreAnswer(withScorer(quiet, broken), evaluationId);
    expect(await newestOf(person, id)).toMatchObject({ scorer: 'OFFLINE', provisional: true });
    await rescoreAnswers(withScorer(quiet, broken));
    expect(await owedFor(quiet, answerId)).toMatchObject([{ attempts: 1 }]);
    const lines = quiet.log.filter((line) => line.answerId === answerId || line.subjectId === answerId);
    expect(lines).toContainEqual(expect.objectContaining({ msg: 'the scorer failed', name: 'TypeError' }));
    expect(JSON.stringify(lines)).not.toContain('Cached copies');
  });

  it('it is asked again when it wants to be', async () => {
    model.reply = () => ({ ...(fails(429) as object), headers: { 'retry-after': '40' } });
    const { person, id, answerId, evaluationId } = await answered(quiet);
    await scoreAnswer(quiet.app.services, evaluationId);
    expect(await newestOf(person, id)).toMatchObject({ provisional: true });
    const [job] = await owedFor(quiet, answerId);
    expect((job?.dueAt.getTime() as number) - (job?.promisedAt?.getTime() as number)).toBe(40_000);
    model.reply = honest;
    const before = model.server.requests();
    quiet.clock.advance(30);
    await rescoreAnswers(quiet.app.services);
    expect(model.server.requests()).toBe(before);
    quiet.clock.advance(11);
    await rescoreAnswers(quiet.app.services);
    expect(await newestOf(person, id)).toMatchObject({ scorer: 'LLM', provisional: false, revision: 2 });
  });

  it('the others wait for as long as it wants to be left alone', async () => {
    const many = await Promise.all([provisional(quiet), provisional(quiet)]);
    const limited = {
      ...away,
      score: () => Promise.reject(new AppError('DEPENDENCY_UNAVAILABLE', { retryAfter: 300 })),
    };
    await rescoreAnswers(withScorer(quiet, limited));
    const ids = many.map(({ answerId }) => answerId);
    const attempts = async () => (await owedFor(quiet, ...ids)).map((job) => job.attempts).sort();
    expect(await attempts()).toEqual([0, 1]);
    quiet.clock.advance(290);
    await rescoreAnswers(withScorer(quiet, present));
    expect(await attempts()).toEqual([0, 1]);
    quiet.clock.advance(11);
    await rescoreAnswers(withScorer(quiet, present));
    expect(await attempts()).toEqual([]);
  });

  it('nobody is asked while a trial is under way, and of the many that wait none is touched', async () => {
    const many = await Promise.all(Array.from({ length: 4 }, () => provisional(quiet)));
    const ids = many.map(({ answerId }) => answerId);
    const before = await owedFor(quiet, ...ids);
    let asked = 0;
    let end = () => {};
    const hanging: Scorer = {
      ...away,
      score: () => {
        asked += 1;
        return new Promise((_, reject) => {
          end = () => {
            reject(new AppError('DEPENDENCY_UNAVAILABLE'));
          };
        });
      },
    };
    const trial = rescoreAnswers(withScorer(quiet, hanging));
    await eventually(() => asked === 1);
    await Promise.all([rescoreAnswers(withScorer(quiet, hanging)), rescoreAnswers(withScorer(quiet, present))]);
    expect(asked).toBe(1);
    end();
    await trial;
    const after = await owedFor(quiet, ...ids);
    expect(after.filter(({ attempts }) => attempts === 0)).toHaveLength(3);
    for (const job of after) {
      if (job.attempts === 0) expect(before).toContainEqual(job);
    }
  });

  it('the log says so once, without a stack, however often it is tried', async () => {
    await model.server.goAway();
    const before = quiet.log.length;
    const told = () => quiet.log.slice(before).filter(({ level }) => (level as number) > 30);
    const { services } = quiet.app;
    const { answerId, evaluationId } = await answered(quiet);
    await scoreAnswer(services, evaluationId);
    for (let trial = 0; trial < 6; trial++) {
      quiet.clock.advance(61);
      await rescoreAnswers(services);
    }
    expect(await owedFor(quiet, answerId)).toMatchObject([{ attempts: 6 }]);
    expect(told()).toMatchObject([{ msg: 'model is away', model: 'language', reason: 'ECONNREFUSED' }]);
    expect(JSON.stringify(told())).not.toContain('stack');
    await model.server.comeBack();
    await eventually(async () => {
      quiet.clock.advance(61);
      await rescoreAnswers(services);
      return (await owedFor(quiet, answerId)).length === 0;
    });
  });

  it('one trial is made at a time, and all follow once it succeeds', async () => {
    const many = await Promise.all(Array.from({ length: 20 }, () => provisional(quiet)));
    const ids = many.map(({ answerId }) => answerId);
    const attempts = async () => (await owedFor(quiet, ...ids)).reduce((sum, job) => sum + job.attempts, 0);
    for (const trials of [1, 2, 3]) {
      await rescoreAnswers(withScorer(quiet, away));
      expect(await attempts()).toBe(trials);
      // Nobody is due before it may be back.
      await rescoreAnswers(withScorer(quiet, away));
      expect(await attempts()).toBe(trials);
      quiet.clock.advance(11);
    }
    await rescoreAnswers(withScorer(quiet, present));
    // But for the ones that were tried in vain, whose turn comes within a minute.
    expect((await owedFor(quiet, ...ids)).length).toBeLessThanOrEqual(3);
    quiet.clock.advance(61);
    await rescoreAnswers(withScorer(quiet, present));
    expect(await owedFor(quiet, ...ids)).toEqual([]);
    for (const id of ids)
      expect((await revisionsOf(quiet, id)).map(({ scorer }) => scorer)).toEqual(['OFFLINE', 'LLM']);
  });

  it('a turn that is tried again has each of its answers judged anew', async () => {
    const { person, id, turnId } = await begin(quiet, 1, { pace: 'ZERO_PRESSURE' });
    const first = await submit(person, turnId, partial);
    await scoreAnswer(withScorer(quiet, away), first.evaluation.id);
    await person.client.request(api.RetryTurnDocument, { turnId });
    const second = await submit(person, turnId);
    await scoreAnswer(withScorer(quiet, away), second.evaluation.id);
    await rescoreAnswers(quiet.app.services);
    for (const { id } of [first, second]) {
      expect((await revisionsOf(quiet, id)).map(({ scorer }) => scorer)).toEqual(['OFFLINE', 'LLM']);
    }
    expect((await logOf(quiet, id)).filter((type) => type === 'AnswerScored')).toHaveLength(4);
  });

  it('for more than a week, the provisional judgement becomes final', async () => {
    const { person, id, answerId } = await provisional(quiet);
    quiet.clock.advance(6 * 86_400);
    await rescoreAnswers(withScorer(quiet, away));
    expect(await newestOf(person, id)).toMatchObject({ revision: 1, provisional: true });
    quiet.clock.advance(1.1 * 86_400);
    await rescoreAnswers(withScorer(quiet, away));
    const revisions = await revisionsOf(quiet, answerId);
    expect(revisions.map(({ scorer, provisional }) => [scorer, provisional])).toEqual([
      ['OFFLINE', true],
      ['OFFLINE', false],
    ]);
    expect(await owedFor(quiet, answerId)).toEqual([]);
  });

  it('and then has no usable result, the provisional judgement becomes final', async () => {
    const { answerId } = await provisional(quiet);
    await rescoreAnswers(withScorer(quiet, useless));
    expect((await revisionsOf(quiet, answerId)).at(-1)).toMatchObject({
      revision: 2,
      scorer: 'OFFLINE',
      provisional: false,
    });
    expect(await owedFor(quiet, answerId)).toEqual([]);
  });

  it('whoever leaves for good leaves nothing that is owed', async () => {
    const { person, id, answerId } = await provisional(quiet);
    let begun = false;
    let goOn = () => {};
    const slow: Scorer = {
      ...away,
      score: async (request) => {
        begun = true;
        await new Promise<void>((resolve) => {
          goOn = resolve;
        });
        return quiet.app.services.offlineScorer.score(request);
      },
    };
    const judging = rescoreAnswers(withScorer(quiet, slow));
    await eventually(() => begun);
    await person.client.request(api.DeleteAccountDocument, { input: { password: person.password } });
    goOn();
    await judging;
    expect(await owedFor(quiet, answerId)).toEqual([]);
    expect(await revisionsOf(quiet, answerId)).toEqual([]);
    expect(await logOf(quiet, id)).toEqual([]);
  });
});

describe('workers', () => {
  it('of which several are at the same answer add one revision', async () => {
    const { answerId, id } = await provisional(quiet);
    await Promise.all(Array.from({ length: 6 }, () => rescoreAnswers(quiet.app.services)));
    expect((await revisionsOf(quiet, answerId)).map(({ revision }) => revision)).toEqual([1, 2]);
    expect((await logOf(quiet, id)).filter((type) => type === 'ReportReady')).toHaveLength(2);
  });

  it('that were not heard of for too long come too late, also where it was asked for anew', async () => {
    const { answerId } = await provisional(quiet);
    let begun = false;
    let goOn = () => {};
    const slow: Scorer = {
      ...away,
      version: 'slow',
      score: async (request) => {
        begun = true;
        await new Promise<void>((resolve) => {
          goOn = resolve;
        });
        return quiet.app.services.offlineScorer.score(request);
      },
    };
    const stop = new AbortController();
    const late = rescoreAnswers(withScorer(quiet, slow), stop.signal);
    await eventually(() => begun);
    quiet.clock.advance(131);
    await rescoreAnswers(quiet.app.services);
    await admin.client.request(api.RescoreAnswerDocument, { answerId });
    // Else it would go on with what was asked for anew.
    stop.abort();
    goOn();
    await late;
    expect((await revisionsOf(quiet, answerId)).map(({ scorerVersion }) => scorerVersion)).not.toContain('slow');
    expect(await owedFor(quiet, answerId)).toHaveLength(1);
    await rescoreAnswers(quiet.app.services);
    expect(await revisionsOf(quiet, answerId)).toHaveLength(3);
  });

  it('that are killed in the middle of a call to the model lose nothing', async () => {
    model.reply = () => 'HANG';
    const before = model.server.requests();
    const worker = await runServer(
      { ROLE: 'worker', LLM_BASE_URL: model.server.url, LLM_MODEL: 'judge', NODE_ENV: 'test' },
      'judging',
    );
    await worker.ready;
    const { person, id, answerId, evaluationId } = await answered(quiet);
    await eventually(() => model.server.requests() > before);
    expect((await revisionsOf(quiet, answerId))[0]?.status).toBe('RUNNING');
    worker.child.kill('SIGKILL');
    await worker.exited;
    model.reply = honest;
    expect(await owedFor(quiet, evaluationId)).toMatchObject([{ topic: 'SCORE_ANSWER', attempts: 1 }]);
    // What it held is free six seconds after its last word.
    quiet.clock.advance(7);
    const { services } = quiet.app;
    const next = startWorker(services, services.env.redisUrl as string);
    const events = await eventsUntil(person.client, id, isEvent('ReportReady'));
    await next.dispose();
    expect(events.filter(({ __typename }) => __typename === 'AnswerScored')).toHaveLength(1);
    expect(await newestOf(person, id)).toMatchObject({ scorer: 'LLM', provisional: false, revision: 1 });
    expect(await owedFor(quiet, evaluationId)).toEqual([]);
  }, 40_000);

  it('that are stopped give up what they are at, and another takes it up', async () => {
    model.reply = () => 'HANG';
    const { services } = quiet.app;
    const before = model.server.requests();
    const first = startWorker(services, services.env.redisUrl as string);
    const { person, id, evaluationId } = await answered(quiet);
    await eventually(() => model.server.requests() > before);
    await first.dispose();
    expect(await newestOf(person, id)).toMatchObject({ status: 'QUEUED', provisional: false });
    model.reply = honest;
    quiet.clock.advance(10);
    await scoreAnswer(services, evaluationId);
    expect(await newestOf(person, id)).toMatchObject({ scorer: 'LLM', revision: 1 });
  });

  it('that died of an answer three times leave the model out of it', async () => {
    const { person, id, answerId, evaluationId } = await answered(quiet);
    const before = model.server.requests();
    const dueAt = quiet.clock.now();
    await quiet.app.services.db.update(outbox).set({ attempts: 3, dueAt }).where(eq(outbox.subjectId, evaluationId));
    quiet.clock.advance(1);
    await scoreAnswer(quiet.app.services, evaluationId);
    expect(model.server.requests()).toBe(before);
    expect(await newestOf(person, id)).toMatchObject({ scorer: 'OFFLINE', provisional: true });
    expect(await owedFor(quiet, answerId)).toHaveLength(1);
  });
});

describe('an answer that workers die of', () => {
  const die = (subjectId: string, deaths: number) =>
    quiet.app.services.db
      .update(outbox)
      .set({ attempts: deaths, dueAt: new Date(quiet.clock.now().getTime() - 1) })
      .where(eq(outbox.subjectId, subjectId));

  it('is given up, and one whose judgement cannot be kept is not', async () => {
    const { services } = quiet.app;
    const readOnly = Object.assign(Object.create(services.db) as typeof services.db, {
      transaction: () => Promise.reject(new Error('no room on the disk')),
    });
    const [failing, deadly] = await Promise.all([answered(quiet), answered(quiet)]);
    for (let time = 0; time < 7; time++) {
      await scoreAnswer({ ...services, db: readOnly }, failing.evaluationId);
      quiet.clock.advance(601);
    }
    expect(await owedFor(quiet, failing.evaluationId)).toMatchObject([{ attempts: 7, failures: 7 }]);
    await scoreAnswer(services, failing.evaluationId);
    expect(await newestOf(failing.person, failing.id)).toMatchObject({ status: 'READY' });
    await die(deadly.evaluationId, 5);
    await scoreAnswer(services, deadly.evaluationId);
    expect(await newestOf(deadly.person, deadly.id)).toMatchObject({ status: 'FAILED' });
  });

  it.each([
    [2, ['OFFLINE', 'LLM'], 1],
    [3, ['OFFLINE', 'OFFLINE'], 0],
    [4, ['OFFLINE'], 0],
  ])('%s times while it was judged anew', async (deaths, scorers, asked) => {
    const { answerId } = await provisional(quiet);
    await die(answerId, deaths);
    const before = model.server.requests();
    await rescoreAnswers(quiet.app.services);
    expect(model.server.requests() - before).toBe(asked);
    expect((await revisionsOf(quiet, answerId)).map(({ scorer }) => scorer)).toEqual(scorers);
    expect(await owedFor(quiet, answerId)).toEqual([]);
  });
});
