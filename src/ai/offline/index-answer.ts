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
};

export type IndexedClause = {
  clause: Clause;
  /** Those with content of their own. */
  tokens: AnswerToken[];
  /** Of all. */
  stems: ReadonlySet<string>;
  bigrams: Map<string, AnswerToken>;
};

export type AnswerIndex = {
  clauses: IndexedClause[];
  words: Word[];
  /** By what they have in common with others, the indexes of the words. */
  wordsBy: Map<string | number, number[]>;
  /** By word of a statement, its similarity to each distinct word of the answer. */
  similarities: Map<string, Float64Array>;
};

/** Bigrams of a clause across the bounds of its words, so that another segmentation finds the same term. */
function clauseBigrams(tokens: AnswerToken[]): Map<string, AnswerToken> {
  const bigrams = new Map<string, AnswerToken>();
  let last: AnswerToken | undefined;
  for (const entry of tokens) {
    const { token } = entry;
    if (token.kind === 'han') {
      const joined = last && last.token.kind === 'han' && last.token.end === token.start;
      const text = joined ? last!.token.stem.slice(-1) + token.stem : token.stem;
      for (let index = 0; index + 2 <= text.length; index++) {
        const bigram = text.slice(index, index + 2);
        if (!bigrams.has(bigram)) bigrams.set(bigram, entry);
      }
    }
    last = entry;
  }
  return bigrams;
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
      for (const trait of traitsOf(token, concepts)) {
        const alike = wordsBy.get(trait);
        if (alike) alike.push(word);
        else wordsBy.set(trait, [word]);
      }
    }
    return word;
  };
  let position = 0;
  const indexed = clauses.map((clause): IndexedClause => {
    const concepts = conceptsOf(clause.tokens);
    const all = clause.tokens.map((token, at): AnswerToken => {
      return { token, word: wordOf(token, concepts[at]!), negated: clause.negated[at]!, position: position++ };
    });
    if (muted.has(clause)) return { clause, tokens: [], stems: new Set(), bigrams: new Map() };
    const stems = new Set(clause.tokens.map(({ stem }) => stem));
    return { clause, tokens: all.filter(({ token }) => !token.stop), stems, bigrams: clauseBigrams(all) };
  });
  return { clauses: indexed, words, wordsBy, similarities: new Map() };
}
