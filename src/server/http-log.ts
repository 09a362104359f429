/** What is said and done of operations over HTTP once they are answered, of those too that were refused before they ran. */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Caller, OperationRecord } from '../context.js';
import { priceOf, type Rates } from './rate.js';
import { askedIn, codeOf, hashAsked, type RequestLog } from './request-log.js';

type Refusal = { message?: string; extensions?: { code?: string; retryAfter?: number } };

/** What the body of a refusal says of it. */
const refusalsIn = (payload: unknown): Refusal[] =>
  typeof payload === 'string' && payload.startsWith('{"errors"')
    ? (JSON.parse(payload) as { errors: Refusal[] }).errors
    : [];

/** In a URL, what is no text is JSON. */
const fromJson = (text: unknown): unknown => {
  try {
    return JSON.parse(String(text));
  } catch {
    return undefined;
  }
};

const textIn = ({ method, body, query }: FastifyRequest): unknown =>
  ((method === 'GET' ? query : body) as { query?: unknown } | null | undefined)?.query;

/** What was asked for, where it came to no operation. */
const hashIn = ({ method, body, query }: FastifyRequest): string | undefined => {
  if (method !== 'GET') return hashAsked({ ...(body as object | null) });
  const asked = query as Record<string, unknown>;
  return hashAsked({ query: asked.query, extensions: fromJson(asked.extensions) });
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
  callerOf: (request: FastifyRequest) => Caller,
  isSilent: (request: FastifyRequest) => boolean,
): void => {
  const refusals = new WeakMap<FastifyRequest, string>();
  app.addHook('onSend', async (request, reply, payload) => {
    // A refusal that is told in the operation's own way has the status of what goes well.
    const isUntold = request.graphqlContext?.record.code === undefined;
    if ((reply.statusCode >= 400 || isUntold) && request.routeOptions.url === path) {
      const errors = refusalsIn(payload);
      const code = codeOf(errors);
      const retryAfter = errors[0]?.extensions?.retryAfter;
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
    if (record.hash === undefined) {
      // Without a context, the request itself was wrong; or it was refused for want of means, or we failed.
      const { statusCode } = reply;
      if (ctx) rates.charge(ctx.caller, ctx.viewer?.userId, priceOf(textIn(request)));
      else if (statusCode < 500 && statusCode !== 429) rates.charge(callerOf(request), request.payer, 1);
      const hash = hashIn(request);
      if (hash !== undefined) record.hash = hash;
    }
    const duration = reply.elapsedTime;
    log.operation(
      ctx
        ? askedIn(ctx, 'http', duration)
        : { requestId: request.id, transport: 'http', userId: undefined, record, duration },
    );
  });
};
