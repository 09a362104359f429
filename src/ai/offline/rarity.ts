/** How much a word tells, by how few questions of the bank use it. */
import { commonWords } from './common-words.js';

/** Each class begins where this many questions of the bank use a word. */
export const classes = [4, 8, 16, 32, 64];

export const classOf = (questions: number): number => classes.findLastIndex((least) => questions >= least);

/** For each of them, and before them for words that hardly a question uses: the inverse document frequency, 1 for the rarest. */
const weights = [1.05, 0.9, 0.8, 0.7, 0.6, 0.5];

let classByStem: Map<string, number> | undefined;

/** Read at first use. */
function read(): Map<string, number> {
  classByStem ??= new Map(
    commonWords.flatMap((words, at) =>
      words
        .trim()
        .split(/\s+/)
        .map((stem) => [stem, at]),
    ),
  );
  return classByStem;
}

/** From 0.5 for what every second question says to 1.05 for what none does. */
export const rarityOf = (stem: string): number => weights[1 + (read().get(stem) ?? -1)]!;
