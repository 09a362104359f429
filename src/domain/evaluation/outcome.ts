/** What becomes of a scorer's conclusion: the server checks what it rests on, and computes the total. */
import type { Scoring } from '../../ai/scorer.js';
import type { EvaluationRow, KeyPoint, PointScore } from '../../db/tables/index.js';
import { type Bilingual, inLanguage } from '../../errors.js';
import { dimensions, roundScore, totalScore, type Weights } from '../score.js';

/** What is judged. */
export type Judged = { locale: 'ZH' | 'EN'; answer: string; keyPoints: KeyPoint[]; reference: string };

/** The part of an evaluation that a scorer has its say in. */
export type Outcome = Partial<EvaluationRow> & Pick<EvaluationRow, 'status'>;

/** Keeps the evidence that truly stands in the answer; a point left without any counts as missed. */
const checkPoints = (points: PointScore[], answer: string): { points: PointScore[]; dropped: number } => {
  let dropped = 0;
  const checked = points.map((point) => {
    const evidence = point.evidence.filter(
      ({ start, end, quote }) => start >= 0 && end > start && answer.slice(start, end) === quote,
    );
    dropped += point.evidence.length - evidence.length;
    return { ...point, evidence, verdict: evidence.length > 0 ? point.verdict : ('MISSED' as const) };
  });
  return { points: checked, dropped };
};

const left = (count: number): Bilingual => ({
  en:
    count === 1
      ? 'One quotation of this assessment does not stand in the answer, and was left out.'
      : `${count} quotations of this assessment do not stand in the answer, and were left out.`,
  zh: `本次评分引用的内容中有 ${count} 处不在回答原文里，已被剔除。`,
});

/** Of a text only what is said counts, not how it is set. */
const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\p{P}\p{S}\s\p{C}]+/gu, '');

/** A follow-up; null where there is none, and of one that would tell what is missing word by word. */
const followUpOf = (text: string | undefined, { keyPoints, reference }: Judged): string | null => {
  if (text === undefined) return null;
  const said = plain(text);
  const told = [...keyPoints.map((point) => point.text), reference].map(plain);
  return told.some((answer) => answer !== '' && said.includes(answer)) ? null : text;
};

/** What is kept of a scorer's conclusion. */
export const outcomeOf = (scoring: Scoring, judged: Judged, weights: Weights): Outcome => {
  const { feedback, suggestion } = scoring;
  if (scoring.status === 'INSUFFICIENT') return { status: 'INSUFFICIENT', feedback, suggestion };
  const scores = dimensions.map((dimension) => ({
    dimension,
    score: roundScore(scoring.dimensions[dimension]),
    weight: weights[dimension],
  }));
  const { points, dropped } = checkPoints(scoring.points, judged.answer);
  return {
    status: 'READY',
    feedback: dropped === 0 ? feedback : `${feedback}\n\n${inLanguage(left(dropped), judged.locale)}`,
    suggestion,
    score: totalScore(scores),
    uncertainty: roundScore(scoring.uncertainty),
    dimensions: scores,
    points,
    droppedEvidence: dropped,
    followUp: followUpOf(scoring.followUp, judged),
  };
};
