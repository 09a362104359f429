/** What stands on a page: pieces of text with their places, in points from the upper left corner. */

export type Box = { left: number; right: number; top: number; bottom: number };

export type Piece = {
  text: string;
  left: number;
  right: number;
  baseline: number;
  /** Height of the letters' body. */
  size: number;
  bold: boolean;
  /** Its font draws symbols: a single character of it at the beginning of a line is a list marker. */
  symbol: boolean;
};

export type Page = { width: number; height: number; pieces: Piece[]; links: { url: string; box: Box }[] };

export const median = (values: number[]): number => {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
};

/** What stands on one baseline, from left to right. */
export type Row<Item> = { baseline: number; size: number; items: Item[] };

type Placed = { left: number; right: number; baseline: number; size: number };

/** Rows from top to bottom. Baselines that differ by less than a third of the letters' height are one. */
export function rowsOf<Item extends Placed>(items: Item[]): Row<Item>[] {
  const rows: Row<Item>[] = [];
  for (const item of [...items].sort((one, other) => one.baseline - other.baseline)) {
    // Near ones only: rows come in the order of their baselines.
    const row = rows.slice(-3).findLast((candidate) => {
      const distance = Math.abs(candidate.baseline - item.baseline);
      if (distance > 0.35 * Math.min(candidate.size, item.size)) return false;
      // Two that stand over one another are two lines, however close.
      return !candidate.items.some(
        (other) =>
          distance > 0.1 * item.size &&
          Math.min(other.right, item.right) - Math.max(other.left, item.left) > 0.3 * item.size,
      );
    });
    if (!row) rows.push({ baseline: item.baseline, size: item.size, items: [item] });
    else {
      row.items.push(item);
      if (item.size > row.size) Object.assign(row, { size: item.size, baseline: item.baseline });
    }
  }
  for (const row of rows) row.items.sort((one, other) => one.left - other.left);
  return rows.sort((one, other) => one.baseline - other.baseline);
}
