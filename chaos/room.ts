/** One interview as its candidate sees it: called in through any server, followed on two of them. */
import { setTimeout as delay } from 'node:timers/promises';
import type { Chance } from '../bench/bank/random.js';
import type { Follower } from './follower.js';
import type { Ack, Frame, History, Outcome, Request } from './history.js';
import type { Wire } from './wire.js';

const turn = 'currentTurn { id status }';
/** What each action sends; the answer names the thing that was changed and how far the log then was. */
const documents: Record<Request['action'], string> = {
  createInterview:
    'mutation ($input: CreateInterviewInput!) { done: createInterview(input: $input) { id status lastSeq } }',
  startInterview: `mutation ($id: ID!) { done: startInterview(id: $id) { id status lastSeq ${turn} } }`,
  nextTurn: `mutation ($id: ID!) { done: nextTurn(interviewId: $id) { id status lastSeq ${turn} } }`,
  finishInterview: 'mutation ($id: ID!) { done: finishInterview(id: $id) { id status lastSeq } }',
  submitAnswer: 'mutation ($input: SubmitAnswerInput!) { done: submitAnswer(input: $input) { id } }',
  skipTurn: 'mutation ($turnId: ID!) { done: skipTurn(turnId: $turnId) { id } }',
  revealHint: 'mutation ($turnId: ID!, $hint: Int) { done: revealHint(turnId: $turnId, number: $hint) { id } }',
  retryTurn: 'mutation ($turnId: ID!) { done: retryTurn(turnId: $turnId) { id } }',
  pauseInterview: 'mutation ($id: ID!) { done: pauseInterview(id: $id) { id status lastSeq } }',
  resumeInterview: 'mutation ($id: ID!) { done: resumeInterview(id: $id) { id status lastSeq } }',
  cancelInterview: 'mutation ($id: ID!) { done: cancelInterview(id: $id) { id status lastSeq } }',
};
const look = `query ($id: ID!) { done: interview(id: $id) { id status ${turn} } }`;

type Done = {
  done: { id: string; status?: string; lastSeq?: number; currentTurn?: { id: string; status: string } | null };
};

const variablesOf = ({ action, interviewId, turnId, clientKey, text, hint }: Request, input: object): unknown => {
  if (action === 'createInterview') return { input: { ...input, clientKey } };
  if (action === 'submitAnswer') return { input: { turnId, clientKey, text } };
  return turnId ? { turnId, hint } : { id: interviewId };
};

/** Milliseconds that a candidate waits for the stream before looking for itself. */
const streamPatience = 1_500;
/** And that it waits at most before it asks again. */
const longestWait = 1_000;
/** And that it goes on listening after the last event. */
const stay = 1_000;

/** Asks servers, one after another, and keeps a record of it. */
export type Caller = {
  /** One try at a server. */
  once(request: Request, server: number, input?: object): Promise<Outcome>;
  /** Until there is an answer; the same thing each time, at another server. */
  persist(request: Request, input?: object): Promise<Outcome>;
  look(interviewId: string): Promise<Done['done'] | undefined>;
  next(): number;
};

/** @param until when a candidate gives up asking, milliseconds since the epoch */
export const createCaller = (
  client: number,
  wire: Wire,
  servers: number,
  token: string,
  chance: Chance,
  history: History,
  until: () => number,
): Caller => {
  let at = client % servers;
  const next = () => {
    at = (at + 1) % servers;
    return at;
  };
  const once: Caller['once'] = async (request, server, input = {}) => {
    const begin = Date.now();
    const reply = await wire.send<Done>(server, documents[request.action], variablesOf(request, input), token);
    let outcome: Outcome = reply;
    if (reply.kind === 'ack') {
      const { id, status, lastSeq, currentTurn } = (reply.data as Done).done;
      const ack: Ack = { id };
      if (status) ack.status = status;
      if (lastSeq !== undefined) ack.lastSeq = lastSeq;
      if (currentTurn?.status === 'ASKED') ack.turnId = currentTurn.id;
      outcome = { kind: 'ack', ack };
    }
    history.calls.push({ ...request, client, server, begin, end: Date.now(), outcome });
    return outcome;
  };
  return {
    once,
    next,
    persist: async (request, input) => {
      for (let failures = 1; ; failures++) {
        const outcome = await once(request, at, input);
        if (outcome.kind !== 'unknown' || Date.now() > until()) return outcome;
        next();
        await delay(20 + chance.below(Math.min(50 * 2 ** failures, longestWait)));
      }
    },
    look: async (interviewId) => {
      const reply = await wire.send<Done>(at, look, { id: interviewId }, token);
      if (reply.kind === 'unknown') next();
      return reply.kind === 'ack' ? reply.data?.done : undefined;
    },
  };
};

