/** Follows interviews over one websocket, which it opens again wherever it can, going on behind what it has seen. */
import { setTimeout as delay } from 'node:timers/promises';
import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import type { Chance } from '../bench/bank/random.js';
import type { Frame, History, Subscription } from './history.js';

export type Follower = {
  /** Follows an interview, from its beginning or from where it was left, until `leave`. Followed already, nothing changes. */
  follow(interviewId: string, onFrame: (frame: Frame) => void): void;
  leave(interviewId: string): void;
  /** The number of the newest event seen of each interview. */
  seen: Map<string, number>;
  dispose(): Promise<void>;
};

/** Milliseconds between pings, and after which an unanswered one means a broken connection. */
const pingEvery = 1_500;
const pongPatience = 2_000;
/** And that it waits at most before it tries again. */
const longestWait = 1_000;

/** A server that hangs must not hold up the handshake. */
class PatientWebSocket extends WebSocket {
  constructor(address: string, protocols?: string | string[]) {
    super(address, protocols, { handshakeTimeout: 3_000 });
  }
}

type Event = { interviewEvents: { __typename: string; seq: number | null; at: string; turn?: { id: string } } };

const endOf = (error: unknown): string => {
  if (Array.isArray(error)) return String(error[0]?.extensions?.code ?? 'error');
  const { code, message } = error as { code?: number | string; message?: string };
  return String(code ?? message ?? 'lost');
};

/**
 * @param name of the follower, in the history
 * @param fields what of an event is asked for beside its name, number and time
 */
export const createFollower = (
  name: string,
  fields: string,
  ports: number[],
  first: number,
  token: string,
  chance: Chance,
  history: History,
): Follower => {
  const query = `subscription ($id: ID!, $after: Int) { interviewEvents(interviewId: $id, after: $after) { __typename seq at ${fields} } }`;
  /** How to leave what is followed. */
  const followed = new Map<string, () => void>();
  const seen = new Map<string, number>();
  let server = first;
  let opened = 0;
  let disposed = false;
  let pongTimer: NodeJS.Timeout | undefined;

  const client = createClient({
    // Each new connection goes to the next server.
    url: () => {
      server = (first + opened) % ports.length;
      if (opened++ > 0) history.reconnects++;
      return `ws://127.0.0.1:${ports[server]}/graphql`;
    },
    webSocketImpl: PatientWebSocket,
    connectionParams: { Authorization: `Bearer ${token}` },
    // Retries are made here, with `after`.
    retryAttempts: 0,
    keepAlive: pingEvery,
    connectionAckWaitTimeout: 4_000,
    lazyCloseTimeout: 60_000,
    onNonLazyError: () => {},
    on: {
      ping: (received) => {
        if (received) return;
        clearTimeout(pongTimer);
        pongTimer = setTimeout(() => client.terminate(), pongPatience);
      },
      pong: (received) => void (received && clearTimeout(pongTimer)),
      closed: () => clearTimeout(pongTimer),
    },
  });

  const once = (interviewId: string, after: number, onFrame: (frame: Frame) => void): Promise<Subscription> => {
    const subscription: Subscription = {
      interviewId,
      follower: name,
      server: -1,
      after,
      begunAt: Date.now(),
      frames: [],
    };
    history.subscriptions.push(subscription);
    return new Promise((resolve) => {
      const leave = client.subscribe<Event>(
        { query, variables: { id: interviewId, after } },
        {
          next: ({ data, errors }) => {
            const received = Date.now();
            subscription.server = server;
            if (!data) {
              subscription.end = endOf(errors);
              return;
            }
            const { __typename: type, seq, at, turn } = data.interviewEvents;
            const frame: Frame = { seq, type, at: Date.parse(at), received };
            if (turn) frame.turnId = turn.id;
            subscription.frames.push(frame);
            if (seq !== null && seq > (seen.get(interviewId) ?? 0)) seen.set(interviewId, seq);
            onFrame(frame);
          },
          error: (error) => {
            subscription.end = endOf(error);
            resolve(subscription);
          },
          complete: () => {
            subscription.end ??= 'completed';
            resolve(subscription);
          },
        },
      );
      if (followed.has(interviewId)) followed.set(interviewId, leave);
    });
  };

  const run = async (interviewId: string, onFrame: (frame: Frame) => void): Promise<void> => {
    let failures = 0;
    while (followed.has(interviewId) && !disposed) {
      const before = seen.get(interviewId) ?? 0;
      const subscription = await once(interviewId, before, onFrame);
      subscription.endedAt = Date.now();
      if (!followed.has(interviewId) || disposed) return;
      failures = (seen.get(interviewId) ?? 0) > before ? 0 : failures + 1;
      await delay(20 + chance.below(Math.min(50 * 2 ** failures, longestWait)));
    }
  };

  return {
    follow: (interviewId, onFrame) => {
      if (followed.has(interviewId)) return;
      if (!seen.has(interviewId)) seen.set(interviewId, 0);
      followed.set(interviewId, () => {});
      void run(interviewId, onFrame);
    },
    leave: (interviewId) => {
      const leave = followed.get(interviewId);
      followed.delete(interviewId);
      leave?.();
    },
    seen,
    dispose: async () => {
      disposed = true;
      clearTimeout(pongTimer);
      // What was still being opened has no way to end well.
      await Promise.resolve(client.dispose()).catch(() => {});
    },
  };
};
