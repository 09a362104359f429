/** A signed-in session over HTTP: sends requests, and renews the tokens that sign them. */
import { RefreshSessionDocument, type SessionTokensFragment, type TypedDocumentString } from './gql/graphql.js';

export type ApiFailure = {
  message: string;
  path?: (string | number)[];
  extensions?: { code?: string; requestId?: string; retryAfter?: number; issues?: { path: string; message: string }[] };
};

/** What the server refused, with its code. */
export class ApiError extends Error {
  readonly code: string;
  constructor(
    readonly errors: ApiFailure[],
    readonly status?: number,
  ) {
    super(errors.map((error) => error.message).join('\n'));
    this.name = 'ApiError';
    this.code = errors[0]?.extensions?.code ?? 'INTERNAL_SERVER_ERROR';
  }
}

export type Tokens = Pick<SessionTokensFragment, 'accessToken' | 'accessTokenExpiresAt' | 'refreshToken'>;

export type Session = {
  /** Those in use now. */
  tokens(): Tokens | undefined;
  /** Signs requests from now on with these; undefined signs out. */
  use(tokens: Tokens | undefined): void;
  /** @throws ApiError with the server's code */
  request<R, V>(document: TypedDocumentString<R, V>, variables: V): Promise<R>;
  /**
   * Renews the access token shortly before its end, or now when the server has `refused` the one in use (the clocks may
   * differ). Requests at the same time share one renewal; one that fails leaves the tokens as they were.
   */
  renew(refused?: Tokens): Promise<void>;
  /** Milliseconds until these are due. With a clock that is ahead every token seems to have run out. */
  untilRenewal(tokens: Tokens): number;
};

/** Milliseconds before its end at which a token is renewed. */
const renewalMargin = 30_000;
/** Milliseconds that a renewed token is good for at least, whatever this machine's clock makes of its end. */
const renewalRest = 60_000;
/** Milliseconds that a timer can wait; beyond that it would not wait at all. */
const longestTimer = 2 ** 31 - 1;
/** Milliseconds after which an unanswered request counts as a broken connection. */
const patience = 30_000;

export const isRefusal = (error: unknown): error is ApiError =>
  error instanceof ApiError && error.code === 'UNAUTHENTICATED';

/** @param locale asks for messages in a language */
export const createSession = (url: string, locale: string | undefined): Session => {
  let tokens: Tokens | undefined;
  let renewal: Promise<void> | undefined;
  let renewedAt = Number.NEGATIVE_INFINITY;

  const send = async <R, V>(document: TypedDocumentString<R, V>, variables: V, signedWith?: Tokens): Promise<R> => {
    const response = await fetch(url, {
      method: 'POST',
      signal: AbortSignal.timeout(patience),
      headers: {
        'content-type': 'application/json',
        accept: 'application/graphql-response+json, application/json',
        ...(locale ? { 'accept-language': locale } : {}),
        ...(signedWith ? { authorization: `Bearer ${signedWith.accessToken}` } : {}),
      },
      body: JSON.stringify({ query: document.toString(), variables }),
    });
    const text = await response.text();
    if (!text.startsWith('{')) throw new Error(`${url} answered ${response.status} and no JSON: is it the API?`);
    const body = JSON.parse(text) as { data?: R; errors?: ApiFailure[] };
    if (body.errors || !body.data) throw new ApiError(body.errors ?? [], response.status);
    return body.data;
  };

  const untilRenewal = ({ accessTokenExpiresAt }: Tokens): number =>
    Math.min(
      longestTimer,
      Math.max(
        new Date(accessTokenExpiresAt).getTime() - Date.now() - renewalMargin,
        renewedAt + renewalRest - performance.now(),
      ),
    );

  const renew = async (refused?: Tokens): Promise<void> => {
    const current = tokens;
    if (!current) return;
    if (untilRenewal(current) > 0 && current !== refused) return;
    renewal ??= send(RefreshSessionDocument, { refreshToken: current.refreshToken })
      .then(({ refreshSession }) => {
        renewedAt = performance.now();
        if (tokens === current) tokens = refreshSession;
      })
      .finally(() => {
        renewal = undefined;
      });
    await renewal;
  };

  const request = async <R, V>(document: TypedDocumentString<R, V>, variables: V): Promise<R> => {
    await renew();
    const used = tokens;
    try {
      return await send(document, variables, used);
    } catch (error) {
      // Refused before anything ran, so sending it again is safe.
      if (!used || !isRefusal(error)) throw error;
      await renew(used).catch((failure: unknown) => {
        throw failure instanceof ApiError ? error : failure;
      });
      return send(document, variables, tokens);
    }
  };

  return {
    tokens: () => tokens,
    use: (next) => {
      tokens = next;
    },
    request,
    renew,
    untilRenewal,
  };
};
