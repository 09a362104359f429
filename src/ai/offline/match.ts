/** Matches one statement (a key point, a sentence of the reference) against the clauses of an answer. */
import {
  type AnswerIndex,
  type AnswerToken,
  type IndexedClause,
  traitsOf,
  type Word,
  wordKey,
} from './index-answer.js';
import { oppositesOf } from './lexicon.js';
import { formSimilarity } from './similarity.js';
import type { Statement, Unit } from './statement.js';

export type Match = {
  /** Share of the statement's weight that the window says, 0 to 1. */
  coverage: number;
  /** Share of the matched weight that the window says the opposite of, 0 to 1. */
  conflict: number;
  /** The window holds nothing of the statement but words of the question, though the statement says more than those. */
  echo: boolean;
  /** A number of the statement is not in the window. */
  numberMissing: boolean;
  /** How much of the statement the answer takes back, 0 to 1, wherever it does so. */
  denial: number;
  /** Indexes of the clauses that matched, ascending; empty when nothing did. */
  clauses: number[];
};

const window = { clauses: 6, tokens: 60, penalty: 0.015 };
/** Words of one statement stand together; scattered ones are no statement. In tokens, beside the distance in the statement. */
const reach = 8;
const synonym = 0.9;
const opposite = 0.7;
const least = 0.3;
/** Less than this is a hint that a word might be meant. */
const clear = 0.5;

/** A word of the answer that answers to one of the statement; `denied` tells how surely one of them is negated and the other is not. */
type Hit = { similarity: number; position: number; denied: number };
type ClauseHits = { agreeing: Hit[]; conflicting: Hit[] };

const miss: Hit = { similarity: 0, position: -1, denied: 0 };
/** A word that holds a sentence together is there or not, wherever. */
const there: Hit = { similarity: 1, position: -1, denied: 0 };

/** Negative for opposites: less slow is not the same as slow. */
function similarity(unit: Unit, opposites: ReadonlySet<string>, { token, concepts }: Word): number {
  if (unit.token.stem === token.stem) return 1;
  if (unit.concepts.some((concept) => concepts.includes(concept))) return synonym;
  return opposites.has(token.stem) ? -opposite : formSimilarity(unit.token, token);
}

/** The similarity of a unit to each distinct word of the answer. Only words that share something with it are looked at. */
function similaritiesOf(unit: Unit, { words, wordsBy, similarities }: AnswerIndex): Float64Array {
  const key = wordKey(unit.token, unit.concepts);
  let row = similarities.get(key);
  if (!row) {
    row = new Float64Array(words.length);
    const opposites = oppositesOf(unit.token.stem);
    for (const trait of [...traitsOf(unit.token, unit.concepts), ...opposites]) {
      for (const word of wordsBy.get(trait) ?? []) {
        if (row[word] === 0) row[word] = similarity(unit, opposites, words[word]!);
      }
    }
    similarities.set(key, row);
  }
  return row;
}

/** Takes a word of the answer into account for a unit when it beats what was found so far. */
function note(signed: number, unit: Unit, entry: AnswerToken, best: { agrees: Hit; conflicts: Hit }): void {
  const found = Math.abs(signed);
  if (found < least) return;
  const apart = unit.negated > 0 && entry.negated > 0 ? 0 : Math.max(unit.negated, entry.negated);
  const denied = signed < 0 ? 1 - apart : apart;
  const rival = denied > 0 ? best.conflicts : best.agrees;
  if (found <= rival.similarity) return;
  const hit = { similarity: found, position: entry.position, denied };
  if (denied > 0) best.conflicts = hit;
  else best.agrees = hit;
}

function hitsIn(clause: IndexedClause, units: { unit: Unit; row: Float64Array | undefined }[]): ClauseHits {
  const agreeing: Hit[] = [];
  const conflicting: Hit[] = [];
  for (const { unit, row } of units) {
    if (!row) {
      agreeing.push(clause.stems.has(unit.token.stem) ? there : miss);
      conflicting.push(miss);
      continue;
    }
    const best = { agrees: miss, conflicts: miss };
    for (const entry of clause.tokens) if (row[entry.word] !== 0) note(row[entry.word]!, unit, entry, best);
    if (best.agrees.similarity < 1 && unit.bigrams.length > 0) {
      const found = unit.bigrams.map((bigram) => clause.bigrams.get(bigram)).filter((entry) => entry !== undefined);
      if (found.length > 0) note((0.98 * found.length) / unit.bigrams.length, unit, found[0]!, best);
    }
    agreeing.push(best.agrees);
    conflicting.push(best.conflicts);
  }
  return { agreeing, conflicting };
}

type Judged = Omit<Match, 'clauses' | 'denial'> & { used: number[] };

