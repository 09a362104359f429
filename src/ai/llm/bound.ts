/** Ties a model's scores to what its verdicts are borne out by: a model that is talked to cannot give away more. */
import { dimensions } from '../../weights.js';
import type { Dimension, KeyPoint, PointVerdict, Scoring } from '../scorer.js';
import type { Reading } from './reading.js';

type Scores = Record<Dimension, number>;

/** What a verdict is worth of its point. */
const worth: Record<PointVerdict, number> = { COVERED: 1, PARTIAL: 0.5, MISSED: 0 };
/** From this coverage on, what is said may be taken to be right altogether, */
const accurateFrom = 1 / 1.2;
/** and depth and expression count in full. */
const fittingFrom = 0.6;
/** What remains of expression for an answer to something else. */
const spoken = 0.4;

const share = (value: number): number => Math.min(1, Math.max(0, value));

/** The share of the points, by weight, that the verdicts grant; 0 to 1. */
export const coverageOf = (points: { keyPoint: KeyPoint; verdict: PointVerdict }[]): number => {
  const weight = points.reduce((sum, { keyPoint }) => sum + keyPoint.weight, 0);
  const granted = points.reduce((sum, { keyPoint, verdict }) => sum + keyPoint.weight * worth[verdict], 0);
  return weight > 0 ? granted / weight : 0;
};

/**
 * The scores that a coverage of `c` allows; it is of verdicts that were checked, so what has no evidence counts as missed.
 * - COMPLETENESS is 100 c, whatever the model says: it is the same thing, weighed.
 * - ACCURACY is at most 120 c: who says a half of it, and that well, is right in no more than was said.
 * - DEPTH is at most 100 c / 0.6, and EXPRESSION 40 + 60 c / 0.6: eloquence about something else earns little.
 */
export const boundByCoverage = (said: Scores, coverage: number): Scores => {
  const fit = share(coverage / fittingFrom);
  return {
    ACCURACY: Math.min(said.ACCURACY, 100 * share(coverage / accurateFrom)),
    COMPLETENESS: 100 * coverage,
    DEPTH: Math.min(said.DEPTH, 100 * fit),
    EXPRESSION: Math.min(said.EXPRESSION, 100 * (spoken + (1 - spoken) * fit)),
  };
};

const noScores: Scores = { ACCURACY: 0, COMPLETENESS: 0, DEPTH: 0, EXPRESSION: 0 };
const scoresOf = (scoring: Scoring): Scores => (scoring.status === 'READY' ? scoring.dimensions : noScores);

const meanOf = (scores: Scores): number => {
  const values = Object.values(scores);
  return values.reduce((sum, value) => sum + value, 0) / values.length;
};

/** How much better than the rules a model may know, in points, where these see something in an answer, */
const trusted = 30;
/** where they see nothing, or it speaks to whoever judges it: less than one point earns that is honestly made; */
const doubted = 10;
/** and what each point that they give adds to that. */
const borne = 2;

/** How far a model is believed about an answer, in points above the rules. Of sentences it may understand more; a heap of words has none. */
const trustIn = ({ rules, isHeap, isAddressed }: Reading): number => {
  if (isHeap) return 0;
  return isAddressed ? doubted : Math.min(trusted, doubted + borne * meanOf(scoresOf(rules)));
};

/** Whether a model's words on an answer are passed on: not where it may have been talked to, or knows of nothing that the rules see. */
export const isTrusted = ({ rules, isHeap, isAddressed }: Reading): boolean =>
  rules.status === 'READY' && !isHeap && !isAddressed;

/**
 * Each score is at most `trustIn` points above that of the offline scorer, or above 0 where that found too little to judge. A model
 * that is wholly taken in, quotes included, still cannot lift above an honest answer what the rules see through. Rules see less in what is
 * put in other words, so it may know better by as much; what it would have given beyond that is doubt.
 */
export const boundByRules = (scores: Scores, reading: Reading): Scores => {
  const known = scoresOf(reading.rules);
  const trust = trustIn(reading);
  const bound = (dimension: Dimension) => Math.min(scores[dimension], known[dimension] + trust);
  return Object.fromEntries(dimensions.map((dimension) => [dimension, bound(dimension)])) as Scores;
};

/** What two people differ by over an answer that leaves no doubt. */
const floor = 4;
/** Added when nothing of what the model claimed is borne out. */
const unfounded = 20;
const most = 50;

/**
 * Half-width of the 90 % band, in points: 4, and half of what the offline scorer doubts of itself (brevity, points as near
 * to met as to missed, another language; 50 where it found too little to judge), and half of how far apart the means of the
 * two scorers' four scores are, and 20 times the share of the points, by weight, that the model granted and the answer does
 * not bear out; 50 at most.
 * @param scores the model's, bound by its coverage and not yet by the rules
 */
export const uncertaintyOf = (scores: Scores, rules: Scoring, lost: number): number => {
  const own = rules.status === 'READY' ? rules.uncertainty : most;
  const gap = Math.abs(meanOf(scores) - meanOf(scoresOf(rules)));
  return Math.min(most, floor + (own + gap) / 2 + unfounded * lost);
};
