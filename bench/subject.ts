/** A server that is asked one operation: what it is sent, what it must answer, rounds of load and their cost. */
import { signIn } from './account.js';
import { requireSameData } from './compare.js';
import { cpuTime } from './cpu.js';
import type { LoadOptions, Round } from './load.js';
import type { Operation } from './operations/index.js';
import type { Bench } from './scenarios/scenario.js';
import { type Contender, ours, type RunningServer } from './server.js';
import type { Expected, Request } from './servers/load.js';

export type Subject = { contender: Contender; pid: number; request: Request; expected: Required<Expected> };

/** `cpu`: milliseconds of the server's own processor time per request, the database's not among them. */
export type MeasuredRound = Round & { cpu: number };

/** Sends the operation once, with the variables in place `at` of the turn. */
export const ask = async ({ url, headers, bodies }: Request, at = 0): Promise<string> => {
  const response = await fetch(url, { method: 'POST', headers, body: bodies[at % bodies.length] as string });
  const text = await response.text();
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${text.slice(0, 500)}`);
  return text;
};

/** Asks each server once. @throws Error unless all give the same answer, and the right one */
export const prepareSubjects = async (
  { servers, account }: Bench,
  contenders: Contender[],
  operation: Operation,
): Promise<Subject[]> => {
  const own = servers.find(({ contender }) => contender === ours) as RunningServer;
  const headers = {
    'content-type': 'application/json',
    ...(operation.anonymous ? {} : { authorization: `Bearer ${await signIn(own.url, account)}` }),
  };
  const { operationName, query, variables } = operation;
  const bodies = variables.map((values) => JSON.stringify({ operationName, query, variables: values }));
  const asked = await Promise.all(
    servers
      .filter(({ contender }) => contenders.includes(contender))
      .map(async ({ contender, url, pid }) => {
        const request = { url, headers, bodies };
        return { contender, pid, request, text: await ask(request) };
      }),
  );
  requireSameData(
    asked.map(({ contender, text }) => ({ name: contender.name, text })),
    operation,
  );
  return asked.map(({ text, ...subject }) => ({
    ...subject,
    expected: { bytes: Buffer.byteLength(text), includes: operation.includes ?? [] },
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
