/** Tells the request log of operations over HTTP, those too that were refused before they ran. */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { OperationRecord } from '../context.js';
import { askedIn, hashOf, type RequestLog } from './request-log.js';

/** The code in the body of a refusal. */
const codeIn = (payload: unknown): string | undefined => {
  if (typeof payload !== 'string' || !payload.startsWith('{"errors"')) return undefined;
  return (JSON.parse(payload) as { errors: { extensions?: { code?: string } }[] }).errors[0]?.extensions?.code;
};

/** What was asked for, where it came to no operation. */
const textIn = ({ body, query }: FastifyRequest): string | undefined => {
  const text = (body as { query?: unknown } | null)?.query ?? (query as { query?: unknown })?.query;
  return typeof text === 'string' ? text : undefined;
};

/** @param path where operations are taken */
export const logHttpOperations = (app: FastifyInstance, path: string, log: RequestLog): void => {
  const refusals = new WeakMap<FastifyRequest, string>();
  app.addHook('onSend', async (request, reply, payload) => {
    if (reply.statusCode >= 400 && request.routeOptions.url === path) {
      const code = codeIn(payload);
      if (code !== undefined) refusals.set(request, code);
    }
    return payload;
  });
  app.addHook('onResponse', async (request, reply) => {
    // A page for a browser is no operation.
    if (request.routeOptions.url !== path || !/json/.test(String(reply.getHeader('content-type')))) return;
    const ctx = request.graphqlContext;
    const record: OperationRecord = ctx?.record ?? { statements: 0 };
    const code = record.code ?? refusals.get(request);
    if (code !== undefined) record.code = code;
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
