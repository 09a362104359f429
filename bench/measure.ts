/** Measures one operation side by side: the same answer from everyone, then rounds of load in turn. */
import type { RowDataPacket } from 'mysql2/promise';
import type { Database } from '../src/db/connection.js';
import type { Operation } from './operations/index.js';
import type { Bench } from './scenarios/scenario.js';
import type { Contender } from './server.js';
import { ask, type MeasuredRound, prepareSubjects, runRound } from './subject.js';

export const rounds = 3;
/** Requests of a round, however slow the machine. */
const fewest = 50;
const countedOperations = 20;

export type Measurement = {
  contender: Contender;
  rounds: MeasuredRound[];
  statementsPerOperation: number;
  /** Of one answer. */
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

export const measure = async (bench: Bench, plan: Plan): Promise<Measurement[]> => {
  const { connections } = plan;
  const subjects = await prepareSubjects(bench, plan.contenders, plan.operation);
  const measured: Measurement[] = [];
  for (const subject of subjects) {
    await runRound(bench, subject, { connections, seconds: 2, atLeast: plan.warmUp });
    // After the warm-up, so that no connection is opened while statements are counted; nobody else is at work.
    const before = await countStatements(bench.database);
    for (let sent = 0; sent < countedOperations; sent++) await ask(subject.request, sent);
    const statementsPerOperation = ((await countStatements(bench.database)) - before - 1) / countedOperations;
    const { contender, expected } = subject;
    measured.push({ contender, rounds: [], statementsPerOperation, bytes: expected.bytes });
  }
  // In turn, so that a drift of the machine hits all alike.
  for (let done = 0; done < rounds; done++) {
    for (const [at, subject] of subjects.entries()) {
      const round = await runRound(bench, subject, { connections, seconds: bench.seconds, atLeast: fewest });
      measured[at]?.rounds.push(round);
    }
  }
  return measured;
};
