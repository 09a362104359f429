/** What a client learns of an error: its own mistakes in full, of ours a code and a request id. */
import { GraphQLError, type GraphQLErrorOptions } from 'graphql';
import type { Context } from '../context.js';
import { isDatabaseAway, isDatabaseBusy, isOrphan } from '../db/connection.js';
import type { Locale } from '../db/enums.js';
import { AppError, inLanguage } from '../errors.js';
import type { Log } from '../log.js';
import { isRedisAway } from '../redis/connection.js';

export type MaskScope = { requestId: string; locale: Locale; log: Log };

export const scopeOf = (ctx: Context): MaskScope => ({
  requestId: ctx.caller.requestId,
  locale: ctx.locale,
  log: ctx.log,
});

const originOf = (error: unknown): unknown => {
  let origin = error;
  while (origin && typeof origin === 'object' && 'originalError' in origin && origin.originalError) {
    origin = origin.originalError;
  }
  return origin;
};

/** A mistake in the request, the operation or its variables: found before any resolver ran, so it has no path. */
const isRequestMistake = (error: unknown): error is GraphQLError =>
  error instanceof GraphQLError &&
  !error.path &&
  (originOf(error) instanceof GraphQLError || error.message.startsWith('Variable "$'));

/** The expected failure behind an error, if there is one. */
export const appErrorBehind = (error: unknown): AppError | undefined => {
  const origin = originOf(error);
  if (origin instanceof AppError) return origin;
  if (isDatabaseAway(origin) || isDatabaseBusy(origin) || isRedisAway(origin)) {
    return new AppError('DEPENDENCY_UNAVAILABLE', { retryAfter: 5, cause: origin });
  }
  if (isOrphan(origin)) {
    return new AppError('CONFLICT', {
      message: { en: 'What this belongs to has just been deleted.', zh: '所属的内容刚刚已被删除。' },
      cause: origin,
    });
  }
  return undefined;
};

/** An error to be sent: it has no use for a stack, and to look for one takes longer than all else of a refusal. */
const errorToSend = (message: string, options: GraphQLErrorOptions): GraphQLError => {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  try {
    return new GraphQLError(message, options);
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
};

/** The error as it is sent. What is not expected is logged and replaced by INTERNAL_SERVER_ERROR. */
export const maskError = (error: unknown, scope: MaskScope): GraphQLError => {
  const { requestId, locale, log } = scope;
  const { nodes, source, positions, path } = error instanceof GraphQLError ? error : ({} as Partial<GraphQLError>);
  const place = { nodes, source, positions, path: path ?? (error as { path?: GraphQLError['path'] } | null)?.path };
  let known = appErrorBehind(error);
  if (!known && isRequestMistake(error)) {
    return errorToSend(error.message, { ...place, extensions: { code: 'BAD_USER_INPUT', requestId } });
  }
  if (!known) {
    log.error({ requestId, path: place.path, err: originOf(error) }, 'unexpected error');
    known = new AppError('INTERNAL_SERVER_ERROR');
  }
  const issues = known.issues?.map(({ path: at, message }) => ({
    path: at,
    message: typeof message === 'string' ? message : inLanguage(message, locale),
  }));
  return errorToSend(inLanguage(known.messages, locale), {
    ...place,
    extensions: {
      code: known.code,
      requestId,
      ...(issues ? { issues } : {}),
      ...(known.retryAfter !== undefined ? { retryAfter: known.retryAfter } : {}),
    },
  });
};
