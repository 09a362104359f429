/** What a match is worth: the credit of a statement, the verdict on a key point, and the evidence to show for it. */
import type { KeyPoint, PointVerdict, Span } from '../scorer.js';
import type { Clause } from './clauses.js';
import type { Match } from './match.js';
import { clamp } from './shares.js';

/** A key point with its outcome; `credit` and `denial` are 0 to 1. */
export type Point = { keyPoint: KeyPoint; verdict: PointVerdict; match: Match; credit: number; denial: number };

/** Coverage from which a key point is covered, and from which it is touched. */
export const coveredFrom = 0.48;
export const partialFrom = 0.3;
/** Chance alone matches `noise` of a statement; who says all of it says `full` of its words. Linear in between. */
type Scale = { noise: number; full: number };
/** Of a key point, which people make in words of their own: those who make one say from a third to two thirds of its words. */
export const ofPoint: Scale = { noise: 0.15, full: 0.55 };
/** Of a sentence of the reference. */
export const ofSentence: Scale = { noise: 0.1, full: 0.9 };
/** A statement that the answer contradicts in more than this share of its words is not covered. */
const toleratedConflict = 0.1;

/** How much of a statement must be taken back for that to count, and for nothing to be left of it. */
const tookBack = { from: 0.05, whole: 0.6 };

/**
 * How surely the answer says the opposite, 0 to 1: a stray negation is nothing, two thirds of the words denied or the
 * statement taken back elsewhere is everything, and nobody denies what they do not speak of.
 */
export const denialOf = ({ coverage, conflict, denial }: Match) =>
  coverage < partialFrom
    ? 0
    : Math.max(clamp((conflict - 0.05) / 0.6), clamp((denial - tookBack.from) / (tookBack.whole - tookBack.from)));

/** What a statement earns, 0 to 1: linear in the matched share, less for a contradiction, nothing for glue alone. */
export const creditOf = (match: Match, { noise, full }: Scale) =>
  match.clauses.length === 0 ? 0 : clamp((match.coverage - noise) / (full - noise)) * (1 - denialOf(match));

/**
 * Whether to tell the candidate that they say the opposite: only where all of it would be there but for that, and they deny
 * it in words of their own. That a statement is put in the negative and the answer is not may be a matter of wording.
 */
export const isContradicted = (match: Match, clauses: Clause[]): boolean =>
  match.coverage >= coveredFrom &&
  denialOf(match) >= 0.7 &&
  (match.denial >= tookBack.whole || match.clauses.some((index) => clauses[index]!.negated.some((sure) => sure > 0)));

/** `heap`: how surely (0 to 1) the answer is words rather than sentences; words alone make no statement. */
export function verdictOf(match: Match, heap: number): PointVerdict {
  if (match.clauses.length === 0 || match.echo || match.coverage < partialFrom) return 'MISSED';
  const sound = match.conflict <= toleratedConflict && denialOf(match) < 0.5 && !match.numberMissing && heap < 0.5;
  return sound && match.coverage >= coveredFrom ? 'COVERED' : 'PARTIAL';
}

/** The clauses that matched, as exact ranges of the answer; neighbours make one span. */
export function evidenceOf(answer: string, clauses: Clause[], indexes: number[]): Span[] {
  const spans: Span[] = [];
  indexes.forEach((index, at) => {
    const { start, end } = clauses[index]!;
    const from = indexes[at - 1] === index - 1 ? spans.pop()!.start : start;
    spans.push({ start: from, end, quote: answer.slice(from, end) });
  });
  return spans;
}
