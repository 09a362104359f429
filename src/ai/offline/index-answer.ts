/** An answer made ready to be searched for any number of statements. */
import type { Clause } from './clauses.js';
import { conceptsOf } from './lexicon.js';
import type { Token } from './tokens.js';

export type Word = { token: Token; concepts: readonly number[] };

export type AnswerToken = {
  token: Token;
  /** Index into the answer's distinct words. */
  word: number;
  negated: number;
  position: number;
  /** Index of its clause. */
  clause: number;
};

export type IndexedClause = { clause: Clause; stems: ReadonlySet<string> };

/** A word of the answer, and how like it is: negative for an opposite. */
export type Alike = { word: number; similarity: number };

export type AnswerIndex = {
  clauses: IndexedClause[];
  words: Word[];
  /** By word, where it stands as one with content of its own, in order. */
  occurrences: AnswerToken[][];
  /** By bigram, the first token of each clause that it begins in. */
  bigrams: Map<string, AnswerToken[]>;
  /** By what they have in common with others, the indexes of the words. */
  wordsBy: Map<string | number, number[]>;
  /** By word of a statement, the words of the answer that are like it. */
  alike: Map<string, Alike[]>;
};

/** Bigrams of a clause across the bounds of its words, so that another segmentation finds the same term. */
function addBigrams(tokens: AnswerToken[], bigrams: Map<string, AnswerToken[]>): void {
  let last: AnswerToken | undefined;
  for (const entry of tokens) {
    const { token } = entry;
    if (token.kind === 'han') {
      const joined = last && last.token.kind === 'han' && last.token.end === token.start;
      const text = joined ? last!.token.stem.slice(-1) + token.stem : token.stem;
      for (let index = 0; index + 2 <= text.length; index++) {
        const bigram = text.slice(index, index + 2);
        const known = bigrams.get(bigram);
        if (!known) bigrams.set(bigram, [entry]);
        else if (known.at(-1)!.clause !== entry.clause) known.push(entry);
      }
    }
    last = entry;
  }
}

/** A word and the concepts it stands for here: within a phrase it may stand for more. */
export const wordKey = (token: Token, concepts: readonly number[]) =>
  concepts.length === 0 ? token.stem : `${token.stem} ${concepts}`;

/** What two words must have in common to be alike: a character (the first, in an alphabet), a concept, or the whole stem. */
export function traitsOf({ kind, stem }: Token, concepts: readonly number[]): (string | number)[] {
  return [...(kind === 'han' ? stem : stem.slice(0, 1)), ...concepts, stem];
}

/** Prepares an answer for any number of statements; `muted` clauses match nothing. */
export function indexAnswer(clauses: Clause[], muted: ReadonlySet<Clause>): AnswerIndex {
  const words: Word[] = [];
  const wordsBy = new Map<string | number, number[]>();
  const known = new Map<string, number>();
  const wordOf = (token: Token, concepts: readonly number[]) => {
    const key = wordKey(token, concepts);
    let word = known.get(key);
    if (word === undefined) {
      word = words.push({ token, concepts }) - 1;
      known.set(key, word);
      occurrences.push([]);
      for (const trait of traitsOf(token, concepts)) {
        const alike = wordsBy.get(trait);
        if (alike) alike.push(word);
        else wordsBy.set(trait, [word]);
      }
    }
    return word;
  };
  const occurrences: AnswerToken[][] = [];
  const bigrams = new Map<string, AnswerToken[]>();
  let position = 0;
  const indexed = clauses.map((clause, number): IndexedClause => {
    const concepts = conceptsOf(clause.tokens);
    const tokens = clause.tokens.map((token, at): AnswerToken => {
      const word = wordOf(token, concepts[at]!);
      return { token, word, negated: clause.negated[at]!, position: position++, clause: number };
    });
    if (muted.has(clause)) return { clause, stems: new Set() };
    for (const entry of tokens) if (!entry.token.stop) occurrences[entry.word]!.push(entry);
    addBigrams(tokens, bigrams);
    return { clause, stems: new Set(clause.tokens.map(({ stem }) => stem)) };
  });
  return { clauses: indexed, words, occurrences, bigrams, wordsBy, alike: new Map() };
}
