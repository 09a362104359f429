/** The HTTP server: GraphQL, health, the explorers; every failure is a JSON error with a request id. */
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import cors from '@fastify/cors';
import { type FastifyInstance, type FastifyReply, type FastifyRequest, fastify } from 'fastify';
import { type Context, createContext, preferredLocale, type Services } from '../context.js';
import { isAwaited } from '../domain/file/complete.js';
import { checkReadiness } from '../domain/health.js';
import { AppError, type ErrorCode } from '../errors.js';
import type { DiskStore } from '../storage/disk.js';
import type { RemoteStore } from '../storage/s3.js';
import { createApollo } from './apollo.js';
import { createAddressReader, tokenOf } from './caller.js';
import { createExecutor, requireOperation } from './executor.js';
import { registerExplorer } from './explorer.js';
import { registerFiles } from './files.js';
import { logHttpOperations } from './http-log.js';
import { maskError } from './mask.js';
import { watchOverload } from './overload.js';
import { createRates, rateHeaders } from './rate.js';
import { createRequestLog } from './request-log.js';
import { createSchema } from './schema.js';
import { createWebsocketEndpoint } from './websocket.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** Made before Apollo runs, so that a store that is away is told with a status of its own. */
    graphqlContext: Context | null;
  }
}

export type HttpServer = {
  /** Where it listens, such as `http://127.0.0.1:4000`. */
  url: string;
  /** Refuses new work, lets the running work end, closes. */
  dispose(): Promise<void>;
};

const graphqlPath = '/graphql';
/** Bytes; the longest answer in the widest encoding fits. */
const bodyLimit = 256 * 1024;
/** Milliseconds in which what is asked must have arrived; uploads to disk have a deadline of their own. */
const bodyPatience = 30_000;
/** Who asks whether the server is well is answered above all when it is not. */
const healthPaths: ReadonlySet<string | undefined> = new Set(['/livez', '/readyz']);
const sandboxOrigin = 'https://studio.apollographql.com';

const statusOf: Partial<Record<ErrorCode, number>> = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  CONFLICT: 409,
  NOT_FOUND: 404,
  BAD_USER_INPUT: 400,
  PAYLOAD_TOO_LARGE: 413,
  RATE_LIMITED: 429,
  UNSUPPORTED_MEDIA_TYPE: 415,
  DEPENDENCY_UNAVAILABLE: 503,
};

/** What Fastify refuses before a route runs, in our codes. */
const transportError = (error: unknown): unknown => {
  const { statusCode, code } = error as { statusCode?: number; code?: string };
  if (statusCode === 413) return new AppError('PAYLOAD_TOO_LARGE', { cause: error });
  if (statusCode === 415) return new AppError('UNSUPPORTED_MEDIA_TYPE', { cause: error });
  if (statusCode === 400 || code === 'FST_ERR_CTP_INVALID_JSON_BODY') {
    return new AppError('BAD_USER_INPUT', {
      message: { en: 'The body is not valid JSON.', zh: '请求体不是有效的 JSON。' },
      cause: error,
    });
  }
  return error;
};

const sendError = (services: Services, request: FastifyRequest, reply: FastifyReply, error: unknown) => {
  const masked = maskError(transportError(error), {
    requestId: request.id,
    locale: preferredLocale(request.headers['accept-language']) ?? 'EN',
    log: services.log,
  });
  const status = statusOf[masked.extensions.code as ErrorCode] ?? 500;
  const { retryAfter } = masked.extensions;
  if (typeof retryAfter === 'number') reply.header('retry-after', retryAfter);
  return reply
    .code(status)
    .type('application/json; charset=utf-8')
    .send({ errors: [masked] });
};

/** Errors that Apollo refused a request with know nothing of the request: its id is added here, off the hot path. */
const addRequestId = (payload: unknown, requestId: string): unknown => {
  if (typeof payload !== 'string' || !payload.startsWith('{"errors"')) return payload;
  const body = JSON.parse(payload) as { errors: { extensions?: Record<string, unknown> }[] };
  for (const error of body.errors) error.extensions = { ...error.extensions, requestId };
  return JSON.stringify(body);
};

