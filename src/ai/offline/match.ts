/** Matches one statement (a key point, a sentence of the reference) against the clauses of an answer. */
import { type ClauseHits, clear, hitsOf, miss } from './hits.js';
import type { AnswerIndex } from './index-answer.js';
import type { Statement } from './statement.js';
import type { Token } from './tokens.js';

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

/** What is left of a statement that is made with another number. */
const anotherNumber = 0.6;

type Judged = Omit<Match, 'clauses' | 'denial'> & { used: number[] };

type Hits = (ClauseHits | undefined)[];

function judge(statement: Statement, hits: Hits, { clauses: all }: AnswerIndex, from: number, to: number): Judged {
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
      const found = hits[clause];
      if (!found) continue;
      const { agreeing, conflicting } = found;
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
  for (const unit of statement.units) {
    // Glue is everywhere: it counts where there is something to hold together.
    if (unit.binding && clauses.some((clause) => all[clause]!.stems.has(unit.token.stem))) matched += unit.weight;
  }
  const known = new Set(statement.units.map(({ token }) => token.stem));
  const isOther = ({ kind, stem }: Token) => kind === 'number' && !known.has(stem);
  const otherNumber = numberMissing && clauses.some((clause) => all[clause]!.clause.tokens.some(isOther));
  const together = pairs === 0 ? 1 : 0.7 + 0.3 * (close / pairs);
  return {
    coverage: statement.weight === 0 ? 0 : (matched / statement.weight) * together * (otherNumber ? anotherNumber : 1),
    conflict: matched === 0 ? 0 : opposed / matched,
    echo: !fresh && statement.units.some((unit) => !unit.echo && !unit.binding),
    numberMissing,
    used: clauses,
  };
}

/** No window gets more coverage from a clause than this. */
function mostOf({ units, weight }: Statement, found: ClauseHits | undefined, stems: ReadonlySet<string>): number {
  if (!found || weight === 0) return 0;
  return units.reduce((sum, unit, index) => {
    const similarity = unit.binding
      ? Number(stems.has(unit.token.stem))
      : Math.max(found.agreeing[index]!.similarity, found.conflicting[index]!.similarity);
    return sum + (unit.weight * similarity) / weight;
  }, 0);
}

/** The most that the sentences with denied clauses say against the statement. */
function denialIn(statement: Statement, hits: Hits, answer: AnswerIndex): number {
  const { clauses } = answer;
  let most = 0;
  for (let from = 0; from < clauses.length; from++) {
    if (!clauses[from]!.clause.denied) continue;
    let to = from;
    while (clauses[to + 1]?.clause.denied && clauses[to + 1]!.clause.sentence === clauses[from]!.clause.sentence)
      to += 1;
    const { coverage, conflict } = judge(statement, hits, answer, from, to);
    most = Math.max(most, coverage * conflict);
    from = to;
  }
  return most;
}

/** The window of neighbouring clauses that says most of the statement in the least text. */
export function matchStatement(statement: Statement, answer: AnswerIndex): Match {
  const hits = hitsOf(statement, answer);
  const most = answer.clauses.map(({ stems }, clause) => mostOf(statement, hits[clause], stems));
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
      const judged = judge(statement, hits, answer, from, to);
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
