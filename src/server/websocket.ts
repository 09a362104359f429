/** GraphQL over websocket (graphql-transport-ws), on the path of the HTTP endpoint. */
import { randomUUID } from 'node:crypto';
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import type { ExecutionArgs, GraphQLSchema } from 'graphql';
import { useServer } from 'graphql-ws/use/ws';
import pLimit, { type LimitFunction } from 'p-limit';
import { type WebSocket, WebSocketServer } from 'ws';
import { type Caller, type Context, createContext, preferredLocale, type Services } from '../context.js';
import { placeOf } from '../domain/guess.js';
import { forgetReads } from '../domain/reads.js';
import { AppError, type ErrorCode } from '../errors.js';
import { type AddressReader, tokenOf } from './caller.js';
import { createEventContexts } from './event-context.js';
import type { Executor } from './executor.js';
import { appErrorBehind, maskError } from './mask.js';
import { requireOperation } from './operation.js';
import { createOriginCheck } from './origin.js';
import type { PersistedQueries } from './persisted.js';
import { createPlaces } from './places.js';
import { createSessionSockets } from './session-sockets.js';
import { BoundedWebSocket, watchSlowReaders } from './slow-readers.js';
import { isDocument, type Validator } from './validator.js';

export type WebsocketEndpoint = {
  /** Lets running operations end, then tells every socket to go elsewhere. */
  dispose(): Promise<void>;
};

/** Queries and mutations of one socket that run at once; more wait, so that their results do not pile up. */
const operationsAtOnce = 16;
/** Bytes of one message. */
const maxPayload = 64 * 1024;
/** Milliseconds between pings; a peer that misses one is gone. */
const keepAlive = 12_000;
/** Milliseconds that running queries and mutations, and then closing sockets, are waited for at a stop. */
const drainPatience = 4_000;
/** Milliseconds in which a socket must say `connection_init`; it is closed with 4408 then. */
const initPatience = 3_000;
/** What a client's protocol library takes as: try again, perhaps elsewhere. */
const serviceRestart = 1012;
/** The same, later. */
const tryAgainLater = 1013;
const unauthenticated = 4401;

const refusals: ReadonlyMap<ErrorCode, number> = new Map([
  ['UNAUTHENTICATED', unauthenticated],
  ['RATE_LIMITED', tryAgainLater],
]);

const tooMany = new AppError('RATE_LIMITED', {
  message: { en: 'Too many of these are open. Close some first.', zh: '已打开的连接或订阅过多，请先关闭一些。' },
});

type Extra = {
  socket: WebSocket;
  request: IncomingMessage;
  /** The newest token that the client has shown. */
  token?: string;
  sessionId?: string;
  peer?: Peer;
};

type Peer = {
  /** Whether its socket still takes anything. */
  isOpen(): boolean;
  /** In which its queries and mutations wait for each other. */
  turn: LimitFunction;
  /** Its subscriptions, by the message that asked for them, and what gives their places back. */
  subscriptions: Map<object, () => void>;
};

const peerOf = (extra: Extra): Peer => {
  if (extra.peer) return extra.peer;
  const { socket } = extra;
  const subscriptions: Peer['subscriptions'] = new Map();
  socket.once('close', () => {
    for (const release of subscriptions.values()) release();
  });
  extra.peer = { isOpen: () => socket.readyState === socket.OPEN, turn: pLimit(operationsAtOnce), subscriptions };
  return extra.peer;
};

type Payload = Readonly<Record<string, unknown>> | undefined;

/** Where a message that carries a token has it. */
const authorizationIn = (payload: Payload): unknown => payload?.Authorization ?? payload?.authorization;

/** What only a server says. */
const serverMessages: ReadonlySet<unknown> = new Set(['connection_ack', 'next', 'error']);

/** Said by a client, it is no message of the protocol: the library would take it for a fault of ours, and print a stack. */
const refuseServerMessages = (key: string, value: unknown): unknown => {
  if (key === '' && serverMessages.has((value as { type?: unknown } | null)?.type))
    throw new Error('not a client message');
  return value;
};

type Connection = { extra: Extra; connectionParams?: Payload };

