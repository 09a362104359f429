/** GraphQL over HTTP as a client meets it: an answer, a refusal, or no telling. */
import { Agent, request } from 'node:http';
import type { Outcome } from './history.js';

/** Milliseconds after which a client gives up waiting. */
const patience = 4_000;

/** Codes that do not say whether the thing was done. */
const unsure = new Set(['DEPENDENCY_UNAVAILABLE', 'INTERNAL_SERVER_ERROR']);

export type Reply<T> = Outcome & { data?: T };

type Body<T> = { data?: T | null; errors?: { message: string; extensions?: { code?: string } }[] };

export type Wire = {
  /** Sends one operation to the server of that number. */
  send<T>(server: number, query: string, variables: unknown, token?: string): Promise<Reply<T>>;
  dispose(): void;
};

const judge = <T>(status: number, text: string): Reply<T> => {
  let body: Body<T>;
  try {
    body = JSON.parse(text) as Body<T>;
  } catch {
    return { kind: 'unknown', reason: `HTTP ${status}` };
  }
  const error = body.errors?.[0];
  if (!error && body.data) return { kind: 'ack', ack: { id: '' }, data: body.data };
  const code = error?.extensions?.code ?? `HTTP ${status}`;
  return unsure.has(code) || status >= 500 ? { kind: 'unknown', reason: code } : { kind: 'refused', code };
};

/** @param ports where each server is reached */
export const createWire = (ports: number[]): Wire => {
  const agents = ports.map(() => new Agent({ keepAlive: true, noDelay: true }));
  return {
    send: (server, query, variables, token) =>
      new Promise((resolve) => {
        const lost = (error: NodeJS.ErrnoException) =>
          resolve({ kind: 'unknown', reason: error.code ?? error.message });
        const body = Buffer.from(JSON.stringify({ query, variables }));
        const sent = request(
          {
            agent: agents[server],
            host: '127.0.0.1',
            port: ports[server],
            path: '/graphql',
            method: 'POST',
            headers: {
              'content-type': 'application/json',
              'content-length': body.length,
              ...(token ? { authorization: `Bearer ${token}` } : {}),
            },
          },
          (response) => {
            const chunks: Buffer[] = [];
            response.on('data', (chunk: Buffer) => chunks.push(chunk));
            response.on('error', lost);
            response.on('end', () => resolve(judge(response.statusCode ?? 0, Buffer.concat(chunks).toString())));
          },
        );
        const timer = setTimeout(() => sent.destroy(Object.assign(new Error(), { code: 'TIMEOUT' })), patience);
        sent.on('error', lost);
        sent.on('close', () => clearTimeout(timer));
        sent.end(body);
      }),
    dispose: () => {
      for (const agent of agents) agent.destroy();
    },
  };
};
