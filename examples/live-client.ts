/**
 * Reference client of the live events, to be copied into a project; docs/live-protocol.md says what it does and why.
 * For browsers and Node 22 with `graphql-ws`; Node 20 needs the WebSocket of `ws`, too, as `webSocketImpl`.
 *
 *     const live = createLiveClient({ urls: ['https://interviews.example/graphql'], tokens, onTokens: store });
 *     for await (const event of live.events(id, 0, '... on QuestionAsked { turn { prompt deadlineAt } }')) show(event);
 */
import { createClient } from 'graphql-ws';

export type Tokens = { accessToken: string; accessTokenExpiresAt: string; refreshToken: string };

/** An event with what was selected. At a `StreamReset` read the interview anew; the stream goes on after its `head`. */
export type LiveEvent = Record<string, unknown> & { __typename: string; seq: number | null; serverTime: string };

export type LiveClientOptions = {
  /** HTTP endpoints of the servers; each connection is made to the next one. */
  urls: string[];
  tokens: Tokens;
  /** Takes the tokens that replace the former ones, to store them: a refresh token is good once. */
  onTokens?: (tokens: Tokens) => void;
  webSocketImpl?: unknown;
  /** Milliseconds of silence after which a connection counts as broken. */
  patience?: number;
};

type Failure = { message?: string; reason?: string; code?: string | number; extensions?: { code: string } };

/** What coming back would not mend. `code` is that of the server's error, or the one it closed the socket with. */
export class LiveError extends Error {
  readonly code: string | number | undefined;
  constructor({ message, reason, code, extensions }: Failure) {
    super(message || reason);
    this.code = extensions?.code ?? code;
  }
}

/** What a renewal mends if anything does; errors that pass; closes for a mistake of the client, which it would repeat. */
const refusals: unknown[] = ['UNAUTHENTICATED', 4401, 4403];
const outages: unknown[] = ['DEPENDENCY_UNAVAILABLE', 'RATE_LIMITED'];
const mistakes: unknown[] = [1002, 1007, 1009, 4400, 4406, 4409, 4429];

const refreshSession = `mutation ($refreshToken: String!) {
  refreshSession(refreshToken: $refreshToken) { accessToken accessTokenExpiresAt refreshToken } }`;
const interviewEvents = (selection: string) => `subscription ($interviewId: ID!, $after: Int!) {
  interviewEvents(interviewId: $interviewId, after: $after) {
    __typename seq at serverTime ... on StreamReset { head } ${selection} } }`;

export const createLiveClient = ({ urls, onTokens, patience = 20_000, ...options }: LiveClientOptions) => {
  let { tokens } = options;
  let renewing = Promise.resolve();
  let [connections, requests, renewedAt, offset, closed] = [0, 0, Number.NEGATIVE_INFINITY, 0, false];
  let [silence, due]: ReturnType<typeof setTimeout>[] = [];

  const now = () => new Date(Date.now() + offset);
  const authorization = () => ({ Authorization: `Bearer ${tokens.accessToken}` });

  /** Milliseconds until half a minute before the token's end. A new one is kept for a minute, whatever the clock says. */
  const untilDue = () =>
    Math.max(Date.parse(tokens.accessTokenExpiresAt) - 30_000 - +now(), renewedAt + 60_000 - performance.now());

  const trade = async () => {
    const body = JSON.stringify({ query: refreshSession, variables: { refreshToken: tokens.refreshToken } });
    const headers = { 'content-type': 'application/json' };
    const signal = AbortSignal.timeout(patience);
    const response = await fetch(urls[requests++ % urls.length] as string, { method: 'POST', headers, body, signal });
    const { data, errors } = (await response.json()) as { data?: { refreshSession: Tokens }; errors?: Failure[] };
    if (errors?.[0]?.extensions?.code === 'UNAUTHENTICATED') throw new LiveError(errors[0]);
    if (!data) throw errors ?? response;
    tokens = data.refreshSession;
    renewedAt = performance.now();
    onTokens?.(tokens);
  };
  /** Trades the refresh token, once for all who want others than these. */
  const renew = (old: Tokens) => {
    renewing = renewing.catch(() => {}).then(() => (tokens === old ? trade() : undefined));
    return renewing;
  };

  /** Shows the open socket each new token in time. One that is not shown any is closed with its token, and comes back. */
  const keepSignedIn = (socket: WebSocket) => {
    const renewAndShow = async () => {
      await renew(tokens).catch(() => {});
      if (socket.readyState !== WebSocketImpl.OPEN) return;
      socket.send(JSON.stringify({ type: 'ping', payload: authorization() }));
      keepSignedIn(socket);
    };
    due = setTimeout(renewAndShow, Math.min(2 ** 31 - 1, Math.max(1_000, untilDue())));
  };
  const listen = () => {
    clearTimeout(silence);
    silence = setTimeout(() => client.terminate(), patience);
  };
  const WebSocketImpl = (options.webSocketImpl ?? globalThis.WebSocket) as typeof WebSocket;
  const client = createClient({
    url: () => (urls[connections++ % urls.length] as string).replace(/^http/, 'ws'),
    connectionParams: authorization,
    keepAlive: patience / 2,
    retryAttempts: 0,
    // `ws` throws an error that nobody listens to, such as that of a socket which is given up while it connects.
    webSocketImpl: class extends WebSocketImpl {
      ignored = this.addEventListener('error', () => {});
    },
    on: {
      connecting: listen,
      message: listen,
      connected: (socket) => keepSignedIn(socket as WebSocket),
      closed: () => [silence, due].forEach(clearTimeout),
    },
  });

  /**
   * Every event after `after`, each once and in order, then those that follow, until `close` or a `break`.
   * @throws LiveError when the server refuses the interview, or the session is over
   */
  async function* events(interviewId: string, after = 0, selection = ''): AsyncGenerator<LiveEvent, void, void> {
    let refused: Tokens | undefined;
    for (let failures = 0; !closed; failures++) {
      const variables = { interviewId, after };
      let lead = Number.NEGATIVE_INFINITY;
      try {
        if (tokens === refused || untilDue() <= 0) await renew(tokens);
        for await (const { data, errors } of client.iterate({ query: interviewEvents(selection), variables })) {
          if (!data) throw errors;
          const event = data.interviewEvents as LiveEvent;
          // Of all differences the one that is largest was least on its way.
          offset = lead = Math.max(lead, Date.parse(event.serverTime) - Date.now());
          failures = 0;
          if (event.seq !== null && event.seq <= after) continue;
          after = (event.seq ?? event.head ?? after) as number;
          yield event;
        }
      } catch (thrown) {
        if (thrown instanceof LiveError) throw thrown;
        const error = new LiveError([thrown].flat()[0] as Failure);
        if (refusals.includes(error.code)) refused = tokens;
        else if (Array.isArray(thrown) ? !outages.includes(error.code) : mistakes.includes(error.code)) throw error;
        // The socket still has the token that was refused.
        if (error.code === 'UNAUTHENTICATED') client.terminate();
      }
      await new Promise((resolve) => setTimeout(resolve, Math.random() * Math.min(250 * 2 ** failures, 10_000)));
    }
  }

  const close = () => {
    closed = true;
    client.terminate();
  };
  return { events, now, close };
};
