/** The request log: one line for each operation, which says what was asked and how it went, never with what values. */
import type { ExecutionResult } from 'graphql';
import type { Context, OperationRecord } from '../context.js';
import type { Log } from '../log.js';
import { type Operation, requireOperation } from './operation.js';
import { hashIn, hashOf, notFound } from './persisted.js';

export type Transport = 'http' | 'websocket';

/** How an operation that was asked came to its end. */
export type Asked = {
  requestId: string;
  transport: Transport;
  /** Of who is signed in. */
  userId: string | undefined;
  record: OperationRecord;
  /** Milliseconds. */
  duration: number;
};

export type RequestLog = {
  /** Of a query, a mutation, or what could be neither. */
  operation(asked: Asked): void;
  /** Of so many that were refused for want of means, the last of them. */
  refused(asked: Asked, count: number): void;
  /** Of a subscription that is open now, or was not opened. */
  opened(asked: Asked): void;
  /** @param events results that the subscription has been given; not those that say of a failure */
  ended(asked: Asked, events: number): void;
};

type Coded = { message?: string; extensions?: Record<string, unknown> };

/** A name is the client's text, and may be as long as a document. */
const longestName = 64;
const hashes = new WeakMap<object, string>();

/** The same for one text on both transports, and everywhere else that SHA-256 is known. */
const shorten = (hash: string): string => hash.slice(0, 16);

/** The hash of what a request asks for, by its text or by hash alone, where it came to no operation. */
export const hashAsked = ({ query, extensions }: { query?: unknown; extensions?: unknown }): string | undefined => {
  if (typeof query === 'string' && query !== '') return shorten(hashOf(query));
  const hash = hashIn(extensions);
  return hash && shorten(hash);
};

/** Of the first error; to ask by a hash that is not known is how clients begin, and no mistake. */
export const codeOf = (errors: readonly Coded[] | undefined): string | undefined => {
  const [error] = errors ?? [];
  const code = error?.message === notFound ? 'PERSISTED_QUERY_NOT_FOUND' : error?.extensions?.code;
  return typeof code === 'string' ? code : undefined;
};

/** Notes what is asked for. */
export const describe = (record: OperationRecord, operation: Operation): void => {
  const { document } = operation;
  let hash = hashes.get(document);
  if (hash === undefined) {
    hash = shorten(hashOf(document.loc?.source.body ?? ''));
    hashes.set(document, hash);
  }
  record.hash = hash;
  // The name that the document has, not what the client says it is.
  const definition = requireOperation(operation);
  record.type = definition.operation;
  if (definition.name) record.name = definition.name.value.slice(0, longestName);
};

/** Notes what came of it. */
export const conclude = (record: OperationRecord, { errors }: Pick<ExecutionResult, 'errors'>): void => {
  const code = codeOf(errors);
  if (code !== undefined) record.code = code;
};

const round = (milliseconds: number): number => Math.round(milliseconds * 10) / 10;

/** @param slowAfter milliseconds from which on an operation is told of as a warning */
export const createRequestLog = (log: Log, slowAfter: number): RequestLog => {
  const lineOf = ({ requestId, transport, userId, record, duration }: Asked) => ({
    requestId,
    transport,
    type: record.type,
    name: record.name,
    hash: record.hash,
    userId,
    durationMs: round(duration),
    sql: record.statements,
    code: record.code,
  });
  const operation = (asked: Asked, message: string) => {
    if (asked.duration >= slowAfter) log.warn({ ...lineOf(asked), slow: true }, message);
    else if (log.isLevelEnabled('info')) log.info(lineOf(asked), message);
  };
  return {
    operation: (asked) => operation(asked, 'operation'),
    refused: (asked, refused) => {
      if (log.isLevelEnabled('info')) log.info({ ...lineOf(asked), refused }, 'operation');
    },
    opened: (asked) => operation(asked, asked.record.code ? 'operation' : 'subscription opened'),
    ended: (asked, events) => {
      if (log.isLevelEnabled('info')) log.info({ ...lineOf(asked), events }, 'subscription ended');
    },
  };
};

/** The part of a line that a context knows. */
export const askedIn = (ctx: Context, transport: Transport, duration: number): Asked => ({
  requestId: ctx.caller.requestId,
  transport,
  userId: ctx.viewer?.userId,
  record: ctx.record,
  duration,
});

/** Counts the results of a subscription, and tells once when it is over, by whichever side. */
export const countEvents = (
  results: AsyncGenerator<ExecutionResult, void, void>,
  over: (events: number) => void,
): AsyncGenerator<ExecutionResult, void, void> => {
  const { next, return: end } = results;
  let events = 0;
  let told = false;
  const tell = () => {
    if (!told) over(events);
    told = true;
  };
  results.next = async () => {
    const result = await next();
    if (result.done) tell();
    else if (result.value.data) events++;
    return result;
  };
  results.return = async (value) => {
    tell();
    return end(value);
  };
  return results;
};
