/** A client of the API: typed requests over HTTP, and an interview's events over a websocket that may break at any time. */
import { createClient as createSocketClient, type Client as SocketClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import {
  InterviewEventsDocument,
  type InterviewEventsSubscription,
  RefreshSessionDocument,
  type SessionTokensFragment,
  type TypedDocumentString,
} from './gql/graphql.js';

export type LiveEvent = InterviewEventsSubscription['interviewEvents'];

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

export type ApiClient = {
  /** Signs requests from now on with these tokens, and renews them when they run out; undefined signs out. */
  use(tokens: Tokens | undefined): void;
  /** @throws ApiError with the server's code */
  request<R, V>(document: TypedDocumentString<R, V>, variables: V): Promise<R>;
  /**
   * Events after `after`, each once and in order. A broken connection is opened again and goes on behind the last event.
   * Ends when the consumer returns. @throws ApiError when the server refuses the subscription
   */
  events(interviewId: string, after?: number): AsyncGenerator<LiveEvent, void, void>;
  dispose(): Promise<void>;
};

/** Milliseconds before its end at which a token is renewed. */
const renewalMargin = 30_000;
const longestRetryWait = 5_000;

/**
 * @param url the HTTP endpoint, `http://host:port/graphql`
 * @param options `onConnection` hears of the socket's comings and goings; `locale` asks for messages in a language
 */
export const createClient = (
  url: string,
  options: { locale?: string; onConnection?: (state: 'connected' | 'closed') => void } = {},
): ApiClient => {
  let tokens: Tokens | undefined;
  let renewal: Promise<void> | undefined;

  const send = async <R, V>(document: TypedDocumentString<R, V>, variables: V): Promise<R> => {
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/graphql-response+json, application/json',
        ...(options.locale ? { 'accept-language': options.locale } : {}),
        ...(tokens ? { authorization: `Bearer ${tokens.accessToken}` } : {}),
      },
      body: JSON.stringify({ query: document.toString(), variables }),
    });
    const text = await response.text();
    if (!text.startsWith('{')) throw new Error(`${url} answered ${response.status} and no JSON: is it the API?`);
    const body = JSON.parse(text) as { data?: R; errors?: ApiFailure[] };
    if (body.errors || !body.data) throw new ApiError(body.errors ?? [], response.status);
    return body.data;
  };

  /** Renews the access token shortly before its end; requests at the same time share one renewal. */
  const renew = async (): Promise<void> => {
    if (!tokens || new Date(tokens.accessTokenExpiresAt).getTime() - Date.now() > renewalMargin) return;
    renewal ??= (async () => {
      const { refreshToken } = tokens as Tokens;
      tokens = undefined;
      tokens = (await send(RefreshSessionDocument, { refreshToken })).refreshSession;
    })().finally(() => {
      renewal = undefined;
    });
    await renewal;
  };

  const socket: SocketClient = createSocketClient({
    url: url.replace(/^http/, 'ws'),
    webSocketImpl: WebSocket,
    lazy: true,
    connectionParams: async () => {
      await renew();
      return {
        ...(tokens ? { Authorization: `Bearer ${tokens.accessToken}` } : {}),
        ...(options.locale ? { acceptLanguage: options.locale } : {}),
      };
    },
    keepAlive: 10_000,
    retryAttempts: Number.POSITIVE_INFINITY,
    shouldRetry: () => true,
    retryWait: (attempt) =>
      new Promise((resolve) => {
        setTimeout(resolve, Math.random() * Math.min(100 * 2 ** attempt, longestRetryWait));
      }),
    on: {
      connected: () => options.onConnection?.('connected'),
      closed: () => options.onConnection?.('closed'),
    },
  });

  async function* events(interviewId: string, after = 0): AsyncGenerator<LiveEvent, void, void> {
    let seen = after;
    const results = socket.iterate<InterviewEventsSubscription>({
      query: InterviewEventsDocument.toString(),
      variables: {
        interviewId,
        // Read anew at each connection, so that a broken one goes on where it stopped.
        get after() {
          return seen;
        },
      },
    });
    for await (const { data, errors } of results) {
      if (errors || !data) throw new ApiError((errors ?? []) as ApiFailure[]);
      const event = data.interviewEvents;
      if (event.seq !== null && event.seq !== undefined) {
        if (event.seq <= seen) continue;
        seen = event.seq;
      }
      yield event;
    }
  }

  return {
    use: (next) => {
      tokens = next;
    },
    request: async (document, variables) => {
      await renew();
      return send(document, variables);
    },
    events,
    dispose: async () => {
      await socket.dispose();
    },
  };
};
