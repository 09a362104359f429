/** Tells columns that are read one after the other from what stands in rows: dates at the right margin, labels, tables. */
import { isHan, lettersOf } from '../clean.js';
import { median } from './piece.js';

/** The rows of one side of a gutter, from top to bottom; `widest` is the width of the longest piece without a wide gap. */
export type Side = {
  baseline: number;
  left: number;
  right: number;
  widest: number;
  size: number;
  bold: boolean;
  text: string;
}[];

const inLine = (row: Side[number], side: Side) =>
  side.find((other) => Math.abs(other.baseline - row.baseline) <= 0.2 * Math.min(other.size, row.size));

/** Lines that follow each other closely: by less than `loose` times the usual distance. */
function blocksOf(side: Side, loose: number): Side[] {
  const distances = side.slice(1).map((row, index) => row.baseline - (side[index]?.baseline ?? 0));
  const usual = Math.min(median(distances), 2 * median(side.map((row) => row.size)));
  const blocks: Side[] = [];
  for (const [index, row] of side.entries()) {
    const distance = distances[index - 1] ?? Number.POSITIVE_INFINITY;
    const last = blocks.at(-1);
    if (last && distance <= usual * loose) last.push(row);
    else blocks.push([row]);
  }
  return blocks;
}

const isNumeric = (text: string) => (text.match(/\d/g)?.length ?? 0) >= 0.4 * lettersOf(text);

/** Stands beside the other side's lines without being in line with one of them. */
const clashes = (row: Side[number], side: Side) =>
  side.some((other) => Math.abs(other.baseline - row.baseline) < 0.75 * Math.max(other.size, row.size));

/** How many are bold or larger than most of their side, while their neighbours across the gutter are not. */
function titlesApart(side: Side, across: Side): number {
  const usual = median(side.map((row) => row.size));
  const titles = side.filter((row) => row.bold || row.size > usual * 1.1);
  if (titles.length * 2 > side.length) return 0;
  return titles.filter((row) => {
    const neighbour = inLine(row, across);
    return neighbour && (neighbour.size < row.size * 0.9 || (row.bold && !neighbour.bold));
  }).length;
}

/** How many rows are large on both sides: two titles beside each other have each their own text below. */
function titlesBeside(side: Side, across: Side): number {
  const large = (some: Side) => {
    const usual = median(some.map((row) => row.size));
    return some.filter((row) => row.size > usual * 1.1);
  };
  const others = large(across);
  return large(side).filter((row) => inLine(row, others)).length;
}

/** How many of its lines go on with the sentence above, and still have a line beside them: labels and dates stand beside the first. */
function wrappedBeside(side: Side, across: Side): number {
  const right = Math.max(...side.map((row) => row.right));
  const width = right - Math.min(...side.map((row) => row.left));
  return side.filter((row, index) => {
    const above = side[index - 1];
    if (!above || above.right < right - 0.2 * width || !inLine(row, across)) return false;
    // Labels, too, may all be as wide; only what is as wide as a sentence is taken for one.
    if (above.widest < 12 * above.size) return false;
    return /^\p{Ll}/u.test(row.text) || (isHan(above.text.at(-1)) && isHan(row.text[0]));
  }).length;
}

/** Is there as much on this side as columns hold? A column of bullets, icons or numbers is none. */
function isText(side: Side, pageWidth: number): boolean {
  const width = Math.max(...side.map((row) => row.right)) - Math.min(...side.map((row) => row.left));
  const letters = side.reduce((sum, row) => sum + lettersOf(row.text), 0);
  return width >= pageWidth * 0.1 && letters >= 20 && letters >= side.length * 4;
}

export function isColumns(left: Side, right: Side, pageWidth: number): boolean {
  if (!isText(left, pageWidth) || !isText(right, pageWidth)) return false;
  const [fewer, more] = left.length <= right.length ? [left, right] : [right, left];
  // Rows that stand where the other side has nothing, such as titles over the whole width, say nothing.
  const aligned = fewer.filter((row) => inLine(row, more));
  // Nothing but a column has lines of its own on the right while there are more on the left.
  const ends = { top: more[0]?.baseline ?? 0, bottom: more.at(-1)?.baseline ?? 0 };
  const isAmong = (row: Side[number]) => fewer === right && row.baseline > ends.top && row.baseline < ends.bottom;
  const clashing = fewer.filter((row) => !inLine(row, more) && (isAmong(row) || clashes(row, more)));
  if (aligned.length + clashing.length < 3) return false;
  const share = clashing.length / (aligned.length + clashing.length);
  if (share >= 0.35 || (share >= 0.25 && clashing.length >= 4)) return true;

  // On one grid. Dates and labels stand alone, or as often as what they belong to; columns have lines, titles and gaps of their own.
  if (aligned.filter((row) => isNumeric(row.text)).length > aligned.length * 0.4) return false;
  const blocks = blocksOf(aligned, 1.35);
  const inRuns = blocks.filter((block) => block.length >= 3).reduce((sum, block) => sum + block.length, 0);
  if (inRuns < aligned.length * 0.5) return false;
  const starts = blocksOf(more, 1.1).map((block) => block[0]?.baseline ?? 0);
  const apart = blocks
    .slice(1)
    .filter(([first]) => !starts.some((start) => Math.abs(start - (first?.baseline ?? 0)) < 2));
  const signs = titlesApart(aligned, more) + titlesBeside(aligned, more) + wrappedBeside(more, aligned);
  // Each of its lines beside another, and no title among them: years and labels, however they are grouped.
  if (signs === 0 && aligned.length >= fewer.length * 0.9) return false;
  return apart.length + signs >= 2;
}
