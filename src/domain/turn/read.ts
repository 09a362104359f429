/** Reading turns. */
import type { Context } from '../../context.js';
import type { Answer, Evaluation, Turn } from '../../db/tables/index.js';
import { AppError } from '../../errors.js';
import type { TriedTurn } from '../../loaders/turn.js';
import { findInterview } from '../interview/read.js';
import { isSelected, type Soon, whenRead } from '../reads.js';

/** A turn that the viewer may see. */
export const findTurn = async (ctx: Context, id: string): Promise<Turn> => {
  const turn = await ctx.loaders.turnById.load(id);
  if (!turn) throw new AppError('NOT_FOUND');
  await findInterview(ctx, turn.interviewId);
  return turn;
};

/** Hands what was read together to the loaders of each, for who asks for it below the turns. */
const share = ({ loaders }: Context, rows: TriedTurn[]): Turn[] => {
  const turns: Turn[] = [];
  let answers: Answer[] = [];
  let revisions: Evaluation[] = [];
  for (const [at, { turns: turn, answers: answer, evaluations: evaluation }] of rows.entries()) {
    if (turns.at(-1)?.id !== turn.id) {
      turns.push(turn);
      answers = [];
      loaders.answersByTurnId.prime(turn.id, answers);
    }
    if (answer.id === null) continue;
    if (answers.at(-1)?.id !== answer.id) {
      answers.push(answer);
      revisions = [];
      loaders.evaluationsByAnswerId.prime(answer.id, revisions);
    }
    if (evaluation.id === null) continue;
    revisions.push(evaluation);
    const { id, dimensions, points } = evaluation;
    if (dimensions && points) loaders.evaluationDetailById.prime(id, { id, dimensions, points });
    const isNewest = rows[at + 1]?.answers.id !== answer.id;
    if (isNewest) loaders.evaluationByAnswerId.prime(answer.id, evaluation);
  }
  return turns;
};

/** The turns of an interview so far, in the order in which they were asked. Where the operation goes on to their answers, all are read at once. */
export const listTurns = (ctx: Context, interviewId: string): Soon<Turn[]> => {
  const { loaders } = ctx;
  if (!isSelected(ctx, 'Turn.answer', 'Turn.answers')) return loaders.turnsByInterviewId.get(interviewId);
  return whenRead(loaders.triedTurnsByInterviewId.get(interviewId), (rows) => share(ctx, rows));
};

/** The open turn, else the newest. */
export const currentTurn = (ctx: Context, interviewId: string): Soon<Turn | null> =>
  whenRead(
    listTurns(ctx, interviewId),
    (turns) => turns.find((turn) => turn.status === 'ASKED') ?? turns.at(-1) ?? null,
  );
