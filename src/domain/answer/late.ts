/** The text that may follow a recording of which nothing could be made. */
import type { Context } from '../../context.js';
import type { Answer, Turn } from '../../db/tables/index.js';

type Tried = Pick<Answer, 'transcript' | 'transcribedAt'>;

/** Of a turn that a server of the version before has asked, only its deadline tells. */
const timeLimitOf = ({ timeLimit, askedAt }: Turn, deadlineAt: Date): number =>
  timeLimit ?? (deadlineAt.getTime() - askedAt.getTime()) / 1000;

/** Until when the text is taken once the turn is closed: the turn's own time limit, from the failure on; null without a clock. */
const deadlineOf = (turn: Turn, { transcribedAt }: Tried): Date | null =>
  turn.deadlineAt === null || transcribedAt === null
    ? null
    : new Date(transcribedAt.getTime() + timeLimitOf(turn, turn.deadlineAt) * 1000);

/** Whether a turn that was answered by a recording still takes a text instead of it. */
export const isTextAwaited = (turn: Turn, newest: Tried | undefined, now: Date): boolean => {
  if (turn.status !== 'ANSWERED' || newest?.transcript !== 'FAILED') return false;
  const deadline = deadlineOf(turn, newest);
  return deadline === null || now < deadline;
};

/** Until when a text is taken in place of this recording; null where none is awaited, or there is no clock. */
export const textDeadline = async (ctx: Context, answer: Answer): Promise<Date | null> => {
  if (answer.transcript !== 'FAILED') return null;
  const turn = await ctx.loaders.turnById.load(answer.turnId);
  if (turn?.status === 'ASKED') return turn.deadlineAt;
  return turn?.status === 'ANSWERED' ? deadlineOf(turn, answer) : null;
};
