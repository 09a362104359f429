/** Apollo Server: what HTTP allows of a request, persisted queries, the sandbox; what is asked runs elsewhere, and what nothing uses is off. */
import { ApolloServer, type ApolloServerPlugin, type GraphQLRequestContext, HeaderMap } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { ApolloServerPluginLandingPageLocalDefault } from '@apollo/server/plugin/landingPage/default';
import { type DocumentNode, type GraphQLSchema, Kind } from 'graphql';
import type { Context } from '../context.js';
import type { Env } from '../env.js';
import { type ErrorCode, errorCodes } from '../errors.js';
import type { Log } from '../log.js';
import { maskError } from './mask.js';
import type { PersistedQueries } from './persisted.js';
import type { Run } from './run.js';

/** What Apollo takes for the document of every operation, so that it parses none: ours are the validator's. */
const anyDocument: DocumentNode = { kind: Kind.DOCUMENT, definitions: [] };
const noStore = { get: async () => anyDocument, set: async () => {}, delete: async () => {} };

/** Answers an operation instead of Apollo. */
const answering = (run: Run): ApolloServerPlugin<Context> => {
  const listener = {
    responseForOperation: async ({ request, source, contextValue }: GraphQLRequestContext<Context>) => {
      const { operationName, variables, http } = request;
      const method = http?.method ?? 'POST';
      const asked = { query: source, operationName, variables, method, accept: http?.headers.get('accept') };
      const { status, result } = await run(asked, contextValue);
      const headers = new HeaderMap(status === 405 ? [['allow', 'POST']] : []);
      return { http: { status, headers }, body: { kind: 'single' as const, singleResult: result } };
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

export const createApollo = (
  schema: GraphQLSchema,
  { run, persisted }: { run: Run; persisted: PersistedQueries },
  env: Env,
  log: Log,
): ApolloServer<Context> =>
  new ApolloServer<Context>({
    schema,
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
      answering(run),
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
      env.introspection
        ? ApolloServerPluginLandingPageLocalDefault({ embed: true, footer: false })
        : ApolloServerPluginLandingPageDisabled(),
    ],
  });
