/** Reading evaluations, and what of a score may be seen. */
import { and, eq, isNull } from 'drizzle-orm';
import type { Context } from '../../context.js';
import type { InterviewStatus } from '../../db/enums.js';
import { answers, type Evaluation, type EvaluationRow, type InterviewRow } from '../../db/tables/index.js';
import { AppError } from '../../errors.js';
import { findAnswer } from '../answer/read.js';
import { findInterview, requireOwnInterview } from '../interview/read.js';
import { forgetReads, type Soon, whenRead } from '../reads.js';

/** An evaluation as the viewer may see it. */
export type VisibleEvaluation = Omit<Evaluation, 'droppedEvidence'> & {
  droppedEvidence: number | null;
  revealed: boolean;
};

const hidden = { score: null, uncertainty: null, feedback: null, suggestion: null, droppedEvidence: null };

/** Hides from the candidate what the interview's ScoreReveal still holds back. */
export const viewEvaluation = (ctx: Context, evaluation: Evaluation): Soon<VisibleEvaluation> =>
  whenRead(isRevealed(ctx, evaluation), (revealed) => {
    if (revealed) return { ...evaluation, revealed };
    // That there was too little to judge is a part of the score; that it is judged, or could not be, is not.
    const status = evaluation.status === 'INSUFFICIENT' ? 'READY' : evaluation.status;
    return { ...evaluation, ...hidden, status, revealed };
  });

const nothing: Pick<EvaluationRow, 'dimensions' | 'points'> = { dimensions: [], points: [] };

/** The parts of a score, and the points that it rests on; nothing of them before it is revealed. */
export const evaluationDetail = (
  ctx: Context,
  evaluation: VisibleEvaluation,
): Soon<Pick<EvaluationRow, 'dimensions' | 'points'>> =>
  evaluation.revealed
    ? whenRead(ctx.loaders.evaluationDetailById.get(evaluation.id), (detail) => detail ?? nothing)
    : nothing;

const isOver = (status: InterviewStatus): boolean => status === 'FINISHED' || status === 'CANCELLED';

/** Whether an interview shows the scores of an answer, which its candidate may have asked to see. */
export const isShown = (
  { scores, status }: Pick<InterviewRow, 'scores' | 'status'>,
  revealedAt: Date | null,
): boolean => scores === 'AT_ONCE' || isOver(status) || (scores === 'ON_REQUEST' && revealedAt !== null);

const isRevealed = (ctx: Context, evaluation: Evaluation): Soon<boolean> =>
  whenRead(ctx.loaders.interviewById.get(evaluation.interviewId), (interview) => {
    if (!interview) return false;
    // Only where it hangs on the answer need the answer be read.
    if (isShown(interview, null) || interview.scores === 'AT_END') return isShown(interview, null);
    const reading = ctx.loaders.answerById.get(evaluation.answerId);
    return whenRead(reading, (answer) => isShown(interview, answer?.revealedAt ?? null));
  });

/** The newest evaluation of an answer. @throws AppError NOT_FOUND, which a committed answer never meets */
export const evaluationOfAnswer = (ctx: Context, answerId: string): Soon<VisibleEvaluation> =>
  whenRead(ctx.loaders.evaluationByAnswerId.get(answerId), (evaluation) => {
    if (!evaluation) throw new AppError('NOT_FOUND');
    return viewEvaluation(ctx, evaluation);
  });

/** Every judgement of an answer, oldest first. */
export const listEvaluations = async (ctx: Context, answerId: string): Promise<VisibleEvaluation[]> => {
  const revisions = await ctx.loaders.evaluationsByAnswerId.load(answerId);
  return Promise.all(revisions.map((evaluation) => viewEvaluation(ctx, evaluation)));
};

/** An evaluation that the viewer may see. */
export const findEvaluation = async (ctx: Context, id: string): Promise<VisibleEvaluation> => {
  const evaluation = await ctx.loaders.evaluationById.load(id);
  if (!evaluation) throw new AppError('NOT_FOUND');
  await findInterview(ctx, evaluation.interviewId);
  return viewEvaluation(ctx, evaluation);
};

/**
 * Shows the candidate the score of an answer, where scores are shown on request.
 * @throws AppError INTERVIEW_STATE while scores are held back to the end
 */
export const revealScore = async (ctx: Context, answerId: string): Promise<VisibleEvaluation> => {
  const answer = await findAnswer(ctx, answerId);
  const interview = await findInterview(ctx, answer.interviewId);
  requireOwnInterview(ctx, interview);
  if (interview.scores === 'AT_END' && !isOver(interview.status)) {
    throw new AppError('INTERVIEW_STATE', {
      message: {
        en: 'Scores of this interview are shown once it is finished.',
        zh: '本场面试的评分将在结束后显示。',
      },
    });
  }
  await ctx.db
    .update(answers)
    .set({ revealedAt: ctx.clock.now() })
    .where(and(eq(answers.id, answerId), isNull(answers.revealedAt)));
  forgetReads(ctx);
  return evaluationOfAnswer(ctx, answerId);
};
