/** Apollo Server around our own validator and the compiled executor, with what nothing uses turned off. */
import { ApolloServer, type ApolloServerPlugin, type GraphQLRequestContext, HeaderMap } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { ApolloServerPluginLandingPageLocalDefault } from '@apollo/server/plugin/landingPage/default';
import {
  type DocumentNode,
  type ExecutionResult,
  type GraphQLError,
  type GraphQLSchema,
  Kind,
  printSchema,
} from 'graphql';
import type { Context } from '../context.js';
import type { Env } from '../env.js';
import { AppError, type ErrorCode, errorCodes } from '../errors.js';
import type { Log } from '../log.js';
import type { Executor } from './executor.js';
import { maskError, scopeOf } from './mask.js';
import { requireOperation } from './operation.js';
import type { PersistedQueries } from './persisted.js';
import type { Rates } from './rate.js';
import { conclude, describe } from './request-log.js';
import { statusFor } from './status.js';
import { isDocument, type Validator } from './validator.js';

const websocketOnly = new AppError('BAD_USER_INPUT', {
  message: {
    en: 'Subscriptions are served over a websocket on this path (graphql-transport-ws).',
    zh: '订阅请通过同一路径的 WebSocket（graphql-transport-ws）进行。',
  },
});
const postOnly = new AppError('BAD_USER_INPUT', {
  message: { en: 'Mutations are taken by POST alone.', zh: '变更操作只能通过 POST 提交。' },
});

/** What Apollo takes for the document of every operation, so that it parses none: ours are the validator's. */
const anyDocument: DocumentNode = { kind: Kind.DOCUMENT, definitions: [] };
const noStore = { get: async () => anyDocument, set: async () => {}, delete: async () => {} };

type Request = GraphQLRequestContext<Context>;

const refuse = (errors: readonly unknown[], { request, contextValue }: Request, always?: number) => {
  const masked = errors.map((error) => maskError(error, scopeOf(contextValue)));
  conclude(contextValue.record, { errors: masked });
  const status = always ?? statusFor(masked, request.http?.headers.get('accept'));
  return {
    http: { status, headers: new HeaderMap(always === 405 ? [['allow', 'POST']] : []) },
    body: { kind: 'single' as const, singleResult: { errors: masked.map((error) => error.toJSON()) } },
  };
};

/** Puts the validated document into Apollo's hands just before the operation runs, or answers what is wrong with it. */
const validation = (documentOf: Validator): ApolloServerPlugin<Context> => {
  const listener = {
    responseForOperation: async (context: Request) => {
      const document = documentOf(context.source);
      if (!isDocument(document)) return refuse(document, context);
      try {
        const operation = requireOperation({ document, operationName: context.request.operationName });
        if (operation.operation === 'subscription') throw websocketOnly;
        if (operation.operation === 'mutation' && context.request.http?.method === 'GET')
          return refuse([postOnly], context, 405);
        Object.assign(context, { document, operation, operationName: operation.name?.value ?? null });
        return null;
      } catch (error) {
        return refuse([error], context);
      }
    },
  };
  return { requestDidStart: async () => listener };
};

/** Apollo's half of automatic persisted queries; it names what it keeps by `apq:` and the hash. */
const persistedCache = ({ find, keep }: PersistedQueries) => {
  const hashIn = (key: string) => key.slice(key.lastIndexOf(':') + 1);
  return {
    get: (key: string) => find(hashIn(key)),
    set: async (key: string, text: string) => keep(hashIn(key), text),
    delete: async () => {},
  };
};

/** A result without data is of an operation that did not run: the status says so. */
const withStatus = <R extends { data?: unknown; errors?: readonly GraphQLError[] }>(
  result: R,
  accept: string | null | undefined,
): R => {
  const [error] = result.errors ?? [];
  if (error && result.data === undefined) error.extensions.http = { status: statusFor(result.errors ?? [], accept) };
  return result;
};

export type ApolloParts = { executor: Executor; documentOf: Validator; persisted: PersistedQueries; rates: Rates };

export const createApollo = (
  schema: GraphQLSchema,
  { executor, documentOf, persisted, rates }: ApolloParts,
  env: Env,
  log: Log,
): ApolloServer<Context> =>
  new ApolloServer<Context>({
    // The gateway interface is the one door by which Apollo lets another executor in.
    gateway: {
      onSchemaLoadOrUpdate: (callback) => {
        callback({ apiSchema: schema, coreSupergraphSdl: printSchema(schema) });
        return () => {};
      },
      load: async () => ({
        executor: async ({ document, operationName, request, context }) => {
          const ctx = context as unknown as Context;
          const operation = { document, operationName, variables: request.variables };
          describe(ctx.record, operation);
          const run = async (): Promise<ExecutionResult> => {
            try {
              await rates.admit(operation, ctx);
            } catch (error) {
              return { errors: [maskError(error, scopeOf(ctx))] };
            }
            return executor.execute(operation, ctx);
          };
          const result = await run();
          conclude(ctx.record, result);
          return result.errors ? withStatus(result, request.http?.headers.get('accept')) : result;
        },
      }),
      stop: async () => {},
    },
    documentStore: noStore,
    dangerouslyDisableValidation: true,
    introspection: env.introspection,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    allowBatchedHttpRequests: false,
    csrfPrevention: true,
    persistedQueries: { cache: persistedCache(persisted) },
    nodeEnv: env.nodeEnv,
    logger: log,
    formatError: (formatted, error) => {
      const { code, requestId = '' } = (formatted.extensions ?? {}) as { code?: ErrorCode; requestId?: string };
      // The executor has masked its own; what is left was wrong before anything ran, under codes of Apollo's.
      if (requestId && code && errorCodes.includes(code)) return formatted;
      return maskError(error, { requestId, locale: 'EN', log }).toJSON();
    },
    plugins: [
      validation(documentOf),
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
      env.introspection
        ? ApolloServerPluginLandingPageLocalDefault({ embed: true, footer: false })
        : ApolloServerPluginLandingPageDisabled(),
    ],
  });
