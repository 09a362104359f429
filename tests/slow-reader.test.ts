/** Peers that do not read: what waits for them is bounded, and they are told to come back. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { getIntrospectionQuery } from 'graphql';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { BoundedWebSocket, watchSlowReaders } from '../src/server/slow-readers.js';
import { createWorld, eventually } from './support/world.js';

/** Opens a socket, counts what it receives, and can stop reading. */
const open = async (url: string) => {
  const socket = new WebSocket(url.replace(/^http/, 'ws'), 'graphql-transport-ws');
  let messages = 0;
  socket.on('message', () => messages++);
  const closed = once(socket, 'close').then(([code]) => code as number);
  await once(socket, 'open');
  const tcp = (socket as unknown as { _socket: Socket })._socket;
  return { socket, tcp, closed, messages: () => messages };
};

afterEach(() => vi.restoreAllMocks());

describe('a peer that does not read', () => {
  it('has no more than a bound wait for it on the server, and is told 1013', async () => {
    const world = await createWorld({ env: { ROLE: 'api' } });
    const seen = new Set<BoundedWebSocket>();
    let most = 0;
    const { send } = BoundedWebSocket.prototype;
    vi.spyOn(BoundedWebSocket.prototype, 'send').mockImplementation(function (this: BoundedWebSocket, ...args) {
      const isOpen = this.readyState === WebSocket.OPEN;
      send.apply(this, args);
      seen.add(this);
      // After that it drops what it is given, and only counts it.
      if (isOpen) most = Math.max(most, this.bufferedAmount);
    });
    const { socket, tcp, closed, messages } = await open(`${world.url}/graphql`);
    socket.send(JSON.stringify({ type: 'connection_init' }));
    await once(socket, 'message');
    tcp.pause();
    const asked = 120;
    for (let id = 0; id < asked; id++) {
      const payload = { query: getIntrospectionQuery() };
      socket.send(JSON.stringify({ id: String(id), type: 'subscribe', payload }));
    }
    const [accepted] = [...seen];
    await eventually(() => accepted?.readyState === WebSocket.CLOSING);
    // The bound, and the one result that went beyond it.
    expect(most).toBeGreaterThan(1024 * 1024);
    expect(most).toBeLessThan(2 * 1024 * 1024);
    tcp.resume();
    expect(await closed).toBe(1013);
    // Each came with its completion.
    expect(messages()).toBeLessThan(asked * 2);
    await world.dispose();
  });

  it('is cut off when it does not read why, without a word of it', async () => {
    const world = await createWorld({ env: { ROLE: 'api' } });
    const printed = vi.spyOn(console, 'error');
    const { socket, tcp } = await open(`${world.url}/graphql`);
    socket.send(JSON.stringify({ type: 'connection_init' }));
    await once(socket, 'message');
    const sockets = new Set<BoundedWebSocket>();
    const { send } = BoundedWebSocket.prototype;
    vi.spyOn(BoundedWebSocket.prototype, 'send').mockImplementation(function (this: BoundedWebSocket, ...args) {
      sockets.add(this);
      send.apply(this, args);
    });
    tcp.pause();
    for (let id = 0; id < 120; id++) {
      const payload = { query: getIntrospectionQuery() };
      socket.send(JSON.stringify({ id: String(id), type: 'subscribe', payload }));
    }
    await eventually(() => [...sockets][0]?.readyState === WebSocket.CLOSED);
    expect(printed).not.toHaveBeenCalled();
    socket.terminate();
    await world.dispose();
  });

  it('is let go when it takes nothing for a while, and one that reads slowly is not', async () => {
    const http = createServer().listen(0, '127.0.0.1');
    await once(http, 'listening');
    const server = new WebSocketServer({ server: http });
    const log = { info: () => {}, warn: () => {} } as never;
    const readers = watchSlowReaders(server, log, 400);
    const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
    const accept = async () => {
      const [[accepted], peer] = await Promise.all([once(server, 'connection'), open(url)]);
      return { accepted: accepted as WebSocket, ...peer };
    };
    const [still, slow] = [await accept(), await accept()];
    for (const { accepted, tcp } of [still, slow]) {
      tcp.pause();
      for (let left = 64; left > 0; left--) accepted.send(Buffer.alloc(512 * 1024));
    }
    // A sip now and then.
    const sips = setInterval(() => {
      slow.tcp.resume();
      setTimeout(() => slow.tcp.pause(), 20);
    }, 100);
    await eventually(() => still.accepted.readyState !== WebSocket.OPEN);
    expect(slow.accepted.readyState).toBe(WebSocket.OPEN);
    clearInterval(sips);
    still.tcp.resume();
    expect(await still.closed).toBe(1013);
    slow.socket.terminate();
    await readers.dispose();
    server.close();
    http.close();
  });
});

it('a peer that goes while it is sent something is no fault of whoever sends', async () => {
  const http = createServer().listen(0);
  const server = new WebSocketServer({ server: http, WebSocket: BoundedWebSocket });
  const told = new Promise((resolve) => {
    server.on('connection', (socket, { socket: connection }) => {
      socket.on('error', () => {});
      connection.destroy();
      expect(socket.readyState).toBe(socket.OPEN);
      socket.send('x', (error?: Error) => resolve(error ?? 'nothing'));
    });
  });
  await once(http, 'listening');
  const peer = new WebSocket(`ws://127.0.0.1:${(http.address() as AddressInfo).port}`);
  peer.on('error', () => {});
  expect(await told).toBe('nothing');
  server.close();
  http.close();
});
