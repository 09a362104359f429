/** A scorer that gives way: to score a long answer keeps the thread busy, so whoever else has something to do gets to it between two. */
import { setImmediate } from 'node:timers/promises';
import pLimit from 'p-limit';
import type { Scorer } from './scorer.js';

/** Scores one answer at a time, and none before what has come in meanwhile was seen to. */
export const scoringInTurn = (scorer: Scorer): Scorer => {
  const turn = pLimit(1);
  return {
    ...scorer,
    score: (request, options) =>
      turn(async () => {
        await setImmediate();
        return scorer.score(request, options);
      }),
  };
};
