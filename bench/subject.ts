/** A server that is asked one operation: what it is sent, what it must answer, rounds of load and their cost. */
import { signIn } from './account.js';
import { requireSameData } from './compare.js';
import { cpuTime } from './cpu.js';
import type { LoadOptions, Round } from './load.js';
import type { Operation } from './operations/index.js';
import type { Bench } from './scenarios/scenario.js';
import { type Contender, ours, type RunningServer } from './server.js';
import type { Expected, Request } from './servers/load.js';

export type Subject = { contender: Contender; pid: number; request: Request; expected: Expected };

/** `cpu`: milliseconds of the server's own processor time per request, the database's not among them. */
export type MeasuredRound = Round & { cpu: number };

/** Sends the operation once, with the variables in place `at` of the turn. */
export const ask = async ({ url, headers, bodies }: Request, at = 0): Promise<string> => {
  const response = await fetch(url, { method: 'POST', headers, body: bodies[at % bodies.length] as string });
  const text = await response.text();
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${text.slice(0, 500)}`);
  return text;
};

/** @param count how many there have to be, where each is good for one request */
export const bodiesOf = async (
  { database, account }: Pick<Bench, 'database' | 'account'>,
  { operationName, query, variables }: Operation,
  count: number,
): Promise<string[]> => {
  const values = typeof variables === 'function' ? await variables(database.db, account, count) : variables;
  return values.map((one) => JSON.stringify({ operationName, query, variables: one }));
};

/** Asks each server everything once. @throws Error unless all give the same answers, and the right ones */
export const prepareSubjects = async (
  bench: Bench,
  contenders: Contender[],
  operation: Operation,
): Promise<Subject[]> => {
  const { servers, account } = bench;
  const own = servers.find(({ contender }) => contender === ours) as RunningServer;
  const headers = {
    'content-type': 'application/json',
    ...(operation.anonymous ? {} : { authorization: `Bearer ${await signIn(own.url, account)}` }),
  };
  const asked: { subject: Omit<Subject, 'expected'>; texts: string[] }[] = [];
  let bodies: string[] = [];
  for (const { contender, url, pid } of servers.filter((server) => contenders.includes(server.contender))) {
    if (operation.once || bodies.length === 0) bodies = await bodiesOf(bench, operation, 1);
    const request = { url, headers, bodies, once: operation.once };
    const texts: string[] = [];
    for (const at of bodies.keys()) texts.push(await ask(request, at));
    asked.push({ subject: { contender, pid, request }, texts });
  }
  for (const at of bodies.keys()) {
    const answers = asked.map(({ subject, texts }) => ({ name: subject.contender.name, text: texts[at] as string }));
    requireSameData(answers, operation);
  }
  return asked.map(({ subject, texts }) => ({
    ...subject,
    expected: { bytes: texts.map((text) => Buffer.byteLength(text)), includes: operation.includes ?? [] },
  }));
};

export const runRound = async (
  { load }: Pick<Bench, 'load'>,
  { pid, request, expected }: Pick<Subject, 'pid' | 'request'> & { expected: Expected },
  length: Pick<LoadOptions, 'connections' | 'seconds' | 'atLeast' | 'pause'>,
): Promise<MeasuredRound> => {
  const before = await cpuTime(pid);
  const result = await load.run({ ...request, ...length, expected });
  return { ...result, cpu: ((await cpuTime(pid)) - before) / result.requests };
};
