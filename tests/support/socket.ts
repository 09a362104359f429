/** A websocket of graphql-transport-ws as the test drives it, message by message. */
import { once } from 'node:events';
import { WebSocket } from 'ws';
import type { WireError, WireResult } from './wire.js';

export type Message = { type: string; id?: string; payload?: WireResult & WireError[] };

export type Peer = {
  socket: WebSocket;
  send(message: object): void;
  /** The next message that is none of those returned before. */
  next(): Promise<Message>;
  /** Code and reason of the close. */
  closed: Promise<[number, string]>;
  close(): Promise<void>;
};

export type OpenOptions = { token?: string; headers?: Record<string, string>; init?: boolean; query?: string };

/** Why an upgrade was refused. */
export class Refused extends Error {
  constructor(readonly status: number) {
    super(`refused with ${status}`);
  }
}

/** Opens a socket and, unless `init` is false, waits for its ack. @throws Refused with the status of the upgrade */
export const openPeer = async (
  url: string,
  { token, headers = {}, init = true, query = '' }: OpenOptions = {},
): Promise<Peer> => {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/graphql${query}`, 'graphql-transport-ws', { headers });
  const messages: Message[] = [];
  const waiting: ((message: Message) => void)[] = [];
  socket.on('message', (data) => {
    const message = JSON.parse(String(data)) as Message;
    const taker = waiting.shift();
    if (taker) taker(message);
    else messages.push(message);
  });
  const closed = once(socket, 'close').then(([code, reason]): [number, string] => [code as number, String(reason)]);
  await new Promise<void>((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('unexpected-response', (_request, response) => {
      reject(new Refused(response.statusCode ?? 0));
      response.destroy();
    });
    socket.once('error', reject);
  });
  socket.on('error', () => {});
  const peer: Peer = {
    socket,
    send: (message) => socket.send(JSON.stringify(message)),
    next: () => {
      const message = messages.shift();
      return message ? Promise.resolve(message) : new Promise((resolve) => waiting.push(resolve));
    },
    closed,
    close: async () => {
      socket.close();
      await closed;
    },
  };
  if (init) {
    peer.send({ type: 'connection_init', payload: token ? { Authorization: `Bearer ${token}` } : {} });
    const first = await Promise.race([peer.next(), closed]);
    if (Array.isArray(first)) throw new Error(`closed with ${first.join(' ')}`);
  }
  return peer;
};
