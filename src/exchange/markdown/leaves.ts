/** Parts Markdown into its smallest blocks: paragraphs, items, rows and headings, and code between them. */
import { createBlocks, type Kind } from './blocks.js';
import { roleOf } from './html.js';

export type Leaf = {
  kind: Kind | 'BLANK';
  /** With its line ends. */
  text: string;
};

/** What does not go on with the line before: items, headings, rows of tables, quotes, blocks of HTML. */
const begins = /^[ \t]*(?:(?:[-*+]|1[.)])(?=[ \t]|$)|#{1,6}(?=[ \t]|$)|[|>]|<[!?])/;
/** Other numbers than 1 go on with a paragraph, unless that is an item itself. */
const item = /^[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]/;
const quoted = /^[ \t]*>/;
const tag = /^[ \t]*<\/?([A-Za-z][A-Za-z0-9-]*)(?=[\s/>]|$)/;
/** What the line after does not go on with: headings, rules and underlines. */
const ends = /^[ \t]*(?:#{1,6}(?=[ \t]|$)|=+[ \t]*$|(?:-[ \t]*)+$|(?:\*[ \t]*){3,}$|(?:_[ \t]*){3,}$)/;

const beginsHtml = (line: string): boolean => {
  const name = line.includes('<') ? tag.exec(line)?.[1] : undefined;
  return name !== undefined && ['BLOCK', 'ACTIVE'].includes(roleOf(name.toLowerCase()));
};

/** Whether a line of text goes on with what a leaf begins with. */
const joins = (first: string, line: string): boolean => {
  if (begins.test(line) || beginsHtml(line)) return false;
  // What follows a quote or an item without being set in may begin a block of HTML, though a paragraph's next line may not.
  return !(quoted.test(first) || (item.test(first) && (item.test(line) || /^<[A-Za-z/]/.test(line))));
};

export function* leavesOf(body: string): Generator<Leaf> {
  const blocks = createBlocks();
  let leaf: Leaf | undefined;
  /** The line that the leaf begins with. */
  let first = '';
  let isEnded = false;
  for (const line of body.match(/[^\n]*\n|[^\n]+$/g) ?? []) {
    const text = line.endsWith('\n') ? line.slice(0, -1) : line;
    const wasOpen = blocks.open() !== undefined;
    const block = blocks.read(text, 0);
    const kind = block === 'TEXT' && text.trim() === '' ? 'BLANK' : block;
    const goesOn = kind === 'TEXT' ? !isEnded && joins(first, text) : kind === 'CODE' || wasOpen;
    isEnded = kind === 'TEXT' && ends.test(text);
    if (leaf?.kind === kind && goesOn) leaf.text += line;
    else {
      if (leaf) yield leaf;
      leaf = { kind, text: line };
      first = text;
    }
  }
  if (leaf) yield leaf;
}
