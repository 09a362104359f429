/**
 * Operations as nearly every client sends them: POST, JSON, the text and its variables. They need nothing of what Apollo does before
 * and after an operation; whatever else HTTP allows goes to Apollo, which knows all of it.
 */
import type { FastifyReply, FastifyRequest, RouteHandlerMethod } from 'fastify';
import type { Context } from '../context.js';
import type { Run } from './run.js';
import { contentTypeFor } from './status.js';

type Plain = { query: string; operationName?: string | null; variables?: Record<string, unknown> | null };

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isPlain = (body: unknown): body is Plain =>
  isObject(body) &&
  typeof body.query === 'string' &&
  body.query !== '' &&
  (body.operationName == null || typeof body.operationName === 'string') &&
  (body.variables == null || isObject(body.variables)) &&
  body.extensions == null;

type Answer = (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>;

/** @param otherwise answers what is not sent like this */
export const answerDirectly =
  (run: Run, otherwise: RouteHandlerMethod): Answer =>
  async (request, reply) => {
    const { method, headers, body } = request;
    const type = contentTypeFor(headers.accept);
    if (
      method !== 'POST' ||
      type === undefined ||
      !isPlain(body) ||
      !headers['content-type']?.startsWith('application/json')
    )
      return otherwise.call(request.server, request, reply);
    const { query, operationName, variables } = body;
    const { accept } = headers;
    const ctx = request.graphqlContext as Context;
    const { status, result } = await run({ query, operationName, variables, method, accept }, ctx);
    const retryAfter = result.data === undefined && result.errors?.[0]?.extensions.retryAfter;
    if (typeof retryAfter === 'number') reply.header('retry-after', retryAfter);
    // As bytes: a text would be copied once more, to stand behind the headers.
    return reply
      .code(status)
      .header('content-type', type)
      .send(Buffer.from(JSON.stringify(result)));
  };
