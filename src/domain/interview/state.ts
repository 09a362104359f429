/** The states of interviews and turns: what may be done in each, and what it leads to. */
import type { InterviewStatus, Pace, TurnStatus } from '../../db/enums.js';
import type { InterviewRow, TurnRow } from '../../db/tables/index.js';
import { AppError } from '../../errors.js';

type Moves<S extends string> = Record<S, Partial<Record<string, S>>>;

const interviewMoves = {
  READY: { startInterview: 'LIVE', cancelInterview: 'CANCELLED' },
  LIVE: {
    submitAnswer: 'LIVE',
    skipTurn: 'LIVE',
    retryTurn: 'LIVE',
    revealHint: 'LIVE',
    nextTurn: 'LIVE',
    pauseInterview: 'PAUSED',
    finishInterview: 'FINISHED',
    cancelInterview: 'CANCELLED',
  },
  PAUSED: { resumeInterview: 'LIVE', finishInterview: 'FINISHED', cancelInterview: 'CANCELLED' },
  FINISHED: {},
  CANCELLED: {},
} as const satisfies Moves<InterviewStatus>;

const turnMoves = {
  ASKED: {
    submitAnswer: 'ANSWERED',
    skipTurn: 'SKIPPED',
    revealHint: 'ASKED',
    expireTurn: 'EXPIRED',
    // Taken up once more and left: the answer that was there before counts.
    keepAnswer: 'ANSWERED',
  },
  ANSWERED: { retryTurn: 'ASKED' },
  SKIPPED: { retryTurn: 'ASKED' },
  // What was sent in time and had to wait for its turn still counts.
  EXPIRED: { submitAnswer: 'ANSWERED' },
} as const satisfies Moves<TurnStatus>;

type Keys<T> = T extends unknown ? keyof T : never;
export type InterviewAction = Keys<(typeof interviewMoves)[InterviewStatus]>;
export type TurnAction = Keys<(typeof turnMoves)[TurnStatus]>;

/** What a pace does without. */
const withheld: Record<Pace, readonly string[]> = {
  ZERO_PRESSURE: [],
  STANDARD: ['retryTurn', 'nextTurn'],
  STRESS: ['retryTurn', 'nextTurn', 'revealHint'],
};

/** What follows from something else is nothing that a client could ask for. */
const inner: readonly string[] = ['expireTurn', 'keepAnswer'];

const possible = (moves: object, pace: Pace) => {
  const actions = Object.keys(moves).filter((action) => !withheld[pace].includes(action) && !inner.includes(action));
  return {
    en: actions.length > 0 ? `Possible now: ${actions.join(', ')}.` : 'Nothing more can be done with it.',
    zh: actions.length > 0 ? `当前可用操作：${actions.join('、')}。` : '已无可用操作。',
  };
};

/**
 * The state that an action leads to.
 * @throws AppError INTERVIEW_STATE that says what would be possible
 */
export const requireInterviewAction = (
  { status, pace }: Pick<InterviewRow, 'status' | 'pace'>,
  action: InterviewAction,
): InterviewStatus => {
  const moves: Moves<InterviewStatus>[InterviewStatus] = interviewMoves[status];
  const next = moves[action];
  if (next) return next;
  const hint = possible(moves, pace);
  throw new AppError('INTERVIEW_STATE', {
    message: { en: `The interview is ${status}. ${hint.en}`, zh: `面试当前状态为 ${status}。${hint.zh}` },
  });
};

/** Whether an open turn's time is up, though nobody has closed it yet. */
export const isOverdue = (turn: Pick<TurnRow, 'status' | 'deadlineAt'>, now: Date): boolean =>
  turn.status === 'ASKED' && turn.deadlineAt !== null && turn.deadlineAt <= now;

const refusedTurn = (status: TurnStatus, moves: object, pace: Pace): AppError => {
  const hint = possible(moves, pace);
  return new AppError('TURN_STATE', {
    message: { en: `The turn is ${status}. ${hint.en}`, zh: `该题当前状态为 ${status}。${hint.zh}` },
  });
};

/**
 * @param at when what is to be done reached the server: after the deadline nothing can be
 * @throws AppError TURN_STATE that says what would be possible
 */
export const requireTurnAction = (
  turn: Pick<TurnRow, 'status' | 'deadlineAt'>,
  action: TurnAction,
  pace: Pace,
  at: Date,
): void => {
  const inTime = turn.deadlineAt === null || at < turn.deadlineAt;
  const status = turn.status === 'ASKED' && !inTime ? 'EXPIRED' : turn.status;
  const moves: Moves<TurnStatus>[TurnStatus] = status === 'EXPIRED' && !inTime ? {} : turnMoves[status];
  if (!(action in moves)) throw refusedTurn(status, status === 'EXPIRED' ? {} : moves, pace);
  if (withheld[pace].includes(action)) {
    throw new AppError('TURN_STATE', {
      message: { en: `${action} is not part of ${pace}.`, zh: `${pace} 节奏不支持 ${action}。` },
    });
  }
};

/** The state that a turn comes to by what happens to it, where that was found possible before. */
export const turnAfter = (status: TurnStatus, action: TurnAction): TurnStatus => {
  const moves: Moves<TurnStatus>[TurnStatus] = turnMoves[status];
  const next = moves[action];
  if (!next) throw new Error(`a turn that is ${status} cannot ${action}`);
  return next;
};
