/** Tells which lines of Markdown are code, comments or raw blocks, so that nothing in them is taken for a heading. */

export type Kind = 'TEXT' | 'CODE' | 'COMMENT' | 'RAW';

type Open = {
  kind: Exclude<Kind, 'TEXT'>;
  /** Whether the line is the last of the block. */
  isEnd: (line: string) => boolean;
  /** How many quotes (`>`) deep the block stands; a line that stands less deep is behind it. */
  depth: number;
  line: number;
};

const quoteMarks = /^(?: {0,3}> ?)+/;
const fence = /^[ \t]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*(`{3,}(?=[^`]*$)|~{3,})/;
const comment = /^ {0,3}<!--/;
const raw = /^ {0,3}<(pre|script|style|textarea)(?=[\s>]|$)/i;

const unquoted = (line: string): [text: string, depth: number] => {
  const marks = quoteMarks.exec(line)?.[0];
  return marks === undefined ? [line, 0] : [line.slice(marks.length), marks.split('>').length - 1];
};

/** What ends a block that begins with a line; a comment or raw block that ends in its first line is text. */
const beginning = (text: string): Pick<Open, 'kind' | 'isEnd'> | undefined => {
  const marks = text.includes('```') || text.includes('~~~') ? fence.exec(text)?.[1] : undefined;
  if (marks !== undefined) {
    const isEnd = (line: string): boolean => {
      const closing = line.trim();
      return closing.length >= marks.length && closing === (marks[0] as string).repeat(closing.length);
    };
    return { kind: 'CODE', isEnd };
  }
  if (!text.includes('<')) return undefined;
  if (comment.test(text))
    return text.includes('-->') ? undefined : { kind: 'COMMENT', isEnd: (line) => line.includes('-->') };
  const name = raw.exec(text)?.[1]?.toLowerCase();
  if (name === undefined) return undefined;
  const isEnd = (line: string) => line.toLowerCase().includes(`</${name}>`);
  return isEnd(text) ? undefined : { kind: 'RAW', isEnd };
};

/** A line that is a fence's own, with what follows its marks; undefined for other lines. */
export const fenceInfo = (line: string): string | undefined => {
  const found = fence.exec(line);
  return found ? line.slice(found[0].length).trim() : undefined;
};

export const createBlocks = () => {
  let open: Open | undefined;
  return {
    /** The block that the last line belongs to and does not end. */
    open: (): Pick<Open, 'kind' | 'line'> | undefined => open,
    /** Begins anew, as with the first line of a text. */
    reset: () => {
      open = undefined;
    },
    read: (line: string, number: number): Kind => {
      const [text, depth] = unquoted(line);
      if (open && depth < open.depth) open = undefined;
      if (open) {
        const { kind, isEnd } = open;
        if (isEnd(open.depth > 0 ? text : line)) open = undefined;
        return kind;
      }
      const found = beginning(text);
      if (found) open = { ...found, depth, line: number };
      return found?.kind ?? 'TEXT';
    },
  };
};
