/** The arithmetic of scores, which belongs to the server and to no model. */
import type { Dimension } from '../db/enums.js';
import type { DimensionScore } from '../db/tables/index.js';

/** Percent of the total. */
export const dimensionWeights: Record<Dimension, number> = {
  ACCURACY: 40,
  COMPLETENESS: 20,
  DEPTH: 25,
  EXPRESSION: 15,
};
export const dimensions = Object.keys(dimensionWeights) as Dimension[];

/** Within 0 to 100, to one decimal. */
export const roundScore = (score: number): number => Math.round(Math.min(100, Math.max(0, score)) * 10) / 10;

/** The weighted mean of the dimensions, 0 to 100. */
export const totalScore = (scores: DimensionScore[]): number => {
  const weight = scores.reduce((sum, score) => sum + score.weight, 0);
  return roundScore(scores.reduce((sum, score) => sum + score.score * score.weight, 0) / weight);
};

/** The mean, or 0 of nothing. */
export const mean = (values: number[]): number =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
