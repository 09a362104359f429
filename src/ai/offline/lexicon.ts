/** Finds which concepts of the synonym list the tokens of a text speak of. */
import { synonymGroups } from './synonym/groups.js';
import { type Token, tokenize } from './tokens.js';
import { antonyms } from './words.js';

type Phrase = { stems: string[]; concept: number };

let phrasesByFirst: Map<string, Phrase[]> | undefined;
let opposites: Map<string, Set<string>> | undefined;

/** Built at first use: segmenting the list takes some milliseconds that a process without offline scoring need not spend. */
function phrases(): Map<string, Phrase[]> {
  if (phrasesByFirst) return phrasesByFirst;
  phrasesByFirst = new Map();
  synonymGroups.forEach((ways, concept) => {
    for (const way of ways) {
      const stems = tokenize(way).map((token) => token.stem);
      const first = stems[0];
      if (first === undefined) continue;
      const known = phrasesByFirst!.get(first);
      if (known) known.push({ stems, concept });
      else phrasesByFirst!.set(first, [{ stems, concept }]);
    }
  });
  return phrasesByFirst;
}

const none: readonly number[] = [];

/** For each token the concepts that it, or a phrase it is part of, names. */
export function conceptsOf(tokens: Token[]): (readonly number[])[] {
  const found: (readonly number[])[] = tokens.map(() => none);
  tokens.forEach((token, index) => {
    for (const { stems, concept } of phrases().get(token.stem) ?? []) {
      if (!stems.every((stem, offset) => tokens[index + offset]?.stem === stem)) continue;
      for (let offset = 0; offset < stems.length; offset++) {
        found[index + offset] = [...found[index + offset]!, concept];
      }
    }
  });
  return found;
}

const noOpposites: ReadonlySet<string> = new Set();

/** The stems that deny this one: those of "decrease" for that of "increase". */
export function oppositesOf(stem: string): ReadonlySet<string> {
  if (!opposites) {
    opposites = new Map();
    const add = (from: string, to: string) => {
      const known = opposites!.get(from) ?? new Set();
      opposites!.set(from, known.add(to));
    };
    for (const [left, right] of antonyms) {
      const [from, to] = [tokenize(left)[0]!.stem, tokenize(right)[0]!.stem];
      add(from, to);
      add(to, from);
    }
  }
  return opposites.get(stem) ?? noOpposites;
}
