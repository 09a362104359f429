/** Writing reports: what a finished interview adds up to. */
import { and, eq, inArray, sql } from 'drizzle-orm';
import { type CategoryScore, evaluations, type ReportRow, reports } from '../../db/tables/index.js';
import type { Change } from '../interview/change.js';
import { dimensions, mean, meanUncertainty, roundScore, totalScore, type Weights, weightsOf } from '../score.js';
import { compare } from './comparison.js';
import { findingsOf } from './findings.js';
import { isCounted, isUnassisted, newestOf, readTries, scoreOf, type Try } from './tries.js';

/**
 * Writes the report, with its event, once the interview is finished and every answer is judged; anew when a later
 * judgement takes the place of one that it used, or a text that of a failed transcript.
 */
export const writeReportIfDue = async (change: Change): Promise<void> => {
  const { tx, interview, now } = change;
  if (interview.status !== 'FINISHED') return;
  const [row] = await tx
    .select({ waiting: sql<number>`count(*)`.mapWith(Number) })
    .from(evaluations)
    .where(and(eq(evaluations.interviewId, interview.id), inArray(evaluations.status, ['QUEUED', 'RUNNING'])));
  if (row?.waiting !== 0) return;
  const tries = await readTries(change);
  const turns = newestOf(tries);
  const counted = turns.filter(isCounted);
  // With nothing to count there is no score to report, not one of zero.
  if (counted.length === 0) return;
  const alone = newestOf(tries.filter(isUnassisted)).filter(isCounted);
  const used = tries.filter((each) => counted.includes(each) || alone.includes(each));
  const answered = turns.filter(({ evaluation }) => evaluation !== null);
  const content: Omit<ReportRow, 'interviewId'> = {
    ...scoresOf(counted, weightsOf(change.services)),
    uncertainty: uncertaintyOf(counted),
    provisional: isProvisional(used),
    ...(await compare(change, categoriesOf(counted))),
    ...findingsOf(turns, counted, interview.locale),
    evaluationIds: used.flatMap(({ evaluation }) => evaluation?.id ?? []),
    assistedShare: mean(answered.map(({ assisted }) => (assisted ? 1 : 0))),
    unassistedScore: scoreOver(alone),
    assistedScore: scoreOver(counted.filter(({ assisted }) => assisted)),
    createdAt: now,
  };
  await tx
    .insert(reports)
    .values({ interviewId: interview.id, ...content })
    .onDuplicateKeyUpdate({ set: content });
  change.emit('ReportReady');
};

/** The mean score; null of nothing. */
const scoreOver = (counted: Try[]): number | null =>
  counted.length === 0 ? null : roundScore(mean(counted.map(scoreOf)));

const scoresOf = (counted: Try[], weights: Weights): Pick<ReportRow, 'score' | 'dimensions'> => {
  const scores = dimensions.map((dimension) => ({
    dimension,
    score: roundScore(
      mean(
        counted.map(
          ({ evaluation }) => evaluation?.dimensions.find((score) => score.dimension === dimension)?.score ?? 0,
        ),
      ),
    ),
    weight: weights[dimension],
  }));
  return { score: totalScore(scores), dimensions: scores };
};

/** A turn that is worth nothing by the rules leaves no doubt; where nothing was scored there is no band. */
const uncertaintyOf = (counted: Try[]): number | null =>
  counted.some(({ evaluation }) => evaluation?.status === 'READY')
    ? meanUncertainty(counted.map(({ evaluation }) => (evaluation?.status === 'READY' ? evaluation.uncertainty : 0)))
    : null;

const isProvisional = (tries: Try[]): boolean => tries.some(({ evaluation }) => evaluation?.provisional);

const categoriesOf = (counted: Try[]): CategoryScore[] => {
  const groups = new Map<string, Try[]>();
  for (const turn of counted) {
    if (turn.categoryId) groups.set(turn.categoryId, [...(groups.get(turn.categoryId) ?? []), turn]);
  }
  return [...groups].map(([categoryId, group]) => ({
    categoryId,
    score: roundScore(mean(group.map(scoreOf))),
    turns: group.length,
    uncertainty: uncertaintyOf(group),
    provisional: isProvisional(group),
  }));
};
