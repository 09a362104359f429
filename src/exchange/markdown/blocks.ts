/** Tells which lines of Markdown are code, comments or raw blocks, so that nothing in them is taken for a heading. */
import { createContainers, unquoted, widthOf } from './containers.js';

export type Kind = 'TEXT' | 'CODE' | 'COMMENT' | 'RAW';

type Beginning = {
  kind: Exclude<Kind, 'TEXT'>;
  /** Whether a line is the last of the block. */
  isEnd: (line: string) => boolean;
};

/** What stands less deep in quotes, or less far in than its item, is behind the block. */
type Open = Beginning & { depth: number; base: number; line: number };

const fence = /^[ \t]*(`{3,}(?=[^`]*$)|~{3,})/;
const raw = /^[ \t]*<(pre|script|style|textarea)(?=[\s>]|$)/i;

/** What ends a block that begins with a line; a comment or raw block that ends in its first line is text. */
const beginning = (text: string): Beginning | undefined => {
  const marks = text.includes('```') || text.includes('~~~') ? fence.exec(text)?.[1] : undefined;
  if (marks !== undefined) {
    const isEnd = (line: string): boolean => {
      const closing = line.trim();
      return closing.length >= marks.length && closing === (marks[0] as string).repeat(closing.length);
    };
    return { kind: 'CODE', isEnd };
  }
  if (!text.includes('<')) return undefined;
  if (text.trimStart().startsWith('<!--')) {
    return text.includes('-->') ? undefined : { kind: 'COMMENT', isEnd: (line) => line.includes('-->') };
  }
  const name = raw.exec(text)?.[1]?.toLowerCase();
  if (name === undefined) return undefined;
  const isEnd = (line: string) => line.toLowerCase().includes(`</${name}>`);
  return isEnd(text) ? undefined : { kind: 'RAW', isEnd };
};

/** What follows a fence's marks; undefined for a line that is none. */
export const fenceInfo = (line: string): string | undefined => {
  const found = fence.exec(line);
  return found ? line.slice(found[0].length).trim() : undefined;
};

export const createBlocks = () => {
  const containers = createContainers();
  let open: Open | undefined;

  const isBehind = (line: string, text: string, depth: number): boolean => {
    if (!open) return false;
    const own = open.depth > 0 ? text : line;
    return depth < open.depth || (own.trim() !== '' && widthOf(own) < open.base);
  };
  const isEnd = (line: string, text: string): boolean => {
    if (!open) return false;
    const own = open.depth > 0 ? text : line;
    return open.isEnd(own) && (open.kind !== 'CODE' || widthOf(own) < open.base + 4);
  };
  return {
    /** The block that the last line belongs to and does not end. */
    open: (): Pick<Open, 'kind' | 'line'> | undefined => open,
    read: (line: string, number: number): Kind => {
      const [text, depth] = unquoted(line);
      if (isBehind(line, text, depth)) open = undefined;
      if (open) {
        const { kind } = open;
        if (isEnd(line, text)) open = undefined;
        return kind;
      }
      const rest = containers.enter(text, depth);
      if (rest === undefined) return 'CODE';
      const width = rest === text ? widthOf(text) : containers.base();
      const found = width < containers.base() + 4 ? beginning(rest) : undefined;
      if (!found) return 'TEXT';
      open = { ...found, depth, base: containers.begin(width), line: number };
      return found.kind;
    },
  };
};
