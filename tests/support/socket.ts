/** One websocket on which a test asks several things. */
import { WebSocket } from 'ws';
import type { WireResult } from './wire.js';

export type AskingSocket = {
  /** The first thing that is said of the operation. */
  ask(query: string, variables?: Record<string, unknown>): Promise<WireResult>;
  isOpen(): boolean;
  close(): void;
};

/** Opens it and waits until the server takes operations. */
export const openSocket = async (url: string, token?: string): Promise<AskingSocket> => {
  const socket = new WebSocket(`${url.replace(/^http/, 'ws')}/graphql`, 'graphql-transport-ws');
  // One for each that is asked and not answered.
  socket.setMaxListeners(0);
  const waiting = new Map<string, (message: { type: string; payload?: unknown }) => void>();
  let sent = 0;
  const acknowledged = new Promise<void>((resolve, reject) => {
    waiting.set('ack', () => resolve());
    socket.on('error', reject);
    socket.on('close', (code) => reject(new Error(`closed with ${code}`)));
  });
  acknowledged.catch(() => {});
  socket.on('message', (data) => {
    const message = JSON.parse(String(data)) as { type: string; id?: string; payload?: unknown };
    const id = message.type === 'connection_ack' ? 'ack' : (message.id ?? '');
    waiting.get(id)?.(message);
    waiting.delete(id);
  });
  await new Promise((resolve) => socket.once('open', resolve));
  const payload = token ? { Authorization: `Bearer ${token}` } : {};
  socket.send(JSON.stringify({ type: 'connection_init', payload }));
  await acknowledged;
  return {
    ask: (query, variables) =>
      new Promise((resolve, reject) => {
        const id = String(sent++);
        waiting.set(id, ({ type, payload }) =>
          resolve(
            type === 'error' ? { errors: payload as NonNullable<WireResult['errors']> } : (payload as WireResult),
          ),
        );
        socket.once('close', (code) => reject(new Error(`closed with ${code}`)));
        socket.send(JSON.stringify({ type: 'subscribe', id, payload: { query, variables } }));
      }),
    isOpen: () => socket.readyState === socket.OPEN,
    close: () => socket.close(),
  };
};
