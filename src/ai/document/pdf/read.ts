/** A PDF as lines in reading order. */
import type { DocumentText } from '../document.js';
import { documentOf } from '../lines.js';
import { regionsOf } from './columns.js';
import { dehyphenated } from './hyphen.js';
import { lineOf, type PlacedLine } from './line.js';
import { openPdf } from './open.js';
import { type Page, type Piece, rowsOf } from './piece.js';
import { withoutRepeated } from './repeated.js';
import { unwrapped } from './wrapped.js';

/** Marks the lines with more distance to the one above than is usual between lines of their size. */
function withGaps(lines: PlacedLine[], usual: number): PlacedLine[] {
  return lines.map((line, index) => {
    const above = lines[index - 1];
    if (!above) return { ...line, gap: true };
    const leading = (2 * (line.baseline - above.baseline)) / (line.size + above.size);
    return { ...line, gap: leading < 0 || leading > usual * 1.25 || line.size > above.size * 1.1 };
  });
}

/** The usual distance of baselines in relation to the size of the letters. */
function usualLeading(regions: PlacedLine[][]): number {
  const leadings: number[] = [];
  for (const lines of regions) {
    for (const [index, line] of lines.entries()) {
      const above = lines[index - 1];
      if (!above) continue;
      const leading = (line.baseline - above.baseline) / Math.max(line.size, above.size);
      if (leading > 0.8 && leading < 2.2) leadings.push(leading);
    }
  }
  leadings.sort((one, other) => one - other);
  // Lines within paragraphs are the closest; there are fewer of them than of the others where paragraphs are short.
  return leadings[Math.floor(leadings.length * 0.3)] ?? 1.2;
}

export async function readPdf(bytes: Uint8Array): Promise<DocumentText> {
  const { pages: all, hyphenates } = await openPdf(bytes);
  const pages: Page[] = withoutRepeated(all);
  const regions = pages.flatMap((page) =>
    regionsOf(page.pieces, page.width).map((pieces: Piece[]) => rowsOf(pieces).map(lineOf)),
  );
  const usual = usualLeading(regions);
  return documentOf(
    regions.flatMap((lines) => dehyphenated(unwrapped(withGaps(lines, usual)), hyphenates)),
    pages.flatMap((page) => page.links.map((link) => link.url)),
  );
}
