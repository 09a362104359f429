/** The door of websockets: who may open one at all, told before there is one. */
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import type { WebSocketServer } from 'ws';
import { placeOf } from '../domain/guess.js';
import type { Env } from '../env.js';
import { AppError } from '../errors.js';
import type { AddressReader } from './caller.js';
import { malformed, wrongMethod } from './failure.js';
import { createOriginCheck } from './origin.js';
import { type Overload, overloadRetryAfter } from './overload.js';
import { createPlaces } from './places.js';
import { endWith, type Refusal } from './refusal.js';

export type Door = { path: string; isDraining: () => boolean; overload: Overload; addressOf: AddressReader };

const refusals = {
  elsewhere: { error: new AppError('NOT_FOUND') },
  notGet: { error: new AppError('BAD_USER_INPUT', { message: wrongMethod }), status: 405, headers: { Allow: 'GET' } },
  // A balancer, or the client's library, tries it elsewhere or later.
  unavailable: { error: new AppError('DEPENDENCY_UNAVAILABLE', { retryAfter: overloadRetryAfter }) },
  stranger: { error: new AppError('FORBIDDEN') },
  tooMany: { error: new AppError('RATE_LIMITED', { retryAfter: 10 }) },
  malformed: {
    error: new AppError('BAD_USER_INPUT', { message: malformed }),
    headers: { 'Sec-WebSocket-Version': '13' },
  },
} satisfies Record<string, Refusal>;

/** Makes what does one piece of work in each round of the event loop: between two of many, everyone else has a turn. */
const createTurns = (): ((work: () => void) => void) => {
  const waiting: (() => void)[] = [];
  const next = () => {
    waiting.shift()?.();
    if (waiting.length > 0) setImmediate(next);
  };
  return (work) => {
    if (waiting.push(work) === 1) setImmediate(next);
  };
};

/** Opens a socket of the server for each upgrade of the path that is not refused. */
export const openDoor = (
  http: Server,
  sockets: WebSocketServer,
  env: Env,
  { path, isDraining, overload, addressOf }: Door,
): void => {
  const places = createPlaces(env.limits.addressSockets);
  const inTurn = createTurns();
  const isAllowedOrigin = createOriginCheck(env);

  /** Why no socket is opened; where one is, its address has a place until the connection ends. */
  const refusalOf = (request: IncomingMessage, connection: Duplex): Refusal | undefined => {
    if (request.url?.split('?')[0] !== path) return refusals.elsewhere;
    if (request.method !== 'GET') return refusals.notGet;
    if (isDraining() || overload.isOverloaded()) return refusals.unavailable;
    if (!isAllowedOrigin(request.headers.origin, request.headers.host)) return refusals.stranger;
    const release = places.take(placeOf(addressOf(request)));
    if (!release) return refusals.tooMany;
    connection.once('close', release);
    return undefined;
  };

  sockets.on('wsClientError', (_error, connection, request) => endWith(connection, refusals.malformed, request));
  http.on('upgrade', (request, connection, head) => {
    // Node leaves an upgraded socket to us, its errors included: unheard, one would end the process.
    connection.on('error', () => connection.destroy());
    inTurn(() => {
      if (connection.destroyed) return;
      const refusal = refusalOf(request, connection);
      if (refusal) endWith(connection, refusal, request);
      else sockets.handleUpgrade(request, connection, head, (opened) => sockets.emit('connection', opened, request));
    });
  });
};
