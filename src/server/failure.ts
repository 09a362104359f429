/** What goes wrong before or beside GraphQL: a JSON error with a code and a request id, never more. */
import { METHODS } from 'node:http';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { preferredLocale, type Services } from '../context.js';
import { AppError } from '../errors.js';
import { maskError } from './mask.js';
import { statusOf } from './status.js';

const notJson = { en: 'The body is not valid JSON.', zh: '请求体不是有效的 JSON。' };
export const malformed = { en: 'The request is not well-formed HTTP.', zh: '请求不是格式正确的 HTTP 请求。' };
export const wrongMethod = { en: 'This path does not take this method.', zh: '该路径不支持此方法。' };

const notJsonCodes: ReadonlySet<unknown> = new Set(['FST_ERR_CTP_INVALID_JSON_BODY', 'FST_ERR_CTP_EMPTY_JSON_BODY']);

/** What Fastify refuses before a route runs, in our codes. */
const transportError = (error: unknown): unknown => {
  const { statusCode, code } = error as { statusCode?: number; code?: string };
  if (statusCode === 413) return new AppError('PAYLOAD_TOO_LARGE', { cause: error });
  if (statusCode === 415) return new AppError('UNSUPPORTED_MEDIA_TYPE', { cause: error });
  if (notJsonCodes.has(code) || error instanceof SyntaxError)
    return new AppError('BAD_USER_INPUT', { message: notJson, cause: error });
  if (statusCode === 400) return new AppError('BAD_USER_INPUT', { message: malformed, cause: error });
  return error;
};

export type SendError = (error: unknown, request: FastifyRequest, reply: FastifyReply, status?: number) => FastifyReply;

/** Makes what answers a request with an error. */
export const createSendError =
  ({ log }: Services): SendError =>
  (error, request, reply, status) => {
    const locale = preferredLocale(request.headers['accept-language']) ?? 'EN';
    const masked = maskError(transportError(error), { requestId: request.id, locale, log });
    const { retryAfter } = masked.extensions;
    if (typeof retryAfter === 'number') reply.header('retry-after', retryAfter);
    return (
      reply
        .code(status ?? statusOf(masked))
        // Where the URL is none, no hook has run.
        .headers({ 'x-request-id': request.id, 'x-content-type-options': 'nosniff' })
        .type('application/json; charset=utf-8')
        .send({ errors: [masked] })
    );
  };

/** What Fastify answers by itself, or Node: a HEAD is a GET, OPTIONS is asked by browsers, and CONNECT has no path. */
const knownMethods: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS', 'CONNECT']);

/** Answers the methods that a path does not have, but for GET. @param others those that it has beside */
export const refuseOtherMethods = (app: FastifyInstance, url: string, others: string[], sendError: SendError): void => {
  const method = METHODS.filter((name) => !knownMethods.has(name) && !others.includes(name));
  for (const name of method) if (!app.supportedMethods.includes(name)) app.addHttpMethod(name);
  const error = new AppError('BAD_USER_INPUT', { message: wrongMethod });
  const allow = ['GET', ...others].join(', ');
  app.route({
    method,
    url,
    onRequest: async (request, reply) => sendError(error, request, reply.header('allow', allow), 405),
    handler: async () => {},
  });
};

/** Errors that Apollo refused a request with know nothing of the request: its id is added here, off the hot path. */
export const addRequestId = (payload: unknown, requestId: string): unknown => {
  if (typeof payload !== 'string' || !payload.startsWith('{"errors"') || !payload.includes('"requestId":""'))
    return payload;
  const body = JSON.parse(payload) as { errors: { extensions?: Record<string, unknown> }[] };
  for (const error of body.errors) error.extensions = { ...error.extensions, requestId };
  return JSON.stringify(body);
};
