/** Steps of a running change: asking the next question, closing a turn, going on, ending. */
import { and, eq, sql } from 'drizzle-orm';
import { isOrphan, type Tx } from '../../db/connection.js';
import type { Pace, TurnStatus } from '../../db/enums.js';
import { isId, newId } from '../../db/id.js';
import { type QuestionRow, questions, type TurnRow, turns } from '../../db/tables/index.js';
import { writeReportIfDue } from '../report.js';
import { readMadeQuestion } from './basis.js';
import type { Change } from './change.js';
import { drawReplacement } from './replace.js';
import { isOverdue } from './state.js';

/** The share of a question's time limit that each pace grants; null where there is no clock. */
const clockShare: Record<Pace, number | null> = { ZERO_PRESSURE: null, STANDARD: 1, STRESS: 0.6 };

/** How many turns were asked, and the open one. */
export const readProgress = async (change: Change): Promise<{ asked: number; open: TurnRow | undefined }> => {
  const [row] = await change.tx
    .select({ asked: sql<number>`count(*)`.mapWith(Number) })
    .from(turns)
    .where(eq(turns.interviewId, change.interview.id));
  const [open] = await change.tx
    .select()
    .from(turns)
    .where(and(eq(turns.interviewId, change.interview.id), eq(turns.status, 'ASKED')));
  return { asked: row?.asked ?? 0, open };
};

type Planned = Pick<QuestionRow, 'prompt' | 'referenceAnswer' | 'keyPoints' | 'timeLimit'> &
  Pick<TurnRow, 'questionId' | 'categoryId'>;

/** A question of the bank, or one that was made for this interview; undefined for one that was withdrawn since. */
const readPlanned = async ({ tx, interview }: Change, planned: string): Promise<Planned | undefined> => {
  if (isId('question', planned)) {
    const [question] = await tx.select().from(questions).where(eq(questions.id, planned));
    return question?.status === 'PUBLISHED' ? { ...question, questionId: question.id } : undefined;
  }
  const made = await readMadeQuestion(tx, interview.id, planned);
  if (!made) throw new Error(`planned question ${planned} does not exist`);
  return { ...made, questionId: null };
};

/** The next question of the plan. In the place of one that was withdrawn comes one like the others, as long as there is any. */
const nextPlanned = async (change: Change, asked: number): Promise<Planned | undefined> => {
  for (;;) {
    const { plan, repeatedCount } = change.interview;
    const planned = plan[asked];
    if (planned === undefined) return undefined;
    const question = await readPlanned(change, planned);
    if (question) return question;
    const drawn = await drawReplacement(change, plan);
    const mended = plan.toSpliced(asked, 1, ...drawn.ids);
    change.set({
      plan: mended,
      questionCount: mended.length,
      repeatedCount: repeatedCount + drawn.repeatedCount,
    });
  }
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

/** Asks the next question of the plan; returns false when there is none left. */
export const askNext = async (change: Change, asked: number): Promise<boolean> => {
  const { tx, interview, now } = change;
  const question = await nextPlanned(change, asked);
  if (!question) return false;
  const share = clockShare[interview.pace];
  const turn: TurnRow = {
    id: newId('turn'),
    interviewId: interview.id,
    position: asked + 1,
    kind: 'MAIN',
    parentId: null,
    questionId: question.questionId,
    categoryId: question.categoryId,
    prompt: question.prompt,
    referenceAnswer: question.referenceAnswer,
    keyPoints: question.keyPoints,
    status: 'ASKED',
    askedAt: now,
    deadlineAt: share === null ? null : new Date(now.getTime() + Math.ceil(question.timeLimit * share) * 1000),
    closedAt: null,
  };
  if (!(await insertTurn(tx, turn))) return askNext(change, asked);
  change.emit('QuestionAsked', { turnId: turn.id });
  return true;
};

export const closeTurn = async (
  change: Change,
  turnId: string,
  status: Exclude<TurnStatus, 'ASKED'>,
): Promise<void> => {
  await change.tx.update(turns).set({ status, closedAt: change.now }).where(eq(turns.id, turnId));
  change.emit('TurnClosed', { turnId });
  // An answer is counted once it is judged.
  if (status !== 'ANSWERED') change.promise('COUNT_TURN', turnId);
};

/** What follows a closed turn: with a clock the next question or the end; without, the candidate decides. */
export const goOn = async (change: Change): Promise<void> => {
  if (change.interview.pace === 'ZERO_PRESSURE') return;
  const { asked } = await readProgress(change);
  if (!(await askNext(change, asked))) await finish(change);
};

/** Ends the interview; an open turn counts as skipped, or as expired when its time was up already. */
export const finish = async (change: Change): Promise<void> => {
  const { open } = await readProgress(change);
  if (open) await closeTurn(change, open.id, isOverdue(open, change.now) ? 'EXPIRED' : 'SKIPPED');
  change.set({ status: 'FINISHED', finishedAt: change.now });
  change.emit('InterviewFinished');
  await writeReportIfDue(change);
};
