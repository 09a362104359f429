/** Dates at the right margin that needed a second line: "June 2017 –" over "Present". */
import type { RawLine } from '../lines.js';

type Placed = RawLine & { left: number; right: number };

/** What `below` adds to each cell of `line`; undefined where it is a line of its own. */
function additions(line: Placed, below: Placed): string[] | undefined {
  const cells = line.text.split('\t');
  const more = below.text.split('\t');
  if (cells.length < 2 || below.gap) return undefined;
  const isOpen =
    /[-–—~～至]\s*$/u.test(line.text) ||
    (/[-–—~～]\s*\p{L}{3,}\.?\s*$/u.test(line.text) && /^\s*\d{4}\s*$/.test(more.at(-1) ?? ''));
  if (!isOpen) return undefined;
  if (more.length === cells.length) return more;
  const isRight = more.length === 1 && below.left > (line.left + line.right) / 2;
  return isRight ? cells.map((_, index) => (index === cells.length - 1 ? below.text : '')) : undefined;
}

/** Puts both halves of every cell together. */
export function unwrapped<Item extends Placed>(lines: Item[]): Item[] {
  const done: Item[] = [];
  for (const line of lines) {
    const last = done.at(-1);
    const added = last && additions(last, line);
    if (!last || !added) done.push({ ...line });
    else {
      const cells = last.text.split('\t');
      last.text = cells.map((cell, index) => `${cell.trimEnd()} ${added[index] ?? ''}`.trim()).join('\t');
      last.right = Math.max(last.right, line.right);
    }
  }
  return done;
}
