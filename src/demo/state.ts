/** The interview as its events tell it. */
import type { LiveEvent } from '../client/client.js';
import type {
  AnswerViewFragment,
  EvaluationViewFragment,
  InterviewViewFragment,
  ReportViewFragment,
  TurnViewFragment,
} from '../client/gql/graphql.js';

export type Answered = {
  turnId: string;
  answer: AnswerViewFragment;
  /** Undefined until an event told of one. */
  evaluation: EvaluationViewFragment | undefined;
};

export type InterviewState = {
  interview: InterviewViewFragment | undefined;
  /** In the order in which they were asked, each as its newest event has it. */
  turns: TurnViewFragment[];
  /** In the order in which they were given. */
  answers: Answered[];
  finished: boolean;
  report: ReportViewFragment | undefined;
  /** Milliseconds by which this machine's clock is ahead of the server's: the least that an event took to get here. */
  skew: number;
};

export const emptyState = (): InterviewState => ({
  interview: undefined,
  turns: [],
  answers: [],
  finished: false,
  report: undefined,
  skew: Number.POSITIVE_INFINITY,
});

/** Changes the state by one event. */
export const applyEvent = (state: InterviewState, event: LiveEvent): void => {
  state.skew = Math.min(state.skew, Date.now() - new Date(event.at).getTime());
  switch (event.__typename) {
    case 'InterviewStarted':
      state.interview = event.interview;
      break;
    case 'QuestionAsked':
      state.turns.push(event.turn);
      break;
    case 'AnswerSubmitted':
      state.answers.push({ turnId: event.turn.id, answer: event.answer, evaluation: undefined });
      break;
    case 'AnswerScored': {
      const answered = state.answers.find(({ answer }) => answer.id === event.answer.id);
      if (answered) answered.evaluation = event.evaluation;
      break;
    }
    case 'TurnClosed':
      state.turns = state.turns.map((turn) => (turn.id === event.turn.id ? event.turn : turn));
      break;
    case 'InterviewFinished':
      state.interview = event.interview;
      state.finished = true;
      break;
    case 'ReportReady':
      state.report = event.report;
      break;
    case 'StreamReset':
      Object.assign(state, emptyState());
      break;
  }
};

export const openTurn = (state: InterviewState): TurnViewFragment | undefined =>
  state.finished ? undefined : state.turns.find((turn) => turn.status === 'ASKED');

export const positionOf = (state: InterviewState, turnId: string | undefined): number =>
  state.turns.find((turn) => turn.id === turnId)?.position ?? 0;

/** Whether the plan has no question left to ask. */
export const isLast = (state: InterviewState): boolean =>
  state.turns.filter((turn) => turn.kind === 'MAIN').length >= (state.interview?.questionCount ?? 0);
