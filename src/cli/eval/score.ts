/** Scores graded answers as the server would score them. */
import { setTimeout } from 'node:timers/promises';
import { ModelError } from '../../ai/model/failure.js';
import type { ScoreRequest, Scorer, Scoring } from '../../ai/scorer.js';
import { dimensions, roundScore, totalScore, type Weights } from '../../domain/score.js';
import { AppError } from '../../errors.js';
import type { Graded } from './read.js';

export type Scored = Graded & {
  /** 0 to 100; 0 where the answer is too little to judge; undefined where the scorer gave no result. */
  total: number | undefined;
  /** Half-width of the scorer's band around it; undefined where it was not judged. */
  uncertainty: number | undefined;
  milliseconds: number;
};

export type ScoreAllOptions = {
  /** How many answers are with the scorer at a time. */
  concurrency: number;
  weights: Weights;
  /** Told after each answer how many are done. */
  onScored?: ((done: number) => void) | undefined;
  /** Milliseconds to wait for. */
  wait?: ((milliseconds: number) => Promise<unknown>) | undefined;
};

export type ScoredAll = {
  /** In the order of the answers; those that were not come to are left out. */
  scored: Scored[];
  /** Why not all were come to. */
  away?: AppError | undefined;
};

/** A scorer that was there and is away is waited for so many times in a row, */
const patience = 5;
/** and so many seconds each time, where it does not say for how long. */
const usualWait = 10;

/** The server's total, and how far it may be off. */
const outcomeOf = (scoring: Scoring, weights: Weights): { total: number; uncertainty?: number } => {
  if (scoring.status === 'INSUFFICIENT') return { total: 0 };
  const scores = dimensions.map((dimension) => ({
    dimension,
    score: roundScore(scoring.dimensions[dimension]),
    weight: weights[dimension],
  }));
  return { total: totalScore(scores), uncertainty: scoring.uncertainty };
};

/**
 * Undefined where the scorer has no usable result.
 * @throws AppError DEPENDENCY_UNAVAILABLE where it never answered, or stays away
 */
const createAsking = (scorer: Scorer, wait: (milliseconds: number) => Promise<unknown>) => {
  let isKnown = false;
  return async (request: ScoreRequest): Promise<Scoring | undefined> => {
    for (let waits = 0; ; waits += 1) {
      try {
        const scoring = await scorer.score(request);
        // That there is too little to judge may be known without the service.
        if (scoring.status === 'READY') isKnown = true;
        return scoring;
      } catch (error) {
        if (error instanceof ModelError) {
          isKnown = true;
          return undefined;
        }
        const isAway = error instanceof AppError && error.code === 'DEPENDENCY_UNAVAILABLE';
        if (!isAway || !isKnown || waits === patience) throw error;
        await wait(1_000 * (error.retryAfter ?? usualWait));
      }
    }
  };
};

/** A reference is a whole answer, so the question has no key points; of several the one that the answer is nearest to counts. */
const scoreOne = async (ask: ReturnType<typeof createAsking>, graded: Graded, weights: Weights): Promise<Scored> => {
  const begun = performance.now();
  let best: { total?: number; uncertainty?: number } = {};
  for (const reference of graded.references) {
    const scoring = await ask({
      locale: graded.lang === 'zh' ? 'ZH' : 'EN',
      prompt: graded.question,
      keyPoints: [],
      reference,
      answer: graded.answer,
    });
    const outcome = scoring && outcomeOf(scoring, weights);
    if (outcome && outcome.total >= (best.total ?? -1)) best = outcome;
  }
  return {
    ...graded,
    total: best.total,
    uncertainty: best.uncertainty,
    milliseconds: performance.now() - begun,
  };
};

/** Scores until all are, or the scorer stays away. */
export const scoreAll = async (
  scorer: Scorer,
  graded: Graded[],
  { concurrency, weights, onScored, wait = setTimeout }: ScoreAllOptions,
): Promise<ScoredAll> => {
  const ask = createAsking(scorer, wait);
  const scored: Scored[] = [];
  let away: AppError | undefined;
  let next = 0;
  let done = 0;
  const work = async () => {
    for (let at = next++; at < graded.length && !away; at = next++) {
      try {
        scored[at] = await scoreOne(ask, graded[at]!, weights);
        done += 1;
        onScored?.(done);
      } catch (error) {
        if (!(error instanceof AppError)) throw error;
        away = error;
      }
    }
  };
  await Promise.all(Array.from({ length: concurrency }, work));
  return { scored: scored.filter(Boolean), away };
};
