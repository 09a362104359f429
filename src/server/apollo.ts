/** Apollo Server around the compiled executor, with what nothing uses turned off. */
import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { ApolloServerPluginLandingPageLocalDefault } from '@apollo/server/plugin/landingPage/default';
import { type ExecutionResult, type GraphQLSchema, printSchema } from 'graphql';
import type { Context } from '../context.js';
import type { Env } from '../env.js';
import { AppError, type ErrorCode, errorCodes } from '../errors.js';
import type { Log } from '../log.js';
import { type Executor, requireOperation } from './executor.js';
import { maskError, scopeOf } from './mask.js';
import type { Rates } from './rate.js';
import { conclude, describe } from './request-log.js';
import { maxTokens, sizeRule } from './validator.js';

/** What is told by the status, too, of an operation that did not run. */
const statusOf: Partial<Record<ErrorCode, number>> = {
  UNAUTHENTICATED: 401,
  RATE_LIMITED: 429,
  DEPENDENCY_UNAVAILABLE: 503,
};

const withStatus = (result: ExecutionResult): ExecutionResult => {
  const [error] = result.errors ?? [];
  const status = error && !error.path && statusOf[error.extensions.code as ErrorCode];
  if (status) error.extensions.http = { status };
  return result;
};

const websocketOnly = new AppError('BAD_USER_INPUT', {
  message: {
    en: 'Subscriptions are served over a websocket on this path (graphql-transport-ws).',
    zh: '订阅请通过同一路径的 WebSocket（graphql-transport-ws）进行。',
  },
});

export const createApollo = (
  schema: GraphQLSchema,
  executor: Executor,
  rates: Rates,
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
          const run = async (): Promise<ExecutionResult> => {
            try {
              if (requireOperation(operation).operation === 'subscription') throw websocketOnly;
            } catch (error) {
              return { errors: [maskError(error, scopeOf(ctx))] };
            }
            describe(ctx.record, operation);
            try {
              await rates.admit(operation, ctx);
            } catch (error) {
              return withStatus({ errors: [maskError(error, scopeOf(ctx))] });
            }
            return withStatus(await executor.execute(operation, ctx));
          };
          const result = await run();
          conclude(ctx.record, result);
          return result;
        },
      }),
      stop: async () => {},
    },
    introspection: env.introspection,
    hideSchemaDetailsFromClientErrors: !env.introspection,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    allowBatchedHttpRequests: false,
    csrfPrevention: true,
    parseOptions: { maxTokens },
    validationRules: [sizeRule],
    persistedQueries: false,
    nodeEnv: env.nodeEnv,
    logger: log,
    formatError: (formatted, error) => {
      const { code, requestId = '' } = (formatted.extensions ?? {}) as { code?: ErrorCode; requestId?: string };
      // The executor has masked its own; what is left was wrong before anything ran, under codes of Apollo's.
      if (requestId && code && errorCodes.includes(code)) return formatted;
      return maskError(error, { requestId, locale: 'EN', log }).toJSON();
    },
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
      env.introspection
        ? ApolloServerPluginLandingPageLocalDefault({ embed: true, footer: false })
        : ApolloServerPluginLandingPageDisabled(),
    ],
  });
