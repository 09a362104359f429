/** Leaves out what stands at the head or foot of every page: running titles and page numbers. */
import { cleaned } from '../clean.js';
import { type Page, rowsOf } from './piece.js';

const pageNumber =
  /^(?:(?:page|seite|p\.?)\s*)?[-–—]?\s*\d{1,2}\s*[-–—]?(?:\s*(?:\/|of|von|\|)\s*\d{1,2})?$|^第\s*\d+\s*页(?:\s*[,/]?\s*共\s*\d+\s*页)?$/iu;

type Edge = { key: string; baseline: number; pieces: Page['pieces']; atFoot: boolean };

function edgesOf(page: Page): Edge[] {
  const rows = rowsOf(page.pieces);
  return rows
    .filter(
      (row, index) =>
        (index < 3 && row.baseline < page.height * 0.15) ||
        (index >= rows.length - 3 && row.baseline > page.height * 0.88),
    )
    .map((row) => ({
      key: cleaned(row.items.map((piece) => piece.text).join(' ')),
      baseline: row.baseline,
      pieces: row.items,
      atFoot: row.baseline > page.height / 2,
    }));
}

/** The first time a running title is kept: a name may stand nowhere else. */
export function withoutRepeated(pages: Page[]): Page[] {
  const seen = new Map<string, number>();
  return pages.map((page) => {
    const dropped = new Set<Page['pieces'][number]>();
    for (const edge of edgesOf(page)) {
      const key = edge.key.replace(/\d+/g, '#');
      const before = seen.get(key);
      const again = before !== undefined && Math.abs(before - edge.baseline) < 3;
      if (before === undefined) seen.set(key, edge.baseline);
      if (again || (pageNumber.test(edge.key) && (edge.atFoot || /\D/.test(edge.key)))) {
        for (const piece of edge.pieces) dropped.add(piece);
      }
    }
    return { ...page, pieces: page.pieces.filter((piece) => !dropped.has(piece)) };
  });
}
