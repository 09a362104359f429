/** How a model fails. What a server says may hold a prompt, so of its errors only codes are kept. */
import { APIConnectionError, APIError } from 'openai';
import type { Log } from '../../log.js';

export type ModelFailure =
  /** The server does not take this request, for instance because it is too long. */
  | 'REJECTED'
  /** The model would not answer. */
  | 'REFUSED'
  /** The answer was cut off at the length that was allowed. */
  | 'TRUNCATED'
  /** The answer has another shape than was asked for, also at the second attempt. */
  | 'UNFIT'
  /** The answer gives away what the model was told to keep to itself. */
  | 'LEAKED'
  /** What the answer claims does not hold together with what it was asked about. */
  | 'UNFOUNDED';

/** The service works, and this request gets no usable answer from it. */
export class ModelError extends Error {
  override name = 'ModelError';

  constructor(readonly reason: ModelFailure) {
    super(`The model gave no usable answer: ${reason}.`);
  }
}

/** The service answered something that is not its protocol, or not in time. */
export class ServiceError extends Error {
  override name = 'ServiceError';

  constructor(
    /** Such as `TIMEOUT` or `401`. */
    readonly code: string,
    /** Seconds until it wants to be asked again. */
    readonly retryAfter?: number,
  ) {
    super(`The service failed: ${code}.`);
  }
}

export const statusOf = (error: unknown): number | undefined => (error instanceof APIError ? error.status : undefined);

/** Names a failure by its codes alone, such as `401`, `TIMEOUT` or `ECONNREFUSED`. */
export const reasonOf = (error: unknown): string => {
  if (error instanceof ServiceError) return error.code;
  if (error instanceof APIError && error.status !== undefined) return String(error.status);
  let origin = error;
  let code: string | undefined;
  while (origin instanceof Error) {
    const own: unknown = 'code' in origin ? origin.code : undefined;
    if (typeof own === 'string' && /^[A-Z][A-Z\d_]{1,63}$/.test(own)) code = own;
    origin = origin.cause;
  }
  if (code !== undefined) return code;
  if (error instanceof APIConnectionError) return 'CONNECTION';
  return error instanceof Error ? error.name : 'unknown';
};

/** The status codes with which a server says that it is set up in another way than this process believes. */
const misconfigured: Readonly<Record<number, string>> = {
  401: 'it does not take the API key',
  403: 'the API key may not use this model',
  404: 'there is no such model, or the base URL is wrong',
};

/** Logs that a model is not set up, once until it works or fails in another way; to be told of each status, undefined of what has none. */
export const createSetUpLog = (model: string, log: Log): ((status: number | undefined) => void) => {
  let told: number | undefined;
  return (status) => {
    const trouble = status === undefined ? undefined : misconfigured[status];
    if (trouble && status !== told) log.error({ model, status }, `the model is not set up: ${trouble}`);
    told = status;
  };
};

const unknownModel = /model_not_found|\bmodel\b.{0,80}\b(?:not (?:found|exist)|does(?: not|n't) exist)\b/i;

/** The status that a failure stands for: some servers say with 400 that they have no such model, which is no fault of the request. */
export const meantBy = <S extends number | undefined>(status: S, said: string): S | 404 =>
  status === 400 && unknownModel.test(said) ? 404 : status;

/** Seconds from a `Retry-After` header, which may also be a date; a day at most. */
export const secondsOf = (header: string | null | undefined): number | undefined => {
  if (!header) return undefined;
  const seconds = /^\d+$/.test(header) ? Number(header) : (Date.parse(header) - Date.now()) / 1_000;
  return Number.isFinite(seconds) ? Math.min(86_400, Math.max(1, Math.ceil(seconds))) : undefined;
};
