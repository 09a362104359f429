/** The arithmetic of scores, which belongs to the server and to no model. */
import type { Dimension } from '../db/enums.js';
import type { DimensionScore } from '../db/tables/index.js';

export type Weights = Readonly<Record<Dimension, number>>;

/** Percent of the total, unless the environment says otherwise. */
export const dimensionWeights: Weights = {
  ACCURACY: 40,
  COMPLETENESS: 20,
  DEPTH: 25,
  EXPRESSION: 15,
};
export const dimensions = Object.keys(dimensionWeights) as Dimension[];

/** Percent of the total, as this server is set up. */
export const weightsOf = ({ env }: { env: { scoreWeights: Weights | undefined } }): Weights =>
  env.scoreWeights ?? dimensionWeights;

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

/**
 * Half-width of the 90% band of a mean of scores, from those of its parts: √(Σu²) / n, as errors add up that know nothing
 * of each other (JCGM 100:2008, 5.1.2). What a scorer errs by in all answers alike is not in it.
 * @returns points, or null where one of the parts has no band
 */
export const meanUncertainty = (parts: (number | null)[]): number | null => {
  let squares = 0;
  for (const part of parts) {
    if (part === null) return null;
    squares += part * part;
  }
  return parts.length === 0 ? null : roundScore(Math.sqrt(squares) / parts.length);
};
