/** Sockets whose peer does not read what it is sent: told to come back, so that nothing piles up for them here. */
import { WebSocket, type WebSocketServer } from 'ws';
import type { Log } from '../log.js';
import { repeat } from '../repeat.js';

/** Bytes that may wait for a socket. */
const mostWaiting = 1024 * 1024;
/** Milliseconds in which a socket must take something of what waits for it. */
const defaultPatience = 10_000;
/** What a client's protocol library takes as: try again, later. */
const tryAgainLater = 1013;
/** Milliseconds that a peer has to read why it is let go. */
const farewell = 5_000;

const letGo = (socket: WebSocket): void => {
  if (socket.readyState !== socket.OPEN) return;
  socket.close(tryAgainLater, 'Reading too slowly: come back with after');
  const timer = setTimeout(() => socket.terminate(), farewell);
  socket.once('close', () => clearTimeout(timer));
};

/** A socket that holds no more than so much for its peer. */
export class BoundedWebSocket extends WebSocket {
  // The library's signatures of it overlap.
  override send(...args: unknown[]): void {
    // What waited before: one message may be as large as it is.
    const waited = this.bufferedAmount;
    const sent = args.at(-1);
    // That a peer which has gone took nothing more is no fault of whoever sends: its close, which follows, tells them.
    const tell = () => (sent as () => void)();
    (super.send as (...args: unknown[]) => void)(...(typeof sent === 'function' ? args.with(-1, tell) : args));
    if (waited > mostWaiting) letGo(this);
  }
}

/** Lets go of sockets that take nothing of what waits for them, however little that is. */
export const watchSlowReaders = (
  { clients }: Pick<WebSocketServer, 'clients'>,
  log: Log,
  patience = defaultPatience,
): { dispose(): Promise<void> } => {
  /** What waited when the socket was last seen to take something. */
  const waiting = new Map<WebSocket, { bytes: number; since: number }>();
  const look = async (): Promise<void> => {
    const now = performance.now();
    for (const socket of waiting.keys()) if (!clients.has(socket)) waiting.delete(socket);
    for (const socket of clients) {
      const { bufferedAmount } = socket;
      const before = waiting.get(socket);
      if (bufferedAmount === 0) waiting.delete(socket);
      else if (!before || bufferedAmount < before.bytes) waiting.set(socket, { bytes: bufferedAmount, since: now });
      else if (now - before.since > patience) letGo(socket);
    }
  };
  return repeat(Math.min(1_000, patience / 4), 'looking for slow readers', look, log);
};
