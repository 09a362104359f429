/** Finds headings in lines of Markdown. */

export type Heading = {
  level: number;
  /** Without the marks around it; still Markdown. */
  text: string;
  /** Characters before it: of a heading in a list (`1. ### …`), what stands beneath it is set in as far. */
  offset: number;
};

const opening = /^ {0,3}(?:(?:\d{1,9}[.)、]|[-*+])[ \t]+)?(#{1,6})(?=[ \t]|$)/;

/** `Title ##` has closing marks, `C#` has none. */
const withoutClosing = (text: string): string => {
  let end = text.length;
  while (text[end - 1] === '#') end -= 1;
  const before = text[end - 1];
  return end < text.length && (end === 0 || before === ' ' || before === '\t') ? text.slice(0, end).trim() : text;
};

/** A heading with `#` before it. */
export const headingOf = (line: string): Heading | undefined => {
  const found = line.includes('#') ? opening.exec(line) : null;
  if (!found) return undefined;
  const [marks, { length: level }] = found as unknown as [string, string];
  return { level, text: withoutClosing(line.slice(marks.length).trim()), offset: marks.length - level };
};

const underline = /^ {0,3}(?:(={2,})|-{3,})[ \t]*$/;

/** What a line makes of the one above it: a heading of this level. */
export const underlineLevel = (line: string): 1 | 2 | undefined => {
  const found = underline.exec(line);
  return found ? (found[1] ? 1 : 2) : undefined;
};

/** Whether a line may be a heading that is underlined: plain text, and no item, quote, table or HTML. */
export const mayBeUnderlined = (line: string): boolean => /^ {0,3}(?![-*+>|<#]|\d{1,9}[.)][ \t])\S/.test(line);
