/** How many answers a worker scores in a second: by rules, and by a model that takes half a second, so many at once. */
import { setTimeout as delay } from 'node:timers/promises';
import { inArray } from 'drizzle-orm';
import { evaluations, type QuestionRow, questions } from '../../src/db/tables/index.js';
import { laneOf } from '../../src/domain/job.js';
import { createLog } from '../../src/log.js';
import { createRedis } from '../../src/redis/connection.js';
import { createQueue, type JobQueue } from '../../src/redis/queue.js';
import { cpuTime } from '../cpu.js';
import { rounds } from '../measure.js';
import { median } from '../number.js';
import { queueAnswers } from '../scoring/answers.js';
import { modelMillis } from '../scoring/model.js';
import { ours, type RunningServer, startServer } from '../server.js';
import { footer, layOut } from '../table.js';
import type { Bench, Scenario } from './scenario.js';

const concurrencies = [1, 4, 16];
const model = { name: 'model', module: 'bench/servers/model.js', path: '/v1' };
/** More than a worker scores in a second, so that a round is as long as it is said to be, or a little shorter. */
const offlinePerSecond = 150;
/** Rounds with the model last this much longer: one answer at a time is two in a second. */
const patience = 2;

type Round = { perSecond: number; cpu: number };

/** @throws Error where an answer was scored by another than was asked for, or not at all */
const runRound = async (
  { database: { db }, account }: Bench,
  queue: JobQueue,
  worker: RunningServer,
  bank: QuestionRow[],
  count: number,
  scorer: 'OFFLINE' | 'LLM',
): Promise<Round> => {
  const ids = await queueAnswers(db, account.userId, bank, count);
  const of = inArray(evaluations.id, ids);
  const read = () =>
    db
      .select({
        status: evaluations.status,
        scorer: evaluations.scorer,
        provisional: evaluations.provisional,
        at: evaluations.evaluatedAt,
      })
      .from(evaluations)
      .where(of);
  const before = await cpuTime(worker.pid);
  const start = Date.now();
  await Promise.all(ids.map((subjectId) => queue.add({ topic: 'SCORE_ANSWER', subjectId })));
  let rows = await read();
  for (; rows.some(({ at }) => at === null); rows = await read()) await delay(100);
  const cpu = (await cpuTime(worker.pid)) - before;
  const wrong = rows.find((row) => row.status !== 'READY' || row.scorer !== scorer || row.provisional);
  if (wrong) throw new Error(`an answer came out as ${JSON.stringify(wrong)}`);
  const end = Math.max(...rows.map(({ at }) => at?.getTime() ?? Number.NaN));
  return { perSecond: (1000 * count) / (end - start), cpu: cpu / count };
};

export const scoring: Scenario = {
  name: 'scoring',
  description: `answers that one worker scores, from the queue to the commit; beside it a model that takes ${modelMillis} ms`,
  run: async (bench) => {
    const { scope, built, environment, seconds, database } = bench;
    const redis = createRedis(environment.REDIS_URL as string, createLog('silent'));
    const queue = createQueue(redis, laneOf);
    scope.add(async () => {
      await queue.dispose();
      redis.disconnect();
    });
    const bank = await database.db.select().from(questions).orderBy(questions.seedSlug);
    const server = await startServer(model, built, {}, scope);

    const measure = async (name: string, count: number, settings: Record<string, string>) => {
      const worker = await startServer(ours, built, { ...environment, ROLE: 'worker', ...settings }, scope);
      const scorer = settings.LLM_BASE_URL === undefined ? 'OFFLINE' : 'LLM';
      const round = (size: number) => runRound(bench, queue, worker, bank, size, scorer);
      await round(Math.min(count, 64));
      const measured: Round[] = [];
      for (let done = 0; done < rounds; done++) measured.push(await round(count));
      // It would take the next one's answers.
      worker.child.kill('SIGTERM');
      while (worker.child.exitCode === null && worker.child.signalCode === null) await delay(20);
      return { name, measured, rate: median(measured.map(({ perSecond }) => perSecond)) };
    };

    const offline = await measure('offline', Math.ceil(offlinePerSecond * seconds), {});
    const byModel = [];
    for (const concurrency of concurrencies) {
      const count = Math.ceil((patience * seconds * 1000) / modelMillis) * concurrency;
      const settings = { LLM_BASE_URL: server.url, LLM_MODEL: 'bench', LLM_CONCURRENCY: String(concurrency) };
      byModel.push(await measure(`model, ${concurrency} at once`, count, settings));
    }
    const single = byModel[0]?.rate ?? Number.NaN;
    return [
      ...layOut(
        ['', 'answers/s', '/ 1 at once', 'of the most', 'CPU ms', 'answers/s of each round'],
        [offline, ...byModel].map(({ name, measured, rate }, at) => {
          const most = ((concurrencies[at - 1] ?? Number.NaN) * 1000) / modelMillis;
          return [
            name,
            rate.toFixed(1),
            at === 0 ? '' : (rate / single).toFixed(2),
            at === 0 ? '' : `${((100 * rate) / most).toFixed(0)} %`,
            median(measured.map(({ cpu }) => cpu)).toFixed(1),
            measured.map(({ perSecond }) => perSecond.toFixed(1)).join(' '),
          ];
        }),
      ),
      'CPU ms: processor time of the worker per answer. of the most: of what the model alone could answer.',
      footer('one worker, everything from the queue to the committed evaluation and its event', seconds),
    ];
  },
};
