/** Finds where in an answer a quote stands; what stands nowhere was made up. */
import type { Span } from '../scorer.js';

/** What a model leaves out or writes differently without meaning anything by it: blanks, quotation marks, accents, what does not show. */
const ignored = /[\p{White_Space}\p{Cf}\p{Cc}\p{M}"'`´‘’‚‛“”„‟«»‹›「」『』]/u;
const dash = /\p{Pd}/u;
/** Scripts that write words apart: a quote does not begin in the middle of one. */
const inWord = /[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Nd}]/u;
const mark = /\p{M}/u;

type Folded = {
  text: string;
  /** For each unit of the text, where its character begins and ends in the original. */
  from: number[];
  to: number[];
};

const fold = (original: string): Folded => {
  const folded: Folded = { text: '', from: [], to: [] };
  let at = 0;
  for (const character of original) {
    const end = at + character.length;
    for (const part of character.normalize('NFKD').toLowerCase()) {
      if (ignored.test(part)) continue;
      const kept = dash.test(part) ? '-' : part;
      folded.text += kept;
      for (let unit = 0; unit < kept.length; unit += 1) {
        folded.from.push(at);
        folded.to.push(end);
      }
    }
    at = end;
  }
  return folded;
};

const splitsWord = (text: string, at: number): boolean =>
  at > 0 && at < text.length && inWord.test(text[at - 1] ?? '') && inWord.test(text[at] ?? '');

/** @returns where `wanted` stands in whole words, from `at` on; -1 where it does not */
const wholeIn = (text: string, wanted: string, isWhole: (start: number, end: number) => boolean): number => {
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) {
    if (isWhole(at, at + wanted.length)) return at;
  }
  return -1;
};

/** Models shorten what they copy; what is left of it is looked for piece by piece. */
const ellipsis = /\s*(?:\.{3,}|…+|\[\.{3}\])\s*/u;
/** Said of a quote that has no place, in characters. */
const shown = 300;
const hasContent = (text: string) => /[\p{L}\p{N}]/u.test(text);

/** A quote that stands nowhere. */
export const placeless = (quote: string): Span => ({ start: -1, end: -1, quote: quote.slice(0, shown) });
export const isPlaced = ({ start }: Span): boolean => start >= 0;

/**
 * Places quotes in one answer: as they are, else regardless of case, width, blanks and quotation marks. The spans hold what
 * stands in the answer, `answer.slice(start, end) === quote`; of a quote that was shortened, one for each piece.
 */
export const createPlacing = (answer: string): ((quote: string) => Span[]) => {
  const folded = fold(answer);
  const isWhole = (start: number, end: number) => !splitsWord(answer, start) && !splitsWord(answer, end);

  const spanOf = (start: number, end: number): Span => ({ start, end, quote: answer.slice(start, end) });

  const placePiece = (piece: string): Span | undefined => {
    const exact = wholeIn(answer, piece, isWhole);
    if (exact >= 0) return spanOf(exact, exact + piece.length);
    const wanted = fold(piece).text;
    if (!hasContent(wanted)) return undefined;
    const startOf = (at: number) => folded.from[at] ?? 0;
    const endOf = (at: number) => folded.to[at - 1] ?? 0;
    const at = wholeIn(folded.text, wanted, (start, end) => isWhole(startOf(start), endOf(end)));
    if (at < 0) return undefined;
    let end = endOf(at + wanted.length);
    // Accents that are characters of their own belong to the one before.
    while (mark.test(answer[end] ?? '')) end += 1;
    return spanOf(startOf(at), end);
  };

  return (quote) => {
    const pieces = quote.trim().split(ellipsis).filter(hasContent);
    const spans = pieces.map(placePiece);
    const placed = spans.filter((span) => span !== undefined);
    // A quote of which a piece was made up is no quote.
    return placed.length > 0 && placed.length === spans.length ? placed : [placeless(quote)];
  };
};
