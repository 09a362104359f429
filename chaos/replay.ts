/** The states of an interview as its events tell them: the rules of the game, written down a second time. */
import type { EventRow } from './tables.js';

export type State = {
  status: 'READY' | 'LIVE' | 'PAUSED' | 'FINISHED' | 'CANCELLED';
  /** The open turn. */
  open?: string;
  asked: Set<string>;
  submitted: Set<string>;
  reported: boolean;
};

/** What may still come after the end. */
const afterwards = ['AnswerScored', 'AnswerTranscribed', 'ReportReady'];

/** Goes one event on. @returns why that cannot be, else undefined */
const step = (state: State, { type, turnId, answerId }: EventRow): string | undefined => {
  const isOver = state.status === 'FINISHED' || state.status === 'CANCELLED';
  if (isOver && !afterwards.includes(type)) return `after the end comes ${type}`;
  switch (type) {
    case 'InterviewStarted':
      if (state.status !== 'READY') return 'started twice';
      state.status = 'LIVE';
      return undefined;
    case 'QuestionAsked':
      if (state.status !== 'LIVE') return `asked while ${state.status}`;
      if (state.open) return 'asked while a turn is open';
      if (!turnId || state.asked.has(turnId)) return 'asked the same turn twice';
      state.asked.add(turnId);
      state.open = turnId;
      return undefined;
    case 'AnswerSubmitted':
      if (state.status !== 'LIVE' || !turnId || turnId !== state.open) return 'answered a turn that is not open';
      if (!answerId || state.submitted.has(answerId)) return 'the same answer twice';
      state.submitted.add(answerId);
      return undefined;
    case 'TurnClosed':
      if (!turnId || turnId !== state.open) return 'closed a turn that is not open';
      delete state.open;
      return undefined;
    case 'AnswerScored':
      return answerId && state.submitted.has(answerId) ? undefined : 'scored what was not answered';
    case 'InterviewFinished':
      if (state.status !== 'LIVE' && state.status !== 'PAUSED') return `finished while ${state.status}`;
      if (state.open) return 'finished with a turn open';
      state.status = 'FINISHED';
      return undefined;
    case 'ReportReady':
      if (state.status !== 'FINISHED') return `reported while ${state.status}`;
      state.reported = true;
      return undefined;
    default:
      return `an event of an unknown kind, ${type}`;
  }
};

/** Plays a log from its beginning, as far as it is possible. */
export const replay = (events: EventRow[]): { state: State; problem?: string } => {
  const state: State = { status: 'READY', asked: new Set(), submitted: new Set(), reported: false };
  for (const event of events) {
    const problem = step(state, event);
    if (problem) return { state, problem: `${problem} (number ${event.seq})` };
  }
  return { state };
};
