/** Drives the process that holds the sockets of followers. */
import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { InterviewEventsDocument } from '../../src/client/gql/graphql.js';
import { spawnNode } from '../child.js';
import type { Bench } from '../scenarios/scenario.js';

/** `after`: one less than the newest event, which then tells that the subscription is there. */
export type Subscription = { token: string; interviewId: string; after: number };
/** `numbered`: whether events must come in order, without a gap or a repeat. */
export type Follow = { url: string; query: string; subscriptions: Subscription[]; numbered: boolean };
export type Wanted = { messages: number };
/** When each message came, and the first of them. */
export type Arrivals = { arrivals: number[]; sample: string };

export type Followers = {
  /** Opens more sockets. @returns when each has been given its first event */
  open(subscriptions: Subscription[]): Promise<void>;
  /** Settles when so many messages have come since it last did. @throws Error when more come, or not enough in time */
  arrived(messages: number): Promise<Arrivals>;
};

/** Milliseconds until what has not come is taken for lost. */
const patience = 60_000;
/** The same for a socket's opening. */
const openingPatience = 100;

type Answer = Arrivals | 'open' | { error: string };

const reply = <T extends Answer>(child: ChildProcess, message: Follow | Wanted, milliseconds: number): Promise<T> =>
  new Promise((resolve, reject) => {
    const settle = (settled: () => void) => {
      clearTimeout(timer);
      child.removeListener('exit', ended);
      child.removeListener('message', told);
      settled();
    };
    const ended = () => settle(() => reject(new Error('the process of followers ended')));
    const told = (answer: Answer) =>
      settle(() => {
        if (typeof answer === 'object' && 'error' in answer) reject(new Error(`following: ${answer.error}`));
        else resolve(answer as T);
      });
    const timer = setTimeout(
      () => settle(() => reject(new Error(`following: not done within ${milliseconds / 1000} s`))),
      milliseconds,
    );
    child.once('exit', ended);
    child.once('message', told);
    child.send(message);
  });

/** The sockets are closed with the scope. @param url of the endpoint, as for HTTP */
export const startFollowers = (
  { built, scope }: Pick<Bench, 'built' | 'scope'>,
  url: string,
  numbered: boolean,
): Followers => {
  const child = spawnNode(join(built, 'bench/servers/follow.js'), {}, scope);
  let failure: string | undefined;
  // What goes wrong between two questions must not be overlooked.
  child.on('message', (answer: Answer) => {
    if (typeof answer === 'object' && 'error' in answer) failure ??= answer.error;
  });
  const ask = <T extends Answer>(message: Follow | Wanted, milliseconds: number): Promise<T> => {
    if (failure !== undefined) return Promise.reject(new Error(`following: ${failure}`));
    return reply<T>(child, message, milliseconds);
  };
  const query = InterviewEventsDocument.toString();
  return {
    open: async (subscriptions) => {
      const follow = { url: url.replace(/^http/, 'ws'), query, subscriptions, numbered };
      await ask(follow, patience + subscriptions.length * openingPatience);
    },
    arrived: (messages) => ask<Arrivals>({ messages }, patience),
  };
};
