/** Where a line of Markdown stands: how deep in quotes, and how far the list items around it are set in. */

const quoteMarks = /^(?: {0,3}>[ \t]?)+/;
const item = /^[ \t]*([-*+]|\d{1,9}[.)])([ \t]+|$)/;
const rule = /^[ \t]*([-*_])[ \t]*(?:\1[ \t]*){2,}$/;
const heading = /^[ \t]*#{1,6}(?=[ \t]|$)/;
const underline = /^[ \t]*=+[ \t]*$/;

/** Columns of blanks before a text that begins at a column. */
export const widthOf = (text: string, column = 0): number => {
  let end = column;
  for (let at = 0; text[at] === ' ' || text[at] === '\t'; at++) end += text[at] === '\t' ? 4 - (end % 4) : 1;
  return end - column;
};

/** A line without its quote marks; a tab behind them is as wide as it was. */
export const unquoted = (line: string): [text: string, depth: number] => {
  const marks = line.includes('>') ? quoteMarks.exec(line)?.[0] : undefined;
  if (marks === undefined) return [line, 0];
  const text = line.slice(marks.length);
  const width = widthOf(text, marks.length);
  return [
    text.startsWith('\t') || text.startsWith(' ') ? ' '.repeat(width) + text.trimStart() : text,
    marks.split('>').length - 1,
  ];
};

/** How much further than what is around it a line must be set in to be code. */
const codeWidth = 4;

export const createContainers = () => {
  /** Of the items that are open, how far their contents are set in. */
  let offsets: number[] = [];
  let depth = 0;
  /** A paragraph goes on, however its next line is set in; nothing else does. */
  let isInParagraph = false;

  const base = (): number => offsets.at(-1) ?? 0;
  const leave = (width: number): void => {
    while (base() > width) offsets.pop();
  };
  return {
    base,
    /** A block that is no paragraph begins at a column. @returns how far it may be set in */
    begin: (width: number): number => {
      isInParagraph = false;
      leave(width);
      return base();
    },
    /**
     * Takes a line that is in no block, without its quote marks.
     * @returns what is left of it behind the marks of items; undefined where it is code by its blanks
     */
    enter: (text: string, lineDepth: number): string | undefined => {
      const isSame = lineDepth === depth;
      if (!isSame) offsets = [];
      // A paragraph goes on without the marks of its quote, too.
      if (lineDepth > depth || text.trim() === '') isInParagraph = false;
      depth = lineDepth;
      if (text.trim() === '') return text;
      const width = widthOf(text);
      if (!isInParagraph) leave(width);
      if (width >= base() + codeWidth) return isInParagraph ? text : undefined;
      const wasInParagraph = isInParagraph;
      isInParagraph = !(rule.test(text) || heading.test(text) || (wasInParagraph && isSame && underline.test(text)));
      if (!isInParagraph) return text;
      let rest = text;
      let column = width;
      for (let found = item.exec(rest); found; found = item.exec(rest)) {
        const [all, mark = '', space = ''] = found;
        // Only a list that begins with 1 may interrupt a paragraph.
        if (wasInParagraph && offsets.length === 0 && /^(?!1[.)])\d/.test(mark)) break;
        leave(column);
        const isWide = space.length > codeWidth || space.length === 0;
        column += mark.length + (isWide ? 1 : widthOf(space));
        offsets.push(column);
        rest = rest.slice(all.length);
      }
      isInParagraph = !heading.test(rest);
      return rest;
    },
  };
};
