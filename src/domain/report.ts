/** Reports: what a finished interview adds up to. */
import { and, asc, desc, eq, inArray, lt, ne, sql } from 'drizzle-orm';
import type { Locale } from '../db/enums.js';
import {
  answers,
  type EvaluationRow,
  evaluations,
  interviews,
  questions,
  type ReportRow,
  reports,
  type TurnRow,
  turns,
} from '../db/tables/index.js';
import type { Change } from './interview/change.js';
import { dimensions, mean, roundScore, totalScore, type Weights, weightsOf } from './score.js';

/** A turn with a try at it, if it was answered. */
type Judged = {
  turn: TurnRow;
  categoryId: string | null;
  assisted: boolean | null;
  evaluation: EvaluationRow | null;
};

const highlights = 3;

/** Writes the report, with its event, once the interview is finished and every answer is judged. */
export const writeReportIfDue = async (change: Change): Promise<void> => {
  const { tx, interview, now } = change;
  if (interview.status !== 'FINISHED') return;
  const [row] = await tx
    .select({ waiting: sql<number>`count(*)`.mapWith(Number) })
    .from(evaluations)
    .where(and(eq(evaluations.interviewId, interview.id), inArray(evaluations.status, ['QUEUED', 'RUNNING'])));
  if (row?.waiting !== 0) return;
  const tries = await readTries(change);
  const judged = newestOf(tries);
  // A scorer that failed says nothing about the candidate, so the turn does not count.
  const counted = judged.filter(({ evaluation }) => evaluation?.status !== 'FAILED');
  // With nothing to count there is no score to report, not one of zero.
  if (counted.length === 0) return;
  const answered = judged.filter(({ evaluation }) => evaluation !== null);
  const report: ReportRow = {
    interviewId: interview.id,
    ...scoresOf(counted, weightsOf(change.services)),
    categories: categoriesOf(counted),
    ...highlightsOf(judged, counted, interview.locale),
    assistedShare: mean(answered.map(({ assisted }) => (assisted ? 1 : 0))),
    unassistedScore: scoreOver(newestOf(tries.filter(isUnassisted))),
    assistedScore: scoreOver(judged.filter(({ assisted }) => assisted)),
    comparedToPrevious: null,
    createdAt: now,
  };
  const previous = await previousScore(change);
  if (previous !== undefined) report.comparedToPrevious = Math.round((report.score - previous) * 10) / 10;
  // A text that came after a failed transcript is judged after the report was written: it is then written anew.
  const { interviewId, ...content } = report;
  await tx.insert(reports).values(report).onDuplicateKeyUpdate({ set: content });
  change.emit('ReportReady');
};

/** Every try with each of its judgements, the oldest of a turn first. */
const readTries = ({ tx, interview }: Change): Promise<Judged[]> =>
  tx
    .select({
      turn: turns,
      categoryId: sql<string | null>`coalesce(${turns.categoryId}, ${questions.categoryId})`,
      assisted: answers.assisted,
      evaluation: evaluations,
    })
    .from(turns)
    .leftJoin(questions, eq(questions.id, turns.questionId))
    .leftJoin(answers, eq(answers.turnId, turns.id))
    .leftJoin(evaluations, eq(evaluations.answerId, answers.id))
    .where(eq(turns.interviewId, interview.id))
    .orderBy(asc(turns.position), asc(answers.attempt), asc(evaluations.revision));

/** The newest revision of the newest try is the one that counts. */
const newestOf = (tries: Judged[]): Judged[] => [...new Map(tries.map((row) => [row.turn.id, row])).values()];

/** Of a turn whose help came before any answer nothing is known without it; one that was left without having asked is worth nothing. */
const isUnassisted = ({ turn, assisted }: Judged): boolean => (assisted === null ? turn.hints.length === 0 : !assisted);

/** The mean score of what could be judged; null where there is nothing. */
const scoreOver = (judged: Judged[]): number | null => {
  const counted = judged.filter(({ evaluation }) => evaluation?.status !== 'FAILED');
  return counted.length === 0 ? null : roundScore(mean(counted.map(scoreOf)));
};

