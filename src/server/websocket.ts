/** GraphQL over websocket (graphql-transport-ws), on the path of the HTTP endpoint. */
import { randomUUID } from 'node:crypto';
import type { IncomingMessage, Server } from 'node:http';
import type { DocumentNode, ExecutionArgs, GraphQLError, GraphQLSchema } from 'graphql';
import { useServer } from 'graphql-ws/use/ws';
import pLimit, { type LimitFunction } from 'p-limit';
import { type WebSocket, WebSocketServer } from 'ws';
import {
  type Caller,
  type Context,
  createContext,
  type OperationRecord,
  preferredLocale,
  type Services,
} from '../context.js';
import { forgetReads } from '../domain/reads.js';
import { AppError } from '../errors.js';
import { type AddressReader, tokenOf } from './caller.js';
import { createEventContexts } from './event-context.js';
import { type Executor, requireOperation } from './executor.js';
import { appErrorBehind, maskError } from './mask.js';
import { type Overload, overloadRetryAfter } from './overload.js';
import type { Rates } from './rate.js';
import { askedIn, conclude, countEvents, describe, hashOf, type RequestLog } from './request-log.js';
import { createSessionSockets } from './session-sockets.js';
import { BoundedWebSocket, watchSlowReaders } from './slow-readers.js';
import { createValidator } from './validator.js';

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
/** What a client's protocol library takes as: try again, perhaps elsewhere. */
const serviceRestart = 1012;
const unauthenticated = 4401;

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
};

const peerOf = (extra: Extra): Peer => {
  const { socket } = extra;
  extra.peer ??= { isOpen: () => socket.readyState === socket.OPEN, turn: pLimit(operationsAtOnce) };
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
  executor: Executor,
  services: Services,
  addressOf: AddressReader,
  requestLog: RequestLog,
  rates: Rates,
  overload: Overload,
): WebsocketEndpoint => {
  const documentOf = createValidator(schema, services.env.introspection);
  const running = new Set<Promise<unknown>>();
  const sockets = new WebSocketServer({ noServer: true, maxPayload, WebSocket: BoundedWebSocket });
  /** Who asked for an operation, and when. */
  const askers = new WeakMap<Context, { peer: Peer; begun: number }>();
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
    Object.assign(extra, { token, sessionId: viewer.sessionId });
    sessionSockets.watch(extra.socket, viewer.sessionId, expiresAt);
    return expiresAt;
  };

  const refuse = (connection: Connection, error: unknown): void => {
    const known = appErrorBehind(error);
    const code = known?.code === 'UNAUTHENTICATED' ? unauthenticated : serviceRestart;
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
        const begun = performance.now();
        /** What was never run. */
        const refused = (errors: readonly GraphQLError[], ctx?: Context): readonly GraphQLError[] => {
          const record: OperationRecord = ctx?.record ?? { statements: 0 };
          if (record.hash === undefined) {
            if (typeof payload.query === 'string') record.hash = hashOf(payload.query);
            rates.charge(caller);
          }
          conclude(record, { errors });
          const { requestId } = caller;
          const duration = performance.now() - begun;
          requestLog.operation({ requestId, transport: 'websocket', userId: ctx?.viewer?.userId, record, duration });
          return errors;
        };
        try {
          overload.screen(payload);
        } catch (error) {
          return [maskError(error, scope(caller))];
        }
        let contextValue: Context | undefined;
        try {
          // What was asked before the peer was let go is not worth an answer any more.
          if (!peer.isOpen()) throw new AppError('DEPENDENCY_UNAVAILABLE');
          rates.screen(caller.ip, caller.token !== undefined);
          const document = documentOf(payload.query);
          if (Array.isArray(document)) return refused(document.map((mistake) => maskError(mistake, scope(caller))));
          requireOperation({ document: document as DocumentNode, operationName: payload.operationName });
          // The library keeps it for as long as the operation runs: one text for all who ask the same.
          Object.assign(payload, { query: (document as DocumentNode).loc?.source.body });
          // The token is checked again for each operation: the session may have ended since the socket opened.
          contextValue = await createContext(services, caller);
          const operation = {
            document: document as DocumentNode,
            operationName: payload.operationName,
            variables: payload.variables,
          };
          describe(contextValue.record, operation);
          await rates.admit(operation, contextValue);
          askers.set(contextValue, { peer, begun });
          return {
            schema,
            document: document as DocumentNode,
            operationName: payload.operationName,
            variableValues: payload.variables,
            contextValue,
          };
        } catch (error) {
          return refused([maskError(error, scope(caller))], contextValue);
        }
      },
      execute: (args) => {
        const ctx = args.contextValue as Context;
        const { peer, begun } = askers.get(ctx) as { peer: Peer; begun: number };
        const gone = () => ({ errors: [maskError(new AppError('DEPENDENCY_UNAVAILABLE'), scope(ctx.caller))] });
        const run = async () => {
          const result = peer.isOpen() ? await executor.execute(operationOf(args), ctx) : gone();
          conclude(ctx.record, result);
          requestLog.operation(askedIn(ctx, 'websocket', performance.now() - begun));
          return result;
        };
        return track(peer.turn(run));
      },
      subscribe: async (args) => {
        const ctx = args.contextValue as Context;
        const { caller } = ctx;
        const { peer, begun } = askers.get(ctx) as { peer: Peer; begun: number };
        const results = await executor.subscribe(operationOf(args), ctx, async (event) => {
          // Nothing more is read for a socket that is closing: the stream waits for its end.
          if (!peer.isOpen()) throw new AppError('DEPENDENCY_UNAVAILABLE');
          return eventContexts.of(event, caller);
        });
        // It stays for as long as the subscription is open; what was read to open it need not.
        forgetReads(ctx);
        const asked = () => askedIn(ctx, 'websocket', performance.now() - begun);
        if (!(Symbol.asyncIterator in results)) conclude(ctx.record, results);
        requestLog.opened(asked());
        return Symbol.asyncIterator in results
          ? countEvents(results, (events) => requestLog.ended(asked(), events))
          : results;
      },
    },
    sockets,
    keepAlive,
  );

  http.on('upgrade', (request, socket, head) => {
    // Node leaves an upgraded socket to us, its errors included: unheard, one would end the process.
    socket.on('error', () => socket.destroy());
    const busy = draining || overload.isOverloaded();
    const refusal =
      request.url?.split('?')[0] !== path ? '404 Not Found' : busy ? '503 Service Unavailable' : undefined;
    if (refusal) {
      const later = busy ? `Retry-After: ${overloadRetryAfter}\r\n` : '';
      socket.end(`HTTP/1.1 ${refusal}\r\n${later}Connection: close\r\n\r\n`);
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
