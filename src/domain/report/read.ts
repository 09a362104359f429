/** Reading what hangs on a report. Whoever may see the report may see it: the interview is over, and nothing is held back. */
import type { Context } from '../../context.js';
import type { Evaluation, PointScore, ReportFinding, ReportRow } from '../../db/tables/index.js';
import { type VisibleEvaluation, viewEvaluation } from '../evaluation/read.js';

/** The point that a finding is about, as it was judged; undefined where it is about the whole turn. */
export const pointOfFinding = async (
  ctx: Context,
  { evaluationId, keyPointId }: ReportFinding,
): Promise<PointScore | undefined> => {
  if (evaluationId === null || keyPointId === null) return undefined;
  const detail = await ctx.loaders.evaluationDetailById.load(evaluationId);
  return detail?.points.find(({ keyPoint }) => keyPoint.id === keyPointId);
};

/** The revisions that a report used, as they may be seen. */
export const evaluationsOfReport = async (
  ctx: Context,
  { evaluationIds }: Pick<ReportRow, 'evaluationIds'>,
): Promise<VisibleEvaluation[]> => {
  const rows = await Promise.all(evaluationIds.map((id) => ctx.loaders.evaluationById.load(id)));
  // Erased while they were read, they are gone with the report.
  const found = rows.filter((row): row is Evaluation => row !== undefined);
  return Promise.all(found.map((row) => viewEvaluation(ctx, row)));
};
