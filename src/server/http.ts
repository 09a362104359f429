/** The HTTP server: GraphQL, health, the explorers; every failure is a JSON error with a request id. */
import { fastifyApolloHandler } from '@as-integrations/fastify';
import { type FastifyInstance, type FastifyRequest, fastify } from 'fastify';
import { type Caller, type Context, createContext, type Services } from '../context.js';
import { isAwaited } from '../domain/file/complete.js';
import { checkReadiness } from '../domain/health.js';
import { AppError } from '../errors.js';
import type { Standing } from '../redis/bucket.js';
import { createPersistedTexts } from '../redis/persisted.js';
import type { DiskStore } from '../storage/disk.js';
import type { RemoteStore } from '../storage/s3.js';
import { createApollo } from './apollo.js';
import { claimedUser, createAddressReader, requestIdOf, tokenOf } from './caller.js';
import { answerDirectly } from './direct.js';
import { createDrain } from './drain.js';
import { createExecutor } from './executor.js';
import { registerExplorer } from './explorer.js';
import { addRequestId, createSendError, refuseOtherMethods } from './failure.js';
import { registerFiles } from './files.js';
import { keepPrivate, packed, pagePolicy, registerHeaders } from './headers.js';
import { logHttpOperations } from './http-log.js';
import { checkHost, checkMedia } from './media.js';
import { watchOverload } from './overload.js';
import { createPersistedQueries, isOneOf, readRegistered } from './persisted.js';
import { createRates, rateHeaders } from './rate.js';
import { refuseConnection, refuseExpectation } from './refusal.js';
import { createRequestLog } from './request-log.js';
import { createRun } from './run.js';
import { createSchema } from './schema.js';
import { createValidator } from './validator.js';
import { createWebsocketEndpoint } from './websocket.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** Made before Apollo runs, so that a store that is away is told with a status of its own. */
    graphqlContext: Context | null;
    /** Read once, before the body is; undefined until then. */
    caller: Caller | undefined;
    /** Whom the token names that was sent, should its session be alive: who pays, as long as there is no context. */
    payer: string | undefined;
    /** How the caller stands who was refused before there was a context. */
    standings: Standing[] | undefined;
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
/** Milliseconds in which the headers of a request must have arrived. */
const headPatience = 30_000;
/** Milliseconds in which what is asked must have arrived; uploads to disk have a deadline of their own. */
const bodyPatience = 30_000;
/** Who asks whether the server is well is answered above all when it is not. */
const healthPaths: ReadonlySet<string | undefined> = new Set(['/livez', '/readyz']);

/** Starts listening. @throws the system's error when the port is taken */
export const createHttpServer = async (services: Services, store: DiskStore | RemoteStore): Promise<HttpServer> => {
  const { env, log } = services;
  const sendError = createSendError(services);
  const app: FastifyInstance = fastify({
    bodyLimit,
    frameworkErrors: (error, request, reply) => void sendError(error, request, reply),
    clientErrorHandler: refuseConnection,
    // A request without a Host is refused below, with a word.
    http: { requireHostHeader: false, headersTimeout: headPatience, connectionsCheckingInterval: headPatience / 6 },
    genReqId: requestIdOf,
    // What arrives on a connection that is open still is answered.
    return503OnClosing: false,
  });
  const drain = createDrain(app.server);
  app.server.on('checkExpectation', refuseExpectation);
  const schema = createSchema();
  const registered = readRegistered(env);
  const documentOf = createValidator(schema, { ...env, isRegistered: registered && isOneOf(registered) });
  const executor = createExecutor(schema, env);
  const persisted = createPersistedQueries(createPersistedTexts(services.redis, log), documentOf, registered);
  const rates = createRates(services, env.rateLimits, (operation) => {
    const cost = executor.costOf(operation);
    // What is refused for its cost pays as what is no operation at all.
    return cost > env.limits.cost ? 1 : cost;
  });
  const run = createRun({ executor, documentOf, rates });
  const apollo = createApollo(schema, { run, persisted }, env, log);
  await apollo.start();
  const overload = watchOverload(env.overload, log);
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
  app.decorateRequest('caller', undefined);
  app.decorateRequest('payer', undefined);
  app.decorateRequest('standings', undefined);
  app.addHook('onSend', async (request, reply, payload) => {
    reply.header('x-request-id', request.id);
    const standings = request.graphqlContext?.record.standings ?? request.standings;
    if (standings) reply.headers(rateHeaders(standings));
    if (request.routeOptions.url !== graphqlPath) return payload;
    keepPrivate(reply);
    return addRequestId(payload, request.id);
  });
  const requestLog = createRequestLog(log, env.slowOperation);
  logHttpOperations(app, graphqlPath, requestLog, rates, callerOf, (request) => overload.wasRefused(request));
  app.addHook('onRequest', async (request) => {
    if (!healthPaths.has(request.routeOptions.url)) overload.screen(request);
    checkHost(request);
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
      const caller = callerOf(request);
      request.caller = caller;
      request.payer = await claimedUser(services, caller.token);
      // Before the body is read.
      rates.screen(caller, request.payer, request);
      checkMedia(request);
    },
    preHandler: async (request) => {
      const ctx = await createContext(services, request.caller as Caller);
      // The session that the token is of has ended.
      if (request.payer !== undefined && !ctx.viewer) rates.screen(ctx.caller, undefined, request);
      request.graphqlContext = ctx;
    },
    handler: answerDirectly(run, handler),
  });
  refuseOtherMethods(app, graphqlPath, ['POST'], sendError);
  // For services that verify access tokens by themselves.
  app.get('/.well-known/paserk', async (_request, reply) =>
    reply.header('cache-control', 'public, max-age=300').send(services.tokens.keys),
  );
  app.get('/livez', async () => ({ status: 'ok' }));
  app.get('/readyz', async (_request, reply) => {
    const readiness = await checkReadiness(services);
    const draining = drain.isDraining();
    const ready = !draining && readiness.ready;
    return reply.code(ready ? 200 : 503).send({ ...readiness, ready, draining, overloaded: overload.isOverloaded() });
  });
  const breakUploads =
    store.kind === 'disk' ? await registerFiles(app, store, (key) => isAwaited(services, key)) : () => {};
  if (env.introspection) await registerExplorer(app, graphqlPath);

  const socketParts = { executor, documentOf, persisted, rates, requestLog, overload };
  const websocket = createWebsocketEndpoint(app.server, graphqlPath, schema, socketParts, services, addressOf);
  const url = await app.listen({ port: env.port, host: env.host });

  return {
    url: url.replace('0.0.0.0', '127.0.0.1').replace('[::]', 'localhost'),
    dispose: async () => {
      // Whoever sends requests here must first learn not to.
      await Promise.all([websocket.dispose(), drain.stop(env.drainSeconds, breakUploads)]);
      await app.close();
      await Promise.all([apollo.stop(), overload.dispose()]);
    },
  };
};
