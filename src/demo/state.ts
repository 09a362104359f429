/** The interview as its events tell it. */
import type { LiveEvent } from '../client/client.js';
import type {
  AnswerViewFragment,
  EvaluationViewFragment,
  InterviewViewFragment,
  ReportViewFragment,
  TurnViewFragment,
} from '../client/gql/graphql.js';

export type Turn = TurnViewFragment & {
  /** How often it was asked. */
  tries: number;
};

/** What a question is called: a follow-up goes by the number of the question that it follows. */
export type TurnName = { number: number; followUp: boolean };

export type Answered = {
  turnId: string;
  /** At which of the turn's tries it was given. */
  tries: number;
  answer: AnswerViewFragment;
  /** Undefined until an event told of one. */
  evaluation: EvaluationViewFragment | undefined;
};

export type InterviewState = {
  interview: InterviewViewFragment | undefined;
  /** In the order in which they were asked, each as its newest event has it. */
  turns: Turn[];
  /** In the order in which they were given. */
  answers: Answered[];
  finished: boolean;
  /** Counts the changes of what the interview waits for. */
  changes: number;
  report: ReportViewFragment | undefined;
  /** Milliseconds by which this machine's clock is ahead of the server's: the least that an event took to get here. */
  skew: number;
};

export const emptyState = (): InterviewState => ({
  interview: undefined,
  turns: [],
  answers: [],
  finished: false,
  changes: 0,
  report: undefined,
  skew: Number.POSITIVE_INFINITY,
});

const findTurn = (state: InterviewState, turnId: string | undefined): Turn | undefined =>
  state.turns.find(({ id }) => id === turnId);

const replaceTurn = (state: InterviewState, turn: TurnViewFragment | null): void => {
  state.turns = state.turns.map((known) => (known.id === turn?.id ? { ...turn, tries: known.tries } : known));
};

const applyAsked = (state: InterviewState, turn: TurnViewFragment): void => {
  const known = findTurn(state, turn.id);
  if (!known) state.turns.push({ ...turn, tries: 0 });
  state.turns = state.turns.map((each) => (each.id === turn.id ? { ...turn, tries: each.tries + 1 } : each));
};

/** Changes the state by one event. */
export const applyEvent = (state: InterviewState, event: LiveEvent): void => {
  state.skew = Math.min(state.skew, Date.now() - new Date(event.serverTime).getTime());
  switch (event.__typename) {
    case 'InterviewStarted':
      state.interview = event.interview;
      break;
    case 'QuestionAsked':
      applyAsked(state, event.turn);
      state.changes++;
      break;
    case 'HintRevealed':
      replaceTurn(state, event.turn);
      break;
    case 'AnswerSubmitted':
      state.answers.push({
        turnId: event.turn.id,
        tries: findTurn(state, event.turn.id)?.tries ?? 0,
        answer: event.answer,
        evaluation: undefined,
      });
      break;
    case 'AnswerScored': {
      const answered = state.answers.find(({ answer }) => answer.id === event.answer.id);
      if (answered) answered.evaluation = event.evaluation;
      break;
    }
    case 'TurnClosed':
      replaceTurn(state, event.turn);
      state.changes++;
      break;
    case 'InterviewPaused':
    case 'InterviewResumed':
      state.interview = event.interview;
      replaceTurn(state, event.interview.currentTurn);
      state.changes++;
      break;
    case 'InterviewCancelled':
    case 'InterviewFinished':
      state.interview = event.interview;
      state.finished = true;
      break;
    case 'ReportReady':
      state.report = event.report;
      break;
    case 'StreamReset':
      Object.assign(state, emptyState(), { changes: state.changes + 1 });
      break;
  }
};

export const openTurn = (state: InterviewState): Turn | undefined =>
  state.finished ? undefined : state.turns.find((turn) => turn.status === 'ASKED');

export const isPaused = (state: InterviewState): boolean => !state.finished && state.interview?.status === 'PAUSED';

const mainTurns = (turns: Turn[]): number => turns.filter(({ kind }) => kind === 'MAIN').length;

/** A follow-up comes right behind its question. */
export const nameOf = (state: InterviewState, turnId: string | undefined): TurnName => {
  const index = state.turns.findIndex(({ id }) => id === turnId);
  return { number: mainTurns(state.turns.slice(0, index + 1)), followUp: state.turns[index]?.kind === 'FOLLOW_UP' };
};

/** Whether the plan has no question left to ask. */
export const isLast = (state: InterviewState): boolean =>
  mainTurns(state.turns) >= (state.interview?.questionCount ?? 0);
