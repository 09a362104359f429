/** Tables: row by row where they are tables, cell by cell where they only lay out the page. */
import type { RawLine } from '../lines.js';
import { childrenOf, find, findDeep } from './xml.js';

/** Cells with more lines than this hold a text of their own. */
const fewLines = 3;

const inside = (element: Element, name: string): Element[] =>
  childrenOf(element).flatMap((child) => {
    if (child.localName === name) return [child];
    if (child.localName === 'sdt' || child.localName === 'sdtContent' || child.localName === 'customXml')
      return inside(child, name);
    return [];
  });

/** Does the row hold texts that stand beside each other, such as a sidebar? */
function isLayout(cells: RawLine[][]): boolean {
  const sizes = cells.map((cell) => cell.length).sort((one, other) => other - one);
  return (sizes[1] ?? 0) > fewLines;
}

/** The lines of cells side by side: the first of each in one line, then the second of each. */
function besides(cells: RawLine[][]): RawLine[] {
  const longest = Math.max(...cells.map((cell) => cell.length));
  return Array.from({ length: longest }, (_, index) => {
    const line = cells.flatMap((cell) => cell[index] ?? []);
    const main = line.reduce((best, candidate) => (candidate.text.length > best.text.length ? candidate : best));
    return line.length === 1
      ? { ...main, gap: main.gap && (index === 0 || !main.bullet) }
      : {
          ...main,
          text: line.map(({ text }) => text.trim()).join('\t'),
          bold: line.every(({ bold }) => bold),
          heading: line.every(({ heading }) => heading),
          bullet: line[0]?.bullet,
          gap: index === 0,
        };
  });
}

export function readTable(table: Element, read: (cell: Element) => RawLine[]): RawLine[] {
  return inside(table, 'tr').flatMap((row) => {
    const all = inside(row, 'tc').filter((cell) => {
      // The rest of a cell that began in a row above.
      const merge = find(cell, 'tcPr', 'vMerge');
      return !merge || merge.getAttribute('w:val') === 'restart' || findDeep(cell, 't') !== undefined;
    });
    const cells = all.map(read).filter((lines) => lines.length > 0);
    if (cells.length < 2 || isLayout(cells) || all.some((cell) => find(cell, 'tbl'))) return cells.flat();
    return besides(cells);
  });
}
