/** Evaluations: scoring in the background, and what of a score may be seen. */
import { and, eq, inArray, isNull } from 'drizzle-orm';
import type { Scoring } from '../ai/scorer.js';
import type { Context, Services } from '../context.js';
import { transaction } from '../db/connection.js';
import type { InterviewStatus } from '../db/enums.js';
import {
  answers,
  type Evaluation,
  type EvaluationRow,
  evaluations,
  type InterviewRow,
  interviews,
  type PointScore,
  turns,
} from '../db/tables/index.js';
import { AppError } from '../errors.js';
import { findAnswer } from './answer/read.js';
import { changeInterview } from './interview/change.js';
import { findInterview, requireOwnInterview } from './interview/read.js';
import { beginJob, settleJobs } from './job.js';
import { forgetReads } from './reads.js';
import { writeReportIfDue } from './report/write.js';
import { dimensions, dimensionWeights, roundScore, totalScore } from './score.js';

const maxAttempts = 5;

/** Keeps the evidence that truly stands in the answer; a point left without any counts as missed. */
const checkedPoints = (points: PointScore[], text: string): PointScore[] =>
  points.map((point) => {
    const evidence = point.evidence.filter(({ start, end, quote }) => end > start && text.slice(start, end) === quote);
    return { ...point, evidence, verdict: evidence.length > 0 ? point.verdict : 'MISSED' };
  });

const outcome = (scoring: Scoring, text: string): Partial<EvaluationRow> => {
  const { status, feedback, suggestion } = scoring;
  if (status === 'INSUFFICIENT') return { status, feedback, suggestion };
  const scores = dimensions.map((dimension) => ({
    dimension,
    score: roundScore(scoring.dimensions[dimension]),
    weight: dimensionWeights[dimension],
  }));
  return {
    status,
    feedback,
    suggestion,
    score: totalScore(scores),
    uncertainty: roundScore(scoring.uncertainty),
    dimensions: scores,
    points: checkedPoints(scoring.points, text),
  };
};

/**
 * Scores the answer behind a QUEUED evaluation. May run any number of times, also at once: the effect lands once.
 * Work that was begun five times and never ended becomes FAILED, so that nobody waits for it for ever.
 */
export const scoreAnswer = async (services: Services, evaluationId: string): Promise<void> => {
  const { db, scorer } = services;
  const attempt = await beginJob(services, { topic: 'SCORE_ANSWER', subjectId: evaluationId });
  if (attempt === 0) return;
  const [row] = await db
    .select({ evaluation: evaluations, answer: answers, turn: turns, locale: interviews.locale })
    .from(evaluations)
    .innerJoin(answers, eq(answers.id, evaluations.answerId))
    .innerJoin(turns, eq(turns.id, answers.turnId))
    .innerJoin(interviews, eq(interviews.id, turns.interviewId))
    .where(eq(evaluations.id, evaluationId));
  if (!row) {
    // Deleted meanwhile, and with it what was owed.
    await transaction(db, (tx) => settleJobs(tx, 'SCORE_ANSWER', [evaluationId]));
    return;
  }
  const { evaluation, turn, locale } = row;
  if (attempt > maxAttempts) {
    await settleEvaluation(services, evaluation, turn.id, { status: 'FAILED' });
    return;
  }
  await db
    .update(evaluations)
    .set({ status: 'RUNNING' })
    .where(and(eq(evaluations.id, evaluationId), eq(evaluations.status, 'QUEUED')));
  const text = row.answer.text ?? '';
  const scoring = await scorer.score({
    locale,
    prompt: turn.prompt,
    keyPoints: turn.keyPoints,
    reference: turn.referenceAnswer,
    answer: text,
  });
  await settleEvaluation(services, evaluation, turn.id, {
    ...outcome(scoring, text),
    scorer: scorer.kind,
    scorerVersion: scorer.version,
  });
};

/** Writes the outcome, its event and perhaps the report; a second outcome of the same evaluation changes nothing. */
const settleEvaluation = (
  services: Services,
  evaluation: EvaluationRow,
  turnId: string,
  settled: Partial<EvaluationRow>,
): Promise<void> =>
  changeInterview(services, evaluation.interviewId, async (change) => {
    const [result] = await change.tx
      .update(evaluations)
      .set({ ...settled, evaluatedAt: change.now })
      .where(and(eq(evaluations.id, evaluation.id), inArray(evaluations.status, ['QUEUED', 'RUNNING'])));
    await settleJobs(change.tx, 'SCORE_ANSWER', [evaluation.id]);
    if (result.affectedRows !== 1) return;
    change.emit('AnswerScored', { answerId: evaluation.answerId, evaluationId: evaluation.id });
    change.promise('COUNT_TURN', turnId);
    await writeReportIfDue(change);
  });

/** An evaluation as the viewer may see it. */
export type VisibleEvaluation = Evaluation & { revealed: boolean };

/** Hides from the candidate what the interview's ScoreReveal still holds back. */
export const viewEvaluation = async (ctx: Context, evaluation: Evaluation): Promise<VisibleEvaluation> => {
  if (await isRevealed(ctx, evaluation)) return { ...evaluation, revealed: true };
  return { ...evaluation, revealed: false, score: null, uncertainty: null, feedback: null, suggestion: null };
};

const nothing: Pick<EvaluationRow, 'dimensions' | 'points'> = { dimensions: [], points: [] };

/** The parts of a score, and the points that it rests on; nothing of them before it is revealed. */
export const evaluationDetail = async (
  ctx: Context,
  evaluation: VisibleEvaluation,
): Promise<Pick<EvaluationRow, 'dimensions' | 'points'>> =>
  evaluation.revealed ? ((await ctx.loaders.evaluationDetailById.load(evaluation.id)) ?? nothing) : nothing;

const isOver = (status: InterviewStatus): boolean => status === 'FINISHED' || status === 'CANCELLED';

/** Whether an interview shows the scores of an answer, which its candidate may have asked to see. */
export const isShown = (
  { scores, status }: Pick<InterviewRow, 'scores' | 'status'>,
  revealedAt: Date | null,
): boolean => scores === 'AT_ONCE' || isOver(status) || (scores === 'ON_REQUEST' && revealedAt !== null);

const isRevealed = async (ctx: Context, evaluation: Evaluation): Promise<boolean> => {
  const interview = await ctx.loaders.interviewById.load(evaluation.interviewId);
  if (!interview) return false;
  // Only where it hangs on the answer need the answer be read.
  if (isShown(interview, null) || interview.scores === 'AT_END') return isShown(interview, null);
  const answer = await ctx.loaders.answerById.load(evaluation.answerId);
  return isShown(interview, answer?.revealedAt ?? null);
};

/** The newest evaluation of an answer. @throws AppError NOT_FOUND, which a committed answer never meets */
export const evaluationOfAnswer = async (ctx: Context, answerId: string): Promise<VisibleEvaluation> => {
  const evaluation = await ctx.loaders.evaluationByAnswerId.load(answerId);
  if (!evaluation) throw new AppError('NOT_FOUND');
  return viewEvaluation(ctx, evaluation);
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
