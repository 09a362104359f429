/** GraphQL over websocket (graphql-transport-ws), on the path of the HTTP endpoint. */
import { randomUUID } from 'node:crypto';
import type { IncomingMessage, Server } from 'node:http';
import type { ExecutionArgs, GraphQLSchema } from 'graphql';
import { useServer } from 'graphql-ws/use/ws';
import { type WebSocket, WebSocketServer } from 'ws';
import { type Caller, type Context, createContext, preferredLocale, type Services } from '../context.js';
import { forgetReads } from '../domain/reads.js';
import { AppError, type ErrorCode } from '../errors.js';
import { type AddressReader, tokenOf } from './caller.js';
import { createEventContexts } from './event-context.js';
import type { Executor } from './executor.js';
import { appErrorBehind, maskError } from './mask.js';
import { requireOperation } from './operation.js';
import { createPeers, type Peer, tooMany } from './peer.js';
import type { PersistedQueries } from './persisted.js';
import { createPlaces } from './places.js';
import { createSessionSockets } from './session-sockets.js';
import { BoundedWebSocket, watchSlowReaders } from './slow-readers.js';
import { openDoor } from './upgrade.js';
import { isDocument, type Validator } from './validator.js';

export type WebsocketEndpoint = {
  /** Lets running operations end, then tells every socket to go elsewhere. */
  dispose(): Promise<void>;
};

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

type Extra = {
  socket: WebSocket;
  request: IncomingMessage;
  /** The newest token that the client has shown. */
  token?: string;
  sessionId?: string;
  peer?: Peer;
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
  const createPeer = createPeers(limits);
  const peerOf = (extra: Extra): Peer => {
    extra.peer ??= createPeer(extra.socket);
    return extra.peer;
  };
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
          peer.begin(payload);
          const document = documentOf(await persisted.queryOf(payload));
          if (!isDocument(document)) {
            peer.end(payload);
            return document.map((mistake) => maskError(mistake, scope(caller)));
          }
          const { operation } = requireOperation({ document, operationName: payload.operationName });
          const streams = operation === 'subscription';
          if (streams) peer.beginStream(payload);
          // The library keeps it for as long as the operation runs: one text for all who ask the same.
          Object.assign(payload, { query: document.loc?.source.body });
          // The token is checked again for each operation: the session may have ended since the socket opened.
          const contextValue = await createContext(services, caller);
          peers.set(contextValue, peer);
          if (streams && contextValue.viewer) peer.shareStream(payload, contextValue.viewer.userId);
          return {
            schema,
            document,
            operationName: payload.operationName,
            variableValues: payload.variables,
            contextValue,
          };
        } catch (error) {
          peer.end(payload);
          return [maskError(error, scope(caller))];
        }
      },
      onComplete: ({ extra }, _id, payload) => peerOf(extra).end(payload),
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

  openDoor(http, sockets, services.env, { path, isDraining: () => draining, addressOf });

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