export const createWebsocketEndpoint = (
  http: Server,
  path: string,
  schema: GraphQLSchema,
  { executor, documentOf, persisted }: { executor: Executor; documentOf: Validator; persisted: PersistedQueries },
  services: Services,
  addressOf: AddressReader,
): WebsocketEndpoint => {
  const { limits } = services.env;
  const socketsOfUsers = createPlaces(limits.userSockets);
  const socketsOfAddresses = createPlaces(limits.addressSockets);
  const subscriptionsOfUsers = createPlaces(limits.userSubscriptions);
  const isAllowedOrigin = createOriginCheck(services.env);
  const running = new Set<Promise<unknown>>();
  const sockets = new WebSocketServer({ noServer: true, maxPayload, WebSocket: BoundedWebSocket });
  /** Who asked for an operation. */
  const peers = new WeakMap<Context, Peer>();
  let draining = false;

  const track = <T>(work: Promise<T>): Promise<T> => {
    running.add(work);
    return work.finally(() => running.delete(work));
  };

  const sessionSockets = createSessionSockets(services);
  const eventContexts = createEventContexts(services);
  const slowReaders = watchSlowReaders(sockets, services.log);

  const callerOf = ({ extra, extra: { request }, connectionParams = {} }: Connection): Caller => ({
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

  const scope = (caller: Caller) => ({
    requestId: caller.requestId,
    locale: preferredLocale(caller.acceptLanguage) ?? ('EN' as const),
    log: services.log,
  });

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
    Object.assign(extra, { token, sessionId: viewer.sessionId });
    sessionSockets.watch(extra.socket, viewer.sessionId, expiresAt);
    return expiresAt;
  };

  const refuse = (connection: Connection, error: unknown): void => {
    const known = appErrorBehind(error);
    const code = (known && refusals.get(known.code)) ?? serviceRestart;
    if (!known) maskError(error, scope(callerOf(connection)));
    connection.extra.socket.close(code, known?.code ?? 'INTERNAL_SERVER_ERROR');
  };

  const endSubscription = ({ subscriptions }: Peer, payload: object): void => {
    subscriptions.get(payload)?.();
    subscriptions.delete(payload);
  };

  const operationOf = (args: ExecutionArgs) => ({
    document: args.document,
    operationName: args.operationName,
    variables: args.variableValues as Record<string, unknown> | undefined,
  });

  const server = useServer<Record<string, unknown>, Extra>(
    {
      jsonMessageReviver: refuseServerMessages,
      connectionInitWaitTimeout: initPatience,
      onConnect: async (connection) => {
        if (draining) {
          connection.extra.socket.close(serviceRestart, 'Service restart');
          return false;
        }
        try {
          const expiresAt = await admit(connection, authorizationIn(connection.connectionParams));
          return expiresAt ? { accessTokenExpiresAt: expiresAt.toISOString() } : true;
        } catch (error) {
          refuse(connection, error);
          return false;
        }
      },
      // How a client goes on after its token's end without opening the socket again.
      onPing: async (connection, payload) => {
        const authorization = authorizationIn(payload);
        if (authorization === undefined) return;
        await admit(connection, authorization).catch((error: unknown) => {
          // While it cannot be checked, the socket goes on with the token that it has, for as long as that is good.
          if (appErrorBehind(error)?.code === 'DEPENDENCY_UNAVAILABLE') return;
          refuse(connection, error);
        });
      },
      onSubscribe: async (connection, _id, payload) => {
        const caller = callerOf(connection);
        const peer = peerOf(connection.extra);
        try {
          // What was asked before the peer was let go is not worth an answer any more.
          if (!peer.isOpen()) throw new AppError('DEPENDENCY_UNAVAILABLE');
          const document = documentOf(await persisted.queryOf(payload));
          if (!isDocument(document)) return document.map((mistake) => maskError(mistake, scope(caller)));
          const { operation } = requireOperation({ document, operationName: payload.operationName });
          const streams = operation === 'subscription';
          if (streams) {
            if (peer.subscriptions.size >= limits.socketSubscriptions) throw tooMany;
            peer.subscriptions.set(payload, () => {});
          }
          // The library keeps it for as long as the operation runs: one text for all who ask the same.
          Object.assign(payload, { query: document.loc?.source.body });
          // The token is checked again for each operation: the session may have ended since the socket opened.
          const contextValue = await createContext(services, caller);
          peers.set(contextValue, peer);
          if (streams && contextValue.viewer) {
            const release = subscriptionsOfUsers.take(contextValue.viewer.userId);
            if (!release) throw tooMany;
            peer.subscriptions.set(payload, release);
          }
          return {
            schema,
            document,
            operationName: payload.operationName,
            variableValues: payload.variables,
            contextValue,
          };
        } catch (error) {
          endSubscription(peer, payload);
          return [maskError(error, scope(caller))];
        }
      },
      onComplete: ({ extra }, _id, payload) => endSubscription(peerOf(extra), payload),
      execute: (args) => {
        const ctx = args.contextValue as Context;
        const { isOpen, turn } = peers.get(ctx) as Peer;
        const gone = () => ({ errors: [maskError(new AppError('DEPENDENCY_UNAVAILABLE'), scope(ctx.caller))] });
        return track(turn(async () => (isOpen() ? executor.execute(operationOf(args), ctx) : gone())));
      },
      subscribe: async (args) => {
        const ctx = args.contextValue as Context;
        const { caller } = ctx;
        const { isOpen } = peers.get(ctx) as Peer;
        const results = await executor.subscribe(operationOf(args), ctx, async (event) => {
          // Nothing more is read for a socket that is closing: the stream waits for its end.
          if (!isOpen()) throw new AppError('DEPENDENCY_UNAVAILABLE');
          return eventContexts.of(event, caller);
        });
        // It stays for as long as the subscription is open; what was read to open it need not.
        forgetReads(ctx);
        return results;
      },
    },
    sockets,
    keepAlive,
  );

  /** Why no socket is opened; where one is, its address has a place until the connection ends. */
  const refusalOf = (request: IncomingMessage, connection: Duplex): string | undefined => {
    if (request.url?.split('?')[0] !== path) return '404 Not Found';
    if (draining) return '503 Service Unavailable';
    if (!isAllowedOrigin(request.headers.origin, request.headers.host)) return '403 Forbidden';
    const release = socketsOfAddresses.take(placeOf(addressOf(request)));
    if (!release) return '429 Too Many Requests\r\nRetry-After: 10';
    connection.once('close', release);
    return undefined;
  };

  http.on('upgrade', (request, socket, head) => {
    // Node leaves an upgraded socket to us, its errors included: unheard, one would end the process.
    socket.on('error', () => socket.destroy());
    const refusal = refusalOf(request, socket);
    if (refusal) {
      socket.end(`HTTP/1.1 ${refusal}\r\nConnection: close\r\n\r\n`);
      return;
    }
    sockets.handleUpgrade(request, socket, head, (opened) => sockets.emit('connection', opened, request));
  });

  // What a peer sends wrong is its own affair: the socket closes with its code, and the log keeps a line, not a stack.
  sockets.on('connection', (socket) => {
    socket.removeAllListeners('error');
    socket.on('error', (error) => services.log.debug({ reason: error.message }, 'websocket error'));
  });

  return {
    dispose: async () => {
      draining = true;
      await Promise.all([sessionSockets.dispose(), slowReaders.dispose()]);
      const patience = new AbortController();
      const timer = setTimeout(() => patience.abort(), drainPatience);
      const outOfPatience = new Promise((resolve) => patience.signal.addEventListener('abort', resolve));
      while (running.size > 0 && !patience.signal.aborted) {
        await Promise.race([Promise.allSettled(running), outOfPatience]);
      }
      clearTimeout(timer);
      for (const socket of sockets.clients) socket.close(serviceRestart, 'Service restart');
      const closed = server.dispose();
      const stragglers = setTimeout(() => {
        for (const socket of sockets.clients) socket.terminate();
      }, drainPatience / 2);
      await closed;
      clearTimeout(stragglers);
    },
  };
};
