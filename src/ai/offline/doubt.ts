/** How far the total may be off: an honest half-width instead of a false precision. */
import { coveredFrom, type Point, partialFrom } from './point.js';
import type { Token } from './tokens.js';

/** What remains for a long answer that clearly met or missed every point: people differ by that much too. */
const floor = 12;
/** Added for a text of no length; e-folding in tokens. */
const brevity = { most: 45, tokens: 60 };
/** Added when every point is as near to met as to missed. */
const marginal = 10;
/** Added when answer and key points are in different scripts and only names and the synonym list can match. */
const foreign = 12;
const most = 50;
/**
 * Added for what of a reference was not recognised, where it is all there is to go by: people give half marks and more to
 * every second answer of which hardly a word is found in it.
 */
const unrecognised = 85;

const hanShare = (tokens: Token[]) =>
  tokens.length === 0 ? 0 : tokens.filter((token) => token.kind === 'han').length / tokens.length;

/** 1 halfway between missed and covered, 0 from far enough on either side. */
const marginOf = ({ match }: Point) =>
  1 - Math.min(1, Math.abs(match.coverage - (coveredFrom + partialFrom) / 2) / 0.35);

/** Are the two in different scripts, so that only names and the synonym list can match? */
export const isForeign = (answer: Token[], expected: Token[]) => Math.abs(hanShare(answer) - hanShare(expected)) > 0.5;

/** Of other scripts, or letters with marks that English has none of. */
const otherLetters = /(?!\p{Script=Han})[^\P{L}a-z]/u;
/** English has no fewer than these of the words that hold sentences together. */
const leastGlue = 0.12;

/** Is it neither Chinese nor English? */
export function isOfThirdLanguage(answer: Token[]): boolean {
  const other = answer.filter(({ form }) => otherLetters.test(form)).length;
  const glue = answer.filter(({ stop, kind }) => stop && kind === 'latin').length;
  return other > answer.length / 5 || (other > 0 && glue < leastGlue * answer.length);
}

/**
 * Half-width of the 90 % band around the total, in points. Without key points the terms are set on a public set of short
 * Chinese answers, of whose human scores nine in ten fall into the band; of two English sets that say right or wrong alone it is
 * three in four.
 * @param similarity how much of the reference was recognised, 0 to 1
 */
export function uncertaintyOf(answer: Token[], expected: Token[], points: Point[], similarity: number): number {
  if (points.length === 0) return Math.round(10 * (floor + unrecognised * (1 - similarity))) / 10;
  const short = brevity.most * Math.exp(-answer.length / brevity.tokens);
  const near = points.reduce((sum, point) => sum + marginOf(point), 0) / points.length;
  return (
    Math.round(Math.min(most, floor + short + marginal * near + (isForeign(answer, expected) ? foreign : 0)) * 10) / 10
  );
}