export type Room = {
  id: string;
  /** The open turn, once there is one; undefined when the interview is over. */
  turn(): Promise<string | undefined>;
  /** Resolves when that turn is closed, by whomever, or the interview is over. */
  closing(turnId: string): Promise<void>;
  /** What the candidate learns from an answer: that a turn is open, or that it is not. */
  opened(turnId: string): void;
  closed(turnId: string): void;
};

/** Follows an interview on both sockets; the first one also tells which turn is open. */
export const openRoom = (id: string, caller: Caller, followers: Follower[], until: () => number): Room => {
  /** In the order in which the candidate heard of them; an answer to a call may be ahead of the stream. */
  const asked = new Set<string>();
  const over = new Set<string>();
  let streamed: string | undefined;
  let newest = 0;
  let ended = false;
  let wake = () => {};

  const open = () => [...asked].find((turnId) => !over.has(turnId));
  const opened = (turnId: string) => {
    asked.add(turnId);
    wake();
  };
  const closed = (turnId: string) => {
    over.add(turnId);
    wake();
  };
  const onFrame = ({ seq, type, turnId }: Frame) => {
    if (seq === null || seq <= newest) return;
    newest = seq;
    if (type === 'QuestionAsked' && turnId) {
      // Asked once more, it is open again.
      if (asked.has(turnId) && turnId === streamed) over.delete(turnId);
      streamed = turnId;
      opened(turnId);
    } else if (type === 'TurnClosed' && streamed) closed(streamed);
    else if (type === 'InterviewFinished' || type === 'InterviewCancelled') {
      ended = true;
      wake();
    }
  };
  for (const [at, follower] of followers.entries()) {
    follower.follow(id, (frame) => {
      if (at === 0) onFrame(frame);
      // Nothing may follow; who stays a while would see it.
      if (frame.type === 'ReportReady') setTimeout(() => follower.leave(id), stay);
    });
  }

  const lookAround = async (): Promise<void> => {
    const now = await caller.look(id);
    if (!now) return;
    const turnId = now.currentTurn?.status === 'ASKED' ? now.currentTurn.id : undefined;
    for (const known of asked) if (known !== turnId) over.add(known);
    if (turnId) {
      asked.add(turnId);
      over.delete(turnId);
    }
    // A pause that was sent twice may have been carried out once more after the candidate went on.
    if (now.status === 'PAUSED') await caller.persist({ action: 'resumeInterview', interviewId: id });
    ended ||= now.status === 'FINISHED' || now.status === 'CANCELLED';
  };

  /** Waits for the stream to bring it about; where that says nothing for long, looks. */
  const wait = async (done: () => boolean): Promise<void> => {
    while (!done() && !ended && Date.now() < until()) {
      const told = await new Promise<boolean>((resolve) => {
        const timer = setTimeout(() => resolve(false), streamPatience);
        wake = () => {
          clearTimeout(timer);
          resolve(true);
        };
      });
      if (!told) await lookAround();
    }
  };

  return {
    id,
    opened,
    closed,
    turn: async () => {
      await wait(() => open() !== undefined);
      return ended ? undefined : open();
    },
    closing: (turnId) => wait(() => over.has(turnId)),
  };
};
