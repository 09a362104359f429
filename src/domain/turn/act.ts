/** What a candidate does with a turn, short of answering it; each is safe to send again. */
import { eq } from 'drizzle-orm';
import type { Context } from '../../context.js';
import { type Turn, type TurnRow, turns } from '../../db/tables/index.js';
import { AppError } from '../../errors.js';
import { badInput } from '../input.js';
import { readProgress } from '../interview/ask.js';
import { type Change, changeInterview } from '../interview/change.js';
import { requireOwnInterview } from '../interview/read.js';
import { requireInterviewAction, requireTurnAction } from '../interview/state.js';
import { changeTurn, goOn, leaveTurn } from '../interview/steps.js';
import { forgetReads } from '../reads.js';
import { requireViewer } from '../viewer.js';
import { findTurn } from './read.js';

/** Runs one action on a turn, its interview locked; `turn` is the row as it is under the lock, and has to be kept so by the action. */
export const actOnTurn = async <T>(
  ctx: Context,
  turnId: string,
  work: (change: Change, turn: TurnRow) => Promise<T>,
): Promise<T> => {
  requireViewer(ctx);
  const { result, turn, interview } = await changeInterview(ctx, { turnId }, async (change) => {
    requireOwnInterview(ctx, change.interview);
    const [turn] = await change.tx.select().from(turns).where(eq(turns.id, turnId));
    if (!turn) throw new AppError('NOT_FOUND');
    return { result: await work(change, turn), turn, interview: change.interview };
  });
  forgetReads(ctx);
  // What is asked of the result asks for them, and they have just been written.
  ctx.loaders.interviewById.prime(interview.id, interview);
  ctx.loaders.turnById.prime(turn.id, turn);
  return result;
};

/** Runs one action on a turn and returns the turn as it then is. */
const act = async (
  ctx: Context,
  turnId: string,
  work: (change: Change, turn: TurnRow) => Promise<void>,
): Promise<Turn> => {
  await actOnTurn(ctx, turnId, work);
  return findTurn(ctx, turnId);
};

/** Whether a turn was taken up once more, and may have been left again: it is then as if it was answered before. */
const isLeft = ({ status, reopenedAt }: TurnRow): boolean => status === 'ANSWERED' && reopenedAt !== null;

/** Leaves a question unanswered; of one taken up once more the earlier answer counts. Left already, it is returned as it is. */
export const skipTurn = (ctx: Context, turnId: string): Promise<Turn> =>
  act(ctx, turnId, async (change, turn) => {
    if (turn.status === 'SKIPPED' || isLeft(turn)) return;
    requireInterviewAction(change.interview, 'skipTurn');
    requireTurnAction(turn, 'skipTurn', change.interview.pace, change.now);
    await leaveTurn(change, turn);
    await goOn(change);
  });

/** Opens a turn that is over for another try. Opened already, it is returned as it is. */
export const retryTurn = (ctx: Context, turnId: string): Promise<Turn> =>
  act(ctx, turnId, async (change, turn) => {
    if (turn.status === 'ASKED' && turn.reopenedAt !== null) return;
    const { interview, now } = change;
    requireInterviewAction(interview, 'retryTurn');
    requireTurnAction(turn, 'retryTurn', interview.pace, now);
    if ((await readProgress(change)).open) {
      throw new AppError('TURN_STATE', {
        message: {
          en: 'Another question is open: answer or skip it first.',
          zh: '还有一道题尚未结束：请先回答或跳过它。',
        },
      });
    }
    const reopened = { status: 'ASKED', closedAt: null, reopenedAt: now, pausedTime: 0 } as const;
    await changeTurn(change, turn, reopened);
    change.emit('QuestionAsked', { turnId });
  });

/**
 * Shows a hint of the open question.
 * @param number which, from 1; by default the next. One that was shown already changes nothing, so that asking again is safe
 * @throws AppError BAD_USER_INPUT when there is no such hint, or one before it was not shown
 */
export const revealHint = (ctx: Context, turnId: string, number: number | null): Promise<Turn> =>
  act(ctx, turnId, async (change, turn) => {
    if (number !== null && number >= 1 && number <= turn.hints.length) return;
    const { interview, now } = change;
    requireInterviewAction(interview, 'revealHint');
    requireTurnAction(turn, 'revealHint', interview.pace, now);
    const next = turn.hints.length + 1;
    const hint = turn.hintPlan[next - 1];
    if (hint === undefined) {
      throw badInput(number === null ? 'turnId' : 'number', { en: 'there is no further hint', zh: '没有更多提示' });
    }
    if (number !== null && number !== next) {
      throw badInput('number', { en: `the next hint is ${next}`, zh: `下一条提示的序号是 ${next}` });
    }
    await changeTurn(change, turn, { hints: [...turn.hints, hint] });
    change.emit('HintRevealed', { turnId, hint: next });
  });