function judge(statement: Statement, hits: ClauseHits[], from: number, to: number): Judged {
  let matched = 0;
  let opposed = 0;
  let numberMissing = false;
  let fresh = false;
  let pairs = 0;
  let close = 0;
  let last: { index: number; position: number } | undefined;
  const used = new Set<number>();
  for (const [index, unit] of statement.units.entries()) {
    if (unit.binding) continue;
    let agrees = miss;
    let conflicts = miss;
    let agreesIn = -1;
    let conflictsIn = -1;
    for (let clause = from; clause <= to; clause++) {
      const { agreeing, conflicting } = hits[clause]!;
      if (agreeing[index]!.similarity > agrees.similarity) [agrees, agreesIn] = [agreeing[index]!, clause];
      if (conflicting[index]!.similarity > conflicts.similarity)
        [conflicts, conflictsIn] = [conflicting[index]!, clause];
    }
    const conflict = conflicts.similarity > agrees.similarity + 0.15;
    const hit = conflict ? conflicts : agrees;
    if (unit.token.kind === 'number' && hit.similarity === 0) numberMissing = true;
    if (hit.similarity === 0) continue;
    const found = conflict ? conflictsIn : agreesIn;
    matched += unit.weight * hit.similarity;
    used.add(found);
    if (!unit.echo && hit.similarity >= clear) fresh = true;
    opposed += unit.weight * hit.similarity * hit.denied;
    if (last) {
      pairs += 1;
      if (Math.abs(hit.position - last.position) <= reach + 2 * (index - last.index)) close += 1;
    }
    last = { index, position: hit.position };
  }
  const clauses = [...used].sort((a, b) => a - b);
  for (const [index, unit] of statement.units.entries()) {
    // Glue is everywhere: it counts where there is something to hold together.
    if (unit.binding && clauses.some((clause) => hits[clause]!.agreeing[index]!.similarity > 0)) matched += unit.weight;
  }
  const together = pairs === 0 ? 1 : 0.7 + 0.3 * (close / pairs);
  return {
    coverage: statement.weight === 0 ? 0 : (matched / statement.weight) * together,
    conflict: matched === 0 ? 0 : opposed / matched,
    echo: !fresh && statement.units.some((unit) => !unit.echo && !unit.binding),
    numberMissing,
    used: clauses,
  };
}

/** No window gets more coverage from a clause than this. */
function mostOf(statement: Statement, { agreeing, conflicting }: ClauseHits): number {
  if (statement.weight === 0) return 0;
  return statement.units.reduce((sum, unit, index) => {
    const similarity = Math.max(agreeing[index]!.similarity, conflicting[index]!.similarity);
    return sum + (unit.weight * similarity) / statement.weight;
  }, 0);
}

/** The most that the sentences with denied clauses say against the statement. */
function denialIn(statement: Statement, hits: ClauseHits[], { clauses }: AnswerIndex): number {
  let most = 0;
  for (let from = 0; from < clauses.length; from++) {
    if (!clauses[from]!.clause.denied) continue;
    let to = from;
    while (clauses[to + 1]?.clause.denied && clauses[to + 1]!.clause.sentence === clauses[from]!.clause.sentence)
      to += 1;
    const { coverage, conflict } = judge(statement, hits, from, to);
    most = Math.max(most, coverage * conflict);
    from = to;
  }
  return most;
}

/** The window of neighbouring clauses that says most of the statement in the least text. */
export function matchStatement(statement: Statement, answer: AnswerIndex): Match {
  const units = statement.units.map((unit) => ({ unit, row: unit.binding ? undefined : similaritiesOf(unit, answer) }));
  const hits = answer.clauses.map((clause) => hitsIn(clause, units));
  const most = hits.map((clause) => mostOf(statement, clause));
  let best: Judged = { coverage: 0, conflict: 0, echo: true, numberMissing: false, used: [] };
  let bestValue = 0;
  for (let from = 0; from < hits.length; from++) {
    if (most[from] === 0) continue;
    let tokens = 0;
    let possible = 0;
    for (let to = from; to < hits.length && to < from + window.clauses; to++) {
      tokens += answer.clauses[to]!.clause.tokens.length;
      if (to > from && tokens > window.tokens) break;
      possible += most[to]!;
      const penalty = window.penalty * (to - from);
      // Most windows cannot win, whatever their words agree on.
      if (most[to] === 0 || possible - penalty <= bestValue) continue;
      const judged = judge(statement, hits, from, to);
      const value = judged.coverage * (1 - 0.5 * judged.conflict) - penalty;
      if (value > bestValue) {
        best = judged;
        bestValue = value;
      }
    }
  }
  const { used, ...rest } = best;
  return { ...rest, clauses: used, denial: denialIn(statement, hits, answer) };
}
