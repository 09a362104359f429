/** Parts Markdown into its smallest blocks: paragraphs, items, rows and headings, and code between them. */
import { createBlocks } from './blocks.js';

export type Leaf = { kind: 'TEXT' | 'BLANK' | 'CODE' | 'COMMENT' | 'RAW' /** With its line ends. */; text: string };

const item = /^([ \t]*)([-*+]|\d{1,9}[.)])([ \t]+|$)/;
/** What does not go on with the line before: items, headings, rows of tables, quotes. */
const begins = /^[ \t]*(?:[-*+]|\d{1,9}[.)]|#{1,6}|\||>)/;

const widthOf = (blank: string): number => {
  let width = 0;
  for (const character of blank) width += character === '\t' ? 4 - (width % 4) : 1;
  return width;
};

/** Tells which lines are set in so far that they are code. */
const createIndents = () => {
  /** Of the items that are open, how far their contents are set in. */
  const offsets: number[] = [];
  let isBehindBlank = true;
  return (line: string): boolean => {
    if (line.trim() === '') {
      isBehindBlank = true;
      return false;
    }
    const width = widthOf(/^[ \t]*/.exec(line)?.[0] ?? '');
    const leave = () => {
      while ((offsets.at(-1) ?? 0) > width) offsets.pop();
    };
    if (isBehindBlank) leave();
    if (isBehindBlank && width >= (offsets.at(-1) ?? 0) + 4) return true;
    isBehindBlank = false;
    const found = item.exec(line);
    if (found) {
      leave();
      const [, , mark = '', space = ''] = found;
      offsets.push(width + mark.length + (space.length > 4 ? 1 : Math.max(1, space.length)));
    }
    return false;
  };
};

export function* leavesOf(body: string): Generator<Leaf> {
  const blocks = createBlocks();
  const isSetIn = createIndents();
  let leaf: Leaf | undefined;
  for (const line of body.match(/[^\n]*\n|[^\n]+$/g) ?? []) {
    const text = line.endsWith('\n') ? line.slice(0, -1) : line;
    const wasOpen = blocks.open() !== undefined;
    const block = blocks.read(text, 0);
    let kind: Leaf['kind'] = block;
    if (block === 'TEXT' && text.trim() === '') kind = 'BLANK';
    if (block === 'TEXT' && isSetIn(text)) kind = 'CODE';
    const goesOn = kind === 'TEXT' ? !begins.test(text) : kind === 'CODE' || wasOpen;
    if (leaf?.kind === kind && goesOn) leaf.text += line;
    else {
      if (leaf) yield leaf;
      leaf = { kind, text: line };
    }
  }
  if (leaf) yield leaf;
}
