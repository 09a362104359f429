/** Measures one operation side by side: the same answer from everyone, then rounds of load in turn. */
import type { RowDataPacket } from 'mysql2/promise';
import type { Database } from '../src/db/connection.js';
import type { Operation } from './operations/index.js';
import { profiled } from './profile.js';
import type { Bench } from './scenarios/scenario.js';
import { type Contender, ours } from './server.js';
import { ask, bodiesOf, type MeasuredRound, prepareSubjects, runRound, type Subject } from './subject.js';

export const rounds = 3;
/** Requests of a round, however slow the machine. */
const fewest = 50;
const countedOperations = 20;
/** Requests for each second of a round whose requests are made beforehand. */
const madeEachSecond = 200;

export type Measurement = {
  contender: Contender;
  rounds: MeasuredRound[];
  statementsPerOperation: number;
  /** Of an answer, on average. */
  bytes: number;
};

export type Plan = {
  operation: Operation;
  contenders: Contender[];
  connections: number;
  /** Requests, for two seconds at least: enough for the compiler to have seen the hot paths. */
  warmUp: number;
};

/** Statements that the database has been sent by anyone, this question apart. */
export const countStatements = async ({ pool }: Database): Promise<number> => {
  const [rows] = await pool.query<RowDataPacket[]>("SHOW GLOBAL STATUS LIKE 'Questions'");
  return Number(rows[0]?.Value);
};

const meanOf = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

export const measure = async (bench: Bench, plan: Plan): Promise<Measurement[]> => {
  const { connections, operation } = plan;
  const subjects = await prepareSubjects(bench, plan.contenders, operation);
  const measured: Measurement[] = [];
  /** The same subject, with requests that nobody has sent before, where that matters. */
  const renewed = async (subject: Subject, count: number): Promise<Subject> =>
    operation.once
      ? { ...subject, request: { ...subject.request, bodies: await bodiesOf(bench, operation, count) } }
      : subject;
  for (const subject of subjects) {
    const warmUp = await renewed(subject, 2 * madeEachSecond);
    await runRound(bench, warmUp, { connections, seconds: 2, atLeast: plan.warmUp });
    const { request } = await renewed(subject, countedOperations);
    // After the warm-up, so that no connection is opened while statements are counted; nobody else is at work.
    const before = await countStatements(bench.database);
    for (let sent = 0; sent < countedOperations; sent++) await ask(request, sent);
    const statementsPerOperation = ((await countStatements(bench.database)) - before - 1) / countedOperations;
    const { contender, expected } = subject;
    measured.push({ contender, rounds: [], statementsPerOperation, bytes: meanOf(expected.bytes ?? []) });
  }
  // In turn, so that a drift of the machine hits all alike.
  for (let done = 0; done < rounds; done++) {
    for (const [at, subject] of subjects.entries()) {
      const { seconds } = bench;
      const fresh = await renewed(subject, seconds * madeEachSecond);
      measured[at]?.rounds.push(await runRound(bench, fresh, { connections, seconds, atLeast: fewest }));
    }
  }
  const own = subjects.find(({ contender }) => contender === ours);
  const server = bench.servers.find(({ contender }) => contender === ours);
  // Once more, since who is watched is slower.
  if (bench.profile !== undefined && own && server) {
    const fresh = await renewed(own, bench.seconds * madeEachSecond);
    const round = () => runRound(bench, fresh, { connections, seconds: bench.seconds, atLeast: fewest });
    await profiled(bench, server, 'cpu', operation.operationName, round);
  }
  return measured;
};
