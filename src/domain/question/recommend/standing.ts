/** How a candidate does in each subject and on each tag: means of their scores, the recent ones weighing more. */
import type { Day } from './day.js';
import type { Asked } from './history.js';

/** Days after which a score weighs half as much. */
const halfLife = 30;
/** What is expected of someone of whom nothing is known, and for how many scores of today that counts. */
const usual = 60;
const usualWeight = 3;

/** From this score on an answer is mastered. */
export const mastered = 80;

export type Standing = {
  /** Σ w·score / Σ w, where a score of d days ago weighs w = 2^(−d / 30). */
  mean: number;
  /**
   * The mean, drawn towards what is usual as far as there is little to go by: (Σ w·score + 3·usual) / (Σ w + 3). What is
   * usual is 60 for all answers together, and that of all answers for one subject or tag.
   */
  expected: number;
  /** How many answers it rests on. */
  count: number;
  /** The mean difficulty of what was asked; null where none of it is in the bank. */
  difficulty: number | null;
};

export type Standings = {
  overall: Standing;
  categories: Map<string, Standing>;
  tags: Map<string, Standing>;
};

type Sum = { weight: number; score: number; count: number; difficulty: number; difficultyWeight: number };

const nothing = (): Sum => ({ weight: 0, score: 0, count: 0, difficulty: 0, difficultyWeight: 0 });

const add = (sum: Sum, score: number, difficulty: number | undefined, weight: number): void => {
  sum.weight += weight;
  sum.score += weight * score;
  sum.count += 1;
  if (difficulty === undefined) return;
  sum.difficulty += weight * difficulty;
  sum.difficultyWeight += weight;
};

const standingOf = ({ weight, score, count, difficulty, difficultyWeight }: Sum, around: number): Standing => ({
  mean: weight > 0 ? score / weight : around,
  expected: (score + usualWeight * around) / (weight + usualWeight),
  count,
  difficulty: difficultyWeight > 0 ? difficulty / difficultyWeight : null,
});

export const standingsOf = (history: Asked[], today: Day): Standings => {
  const all = nothing();
  const categories = new Map<string, Sum>();
  const tags = new Map<string, Sum>();
  const sumOf = (sums: Map<string, Sum>, key: string): Sum => {
    const sum = sums.get(key) ?? nothing();
    sums.set(key, sum);
    return sum;
  };
  for (const { day, score, question, categoryId } of history) {
    if (score === null) continue;
    const weight = 2 ** (-Math.max(0, today - day) / halfLife);
    const sums = [
      all,
      ...(categoryId ? [sumOf(categories, categoryId)] : []),
      ...(question?.tags ?? []).map((tag) => sumOf(tags, tag)),
    ];
    for (const sum of sums) add(sum, score, question?.difficulty, weight);
  }
  const overall = standingOf(all, usual);
  const around = (sums: Map<string, Sum>) =>
    new Map([...sums].map(([key, sum]) => [key, standingOf(sum, overall.expected)]));
  return { overall, categories: around(categories), tags: around(tags) };
};

/** Points above or below the candidate's own mean that make the whole of a need, or none. */
const span = 50;

/** How much practice is called for, 0 to 1: 0.5 where as much is expected as of the candidate in general. */
export const needOf = ({ overall }: Standings, expected: number): number =>
  Math.min(1, Math.max(0, 0.5 + (overall.expected - expected) / span));

/** From this need on a subject or tag is called weak, unless it is mastered all the same. */
const weakFrom = 0.55;

export const isWeak = (standings: Standings, { expected }: Standing): boolean =>
  expected < mastered && needOf(standings, expected) >= weakFrom;

/** The score that shows a difficulty to be right, and points above or below it that make one step of difficulty. */
const comfortable = 65;
const step = 20;
const easiest = 1.5;

/** The difficulty that someone manages, 1 to 5: that of what they were asked, up to a step harder or easier by their mean. */
export const levelOf = ({ overall }: Standings, standing: Standing | undefined): number => {
  const { difficulty, mean } = standing && standing.difficulty !== null ? standing : overall;
  if (difficulty === null) return easiest;
  return Math.min(5, Math.max(1, difficulty + Math.min(1, Math.max(-1, (mean - comfortable) / step))));
};
