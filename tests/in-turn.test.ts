/** Scoring that gives way to what else a process has to do. */
import { expect, it } from 'vitest';
import { scoringInTurn } from '../src/ai/in-turn.js';
import { createOfflineScorer } from '../src/ai/offline/scorer.js';
import type { Scorer } from '../src/ai/scorer.js';
import { good, handshake } from './support/exam.js';

/** After which rounds of the event loop answers that came at once are scored. */
const roundsOf = async (scorer: Scorer): Promise<number[]> => {
  let round = 0;
  let isOver = false;
  const count = () => {
    round += 1;
    if (!isOver) setImmediate(count);
  };
  setImmediate(count);
  const rounds = await Promise.all(
    Array.from({ length: 4 }, () => scorer.score({ ...handshake, answer: good }).then(() => round)),
  );
  isOver = true;
  return rounds;
};

it('sees to everything else between two answers', async () => {
  const scorer = createOfflineScorer();
  const request = { ...handshake, answer: good };
  expect(await scoringInTurn(scorer).score(request)).toEqual(await scorer.score(request));
  const rounds = await roundsOf(scoringInTurn(scorer));
  expect(new Set(rounds).size).toBe(rounds.length);
  expect(rounds).toEqual(rounds.toSorted((a, b) => a - b));
});

it('goes on after one that fails', async () => {
  const scorer = createOfflineScorer();
  let count = 0;
  const failing = scoringInTurn({
    ...scorer,
    score: async (request) => {
      count += 1;
      if (count === 1) throw new Error('unreadable');
      return scorer.score(request);
    },
  });
  const request = { ...handshake, answer: good };
  const [first, second] = await Promise.allSettled([failing.score(request), failing.score(request)]);
  expect([first.status, second.status]).toEqual(['rejected', 'fulfilled']);
});
