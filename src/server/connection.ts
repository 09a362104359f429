/** A websocket as its client has opened it, and who asks for something over it. */
import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { WebSocket } from 'ws';
import { type Caller, preferredLocale } from '../context.js';
import type { Log } from '../log.js';
import type { AddressReader } from './caller.js';
import type { MaskScope } from './mask.js';
import type { Peer } from './peer.js';

export type Extra = {
  socket: WebSocket;
  request: IncomingMessage;
  /** The newest token that the client has shown. */
  token?: string;
  sessionId?: string;
  userId?: string;
  peer?: Peer;
};

export type Payload = Readonly<Record<string, unknown>> | undefined;

export type Connection = { extra: Extra; connectionParams?: Payload };

/** Tells who asks, anew for each operation. */
export type CallerReader = (connection: Connection) => Caller;

export const createCallerReader =
  (addressOf: AddressReader): CallerReader =>
  ({ extra, extra: { request }, connectionParams = {} }) => ({
    requestId: randomUUID(),
    // Read anew for each event of a subscription: it goes on with the token that the client has renewed.
    get token() {
      return extra.token;
    },
    acceptLanguage:
      typeof connectionParams.acceptLanguage === 'string'
        ? connectionParams.acceptLanguage
        : request.headers['accept-language'],
    ip: addressOf(request),
    userAgent: request.headers['user-agent'],
  });

/** How an error is told to a caller for whom there is no context. */
export const scopeFor = ({ requestId, acceptLanguage }: Caller, log: Log): MaskScope => ({
  requestId,
  locale: preferredLocale(acceptLanguage) ?? 'EN',
  log,
});
