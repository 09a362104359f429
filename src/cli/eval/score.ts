/** Scores graded answers as the server would score them. */
import { ModelError } from '../../ai/model/failure.js';
import type { Scorer, Scoring } from '../../ai/scorer.js';
import { dimensions, dimensionWeights, roundScore, totalScore } from '../../domain/score.js';
import type { Graded } from './read.js';

export type Scored = Graded & {
  /** 0 to 100; 0 where the answer is too little to judge; undefined where the scorer gave no result. */
  total: number | undefined;
  /** Half-width of the scorer's band around it; undefined where it was not judged. */
  uncertainty: number | undefined;
  milliseconds: number;
};

/** The server's total, and how far it may be off. */
const outcomeOf = (scoring: Scoring): { total: number; uncertainty?: number } => {
  if (scoring.status === 'INSUFFICIENT') return { total: 0 };
  const scores = dimensions.map((dimension) => ({
    dimension,
    score: roundScore(scoring.dimensions[dimension]),
    weight: dimensionWeights[dimension],
  }));
  return { total: totalScore(scores), uncertainty: scoring.uncertainty };
};

/** A reference is a whole answer, so the question has no key points; of several the one that the answer is nearest to counts. */
const scoreOne = async (scorer: Scorer, graded: Graded): Promise<Scored> => {
  const begun = performance.now();
  let best: { total?: number; uncertainty?: number } = {};
  for (const reference of graded.references) {
    const scoring = await scorer
      .score({
        locale: graded.lang === 'zh' ? 'ZH' : 'EN',
        prompt: graded.question,
        keyPoints: [],
        reference,
        answer: graded.answer,
      })
      .catch((error: unknown) => {
        if (error instanceof ModelError) return undefined;
        throw error;
      });
    const outcome = scoring && outcomeOf(scoring);
    if (outcome && outcome.total >= (best.total ?? -1)) best = outcome;
  }
  return {
    ...graded,
    total: best.total,
    uncertainty: best.uncertainty,
    milliseconds: performance.now() - begun,
  };
};

/** @param concurrency how many answers are with the scorer at a time */
export const scoreAll = async (scorer: Scorer, graded: Graded[], concurrency: number): Promise<Scored[]> => {
  const scored: Scored[] = [];
  let next = 0;
  const work = async () => {
    for (let at = next++; at < graded.length; at = next++) scored[at] = await scoreOne(scorer, graded[at]!);
  };
  await Promise.all(Array.from({ length: concurrency }, work));
  return scored;
};