/** Starts listening. @throws the system's error when the port is taken */
export const createHttpServer = async (services: Services, store: DiskStore | RemoteStore): Promise<HttpServer> => {
  const { env, log } = services;
  const app: FastifyInstance = fastify({
    bodyLimit,
    genReqId: (request) => {
      const given = request.headers['x-request-id'];
      return typeof given === 'string' && /^[\w.-]{1,64}$/.test(given) ? given : randomUUID();
    },
    forceCloseConnections: 'idle',
  });
  const schema = createSchema();
  const executor = createExecutor(schema);
  // What each of its fields at the top costs.
  const rates = createRates(
    services,
    env.rateLimits,
    (operation) => requireOperation(operation).selectionSet.selections.length,
  );
  const apollo = createApollo(schema, executor, rates, env, log);
  await apollo.start();
  let draining = false;
  const overload = watchOverload(env.overload, log);
  const addressOf = createAddressReader(env.trustedProxies, log);
  const callerOf = (request: FastifyRequest) => ({
    requestId: request.id,
    token: tokenOf(request.headers.authorization),
    acceptLanguage: request.headers['accept-language'],
    ip: addressOf(request.raw),
    userAgent: request.headers['user-agent'],
  });

  await app.register(cors, {
    origin: env.nodeEnv === 'production' ? env.corsOrigins : [...env.corsOrigins, sandboxOrigin],
    methods: ['GET', 'HEAD', 'POST', 'PUT'],
    exposedHeaders: [
      'content-range',
      'content-disposition',
      'etag',
      'x-request-id',
      'ratelimit',
      'ratelimit-policy',
      'retry-after',
    ],
  });
  app.decorateRequest('graphqlContext', null);
  app.addHook('onSend', async (request, reply, payload) => {
    reply.header('x-request-id', request.id);
    const standings = request.graphqlContext?.record.standings;
    if (standings) reply.headers(rateHeaders(standings));
    // A connection kept alive would hold up the stop until its client lets go.
    if (draining) reply.header('connection', 'close');
    return reply.statusCode >= 400 && request.routeOptions.url === graphqlPath
      ? addRequestId(payload, request.id)
      : payload;
  });
  const requestLog = createRequestLog(log, env.slowOperation);
  logHttpOperations(app, graphqlPath, requestLog, rates, (request) => overload.wasRefused(request));
  app.addHook('onRequest', async (request) => {
    if (!healthPaths.has(request.routeOptions.url)) overload.screen(request);
  });
  app.addHook('onRequest', async ({ raw }) => {
    if (raw.url?.startsWith('/files/') || raw.complete) return;
    const timer = setTimeout(() => raw.complete || raw.destroy(), bodyPatience);
    raw.once('close', () => clearTimeout(timer));
  });
  app.setErrorHandler((error, request, reply) => sendError(services, request, reply, error));
  app.setNotFoundHandler((request, reply) => sendError(services, request, reply, new AppError('NOT_FOUND')));

  const handler = fastifyApolloHandler<Context>(apollo, {
    context: async (request) => request.graphqlContext as Context,
  });
  app.route({
    method: ['GET', 'POST'],
    url: graphqlPath,
    preHandler: async (request) => {
      rates.screen(addressOf(request.raw), request.headers.authorization !== undefined);
      request.graphqlContext = await createContext(services, callerOf(request));
    },
    handler,
  });
  // For services that verify access tokens by themselves.
  app.get('/.well-known/paserk', async (_request, reply) =>
    reply.header('cache-control', 'public, max-age=300').send(services.tokens.keys),
  );
  app.get('/livez', async () => ({ status: 'ok' }));
  app.get('/readyz', async (_request, reply) => {
    const readiness = await checkReadiness(services);
    const ready = !draining && readiness.ready;
    return reply.code(ready ? 200 : 503).send({ ...readiness, ready, draining, overloaded: overload.isOverloaded() });
  });
  if (store.kind === 'disk') await registerFiles(app, store, (key) => isAwaited(services, key));
  if (env.introspection) await registerExplorer(app, graphqlPath);

  const websocket = createWebsocketEndpoint(
    app.server,
    graphqlPath,
    schema,
    executor,
    services,
    addressOf,
    requestLog,
    rates,
    overload,
  );
  const url = await app.listen({ port: env.port, host: env.host });

  return {
    url: url.replace('0.0.0.0', '127.0.0.1').replace('[::]', 'localhost'),
    dispose: async () => {
      draining = true;
      // Whoever sends requests here must first learn not to; each answer until then says that its connection ends.
      await Promise.all([websocket.dispose(), delay(env.drainSeconds * 1_000)]);
      // Closing waits for what is under way.
      await app.close();
      await Promise.all([apollo.stop(), overload.dispose()]);
    },
  };
};
