/** How a fuzzed operation reaches the server: by HTTP over kept connections, or over a kept websocket, which costs both sides less. */
import { Agent, request } from 'node:http';
import { type Message, openPeer, type Peer } from '../socket.js';
import type { WireResult } from '../wire.js';
import type { Written } from './operation.js';

/** What came of an operation; undefined where the session ended before its answer. */
export type Answer = WireResult | undefined;

export type Lanes = {
  /** @throws Error when a socket ends for another reason than its session's end */
  ask(written: Written, token: string | undefined, at: number): Promise<Answer>;
  /** Whether it is answered only once something happens, or once it is left. */
  isStream(written: Written, at: number): boolean;
  /** Leaves the streams on which nothing has happened. */
  leave(): Promise<void>;
  close(): Promise<void>;
};

/** One of so many goes by HTTP, and whatever a websocket takes for no message. */
const byHttp = 8;
/** Bytes that a message may have, with what is around the operation. */
const longest = 60_000;
/** What a socket is closed with whose session has ended. */
const ended = 4403;

const textOf = ({ query, variables, operationName }: Written) => JSON.stringify({ query, variables, operationName });

const isMessage = (written: Written): boolean =>
  typeof written.variables === 'object' &&
  !Array.isArray(written.variables) &&
  typeof (written.operationName ?? '') === 'string' &&
  Buffer.byteLength(textOf(written)) < longest;

const createHttp = (url: string) => {
  const agent = new Agent({ keepAlive: true });
  const ask = (written: Written, token: string | undefined): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const authorization = token ? { authorization: `Bearer ${token}` } : {};
      const headers = { 'content-type': 'application/json', ...authorization };
      request(`${url}/graphql`, { method: 'POST', agent, headers }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          try {
            resolve({ status: response.statusCode ?? 0, ...JSON.parse(Buffer.concat(chunks).toString()) });
          } catch (error) {
            reject(error);
          }
        });
      })
        .on('error', reject)
        .end(textOf(written));
    });
  return { ask, close: () => agent.destroy() };
};

/** A socket and what it has not answered yet. */
type Line = { peer: Peer; waiting: Map<string, { streams: boolean; end: (answer: Answer | Error) => void }> };

/** @param otherwise takes what comes from who has no socket any more */
const createWebsocket = (url: string, otherwise: (written: Written, token: string) => Promise<Answer>) => {
  const lines = new Map<string, Promise<Line | undefined>>();
  let last = 0;

  const open = async (token: string): Promise<Line | undefined> => {
    const opening = openPeer(url, token ? { token } : {}).catch((error: Error) => error);
    const peer = await opening;
    if (peer instanceof Error) {
      // Whoever was signed out meanwhile gets none.
      if (/^closed with 440[13] /.test(peer.message)) return undefined;
      throw peer;
    }
    const waiting: Line['waiting'] = new Map();
    peer.socket.on('message', (data) => {
      const { id = '', type, payload } = JSON.parse(String(data)) as Message;
      const asked = waiting.get(id);
      if (!asked) return;
      if (type === 'next') asked.end(payload as WireResult);
      else if (type === 'error') asked.end({ errors: payload as WireResult['errors'] & object });
      else asked.end(new Error('completed without a result'));
      if (type === 'next' && asked.streams) peer.send({ type: 'complete', id });
    });
    void peer.closed.then(([code, reason]) => {
      lines.delete(token);
      const outcome = code === ended ? undefined : new Error(`the socket was closed with ${code} ${reason}`);
      for (const { end } of waiting.values()) end(outcome);
    });
    return { peer, waiting };
  };

  const ask = async (written: Written, token = '', streams: boolean): Promise<Answer> => {
    const opening = lines.get(token) ?? open(token);
    lines.set(token, opening);
    const line = await opening;
    if (!line) return otherwise(written, token);
    const id = String(last++);
    return new Promise((resolve, reject) => {
      const end = (answer: Answer | Error) => {
        line.waiting.delete(id);
        if (answer instanceof Error) reject(answer);
        else resolve(answer);
      };
      line.waiting.set(id, { streams, end });
      line.peer.socket.send(`{"type":"subscribe","id":"${id}","payload":${textOf(written)}}`);
    });
  };
  const all = async () => (await Promise.all(lines.values())).filter((line) => line !== undefined);

  return {
    ask,
    leave: async () => {
      for (const { peer, waiting } of await all()) {
        for (const [id, { streams, end }] of waiting) {
          if (!streams) continue;
          peer.send({ type: 'complete', id });
          end({ data: {} });
        }
      }
    },
    close: async () => {
      for (const { peer } of await all()) await peer.close();
    },
  };
};

export const createLanes = (url: string): Lanes => {
  const http = createHttp(url);
  const websocket = createWebsocket(url, http.ask);
  const goesByHttp = (written: Written, at: number) => at % byHttp === 0 || !isMessage(written);
  const isStream: Lanes['isStream'] = (written, at) =>
    !goesByHttp(written, at) && written.query.trimStart().startsWith('subscription');
  return {
    isStream,
    ask: (written, token, at) =>
      goesByHttp(written, at) ? http.ask(written, token) : websocket.ask(written, token, isStream(written, at)),
    leave: websocket.leave,
    close: async () => {
      http.close();
      await websocket.close();
    },
  };
};