/** A question that was skipped, or whose answer was too thin to judge, was worth nothing. */
const scoreOf = ({ evaluation }: Judged): number => evaluation?.score ?? 0;

const scoresOf = (counted: Judged[], weights: Weights): Pick<ReportRow, 'score' | 'dimensions'> => {
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

const categoriesOf = (counted: Judged[]): ReportRow['categories'] => {
  const groups = new Map<string, Judged[]>();
  for (const turn of counted) {
    if (turn.categoryId) groups.set(turn.categoryId, [...(groups.get(turn.categoryId) ?? []), turn]);
  }
  return [...groups].map(([categoryId, group]) => ({
    categoryId,
    score: roundScore(mean(group.map(scoreOf))),
    turns: group.length,
  }));
};

/** What turns are called: questions by their number, follow-ups by that of their question. */
const namesOf = (judged: Judged[], locale: Locale): Map<string, string> => {
  const numbers = new Map<string, number>();
  for (const { turn } of judged) if (turn.kind === 'MAIN') numbers.set(turn.id, numbers.size + 1);
  const name = ({ id, parentId }: TurnRow): string => {
    const number = numbers.get(parentId ?? id);
    if (parentId === null) return String(number);
    return locale === 'ZH' ? `${number}（追问）` : `${number} (follow-up)`;
  };
  return new Map(judged.map(({ turn }) => [turn.id, name(turn)]));
};

/** The weightiest points that were made and that were missed, each with the question it belongs to. */
const highlightsOf = (
  judged: Judged[],
  counted: Judged[],
  locale: Locale,
): Pick<ReportRow, 'strengths' | 'improvements'> => {
  const names = namesOf(judged, locale);
  const points = counted.flatMap(({ turn, evaluation }) =>
    (evaluation?.points ?? []).map((point) => ({ ...point, name: names.get(turn.id) })),
  );
  const made = new Set(points.flatMap(({ verdict, keyPoint }) => (verdict === 'COVERED' ? [keyPoint.id] : [])));
  const pick = (wanted: string) =>
    // Missed in a question and in its follow-up, a point is named once.
    [...new Map(points.map((point) => [point.keyPoint.id, point])).values()]
      // What a follow-up brought to light is missed no more.
      .filter(({ verdict, keyPoint }) => verdict === wanted && (verdict === 'COVERED' || !made.has(keyPoint.id)))
      .sort((a, b) => b.keyPoint.weight - a.keyPoint.weight)
      .slice(0, highlights);
  const unanswered = counted.filter(({ evaluation }) => evaluation?.status !== 'READY');
  const say = ({ name, keyPoint }: { name: string | undefined; keyPoint: { text: string } }) =>
    locale === 'ZH' ? `第 ${name} 题：${keyPoint.text}` : `Question ${name}: ${keyPoint.text}`;
  const improvements = pick('MISSED').map(say);
  if (unanswered.length > 0) {
    const list = unanswered.map(({ turn }) => names.get(turn.id));
    improvements.push(
      locale === 'ZH'
        ? `第 ${list.join('、')} 题没有可评分的回答`
        : `No answer that could be scored: question ${list.join(', ')}`,
    );
  }
  return { strengths: pick('COVERED').map(say), improvements };
};

/** The score of the candidate's last interview before this one. */
const previousScore = async ({ tx, interview }: Change): Promise<number | undefined> => {
  const [row] = await tx
    .select({ score: reports.score })
    .from(interviews)
    .innerJoin(reports, eq(reports.interviewId, interviews.id))
    .where(
      and(
        eq(interviews.candidateId, interview.candidateId),
        ne(interviews.id, interview.id),
        lt(interviews.finishedAt, interview.finishedAt as Date),
      ),
    )
    .orderBy(desc(interviews.finishedAt))
    .limit(1);
  return row?.score;
};
