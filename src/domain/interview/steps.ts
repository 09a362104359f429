/** Steps of a running change: closing a turn, going on, halting the clock, ending. */
import { desc, eq } from 'drizzle-orm';
import { answers, type TurnRow, turns } from '../../db/tables/index.js';
import { writeReportIfDue } from '../report/write.js';
import { askNext, readProgress } from './ask.js';
import type { Change } from './change.js';
import { isOverdue, requireInterviewAction, type TurnAction, turnAfter } from './state.js';

type Closing = Extract<TurnAction, 'submitAnswer' | 'skipTurn' | 'expireTurn' | 'keepAnswer'>;

/** Writes a change of a turn, to its row as we hold it too. */
export const changeTurn = async ({ tx }: Change, turn: TurnRow, patch: Partial<TurnRow>): Promise<void> => {
  await tx.update(turns).set(patch).where(eq(turns.id, turn.id));
  Object.assign(turn, patch);
};

export const closeTurn = async (change: Change, turn: TurnRow, action: Closing): Promise<void> => {
  const turnId = turn.id;
  const status = turnAfter(turn.status, action);
  await changeTurn(change, turn, { status, closedAt: change.now, remainingTime: null });
  change.emit('TurnClosed', { turnId });
  // A new answer is counted once it is judged.
  if (action !== 'submitAnswer') change.promise('COUNT_TURN', turnId);
};

/** Closes an open turn that gets no answer now: one that was taken up once more keeps the answer that it had. */
export const leaveTurn = async (change: Change, turn: TurnRow): Promise<void> => {
  const [kept] = turn.reopenedAt
    ? await change.tx.select({ id: answers.id }).from(answers).where(eq(answers.turnId, turn.id)).limit(1)
    : [];
  await closeTurn(change, turn, kept ? 'keepAnswer' : isOverdue(turn, change.now) ? 'expireTurn' : 'skipTurn');
};

/** What follows a closed turn: with a clock the next question or the end; without, the candidate decides. */
export const goOn = async (change: Change): Promise<void> => {
  if (change.interview.pace === 'ZERO_PRESSURE') return;
  if (!(await askNext(change, await readProgress(change)))) await finish(change);
};

/** Milliseconds that the next question waits for the judgement of an answer. */
const patience = 8_000;

/**
 * What follows an answer. Where a model judges, what it would ask about the answer is known with its judgement alone: that is
 * waited for, and the interview goes on with it, or after some seconds without.
 */
export const goOnAfter = async (change: Change, turn: TurnRow, text: string | null): Promise<void> => {
  const { interview, services, now } = change;
  const isWorded = services.scorer.kind === 'LLM' && interview.followUps && text !== null && !turn.probed;
  if (!isWorded || interview.pace === 'ZERO_PRESSURE') return goOn(change);
  change.goOnAt(new Date(now.getTime() + patience));
};

/** Goes on where the judgement of that turn's answer was waited for. */
export const goOnWith = async (change: Change, turnId: string): Promise<void> => {
  const { tx, interview } = change;
  if (interview.status !== 'LIVE' || interview.goesOnAt === null) return;
  const [last] = await tx
    .select({ id: turns.id })
    .from(turns)
    .where(eq(turns.interviewId, interview.id))
    .orderBy(desc(turns.position))
    .limit(1);
  if (last?.id === turnId) await goOn(change);
};

/** Carries out what the clock has decided and nobody has carried out yet; returns the open turn. */
export const settleClock = async (change: Change): Promise<TurnRow | undefined> => {
  const { open } = await readProgress(change);
  const { goesOnAt } = change.interview;
  if (open ? !isOverdue(open, change.now) : goesOnAt === null || goesOnAt > change.now) return open;
  if (open) await leaveTurn(change, open);
  await goOn(change);
  return (await readProgress(change)).open;
};

const secondsBetween = (from: Date, to: Date): number => (to.getTime() - from.getTime()) / 1000;

/** Halts the clock of the open turn; what is left on it is kept. */
export const stopClock = async (change: Change, open: TurnRow): Promise<void> => {
  if (open.deadlineAt === null) return;
  await changeTurn(change, open, { deadlineAt: null, remainingTime: secondsBetween(change.now, open.deadlineAt) });
};

/** Lets the clock of the open turn run on, with what was left on it. */
export const startClock = async (change: Change, open: TurnRow, pausedTime: number): Promise<void> => {
  const left = open.remainingTime;
  const deadlineAt = left === null ? null : new Date(change.now.getTime() + left * 1000);
  await changeTurn(change, open, { deadlineAt, remainingTime: null, pausedTime: open.pausedTime + pausedTime });
  change.expireAt(open);
};

/** Adds the pause under way to the time that the interview was paused; returns its seconds. */
export const endPause = ({ interview, now, set }: Change): number => {
  if (interview.pausedAt === null) return 0;
  const pausedTime = secondsBetween(interview.pausedAt, now);
  set({ pausedAt: null, pausedTime: interview.pausedTime + pausedTime });
  return pausedTime;
};

const ended = ({ now }: Change) => ({ finishedAt: now, goesOnAt: null });

/** Ends the interview; an open turn counts as skipped, or as expired when its time was up already. */
export const finish = async (change: Change): Promise<void> => {
  const { open } = await readProgress(change);
  if (open) await leaveTurn(change, open);
  endPause(change);
  change.set({ status: requireInterviewAction(change.interview, 'finishInterview'), ...ended(change) });
  change.emit('InterviewFinished');
  await writeReportIfDue(change);
};

/** Gives the interview up, without a report. */
export const cancel = async (change: Change): Promise<void> => {
  const { open } = await readProgress(change);
  if (open) await leaveTurn(change, open);
  endPause(change);
  change.set({ status: requireInterviewAction(change.interview, 'cancelInterview'), ...ended(change) });
  change.emit('InterviewCancelled');
};
