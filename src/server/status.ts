/** HTTP statuses of errors, by their codes and by what the client takes. */
import { LRUCache } from 'lru-cache';
import Negotiator from 'negotiator';
import type { ErrorCode } from '../errors.js';

const statuses: Partial<Record<ErrorCode, number>> = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  CONFLICT: 409,
  NOT_FOUND: 404,
  BAD_USER_INPUT: 400,
  RATE_LIMITED: 429,
  PAYLOAD_TOO_LARGE: 413,
  UNSUPPORTED_MEDIA_TYPE: 415,
  DEPENDENCY_UNAVAILABLE: 503,
};

type Coded = { extensions: Record<string, unknown> };

/** The status of a request that failed with an error. */
export const statusOf = ({ extensions }: Coded): number => statuses[extensions.code as ErrorCode] ?? 500;

const json = 'application/json';
const responseJson = 'application/graphql-response+json';
/** Of clients there are few kinds, of headers as many as anyone likes to make up. */
const preferences = new LRUCache<string, string>({ max: 100 });

/** The media type that a client wants an answer in; undefined where it takes none that there is. */
const preferred = (accept: string | null | undefined): string | undefined => {
  if (!accept) return json;
  let type = preferences.get(accept);
  if (type === undefined) {
    type = new Negotiator({ headers: { accept } }).mediaType([json, responseJson]) ?? '';
    preferences.set(accept, type);
  }
  return type || undefined;
};

/** The same as a Content-Type. */
export const contentTypeFor = (accept: string | undefined): string | undefined => {
  const type = preferred(accept);
  return type && `${type}; charset=utf-8`;
};

/**
 * The status of an operation that did not run, as GraphQL over HTTP has it: `application/json` says 200 to every well-formed
 * request (proxies answer other statuses in that type, too), but for what lies not in the operation.
 * @param accept the request's Accept header
 */
export const statusFor = ([error]: readonly Coded[], accept: string | null | undefined): number => {
  if (!error) return 200;
  const status = statusOf(error);
  const isOfOperation = status === 400 || status === 404 || status === 409;
  if (!isOfOperation) return status;
  return accept && preferred(accept) === responseJson ? status : 200;
};
