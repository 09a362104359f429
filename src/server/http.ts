/** The HTTP server: GraphQL, health, the explorers; every failure is a JSON error with a request id. */
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import { type FastifyInstance, type FastifyRequest, fastify } from 'fastify';
import { type Context, createContext, type Services } from '../context.js';
import { isAwaited } from '../domain/file/complete.js';
import { checkHealth } from '../domain/health.js';
import { AppError } from '../errors.js';
import { createPersistedTexts } from '../redis/persisted.js';
import type { DiskStore } from '../storage/disk.js';
import type { S3Store } from '../storage/s3.js';
import { createApollo } from './apollo.js';
import { createAddressReader, tokenOf } from './caller.js';
import { createExecutor } from './executor.js';
import { registerExplorer } from './explorer.js';
import { addRequestId, createSendError, refuseConnection, refuseMethod } from './failure.js';
import { registerFiles } from './files.js';
import { packed, pagePolicy, registerHeaders } from './headers.js';
import { createPersistedQueries, isOneOf, readRegistered } from './persisted.js';
import { createSchema } from './schema.js';
import { createValidator } from './validator.js';
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

/** Starts listening. @throws the system's error when the port is taken */
export const createHttpServer = async (services: Services, store: DiskStore | S3Store): Promise<HttpServer> => {
  const { env, log } = services;
  const sendError = createSendError(services);
  const app: FastifyInstance = fastify({
    bodyLimit,
    frameworkErrors: (error, request, reply) => void sendError(error, request, reply),
    clientErrorHandler: refuseConnection,
    genReqId: (request) => {
      const given = request.headers['x-request-id'];
      return typeof given === 'string' && /^[\w.-]{1,64}$/.test(given) ? given : randomUUID();
    },
    forceCloseConnections: 'idle',
  });
  const schema = createSchema();
  const registered = readRegistered(env);
  const documentOf = createValidator(schema, { ...env, isRegistered: registered && isOneOf(registered) });
  const executor = createExecutor(schema, env);
  const persisted = createPersistedQueries(createPersistedTexts(services.redis, log), documentOf, registered);
  const parts = { executor, documentOf, persisted };
  const apollo = createApollo(schema, parts, env, log);
  await apollo.start();
  let draining = false;
  const addressOf = createAddressReader(env.trustedProxies, log);
  const callerOf = (request: FastifyRequest) => ({
    requestId: request.id,
    token: tokenOf(request.headers.authorization),
    acceptLanguage: request.headers['accept-language'],
    ip: addressOf(request.raw),
    userAgent: request.headers['user-agent'],
  });

  await registerHeaders(app, env);
  app.decorateRequest('graphqlContext', null);
  app.addHook('onSend', async (request, reply, payload) => {
    reply.header('x-request-id', request.id);
    // A connection kept alive would hold up the stop until its client lets go.
    if (draining) reply.header('connection', 'close');
    return request.routeOptions.url === graphqlPath ? addRequestId(payload, request.id) : payload;
  });
  app.addHook('onRequest', async ({ raw }) => {
    if (raw.url?.startsWith('/files/') || raw.complete) return;
    const timer = setTimeout(() => raw.complete || raw.destroy(), bodyPatience);
    raw.once('close', () => clearTimeout(timer));
  });
  app.setErrorHandler(sendError);
  app.setNotFoundHandler((request, reply) => sendError(new AppError('NOT_FOUND'), request, reply));

  const handler = fastifyApolloHandler<Context>(apollo, {
    context: async (request) => request.graphqlContext as Context,
  });
  app.route({
    method: ['GET', 'POST'],
    url: graphqlPath,
    ...packed,
    onRequest: async (request, reply) => {
      if (env.introspection && request.method === 'GET') reply.header('content-security-policy', pagePolicy);
    },
    preHandler: async (request) => {
      request.graphqlContext = await createContext(services, callerOf(request));
    },
    handler,
  });
  app.route({
    method: ['PUT', 'PATCH', 'DELETE'],
    url: graphqlPath,
    onRequest: refuseMethod(sendError, 'GET, POST'),
    handler: async () => {},
  });
  // For services that verify access tokens by themselves.
  app.get('/.well-known/paserk', async (_request, reply) =>
    reply.header('cache-control', 'public, max-age=300').send(services.tokens.keys),
  );
  app.get('/livez', async () => ({ status: 'ok' }));
  app.get('/readyz', async (_request, reply) => {
    const health = await checkHealth(services);
    // Without Redis the server goes on with what it can: taking it out of rotation would only make that less.
    const ready = !draining && health.dependencies.some(({ name, healthy }) => name === 'database' && healthy);
    return reply.code(ready ? 200 : 503).send({ ready, ...health });
  });
  if (store.kind === 'disk') await registerFiles(app, store, (key) => isAwaited(services, key));
  if (env.introspection) await registerExplorer(app, graphqlPath);

  const websocket = createWebsocketEndpoint(app.server, graphqlPath, schema, parts, services, addressOf);
  const url = await app.listen({ port: env.port, host: env.host });

  return {
    url: url.replace('0.0.0.0', '127.0.0.1').replace('[::]', 'localhost'),
    dispose: async () => {
      draining = true;
      // Whoever sends requests here must first learn not to; each answer until then says that its connection ends.
      await Promise.all([websocket.dispose(), delay(env.drainSeconds * 1_000)]);
      // Closing waits for what is under way.
      await app.close();
      await apollo.stop();
    },
  };
};
