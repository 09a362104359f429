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

const hanShare = (tokens: Token[]) =>
  tokens.length === 0 ? 0 : tokens.filter((token) => token.kind === 'han').length / tokens.length;

/** 1 halfway between missed and covered, 0 from far enough on either side. */
const marginOf = ({ match }: Point) =>
  1 - Math.min(1, Math.abs(match.coverage - (coveredFrom + partialFrom) / 2) / 0.35);

/**
 * Half-width of the 90 % band around the total, in points. The terms are set so that about 85 % of the human scores of
 * a public set of short Chinese answers, which it was not otherwise fitted to, fall into the band.
 */
export function uncertaintyOf(answer: Token[], expected: Token[], points: Point[]): number {
  const short = brevity.most * Math.exp(-answer.length / brevity.tokens);
  const near = points.length === 0 ? 1 : points.reduce((sum, point) => sum + marginOf(point), 0) / points.length;
  const crossed = Math.abs(hanShare(answer) - hanShare(expected)) > 0.5;
  return Math.round(Math.min(most, floor + short + marginal * near + (crossed ? foreign : 0)) * 10) / 10;
}
