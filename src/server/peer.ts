/** What a websocket has open: its operations, how many there may be, and in which order they run. */
import pLimit, { type LimitFunction } from 'p-limit';
import type { WebSocket } from 'ws';
import { AppError } from '../errors.js';
import type { RequestLimits } from '../limits.js';
import { createPlaces } from './places.js';

export type Peer = {
  /** Whether its socket still takes anything. */
  isOpen(): boolean;
  /** In which its queries and mutations wait for each other. */
  turn: LimitFunction;
  /** Counts the operation that a message asks for until its end. @throws AppError RATE_LIMITED */
  begin(message: object): void;
  /** Counts it among the subscriptions, too. @throws AppError RATE_LIMITED */
  beginStream(message: object): void;
  /** Counts that subscription among those of its user, too. @throws AppError RATE_LIMITED */
  shareStream(message: object, userId: string): void;
  end(message: object): void;
};

/** Queries and mutations of one socket that run at once; more wait, so that their results do not pile up. */
const operationsAtOnce = 16;

export const tooMany = new AppError('RATE_LIMITED', {
  message: { en: 'Too many of these are open. Close some first.', zh: '已打开的连接或操作过多，请先关闭一些。' },
});

/** Makes what keeps the books of a socket. */
export const createPeers = (limits: RequestLimits): ((socket: WebSocket) => Peer) => {
  const placesOfUsers = createPlaces(limits.userSubscriptions);
  return (socket) => {
    const operations = new Set<object>();
    /** What gives the place of its user back. */
    const streams = new Map<object, () => void>();
    socket.once('close', () => {
      for (const release of streams.values()) release();
    });
    return {
      isOpen: () => socket.readyState === socket.OPEN,
      turn: pLimit(operationsAtOnce),
      begin: (message) => {
        if (operations.size >= limits.socketOperations) throw tooMany;
        operations.add(message);
      },
      beginStream: (message) => {
        if (streams.size >= limits.socketSubscriptions) throw tooMany;
        streams.set(message, () => {});
      },
      shareStream: (message, userId) => {
        const release = placesOfUsers.take(userId);
        if (!release) throw tooMany;
        streams.set(message, release);
      },
      end: (message) => {
        operations.delete(message);
        streams.get(message)?.();
        streams.delete(message);
      },
    };
  };
};
