/** Asking: which question comes next, and the turn that it opens. */
import { and, eq, sql } from 'drizzle-orm';
import { isOrphan, type Tx } from '../../db/connection.js';
import { newId } from '../../db/id.js';
import { type TurnRow, turns } from '../../db/tables/index.js';
import type { Change } from './change.js';
import { nextFollowUp } from './follow-up.js';
import { nextPlanned } from './plan.js';

export type Progress = {
  /** Turns so far. */
  turns: number;
  /** Questions of the plan so far. */
  asked: number;
  open: TurnRow | undefined;
};

export const readProgress = async ({ tx, interview }: Change): Promise<Progress> => {
  const counts = tx
    .select({
      turns: sql<number>`count(*)`.mapWith(Number).as('turns_so_far'),
      asked: sql<number>`coalesce(sum(${turns.kind} = 'MAIN'), 0)`.mapWith(Number).as('asked_so_far'),
    })
    .from(turns)
    .where(eq(turns.interviewId, interview.id))
    .as('counts');
  const [row] = await tx
    .select({ turns: counts.turns, asked: counts.asked, open: turns })
    .from(counts)
    .leftJoin(turns, and(eq(turns.interviewId, interview.id), eq(turns.status, 'ASKED')));
  return { turns: row?.turns ?? 0, asked: row?.asked ?? 0, open: row?.open ?? undefined };
};

/** Returns false where the question was deleted since it was read. */
const insertTurn = (tx: Tx, turn: TurnRow): Promise<boolean> =>
  tx
    .insert(turns)
    .values(turn)
    .then(
      () => true,
      (error: unknown) => {
        if (isOrphan(error)) return false;
        throw error;
      },
    );

/** Asks what comes next: a follow-up that an answer calls for, else the next question of the plan. Returns false when there is none. */
export const askNext = async (change: Change, progress: Progress): Promise<boolean> => {
  const { tx, interview, now } = change;
  const planned = (await nextFollowUp(change)) ?? (await nextPlanned(change, progress.asked));
  if (!planned) return false;
  const { hints, parentId = null, probed = false, ...asked } = planned;
  // Under stress there is no help.
  const hintPlan = interview.pace === 'STRESS' ? [] : hints;
  const turn: TurnRow = {
    id: newId('turn'),
    interviewId: interview.id,
    position: progress.turns + 1,
    kind: parentId === null ? 'MAIN' : 'FOLLOW_UP',
    parentId,
    ...asked,
    hintPlan,
    hints: [],
    hintCount: hintPlan.length,
    status: 'ASKED',
    askedAt: now,
    deadlineAt: asked.timeLimit === null ? null : new Date(now.getTime() + asked.timeLimit * 1000),
    remainingTime: null,
    pausedTime: 0,
    reopenedAt: null,
    closedAt: null,
    probed,
  };
  if (!(await insertTurn(tx, turn))) return askNext(change, progress);
  if (interview.goesOnAt !== null) change.set({ goesOnAt: null });
  change.emit('QuestionAsked', { turnId: turn.id });
  change.expireAt(turn);
  return true;
};
