/** Paragraphs, tables and text boxes of a part, in reading order. */
import type { RawLine } from '../lines.js';
import { boxesOf } from './box.js';
import { readParagraph } from './paragraph.js';
import type { Part } from './part.js';
import type { Style } from './style.js';
import { readTable } from './table.js';
import { childrenOf, find } from './xml.js';

/** Space in relation to the letters from which on it shows. */
const visible = 0.28;
/** A line that is as wide may look as if it went on below. */
const wide = 55;

const isWide = (text: string) => text.length + (text.match(/\p{Script=Han}/gu)?.length ?? 0) >= wide;

function isApart(above: Style, below: Style): boolean {
  if (above.contextual && below.contextual && above.id === below.id) return false;
  return (above.after ?? 0) + (below.before ?? 0) >= visible * (below.size ?? 10);
}

/** `gap` of the first line is true: whatever it is in, it begins there. */
export function readBlocks(parent: Element, part: Part): RawLine[] {
  const lines: RawLine[] = [];
  let above: Style | undefined;
  const add = (element: Element): void => {
    switch (element.localName) {
      case 'p': {
        const { lines: own, look, drawings } = readParagraph(element, part);
        for (const [index, line] of own.entries()) {
          const last = lines.at(-1);
          // A paragraph after a wide line would pass for its rest.
          const begins = index === 0 && (!above || isApart(above, look) || (!line.bullet && last && isWide(last.text)));
          lines.push({ ...line, gap: begins || /^\s*\p{Ll}/u.test(line.text) });
        }
        for (const box of boxesOf(drawings)) {
          lines.push(...readBlocks(box, part));
          above = undefined;
        }
        // A paragraph without text is a gap, unless it only holds what hangs on it.
        if (own.length > 0) above = look;
        else if (drawings.length === 0) above = undefined;
        return;
      }
      case 'tbl':
        lines.push(...readTable(element, (cell) => readBlocks(cell, part)));
        above = undefined;
        return;
      case 'sdt': {
        const content = find(element, 'sdtContent');
        if (content) childrenOf(content).forEach(add);
        return;
      }
      case 'AlternateContent': {
        const chosen = find(element, 'Choice') ?? find(element, 'Fallback');
        if (chosen) childrenOf(chosen).forEach(add);
        return;
      }
      case 'customXml':
      case 'ins':
      case 'moveTo':
        childrenOf(element).forEach(add);
    }
  };
  childrenOf(parent).forEach(add);
  return lines;
}
