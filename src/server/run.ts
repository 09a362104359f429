/** Runs what was asked over HTTP: from the text of an operation to what the client is told of it. */
import type { ExecutionResult } from 'graphql';
import type { Context } from '../context.js';
import { AppError } from '../errors.js';
import type { Executor } from './executor.js';
import { maskError, scopeOf } from './mask.js';
import { requireOperation } from './operation.js';
import type { Rates } from './rate.js';
import { conclude, describe } from './request-log.js';
import { statusFor } from './status.js';
import { isDocument, type Validator } from './validator.js';

/** What a request asks. `method` and `accept` are HTTP's. */
export type Asked = {
  query: unknown;
  operationName?: string | null | undefined;
  variables?: Record<string, unknown> | null | undefined;
  method: string;
  accept: string | null | undefined;
};
export type Told = { status: number; result: ExecutionResult };
export type Run = (asked: Asked, ctx: Context) => Promise<Told>;

const websocketOnly = new AppError('BAD_USER_INPUT', {
  message: {
    en: 'Subscriptions are served over a websocket on this path (graphql-transport-ws).',
    zh: '订阅请通过同一路径的 WebSocket（graphql-transport-ws）进行。',
  },
});
const postOnly = new AppError('BAD_USER_INPUT', {
  message: { en: 'Mutations are taken by POST alone.', zh: '变更操作只能通过 POST 提交。' },
});

export type RunParts = { executor: Executor; documentOf: Validator; rates: Rates };

export const createRun = ({ executor, documentOf, rates }: RunParts): Run => {
  const told = ({ accept }: Asked, { record }: Context, result: ExecutionResult, always?: number): Told => {
    conclude(record, result);
    // A result without data is of an operation that did not run: the status says so.
    const status = result.data === undefined ? statusFor(result.errors ?? [], accept) : 200;
    // Errors first, so that nobody who reads it misses them.
    return { status: always ?? status, result: result.errors ? { errors: result.errors, ...result } : result };
  };

  return async (asked, ctx) => {
    const refuse = (errors: readonly unknown[], always?: number): Told =>
      told(asked, ctx, { errors: errors.map((error) => maskError(error, scopeOf(ctx))) }, always);
    const { query, operationName, variables, method } = asked;
    const document = documentOf(query);
    if (!isDocument(document)) return refuse(document);
    const operation = { document, operationName, variables };
    try {
      const { operation: type } = requireOperation(operation);
      if (type === 'subscription') throw websocketOnly;
      if (type === 'mutation' && method === 'GET') return refuse([postOnly], 405);
      describe(ctx.record, operation);
      await rates.admit(operation, ctx);
    } catch (error) {
      return refuse([error]);
    }
    return told(asked, ctx, await executor.execute(operation, ctx));
  };
};
