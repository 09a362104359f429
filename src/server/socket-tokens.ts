/** The tokens that a websocket is opened with, and goes on with; without a good one it is closed. */
import { createContext, type Services } from '../context.js';
import { AppError, type ErrorCode } from '../errors.js';
import { tokenOf } from './caller.js';
import { type CallerReader, type Connection, type Payload, scopeFor } from './connection.js';
import { appErrorBehind, maskError } from './mask.js';
import { tooMany } from './peer.js';
import { createPlaces } from './places.js';
import type { SessionSockets } from './session-sockets.js';

/** What a client's protocol library takes as: try again, perhaps elsewhere. */
export const serviceRestart = 1012;
/** The same, later. */
const tryAgainLater = 1013;
const unauthenticated = 4401;

const refusals: ReadonlyMap<ErrorCode, number> = new Map([
  ['UNAUTHENTICATED', unauthenticated],
  ['RATE_LIMITED', tryAgainLater],
]);

export type SocketTokens = {
  /** What the client is told of the connection; false where it was closed. */
  onConnect(connection: Connection): Promise<Record<string, unknown> | boolean>;
  /** How a client goes on after its token's end without opening the socket again. */
  onPing(connection: Connection, payload: Payload): Promise<void>;
};

/** Where a message that carries a token has it. */
const authorizationIn = (payload: Payload): unknown => payload?.Authorization ?? payload?.authorization;

export const createSocketTokens = (
  services: Services,
  callerOf: CallerReader,
  sessionSockets: SessionSockets,
): SocketTokens => {
  const socketsOfUsers = createPlaces(services.env.limits.userSockets);

  /**
   * Takes a token for the socket, at its opening or in place of the one before; returns when it ends.
   * @throws AppError UNAUTHENTICATED unless it is good, and of the session that the socket belongs to
   */
  const admit = async (connection: Connection, authorization: unknown): Promise<Date | undefined> => {
    const { extra } = connection;
    const token = tokenOf(authorization);
    const { viewer, refusal } = await createContext(services, { ...callerOf(connection), token });
    if (refusal) throw refusal;
    if (token === undefined || !viewer) return undefined;
    const { expiresAt } = await services.tokens.verify(token, services.clock.now());
    if (extra.sessionId !== undefined && extra.sessionId !== viewer.sessionId) throw new AppError('UNAUTHENTICATED');
    if (extra.sessionId === undefined && extra.socket.readyState === extra.socket.OPEN) {
      const release = socketsOfUsers.take(viewer.userId);
      if (!release) throw tooMany;
      extra.socket.once('close', release);
    }
    Object.assign(extra, { token, sessionId: viewer.sessionId, userId: viewer.userId });
    sessionSockets.watch(extra.socket, viewer.sessionId, expiresAt);
    return expiresAt;
  };

  const refuse = (connection: Connection, error: unknown): void => {
    const known = appErrorBehind(error);
    const code = (known && refusals.get(known.code)) ?? serviceRestart;
    if (!known) maskError(error, scopeFor(callerOf(connection), services.log));
    connection.extra.socket.close(code, known?.code ?? 'INTERNAL_SERVER_ERROR');
  };

  return {
    onConnect: async (connection) => {
      try {
        const expiresAt = await admit(connection, authorizationIn(connection.connectionParams));
        return expiresAt ? { accessTokenExpiresAt: expiresAt.toISOString() } : true;
      } catch (error) {
        refuse(connection, error);
        return false;
      }
    },
    onPing: async (connection, payload) => {
      const authorization = authorizationIn(payload);
      if (authorization === undefined) return;
      await admit(connection, authorization).catch((error: unknown) => {
        // While it cannot be checked, the socket goes on with the token that it has, for as long as that is good.
        if (appErrorBehind(error)?.code === 'DEPENDENCY_UNAVAILABLE') return;
        refuse(connection, error);
      });
    },
  };
};
