/** What is asked over a websocket: checked, counted, paid for, run, and told of in the request log. */
import type { ExecutionArgs, ExecutionResult, GraphQLError, GraphQLSchema } from 'graphql';
import type { SubscribePayload } from 'graphql-ws';
import { type Caller, type Context, createContext, type OperationRecord, type Services } from '../context.js';
import { forgetReads } from '../domain/reads.js';
import { AppError } from '../errors.js';
import { type CallerReader, type Connection, type Extra, scopeFor } from './connection.js';
import { createEventContexts } from './event-context.js';
import { maskError } from './mask.js';
import { requireOperation } from './operation.js';
import type { Overload } from './overload.js';
import { createPeers, type Peer } from './peer.js';
import type { PersistedQueries } from './persisted.js';
import { priceOf } from './rate.js';
import { type Asked, askedIn, conclude, countEvents, describe, hashAsked, type RequestLog } from './request-log.js';
import type { RunParts } from './run.js';
import { createRefusals } from './socket-refusals.js';
import { isDocument } from './validator.js';

/** What both transports share. */
export type WebsocketParts = RunParts & { persisted: PersistedQueries; requestLog: RequestLog; overload: Overload };

type Results = AsyncGenerator<ExecutionResult, void, void> | ExecutionResult;

export type SocketOperations = {
  /** What is to be run, or what it is refused with. */
  onSubscribe(
    connection: Connection,
    id: string,
    payload: SubscribePayload,
  ): Promise<ExecutionArgs | readonly GraphQLError[]>;
  onComplete(connection: Connection, id: string, payload: SubscribePayload): void;
  execute(args: ExecutionArgs): Promise<ExecutionResult>;
  subscribe(args: ExecutionArgs): Promise<Results>;
  /** Waits for the queries and mutations that are under way, for so many milliseconds at most. */
  settle(patience: number): Promise<void>;
};

const operationOf = (args: ExecutionArgs) => ({
  document: args.document,
  operationName: args.operationName,
  variables: args.variableValues as Record<string, unknown> | undefined,
});

export const createSocketOperations = (
  schema: GraphQLSchema,
  { executor, documentOf, persisted, rates, requestLog, overload }: WebsocketParts,
  services: Services,
  callerOf: CallerReader,
): SocketOperations => {
  const { log } = services;
  const createPeer = createPeers(services.env.limits);
  const peerOf = (extra: Extra): Peer => {
    extra.peer ??= createPeer(extra.socket);
    return extra.peer;
  };
  const refusals = createRefusals(requestLog.refused);
  const eventContexts = createEventContexts(services);
  const running = new Set<Promise<unknown>>();
  /** Who asked for an operation, and when. */
  const askers = new WeakMap<Context, { peer: Peer; begun: number }>();
  const askerOf = (ctx: Context) => askers.get(ctx) as { peer: Peer; begun: number };

  const track = <T>(work: Promise<T>): Promise<T> => {
    running.add(work);
    return work.finally(() => running.delete(work));
  };

  /** Tells of what was never run, and takes a little for what came to no operation. */
  const tellRefused = (
    { socket, userId }: Extra,
    caller: Caller,
    begun: number,
    payload: SubscribePayload,
    errors: readonly GraphQLError[],
    ctx?: Context,
  ): void => {
    const record: OperationRecord = ctx?.record ?? { statements: 0 };
    if (record.hash === undefined) {
      const hash = hashAsked(payload);
      if (hash !== undefined) record.hash = hash;
      rates.charge(caller, userId, priceOf(payload.query));
    }
    conclude(record, { errors });
    const duration = performance.now() - begun;
    const { requestId } = caller;
    const who = ctx ? ctx.viewer?.userId : userId;
    const asked: Asked = { requestId, transport: 'websocket', userId: who, record, duration };
    if (record.code === 'RATE_LIMITED') refusals(socket, asked);
    else requestLog.operation(asked);
  };

  return {
    onSubscribe: async (connection, _id, payload) => {
      const caller = callerOf(connection);
      const peer = peerOf(connection.extra);
      const begun = performance.now();
      const masked = (error: unknown) => maskError(error, scopeFor(caller, log));
      try {
        overload.screen(payload);
      } catch (error) {
        return [masked(error)];
      }
      let ctx: Context | undefined;
      /** Every way out of here but that of an operation that is run. */
      const refused = (mistakes: readonly unknown[]): readonly GraphQLError[] => {
        peer.end(payload);
        const errors = mistakes.map(masked);
        tellRefused(connection.extra, caller, begun, payload, errors, ctx);
        return errors;
      };
      try {
        // What was asked before the peer was let go is not worth an answer any more.
        if (!peer.isOpen()) throw new AppError('DEPENDENCY_UNAVAILABLE');
        rates.screen(caller, connection.extra.userId);
        peer.begin(payload);
        const document = documentOf(await persisted.queryOf(payload));
        if (!isDocument(document)) return refused(document);
        const operation = { document, operationName: payload.operationName, variables: payload.variables };
        const streams = requireOperation(operation).operation === 'subscription';
        if (streams) peer.beginStream(payload);
        // The library keeps it for as long as the operation runs: one text for all who ask the same.
        Object.assign(payload, { query: document.loc?.source.body });
        // The token is checked again for each operation: the session may have ended since the socket opened.
        ctx = await createContext(services, caller);
        describe(ctx.record, operation);
        await rates.admit(operation, ctx);
        if (streams && ctx.viewer) peer.shareStream(payload, ctx.viewer.userId);
        askers.set(ctx, { peer, begun });
        const { operationName, variables } = payload;
        return { schema, document, operationName, variableValues: variables, contextValue: ctx };
      } catch (error) {
        return refused([error]);
      }
    },
    onComplete: ({ extra }, _id, payload) => peerOf(extra).end(payload),
    execute: (args) => {
      const ctx = args.contextValue as Context;
      const { peer, begun } = askerOf(ctx);
      const gone = () => ({ errors: [maskError(new AppError('DEPENDENCY_UNAVAILABLE'), scopeFor(ctx.caller, log))] });
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
      const { peer, begun } = askerOf(ctx);
      const results = await executor.subscribe(operationOf(args), ctx, async (event) => {
        // Nothing more is read for a socket that is closing: the stream waits for its end.
        if (!peer.isOpen()) throw new AppError('DEPENDENCY_UNAVAILABLE');
        return eventContexts.of(event, caller);
      });
      // It stays for as long as the subscription is open; what was read to open it need not.
      forgetReads(ctx);
      const asked = () => askedIn(ctx, 'websocket', performance.now() - begun);
      const isStream = Symbol.asyncIterator in results;
      if (!isStream) conclude(ctx.record, results);
      requestLog.opened(asked());
      return isStream ? countEvents(results, (events) => requestLog.ended(asked(), events)) : results;
    },
    settle: async (patience) => {
      const impatience = new AbortController();
      const timer = setTimeout(() => impatience.abort(), patience);
      const outOfPatience = new Promise((resolve) => impatience.signal.addEventListener('abort', resolve));
      while (running.size > 0 && !impatience.signal.aborted) {
        await Promise.race([Promise.allSettled(running), outOfPatience]);
      }
      clearTimeout(timer);
    },
  };
};
