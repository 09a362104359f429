/** Finds the words of a statement in an answer, clause by clause. */
import { type Alike, type AnswerIndex, type AnswerToken, traitsOf, type Word, wordKey } from './index-answer.js';
import { oppositesOf } from './lexicon.js';
import { formSimilarity } from './similarity.js';
import type { Statement, Unit } from './statement.js';

const synonym = 0.9;
const opposite = 0.7;
const least = 0.3;
/** Less than this is a hint that a word might be meant. */
export const clear = 0.5;

/** A word of the answer that answers to one of the statement; `denied` tells how surely one of them is negated and the other is not. */
export type Hit = { similarity: number; position: number; denied: number };
/** By unit of the statement. */
export type ClauseHits = { agreeing: Hit[]; conflicting: Hit[] };

export const miss: Hit = { similarity: 0, position: -1, denied: 0 };

/** Negative for opposites: less slow is not the same as slow. */
function similarity(unit: Unit, opposites: ReadonlySet<string>, { token, concepts }: Word): number {
  if (unit.token.stem === token.stem) return 1;
  if (unit.concepts.some((concept) => concepts.includes(concept))) return synonym;
  return opposites.has(token.stem) ? -opposite : formSimilarity(unit.token, token);
}

/** The words of the answer that are like a unit. Only those that share something with it are looked at. */
function alikeOf(unit: Unit, { words, wordsBy, alike }: AnswerIndex): Alike[] {
  const key = wordKey(unit.token, unit.concepts);
  let found = alike.get(key);
  if (!found) {
    const opposites = oppositesOf(unit.token.stem);
    const near = new Set<number>();
    for (const trait of [...traitsOf(unit.token, unit.concepts), ...opposites]) {
      for (const word of wordsBy.get(trait) ?? []) near.add(word);
    }
    found = [];
    for (const word of near) {
      const signed = similarity(unit, opposites, words[word]!);
      if (Math.abs(signed) >= least) found.push({ word, similarity: signed });
    }
    alike.set(key, found);
  }
  return found;
}

type Best = { agrees: Hit; conflicts: Hit };

/** Takes a word of the answer into account for a unit when it beats what was found so far in its clause. */
function note(signed: number, unit: Unit, entry: AnswerToken, byClause: Map<number, Best>): void {
  const found = Math.abs(signed);
  if (found < least) return;
  let best = byClause.get(entry.clause);
  if (!best) {
    best = { agrees: miss, conflicts: miss };
    byClause.set(entry.clause, best);
  }
  const apart = unit.negated > 0 && entry.negated > 0 ? 0 : Math.max(unit.negated, entry.negated);
  const denied = signed < 0 ? 1 - apart : apart;
  const rival = denied > 0 ? best.conflicts : best.agrees;
  if (found <= rival.similarity) return;
  const hit = { similarity: found, position: entry.position, denied };
  if (denied > 0) best.conflicts = hit;
  else best.agrees = hit;
}

/** The best hits of a unit in each clause that has any. */
function unitHits(unit: Unit, answer: AnswerIndex): Map<number, Best> {
  const byClause = new Map<number, Best>();
  const alike = alikeOf(unit, answer);
  const entries = alike.flatMap(({ word, similarity }) =>
    answer.occurrences[word]!.map((entry) => ({ entry, similarity })),
  );
  // Of words that are equally like it, the first in the text counts.
  if (alike.length > 1) entries.sort((a, b) => a.entry.position - b.entry.position);
  for (const { entry, similarity } of entries) note(similarity, unit, entry, byClause);

  const bigrams = new Map<number, { first: AnswerToken; count: number }>();
  for (const bigram of unit.bigrams) {
    for (const entry of answer.bigrams.get(bigram) ?? []) {
      const known = bigrams.get(entry.clause);
      if (known) known.count += 1;
      else bigrams.set(entry.clause, { first: entry, count: 1 });
    }
  }
  for (const [clause, { first, count }] of bigrams) {
    if (byClause.get(clause)?.agrees.similarity !== 1)
      note((0.98 * count) / unit.bigrams.length, unit, first, byClause);
  }
  return byClause;
}

/** By clause of the answer, what it has of the statement; nothing where it only hints at it. */
export function hitsOf({ units }: Statement, answer: AnswerIndex): (ClauseHits | undefined)[] {
  const hits: (ClauseHits | undefined)[] = answer.clauses.map(() => undefined);
  const isClear = new Set<number>();
  units.forEach((unit, index) => {
    if (unit.binding) return;
    for (const [clause, { agrees, conflicts }] of unitHits(unit, answer)) {
      hits[clause] ??= { agreeing: units.map(() => miss), conflicting: units.map(() => miss) };
      hits[clause].agreeing[index] = agrees;
      hits[clause].conflicting[index] = conflicts;
      if (Math.max(agrees.similarity, conflicts.similarity) >= clear) isClear.add(clause);
    }
  });
  // What hints at words of the statement, and has none of them, speaks of something else.
  return hits.map((found, clause) => (isClear.has(clause) ? found : undefined));
}
