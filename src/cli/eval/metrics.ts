/** How scores agree with people's: plain statistics over pairs of numbers, each as its textbook defines it. */

/** A scorer's score beside a person's, in any two units. */
export type Pair = { score: number; human: number };

export const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** The straight line `human ≈ intercept + slope · score` with the least squares, and Pearson's r; r is undefined where one side never varies. */
const regress = (pairs: Pair[]) => {
  const score = mean(pairs.map((pair) => pair.score));
  const human = mean(pairs.map((pair) => pair.human));
  let [together, scores, humans] = [0, 0, 0];
  for (const pair of pairs) {
    together += (pair.score - score) * (pair.human - human);
    scores += (pair.score - score) ** 2;
    humans += (pair.human - human) ** 2;
  }
  const slope = scores === 0 ? 0 : together / scores;
  const r = scores === 0 || humans === 0 ? undefined : together / Math.sqrt(scores * humans);
  return { slope, intercept: human - slope * score, r };
};

/** Pearson's r, -1 to 1; undefined where one side never varies. */
export const pearson = (pairs: Pair[]): number | undefined => regress(pairs).r;

/** Mean of r within each group where people's scores differ; a scorer that sees no difference there has r 0. */
export const meanWithin = (groups: Pair[][]): number | undefined => {
  const telling = groups.filter((pairs) => new Set(pairs.map(({ human }) => human)).size > 1);
  return telling.length === 0 ? undefined : mean(telling.map((pairs) => pearson(pairs) ?? 0));
};

/**
 * Root of the mean squared error, in the unit of the human scores, of each group by the line that fits the other groups;
 * undefined of fewer than two groups.
 */
export const errorByOthers = (groups: Pair[][]): number | undefined => {
  if (groups.length < 2) return undefined;
  const squares = groups.flatMap((group) => {
    const { slope, intercept } = regress(groups.filter((other) => other !== group).flat());
    return group.map(({ score, human }) => (intercept + slope * score - human) ** 2);
  });
  return Math.sqrt(mean(squares));
};

/** The value below which that share of the list lies, between neighbours in proportion. @param share 0 to 1 */
export const quantile = (values: number[], share: number): number => {
  const sorted = values.toSorted((one, other) => one - other);
  const at = share * (sorted.length - 1);
  const below = sorted[Math.floor(at)]!;
  return below + (at - Math.floor(at)) * (sorted[Math.ceil(at)]! - below);
};

/**
 * The middle 95 % of r over samples of the pairs, drawn with replacement (the percentile bootstrap).
 * @param draw a whole number from 0 to below - 1
 */
export const bootstrap = (pairs: Pair[], samples: number, draw: (below: number) => number): [number, number] => {
  const found: number[] = [];
  for (let sample = 0; sample < samples; sample++) {
    const r = pearson(pairs.map(() => pairs[draw(pairs.length)]!));
    if (r !== undefined) found.push(r);
  }
  return [quantile(found, 0.025), quantile(found, 0.975)];
};

/** Of a side, from what was found of it rightly, wrongly, and not: the harmonic mean of precision and recall. */
const f1 = (rightly: number, wrongly: number, missed: number): number =>
  rightly === 0 ? 0 : (2 * rightly) / (2 * rightly + wrongly + missed);

const macro = (hits: number, alarms: number, misses: number, passes: number): number =>
  (f1(hits, alarms, misses) + f1(passes, misses, alarms)) / 2;

/** A score beside whether people called the answer correct. */
export type Labelled = { score: number; correct: boolean };

/** The mean of F1 over the correct and the incorrect, 0 to 1, where what scores at least the threshold counts as correct. */
export const macroF1 = (answers: Labelled[], threshold: number): number => {
  const count = (said: boolean, correct: boolean) =>
    answers.filter((answer) => answer.score >= threshold === said && answer.correct === correct).length;
  return macro(count(true, true), count(true, false), count(false, true), count(false, false));
};

/** The threshold, halfway between two scores, with the best macro-F1; of equals the lowest. */
export const bestThreshold = (answers: Labelled[]): number => {
  const sorted = answers.toSorted((one, other) => one.score - other.score);
  const correct = sorted.filter((answer) => answer.correct).length;
  const best = { threshold: sorted[0]!.score, value: macro(correct, sorted.length - correct, 0, 0) };
  let [misses, passes] = [0, 0];
  sorted.forEach(({ score, correct: isCorrect }, at) => {
    if (isCorrect) misses += 1;
    else passes += 1;
    const next = sorted[at + 1];
    if (next === undefined || next.score === score) return;
    const value = macro(correct - misses, sorted.length - correct - passes, misses, passes);
    if (value > best.value) Object.assign(best, { threshold: (score + next.score) / 2, value });
  });
  return best.threshold;
};
