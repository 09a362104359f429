/** The door of websockets: who may open one at all, told before there is one. */
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import type { WebSocketServer } from 'ws';
import { placeOf } from '../domain/guess.js';
import type { Env } from '../env.js';
import type { AddressReader } from './caller.js';
import { createOriginCheck } from './origin.js';
import { type Overload, overloadRetryAfter } from './overload.js';
import { createPlaces } from './places.js';

export type Door = { path: string; isDraining: () => boolean; overload: Overload; addressOf: AddressReader };

/** A balancer, or the client's library, tries it elsewhere or later. */
const unavailable = `503 Service Unavailable\r\nRetry-After: ${overloadRetryAfter}`;

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
  const refusalOf = (request: IncomingMessage, connection: Duplex): string | undefined => {
    if (request.url?.split('?')[0] !== path) return '404 Not Found';
    if (isDraining() || overload.isOverloaded()) return unavailable;
    if (!isAllowedOrigin(request.headers.origin, request.headers.host)) return '403 Forbidden';
    const release = places.take(placeOf(addressOf(request)));
    if (!release) return '429 Too Many Requests\r\nRetry-After: 10';
    connection.once('close', release);
    return undefined;
  };

  http.on('upgrade', (request, connection, head) => {
    // Node leaves an upgraded socket to us, its errors included: unheard, one would end the process.
    connection.on('error', () => connection.destroy());
    inTurn(() => {
      if (connection.destroyed) return;
      const refusal = refusalOf(request, connection);
      if (refusal) connection.end(`HTTP/1.1 ${refusal}\r\nConnection: close\r\n\r\n`);
      else sockets.handleUpgrade(request, connection, head, (opened) => sockets.emit('connection', opened, request));
    });
  });
};
