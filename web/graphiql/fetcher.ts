/** Sends GraphiQL's operations: queries and mutations over HTTP, subscriptions over a websocket of their own. */
import type { GraphiQLProps } from 'graphiql';
import { type ExecutionResult, getOperationAST } from 'graphql';
import { createClient, type SubscribePayload } from 'graphql-ws';

type Fetcher = GraphiQLProps['fetcher'];
type Observer = { next(value: ExecutionResult): void; complete(): void };

/** Events kept on the screen; older ones fall off. */
const longestList = 100;

/** A failure in words: a websocket's is an event, and GraphQL's are already a list. */
const failuresOf = (failure: unknown): { message: string }[] => {
  if (Array.isArray(failure)) return failure;
  if (failure instanceof CloseEvent)
    return [{ message: `The server closed: ${failure.code} ${failure.reason}`.trim() }];
  return [{ message: failure instanceof Error ? failure.message : 'There is no connection to the server.' }];
};

/**
 * The events of a subscription. GraphiQL shows the last value only, and events often come in twos, so each value is the
 * list of all events; the newest stands first, because the pane starts at its top again with each value.
 */
const eventsOf = (url: string, headers: Headers, payload: SubscribePayload) => ({
  subscribe: (observer: Observer) => {
    const authorization = headers.get('authorization');
    const acceptLanguage = headers.get('accept-language');
    const client = createClient({
      url,
      // The headers tab may have changed since the last run, so each run has a socket of its own.
      connectionParams: {
        ...(authorization ? { Authorization: authorization } : {}),
        ...(acceptLanguage ? { acceptLanguage } : {}),
      },
      // Trying again would repeat the events from the start; whoever watches sees the failure and decides.
      retryAttempts: 0,
    });
    const events: unknown[] = [];
    let watching = true;
    const show = (event: unknown) => {
      if (!watching) return;
      events.unshift(event);
      events.splice(longestList);
      observer.next({ newestFirst: events } as ExecutionResult);
    };
    const end = () => {
      // A word of the last run's end would end the next run in GraphiQL's books.
      if (watching) observer.complete();
      watching = false;
    };
    const stop = client.subscribe(payload, {
      next: show,
      error: (failure) => {
        show({ errors: failuresOf(failure) });
        end();
      },
      complete: end,
    });
    return {
      unsubscribe: () => {
        watching = false;
        stop();
      },
    };
  },
});

/** @param place where the page came from; the API is on the same host */
export const createFetcher = ({ protocol, host }: Location): Fetcher => {
  const httpUrl = `${protocol}//${host}/graphql`;
  const socketUrl = `${protocol === 'https:' ? 'wss:' : 'ws:'}//${host}/graphql`;
  return async ({ query, operationName, variables }, options) => {
    // Anyone may read the schema: a token that has run out must not take the documentation away.
    const isIntrospection = operationName === 'IntrospectionQuery';
    const headers = new Headers(isIntrospection ? {} : options?.headers);
    // As the headers tab offers it, with no token yet.
    if (headers.get('authorization') === 'Bearer') headers.delete('authorization');
    const operation = options?.documentAST && getOperationAST(options.documentAST, operationName);
    if (operation?.operation === 'subscription') {
      return eventsOf(socketUrl, headers, { query, operationName, variables }) as never;
    }
    headers.set('content-type', 'application/json');
    headers.set('accept', 'application/graphql-response+json, application/json');
    const response = await fetch(httpUrl, {
      method: 'POST',
      headers,
      body: JSON.stringify({ query, operationName, variables }),
    });
    return (await response.json()) as ExecutionResult;
  };
};
