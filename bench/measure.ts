/** Measures one scenario: the same answer from everyone, then rounds of load in turn. */
import type { RowDataPacket } from 'mysql2/promise';
import type { Database } from '../src/db/connection.js';
import { type Account, login } from './account.js';
import { requireSameData } from './compare.js';
import { cpuTime } from './cpu.js';
import type { Load, Round } from './load.js';
import type { Scenario } from './scenarios/index.js';
import { type Contender, ours, type RunningServer } from './server.js';
import type { Request } from './servers/load.js';

export const connections = 16;
export const rounds = 3;
/** Seconds and requests: enough for the compiler to have seen the hot paths. */
const warmUp = { seconds: 2, atLeast: 200 };
/** Requests of a round, however slow the machine. */
const fewest = 50;
const countedOperations = 20;

type Length = { seconds: number; atLeast: number };

/** `cpu`: milliseconds of the server's own processor time per request, the database's not among them. */
export type MeasuredRound = Round & { cpu: number };

export type Measurement = {
  contender: Contender;
  rounds: MeasuredRound[];
  statementsPerOperation: number;
  /** Of one answer. */
  bytes: number;
};

type Parts = {
  scenario: Scenario;
  seconds: number;
  servers: RunningServer[];
  load: Load;
  account: Account;
  database: Database;
};

const ask = async ({ url, headers, body }: Request): Promise<{ text: string; bytes: number }> => {
  const response = await fetch(url, { method: 'POST', headers, body });
  const text = await response.text();
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${text.slice(0, 500)}`);
  return { text, bytes: Buffer.byteLength(text) };
};

/** Statements that the database has been sent by anyone, this question apart. */
const countStatements = async ({ pool }: Database): Promise<number> => {
  const [rows] = await pool.query<RowDataPacket[]>("SHOW GLOBAL STATUS LIKE 'Questions'");
  return Number(rows[0]?.Value);
};

export const measure = async (parts: Parts): Promise<Measurement[]> => {
  const { scenario, seconds, servers, load, database } = parts;
  const own = servers.find(({ contender }) => contender === ours) as RunningServer;
  const headers = {
    'content-type': 'application/json',
    authorization: `Bearer ${await login(own.url, parts.account)}`,
  };
  const { operationName, query, variables } = scenario;
  const body = JSON.stringify({ operationName, query, variables });

  const subjects: (Measurement & { pid: number; request: Request; text: string })[] = [];
  for (const { contender, url, pid } of servers) {
    const request = { url, headers, body };
    subjects.push({ contender, pid, request, rounds: [], statementsPerOperation: 0, ...(await ask(request)) });
  }
  requireSameData(
    subjects.map(({ contender, text }) => ({ name: contender.name, text })),
    scenario.check,
  );

  const round = async ({ pid, request, bytes }: (typeof subjects)[number], length: Length): Promise<MeasuredRound> => {
    const before = await cpuTime(pid);
    const result = await load.run({ ...request, connections, ...length, expectedBytes: bytes });
    return { ...result, cpu: ((await cpuTime(pid)) - before) / result.requests };
  };

  for (const subject of subjects) {
    await round(subject, warmUp);
    // After the warm-up, so that no connection is opened while statements are counted; nobody else is at work.
    const before = await countStatements(database);
    for (let sent = 0; sent < countedOperations; sent++) await ask(subject.request);
    subject.statementsPerOperation = ((await countStatements(database)) - before - 1) / countedOperations;
  }
  // In turn, so that a drift of the machine hits all alike.
  for (let done = 0; done < rounds; done++) {
    for (const subject of subjects) subject.rounds.push(await round(subject, { seconds, atLeast: fewest }));
  }
  return subjects;
};
