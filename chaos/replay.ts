/** The states of an interview as its events tell them: the rules of the game, written down a second time. */
import type { EventRow } from './tables.js';

export type State = {
  status: 'READY' | 'LIVE' | 'PAUSED' | 'FINISHED' | 'CANCELLED';
  /** The open turn. */
  open?: string | undefined;
  /** Turns that were closed without an answer: one that was sent in time may still arrive. */
  unanswered: Set<string>;
  /** The turn whose answer has just arrived, open or not: it is closed next. */
  answering?: string | undefined;
  asked: Set<string>;
  /** Hints shown, by turn. */
  hints: Map<string, number>;
  submitted: Set<string>;
  reported: boolean;
};

const ended = (state: State) => state.status === 'FINISHED' || state.status === 'CANCELLED';

type Step = (state: State, event: EventRow) => string | undefined;

/** Goes one event on. Each returns why that cannot be, else undefined. */
const steps: Record<string, Step> = {
  InterviewStarted: (state) => {
    if (state.status !== 'READY') return 'started twice';
    state.status = 'LIVE';
    return undefined;
  },
  QuestionAsked: (state, { turnId }) => {
    if (state.status !== 'LIVE') return `asked while ${state.status}`;
    if (state.open) return 'asked while a turn is open';
    if (!turnId) return 'asked nothing';
    state.asked.add(turnId);
    state.unanswered.delete(turnId);
    state.open = turnId;
    return undefined;
  },
  HintRevealed: (state, { turnId, hint }) => {
    if (state.status !== 'LIVE' || !turnId || turnId !== state.open) return 'a hint on a turn that is not open';
    if (hint !== (state.hints.get(turnId) ?? 0) + 1) return `hint ${hint} out of its turn`;
    state.hints.set(turnId, hint);
    return undefined;
  },
  AnswerSubmitted: (state, { turnId, answerId }) => {
    const inTime = turnId && state.unanswered.has(turnId) && (state.status === 'LIVE' || state.status === 'FINISHED');
    const isOpen = turnId && turnId === state.open && state.status === 'LIVE';
    if (!inTime && !isOpen) return `answered a turn that is not open, while ${state.status}`;
    if (!answerId || state.submitted.has(answerId)) return 'the same answer twice';
    state.submitted.add(answerId);
    state.answering = turnId;
    return undefined;
  },
  TurnClosed: (state, { turnId }) => {
    if (!turnId || (turnId !== state.open && turnId !== state.answering)) return 'closed a turn that is not open';
    if (ended(state) && turnId !== state.answering) return `closed a turn while ${state.status}`;
    if (turnId === state.answering) state.unanswered.delete(turnId);
    else state.unanswered.add(turnId);
    if (turnId === state.open) state.open = undefined;
    state.answering = undefined;
    return undefined;
  },
  AnswerScored: (state, { answerId }) => {
    if (!answerId || !state.submitted.has(answerId)) return 'scored what was not answered';
    state.reported = false;
    return undefined;
  },
  InterviewPaused: (state) => {
    if (state.status !== 'LIVE') return `paused while ${state.status}`;
    state.status = 'PAUSED';
    return undefined;
  },
  InterviewResumed: (state) => {
    if (state.status !== 'PAUSED') return `resumed while ${state.status}`;
    state.status = 'LIVE';
    return undefined;
  },
  InterviewFinished: (state) => {
    if (state.status !== 'LIVE' && state.status !== 'PAUSED') return `finished while ${state.status}`;
    if (state.open) return 'finished with a turn open';
    state.status = 'FINISHED';
    return undefined;
  },
  InterviewCancelled: (state) => {
    if (ended(state)) return `cancelled while ${state.status}`;
    if (state.open) return 'cancelled with a turn open';
    state.status = 'CANCELLED';
    return undefined;
  },
  ReportReady: (state) => {
    if (state.status !== 'FINISHED') return `reported while ${state.status}`;
    if (state.reported) return 'reported twice, with nothing scored between';
    state.reported = true;
    return undefined;
  },
};

/** Plays a log from its beginning, as far as it is possible. */
export const replay = (events: EventRow[]): { state: State; problem?: string } => {
  const state: State = {
    status: 'READY',
    unanswered: new Set(),
    asked: new Set(),
    hints: new Map(),
    submitted: new Set(),
    reported: false,
  };
  for (const event of events) {
    const step = steps[event.type];
    const problem = step ? step(state, event) : `an event of an unknown kind, ${event.type}`;
    if (problem) return { state, problem: `${problem} (number ${event.seq})` };
  }
  return { state };
};
