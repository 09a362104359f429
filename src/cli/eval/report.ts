/** What is said of a scored data set: for each set and split a paragraph of figures. */
import { bestThreshold, bootstrap, errorByOthers, macroF1, mean, meanWithin, pearson, quantile } from './metrics.js';
import type { Scored } from './score.js';

type Draw = (below: number) => number;
type Judged = Scored & { total: number };

const samples = 1_000;

const groupBy = <T>(items: T[], keyOf: (item: T) => string): Map<string, T[]> => {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
};

const isJudged = (answer: Scored): answer is Judged => answer.total !== undefined;
const shown = (value: number | undefined, digits = 3) => (value === undefined ? '–' : value.toFixed(digits));
const line = (name: string, value: string) => `  ${name.padEnd(24)}${value}`;

/** Where people gave numbers. */
const numeric = (answers: Judged[], draw: Draw): string[] => {
  const pairOf = ({ total, score }: Judged) => ({ score: total, human: score as number });
  const pairs = answers.map(pairOf);
  const questions = [...groupBy(answers, ({ questionId }) => questionId).values()].map((group) => group.map(pairOf));
  const [low, high] = bootstrap(pairs, samples, draw);
  const most = Math.max(...pairs.map(({ human }) => human));
  const within = answers.filter(
    ({ total, score, uncertainty }) =>
      uncertainty !== undefined && Math.abs(total - (100 * score!) / most) <= uncertainty,
  );
  const bands = answers.flatMap(({ uncertainty }) => uncertainty ?? []);
  return [
    line('Pearson r', `${shown(pearson(pairs))}   95 % of samples ${shown(low)} to ${shown(high)}`),
    line('r within a question', shown(meanWithin(questions))),
    line('RMSE', `${shown(errorByOthers(questions))}   in people's unit, by a line fitted to the other questions`),
    ...(bands.length === 0
      ? []
      : [
          line(
            'within the band',
            `${shown((100 * within.length) / bands.length, 1)} %   of people's scores as shares of the highest; the band is ± ${shown(mean(bands), 1)} on average`,
          ),
        ]),
  ];
};

const labelled = (answers: Judged[]) =>
  answers.map(({ total, label }) => ({ score: total, correct: label === 'correct' }));

/** Where people said correct or incorrect. @param training the answers of the same set's training split */
const binary = (answers: Judged[], training: Judged[]): string[] => {
  if (training.length === 0) return [line('macro-F1', '–   the set has no training split to take a threshold from')];
  const threshold = bestThreshold(labelled(training));
  return [line('macro-F1', `${shown(macroF1(labelled(answers), threshold))}   threshold ${shown(threshold, 1)}`)];
};

/**
 * The figures as text.
 * @param draw chance for the bootstrap: the same for the same data, so that figures can be compared
 */
export const reportOn = (scored: Scored[], draw: Draw): string => {
  const parts: string[] = [];
  for (const [set, ofSet] of groupBy(scored, (answer) => answer.set)) {
    for (const [split, answers] of groupBy(ofSet, (answer) => answer.split ?? '')) {
      const judged = answers.filter(isJudged);
      const questions = new Set(answers.map(({ questionId }) => questionId)).size;
      const times = answers.map(({ milliseconds }) => milliseconds);
      const scores = judged.filter(({ score }) => score !== undefined);
      const labels = judged.filter(({ label }) => label !== undefined);
      const training = ofSet
        .filter(isJudged)
        .filter((answer) => answer.split === 'train' && answer.label !== undefined);
      const lost = answers.length - judged.length;
      parts.push(
        [
          `${set}${split === '' ? '' : ` / ${split}`}: ${answers.length} answers to ${questions} questions`,
          ...(lost > 0 ? [line('without a score', `${lost}   left out of what follows`)] : []),
          ...(scores.length > 0 ? numeric(scores, draw) : []),
          ...(labels.length > 0 ? binary(labels, training) : []),
          line(
            'milliseconds an answer',
            `${shown(quantile(times, 0.5), 2)} median, ${shown(quantile(times, 0.95), 2)} p95`,
          ),
        ].join('\n'),
      );
    }
  }
  return `${parts.join('\n\n')}\n`;
};
