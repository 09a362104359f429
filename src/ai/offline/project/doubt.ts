/** How far the total of an answer about one's own project may be off. */

/**
 * Signals show what an answer does, not whether it is true or well judged. Of the answers that the tests hold, nine in
 * ten are within 16 points of the middle of their band; but those were judged by one person, and people differ.
 */
const floor = 20;
/** Added for a text of no length; e-folding in tokens. */
const brevity = { most: 15, tokens: 50 };
/** Added when every point is only touched. */
const unclear = 10;
/** Added when no word of it belongs to the trade: it may be about anything. */
const foreign = 20;
/** Added when the account is full of facts and nothing of it was recognised: its words are unknown, or it is beside the point. */
const unknown = 30;
const most = 50;

/**
 * Half-width of the 90 % band around the total, in points.
 * @param faint the share of the points, 0 to 1, that are neither covered nor missed
 * @param unrecognised how much was told that supports no point, 0 to 1
 */
export function projectUncertainty(tokens: number, faint: number, unrecognised: number, inTrade: boolean): number {
  const short = brevity.most * Math.exp(-tokens / brevity.tokens);
  return (
    Math.round(
      Math.min(most, floor + short + unclear * faint + unknown * unrecognised + (inTrade ? 0 : foreign)) * 10,
    ) / 10
  );
}
