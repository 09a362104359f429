/** A client of the API: typed requests over HTTP, and an interview's events over a websocket that may break at any time. */
import { setTimeout as delay } from 'node:timers/promises';
import { createClient as createSocketClient, type Client as SocketClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { InterviewEventsDocument, type InterviewEventsSubscription, type TypedDocumentString } from './gql/graphql.js';
import { ApiError, type ApiFailure, createSession, isRefusal, type Tokens } from './session.js';

export { ApiError, type ApiFailure, type Tokens } from './session.js';

export type LiveEvent = InterviewEventsSubscription['interviewEvents'];

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

const longestRetryWait = 5_000;
/** Milliseconds after which an unanswered handshake or ping counts as a broken connection. */
const socketPatience = 10_000;
/** What the server closes a socket with whose token is not good. */
const unauthenticated = 4401;

/** A peer that vanished without a word must not hold up the handshake for ever. */
class PatientWebSocket extends WebSocket {
  constructor(address: string, protocols?: string | string[]) {
    super(address, protocols, { handshakeTimeout: socketPatience });
    // Given up before it was open, it says so once more, and nobody else would hear it.
    this.on('error', () => {});
  }
}

/** What graphql-ws throws (a list of errors, a close event) as the errors of this client. */
const failureOf = (thrown: unknown): Error => {
  if (thrown instanceof Error) return thrown;
  if (Array.isArray(thrown)) return new ApiError(thrown as ApiFailure[]);
  const { code, reason } = thrown as { code?: number; reason?: string };
  if (code === unauthenticated) {
    return new ApiError([{ message: reason || 'Sign in first.', extensions: { code: 'UNAUTHENTICATED' } }]);
  }
  return new Error(`The server closed the websocket: ${code ?? 'no code'} ${reason ?? ''}`.trim());
};

/**
 * @param url the HTTP endpoint, `http://host:port/graphql`
 * @param options `onConnection` hears of the socket's comings and goings; `locale` asks for messages in a language
 */
export const createClient = (
  url: string,
  options: { locale?: string; onConnection?: (state: 'connected' | 'closed') => void } = {},
): ApiClient => {
  const session = createSession(url, options.locale);
  /** Those that the open socket was opened with. */
  let socketTokens: Tokens | undefined;

  let pongTimer: NodeJS.Timeout | undefined;
  let renewalTimer: NodeJS.Timeout | undefined;
  let opened: WebSocket | undefined;

  /** Before the socket's token ends, shows it the next one: its subscriptions go on without a break. */
  const keepSignedIn = (): void => {
    clearTimeout(renewalTimer);
    if (!socketTokens || !opened) return;
    renewalTimer = setTimeout(
      () => {
        session
          .renew()
          .then(() => {
            const tokens = session.tokens();
            if (!tokens || tokens === socketTokens || !opened) return;
            socketTokens = tokens;
            const payload = { Authorization: `Bearer ${tokens.accessToken}` };
            opened.send(JSON.stringify({ type: 'ping', payload }));
            keepSignedIn();
          })
          // The socket ends with its token then, and is opened again with what a later renewal gives.
          .catch(() => {});
      },
      Math.max(0, session.untilRenewal(socketTokens)),
    );
    renewalTimer.unref();
  };

  const socket: SocketClient = createSocketClient({
    url: url.replace(/^http/, 'ws'),
    webSocketImpl: PatientWebSocket,
    lazy: true,
    connectionParams: async () => {
      await session.renew().catch((error: unknown) => {
        // Anything thrown here ends the subscription for good. A network failure shall only end this attempt.
        if (!(error instanceof ApiError)) socket.terminate();
        throw error;
      });
      socketTokens = session.tokens();
      return {
        ...(socketTokens ? { Authorization: `Bearer ${socketTokens.accessToken}` } : {}),
        ...(options.locale ? { acceptLanguage: options.locale } : {}),
      };
    },
    keepAlive: 10_000,
    connectionAckWaitTimeout: socketPatience,
    retryAttempts: Number.POSITIVE_INFINITY,
    shouldRetry: () => true,
    retryWait: (attempt) =>
      new Promise((resolve) => {
        setTimeout(resolve, Math.random() * Math.min(100 * 2 ** attempt, longestRetryWait));
      }),
    on: {
      opened: (raw) => {
        opened = raw as WebSocket;
      },
      connected: () => {
        keepSignedIn();
        options.onConnection?.('connected');
      },
      closed: () => {
        clearTimeout(pongTimer);
        clearTimeout(renewalTimer);
        opened = undefined;
        options.onConnection?.('closed');
      },
      // The library sends pings but takes no notice when they are not answered.
      ping: (received) => {
        if (received) return;
        clearTimeout(pongTimer);
        pongTimer = setTimeout(() => socket.terminate(), socketPatience);
      },
      pong: (received) => {
        if (received) clearTimeout(pongTimer);
      },
    },
  });

  /** After an UNAUTHENTICATED: a socket keeps the token that it was opened with, also when that has run out. */
  const reauthenticate = async (): Promise<void> => {
    for (;;) {
      try {
        await session.renew(socketTokens);
        break;
      } catch (error) {
        if (error instanceof ApiError) throw error;
        await delay(longestRetryWait);
      }
    }
    socket.terminate();
  };

  async function* events(interviewId: string, after = 0): AsyncGenerator<LiveEvent, void, void> {
    let seen = after;
    let refused = false;
    for (;;) {
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
      try {
        for await (const { data, errors } of results) {
          if (errors || !data) throw new ApiError((errors ?? []) as ApiFailure[]);
          refused = false;
          const event = data.interviewEvents;
          if (event.seq !== null && event.seq !== undefined) {
            if (event.seq <= seen) continue;
            seen = event.seq;
          }
          yield event;
        }
        return;
      } catch (thrown) {
        const failure = failureOf(thrown);
        // The server is there and its stores are not: as good as a broken connection, and as worth another try.
        if (failure instanceof ApiError && failure.code === 'DEPENDENCY_UNAVAILABLE') {
          await delay(Math.random() * longestRetryWait);
          continue;
        }
        if (refused || !session.tokens() || !isRefusal(failure)) throw failure;
        refused = true;
        await reauthenticate();
      }
    }
  }

  return {
    use: session.use,
    request: session.request,
    events,
    dispose: async () => {
      await socket.dispose();
    },
  };
};
