/** The open websockets of each session, and their end: with the session, or with the token. */
import type { WebSocket } from 'ws';
import type { Services } from '../context.js';
import { findEndedSessions } from '../domain/session/end.js';
import { repeat } from '../repeat.js';

export type SessionSockets = {
  /** Closes the socket when the session ends or the token does; again for a socket, it goes on with the newer token. */
  watch(socket: WebSocket, sessionId: string, tokenExpiresAt: Date): void;
  dispose(): Promise<void>;
};

/** Tells a client's protocol library to come back, with a token that it has renewed; if it has none, it is refused there. */
const forbidden = 4403;
/** Milliseconds before the token's end, so that no event meets an expired one. */
const expiryMargin = 1_000;
/** Milliseconds in which the operation that ended the session has its answer sent; whatever else is asked is refused already. */
const farewell = 100;
/** Milliseconds between checks with the database, for a message that was lost. */
const checkInterval = 1_000;

export const createSessionSockets = (services: Services): SessionSockets => {
  const sessions = new Map<string, Set<WebSocket>>();
  const expiries = new WeakMap<WebSocket, NodeJS.Timeout>();
  let away = false;

  const end = (sessionId: string): void => {
    const ended = [...(sessions.get(sessionId) ?? [])];
    setTimeout(() => {
      for (const socket of ended) socket.close(forbidden, 'Session ended');
    }, farewell);
  };
  const notices = services.revocations.onEnded(end);

  const check = async (): Promise<void> => {
    if (sessions.size === 0) return;
    try {
      for (const sessionId of await findEndedSessions(services, [...sessions.keys()])) end(sessionId);
      away = false;
    } catch (error) {
      // While the database is away nothing can be done over these sockets, either.
      if (!away) services.log.warn({ err: error }, 'sessions of open sockets not checked');
      away = true;
    }
  };
  const checks = repeat(checkInterval, 'checking sessions', check, services.log);

  return {
    watch: (socket, sessionId, tokenExpiresAt) => {
      if (socket.readyState !== socket.OPEN) return;
      const left = tokenExpiresAt.getTime() - services.clock.now().getTime() - expiryMargin;
      const known = expiries.get(socket);
      clearTimeout(known);
      expiries.set(
        socket,
        setTimeout(() => socket.close(forbidden, 'Token expired'), Math.max(0, left)),
      );
      if (known) return;
      const sockets = sessions.get(sessionId) ?? new Set();
      sessions.set(sessionId, sockets.add(socket));
      socket.once('close', () => {
        clearTimeout(expiries.get(socket));
        sockets.delete(socket);
        if (sockets.size === 0 && sessions.get(sessionId) === sockets) sessions.delete(sessionId);
      });
    },
    dispose: async () => {
      notices.unsubscribe();
      await checks.dispose();
    },
  };
};
