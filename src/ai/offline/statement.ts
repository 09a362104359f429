/** A statement that an answer may make: its words, and how much of it each is. */
import type { Clause } from './clauses.js';
import { conceptsOf } from './lexicon.js';
import { rarityOf } from './rarity.js';
import { type Token, tokenize } from './tokens.js';
import { isNegator, isRelation } from './words.js';

/** A word of a statement, and how much of the statement it is. */
export type Unit = {
  token: Token;
  concepts: readonly number[];
  negated: number;
  bigrams: string[];
  weight: number;
  /** It says nothing by itself: no evidence, and no likeness will do. */
  binding: boolean;
  /** A word of the question. */
  echo: boolean;
};

export type Statement = { units: Unit[]; weight: number };

/** What a word of the question still counts: repeating it earns next to nothing. */
const echoed = 0.2;
/** What words count that hold a sentence together; and those of them that say how things stand to one another. */
const glue = 0.1;
const relation = 0.5;

function bigramsOf(tokens: Token[]): string[] {
  const bigrams: string[] = [];
  for (const { kind, stem } of tokens) {
    if (kind === 'han')
      for (let index = 0; index + 2 <= stem.length; index++) bigrams.push(stem.slice(index, index + 2));
  }
  return bigrams;
}

/** By its look alone: terms and long words tell more than short and everyday ones, whatever the subject. */
export function lookOf({ kind, stem, generic, term }: Token): number {
  if (generic) return 0.5;
  if (kind === 'number') return 1.2;
  if (kind === 'han') return stem.length === 1 ? 0.6 : stem.length === 2 ? 1 : 1.25;
  if (term) return 1.25;
  return stem.length <= 3 ? 0.8 : stem.length <= 6 ? 1 : 1.15;
}

export type Vocabulary = {
  /** Stems and Han bigrams of the question. */
  prompt: ReadonlySet<string>;
  /** In how many statements of this question a stem occurs. */
  frequency: ReadonlyMap<string, number>;
};

/** By its look, and by how few questions of the bank use it: for what is put in the words of the bank. */
export const rarityInBank = (token: Token): number => lookOf(token) * rarityOf(token.stem);

/** The stems and Han bigrams of a text: what counts as said already. */
export function vocabularyOf(tokens: Token[]): Set<string> {
  return new Set([...tokens.filter((token) => !token.stop).map((token) => token.stem), ...bigramsOf(tokens)]);
}

/** Is the token said in that vocabulary, whole or bigram by bigram? */
export function isSaid(token: Token, vocabulary: ReadonlySet<string>): boolean {
  if (vocabulary.has(token.stem)) return true;
  const bigrams = bigramsOf([token]);
  return bigrams.length > 0 && bigrams.every((bigram) => vocabulary.has(bigram));
}

/** Weighs the words of a statement: rare ones more, everyday ones and those of the question less. */
export function createStatement(
  clauses: Clause[],
  vocabulary: Vocabulary,
  rarity: (token: Token) => number,
): Statement {
  const units = new Map<string, Unit>();
  for (const { tokens, negated } of clauses) {
    const concepts = conceptsOf(tokens);
    tokens.forEach((token, at) => {
      if (units.has(token.stem)) return;
      const spread = 1 + 0.35 * Math.log(vocabulary.frequency.get(token.stem) ?? 1);
      const full = rarity(token) / spread;
      const echo = isSaid(token, vocabulary.prompt);
      const binding = token.stop || isNegator(token.form);
      const weight = binding ? (isRelation(token.form) ? relation : glue) : echo ? full * echoed : full;
      const bigrams = binding ? [] : bigramsOf([token]);
      units.set(token.stem, { token, binding, concepts: concepts[at]!, negated: negated[at]!, bigrams, weight, echo });
    });
  }
  const list = [...units.values()];
  const weight = list.reduce((sum, unit) => sum + unit.weight, 0);
  return { units: list, weight };
}

/** How often each stem occurs over a question's own statements. */
export function frequencyOf(statements: string[]): Map<string, number> {
  const frequency = new Map<string, number>();
  for (const text of statements) {
    for (const stem of new Set(tokenize(text).map((token) => token.stem))) {
      frequency.set(stem, (frequency.get(stem) ?? 0) + 1);
    }
  }
  return frequency;
}
