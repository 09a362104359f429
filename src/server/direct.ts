/** Operations as nearly every client sends them, POST of JSON with the text: they need nothing of what Apollo, which knows all that HTTP allows, does around them. */
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

/** Characters. */
const longText = 16_384;

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
    const text = JSON.stringify(result);
    // A long text would be copied once more, to stand behind the headers; a short one goes with them in one piece.
    const payload = text.length > longText ? Buffer.from(text) : text;
    return reply.code(status).header('content-type', type).send(payload);
  };
