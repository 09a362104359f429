/** The two transports, bare: what goes over the wire is what the test wrote. */
import { createClient, type SubscribePayload } from 'graphql-ws';
import { WebSocket } from 'ws';

export type WireError = {
  message: string;
  path?: (string | number)[];
  extensions: { code: string; requestId: string; issues?: { path: string; message: string }[]; retryAfter?: number };
};
// biome-ignore lint/suspicious/noExplicitAny: tests read whatever shape their own query asked for
export type WireResult = { status?: number; data?: any; errors?: WireError[] };

export type Send = (query: string, variables?: Record<string, unknown>, token?: string) => Promise<WireResult>;

export const overHttp =
  (url: string): Send =>
  async (query, variables, token) => {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
      body: JSON.stringify({ query, variables }),
    });
    return { status: response.status, ...((await response.json()) as WireResult) };
  };

export type Answer = WireResult & { headers: Headers };

/** As a proxy passes it on that is believed. @param from the address */
export const postFrom = async (url: string, from: string, query: string, token?: string): Promise<Answer> => {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-forwarded-for': from,
      ...(token ? { authorization: `Bearer ${token}` } : {}),
    },
    body: JSON.stringify({ query }),
  });
  return { status: response.status, headers: response.headers, ...((await response.json()) as WireResult) };
};

/** Where the server closes the socket, the reason stands in for the error's code. */
export const overWebsocket =
  (url: string): Send =>
  (query, variables, token) =>
    new Promise((resolve, reject) => {
      const client = createClient({
        url: `${url.replace(/^http/, 'ws')}/graphql`,
        webSocketImpl: WebSocket,
        retryAttempts: 0,
        ...(token ? { connectionParams: { Authorization: `Bearer ${token}` } } : {}),
        onNonLazyError: () => {},
      });
      let result: WireResult | undefined;
      client.subscribe({ query, variables } as SubscribePayload, {
        next: (value) => {
          result = value as WireResult;
          // The first result is enough, also of a subscription.
          void client.dispose();
          resolve(result);
        },
        error: (error) => {
          void client.dispose();
          if (Array.isArray(error)) resolve({ errors: error as WireError[] });
          else if (error && typeof error === 'object' && 'code' in error && 'reason' in error) {
            const { code, reason } = error as { code: number; reason: string };
            resolve({ status: code, errors: [{ message: reason, extensions: { code: reason, requestId: 'socket' } }] });
          } else reject(error);
        },
        complete: () => result ?? reject(new Error('completed without a result')),
      });
    });

export const transports = { http: overHttp, websocket: overWebsocket } as const;
