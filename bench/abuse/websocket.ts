/** Abuses by websocket. */
import { once } from 'node:events';
import { WebSocket } from 'ws';
import type { Attack } from './http.js';
import { tooMuch } from './operations.js';

const open = (url: string): WebSocket => {
  // Of zeros: to mask what is sent would take processors from the server.
  const generateMask = (mask: Buffer) => void mask.fill(0);
  const socket = new WebSocket(url.replace('http', 'ws'), 'graphql-transport-ws', { generateMask });
  // Each attack looks at what comes of it itself.
  socket.on('error', () => undefined);
  return socket;
};

/** A socket that is signed in. */
const opened = async (url: string, token: string): Promise<WebSocket> => {
  const socket = open(url);
  await once(socket, 'open');
  socket.send(JSON.stringify({ type: 'connection_init', payload: { Authorization: `Bearer ${token}` } }));
  await once(socket, 'message');
  return socket;
};

let kept: Promise<WebSocket> | undefined;
let last = 0;

/** Over one socket, which is to stay open whatever is asked. */
const asking =
  (query: string, says: string): Attack =>
  async (url, token) => {
    kept ??= opened(url, token);
    const socket = await kept;
    const id = String(last++);
    const answer = new Promise<string>((resolve, reject) => {
      const hear = (data: unknown) => {
        const text = String(data);
        if (!text.includes(`"id":"${id}"`)) return;
        socket.off('message', hear).off('close', closed);
        resolve(text);
      };
      const closed = (code: number) => reject(new Error(`the socket was closed with ${code}`));
      socket.setMaxListeners(100).on('message', hear).once('close', closed);
    });
    socket.send(JSON.stringify({ type: 'subscribe', id, payload: { query } }));
    const text = await answer;
    if (text.includes('"type":"error"') && text.includes(says)) return 1;
    throw new Error(`not refused: ${text.slice(0, 300)}`);
  };

const largeInit = Buffer.from(JSON.stringify({ type: 'connection_init', payload: { x: 'x'.repeat(90_000_000) } }));

const largeConnectionInit: Attack = async (url) => {
  const socket = open(url);
  await once(socket, 'open');
  const closed = once(socket, 'close');
  socket.send(largeInit, { binary: false });
  const [code] = await closed;
  // The server hangs up while it is still being sent: the reason may be lost with the connection.
  if (code === 1009 || code === 1006) return 1;
  throw new Error(`closed with ${code}`);
};

const subscriptions = 20_000;
/** Refusals until nothing more is read of the socket: it may send 1,000 at once, and have 100 open. */
const heard = 900;

/** An interview that is not over, the same each time: its streams stay open. */
const interviewOf = async (url: string, token: string): Promise<string> => {
  const query = 'mutation { createInterview(input: { mode: RANDOM, clientKey: "abuse" }) { id } }';
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify({ query }) });
  const { data } = (await response.json()) as { data?: { createInterview: { id: string } } };
  if (!data) throw new Error(`no interview: ${response.status}`);
  return data.createInterview.id;
};

/** Until the server has refused as many as it reads at once; the rest waits for longer than anyone would. */
const manySubscriptions: Attack = async (url, token) => {
  const interviewId = await interviewOf(url, token);
  const socket = await opened(url, token);
  let refused = 0;
  const done = new Promise<void>((resolve, reject) => {
    socket.on('message', (data) => {
      if (String(data).includes('RATE_LIMITED')) refused++;
      if (refused === heard) resolve();
    });
    socket.once('close', (code) => reject(new Error(`the socket was closed with ${code}, ${refused} refused`)));
  });
  const payload = { query: `subscription { interviewEvents(interviewId: "${interviewId}") { seq } }` };
  for (let at = 0; at < subscriptions; at++) {
    socket.send(JSON.stringify({ type: 'subscribe', id: `s${at}`, payload }));
    if (at % 500 === 0) await new Promise((resolve) => setImmediate(resolve));
  }
  await done;
  socket.removeAllListeners('close').terminate();
  return refused;
};

const idleSockets = 2_000;

/** Until the server has closed them all. */
const manyIdleSockets: Attack = async (url) => {
  const ends = await Promise.all(
    Array.from({ length: idleSockets }, async () => {
      const socket = open(url);
      const refused = once(socket, 'unexpected-response').then(([, { statusCode }]) => {
        socket.terminate();
        return statusCode as number;
      });
      const closed = once(socket, 'close').then(([code]) => code as number);
      return Promise.race([refused, closed]);
    }),
  );
  const wrong = ends.find((end) => end !== 429 && end !== 4408 && end !== 1006);
  if (wrong !== undefined) throw new Error(`a socket ended with ${wrong}`);
  return ends.length;
};

export const websocketAttacks: Record<string, Attack> = {
  ...Object.fromEntries(tooMuch.map(({ name, query, says }) => [name, asking(query, says)])),
  '90 MB connection_init': largeConnectionInit,
  '20,000 subscriptions': manySubscriptions,
  '2,000 idle sockets': manyIdleSockets,
};
