/** The states of interviews and turns, and what is possible in each. */
import type { InterviewStatus, TurnStatus } from '../../db/enums.js';
import type { InterviewRow, TurnRow } from '../../db/tables/index.js';
import { AppError } from '../../errors.js';

const interviewActions: Record<InterviewStatus, readonly string[]> = {
  READY: ['startInterview'],
  LIVE: ['submitAnswer', 'skipTurn', 'nextTurn', 'finishInterview'],
  PAUSED: ['finishInterview'],
  FINISHED: [],
  CANCELLED: [],
};

const turnActions: Record<TurnStatus, readonly string[]> = {
  ASKED: ['submitAnswer', 'skipTurn'],
  ANSWERED: [],
  SKIPPED: [],
  EXPIRED: [],
};

const possible = (actions: readonly string[]) => ({
  en: actions.length > 0 ? `Possible now: ${actions.join(', ')}.` : 'Nothing more can be done with it.',
  zh: actions.length > 0 ? `当前可用操作：${actions.join('、')}。` : '已无可用操作。',
});

/** @throws AppError INTERVIEW_STATE that says what would be possible */
export const requireInterviewAction = (interview: InterviewRow, action: string): void => {
  const actions = interviewActions[interview.status];
  if (actions.includes(action)) return;
  const hint = possible(actions);
  throw new AppError('INTERVIEW_STATE', {
    message: {
      en: `The interview is ${interview.status}. ${hint.en}`,
      zh: `面试当前状态为 ${interview.status}。${hint.zh}`,
    },
  });
};

/** Whether an open turn's time is up, though nobody has closed it yet. */
export const isOverdue = (turn: TurnRow, now: Date): boolean =>
  turn.status === 'ASKED' && turn.deadlineAt !== null && turn.deadlineAt <= now;

/** @throws AppError TURN_STATE that says what would be possible */
export const requireTurnAction = (turn: TurnRow, action: string, now: Date): void => {
  const status = isOverdue(turn, now) ? 'EXPIRED' : turn.status;
  const actions = turnActions[status];
  if (actions.includes(action)) return;
  const hint = possible(actions);
  throw new AppError('TURN_STATE', {
    message: { en: `The turn is ${status}. ${hint.en}`, zh: `该题当前状态为 ${status}。${hint.zh}` },
  });
};
