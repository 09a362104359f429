/** One row of a page as one line of text. */
import { isHan } from '../clean.js';
import type { RawLine } from '../lines.js';
import type { Piece, Row } from './piece.js';

/** Gaps in relation to the letters' height: from here on it is a blank, and from here on a tab. */
const blank = 0.15;
const tab = 0.95;

/** What parts two neighbours: nothing, a blank or a tab. */
function between(left: Piece, right: Piece, first: boolean): string {
  const size = Math.max(left.size, right.size);
  const gap = (right.left - left.right) / size;
  // Two characters set wide, as labels are in Chinese forms: 姓　　名.
  if (gap < 4 && /^\p{Script=Han}$/u.test(left.text) && /^\p{Script=Han}(?:[:：]|$)/u.test(right.text)) return '';
  if (gap >= tab || (first && left.symbol && gap > 0)) return '\t';
  const close = isHan(left.text.at(-1)) && isHan(right.text[0]) ? 0.18 : blank;
  return gap >= close ? ' ' : '';
}

export type PlacedLine = RawLine & { left: number; right: number; baseline: number; size: number };

export function lineOf(row: Row<Piece>): PlacedLine {
  const [first, ...rest] = row.items;
  if (!first) return { text: '', left: 0, right: 0, baseline: row.baseline, size: row.size };
  let text = first.symbol && first.text.trim().length === 1 && rest.length > 0 ? '•' : first.text;
  let previous = first;
  for (const piece of rest) {
    text += between(previous, piece, previous === first) + piece.text;
    previous = piece;
  }
  // What stands apart at the end of a line, a date or a place, does not make its beginning less of a title.
  const end = row.items.findIndex(
    (piece, index) => index > 0 && between(row.items[index - 1] ?? piece, piece, false) === '\t',
  );
  const head = row.items.slice(0, end < 1 ? undefined : end);
  const isBold = head.filter((piece) => piece.bold).reduce((sum, piece) => sum + piece.text.length, 0);
  const letters = head.reduce((sum, piece) => sum + piece.text.length, 0);
  const sizes = new Map<number, number>();
  for (const piece of row.items) sizes.set(piece.size, (sizes.get(piece.size) ?? 0) + piece.text.length);
  const size = [...sizes].reduce((best, entry) => (entry[1] > best[1] ? entry : best))[0];
  const right = Math.max(...row.items.map((piece) => piece.right));
  return {
    text,
    left: first.left,
    right,
    baseline: row.baseline,
    size,
    bold: isBold * 2 > letters,
  };
}
