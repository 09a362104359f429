/** What is said and done of operations over HTTP once they are answered, of those too that were refused before they ran. */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { OperationRecord } from '../context.js';
import type { Rates } from './rate.js';
import { askedIn, hashOf, type RequestLog } from './request-log.js';

type Refusal = { code?: string; retryAfter?: number };

/** What the body of a refusal says of it. */
const refusalIn = (payload: unknown): Refusal => {
  if (typeof payload !== 'string' || !payload.startsWith('{"errors"')) return {};
  return (JSON.parse(payload) as { errors: { extensions?: Refusal }[] }).errors[0]?.extensions ?? {};
};

/** What was asked for, where it came to no operation. */
const textIn = ({ body, query }: FastifyRequest): string | undefined => {
  const text = (body as { query?: unknown } | null)?.query ?? (query as { query?: unknown })?.query;
  return typeof text === 'string' ? text : undefined;
};

/**
 * @param path where operations are taken
 * @param isSilent of what nothing is said: a line each would cost more than the refusal
 */
export const logHttpOperations = (
  app: FastifyInstance,
  path: string,
  log: RequestLog,
  rates: Rates,
  isSilent: (request: FastifyRequest) => boolean,
): void => {
  const refusals = new WeakMap<FastifyRequest, string>();
  app.addHook('onSend', async (request, reply, payload) => {
    if (reply.statusCode >= 400 && request.routeOptions.url === path) {
      const { code, retryAfter } = refusalIn(payload);
      if (code !== undefined) refusals.set(request, code);
      if (retryAfter !== undefined) reply.header('retry-after', retryAfter);
    }
    return payload;
  });
  app.addHook('onResponse', async (request, reply) => {
    // A page for a browser is no operation.
    if (request.routeOptions.url !== path || isSilent(request) || !/json/.test(String(reply.getHeader('content-type'))))
      return;
    const ctx = request.graphqlContext;
    const record: OperationRecord = ctx?.record ?? { statements: 0 };
    const code = record.code ?? refusals.get(request);
    if (code !== undefined) record.code = code;
    if (ctx && record.hash === undefined) rates.charge(ctx.caller, ctx.viewer);
    if (record.hash === undefined) {
      const text = textIn(request);
      if (text !== undefined) record.hash = hashOf(text);
    }
    const duration = reply.elapsedTime;
    log.operation(
      ctx
        ? askedIn(ctx, 'http', duration)
        : { requestId: request.id, transport: 'http', userId: undefined, record, duration },
    );
  });
};
