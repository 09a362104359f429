/** Turns lines of Markdown into headings and what stands between them. */
import type { Line } from '../lines.js';
import { createBlocks, type Kind } from './blocks.js';
import { type Heading, headingOf, mayBeUnderlined, underlineLevel } from './headings.js';
import { tokensOf } from './inline.js';

/** A line, or a heading; of one that is underlined, both lines. */
export type Part = Line & { heading?: Heading };

type Read = Part & { kind: Kind };

const nothing: Part[] = [];

/** How many `<details>` a line opens, less those that it closes. */
const detailsIn = (line: string): number => {
  if (!/<\/?details/i.test(line)) return 0;
  let count = 0;
  for (const token of tokensOf(line)) {
    if (token.kind === 'TAG' && token.name === 'details') count += token.isClosing ? -1 : 1;
  }
  return count;
};

/** @param ownLevel of the headings that are headings inside of `<details>`, too, and end it */
export const createOutline = (ownLevel?: number) => {
  const blocks = createBlocks();
  /** The line that the next one may underline. */
  let last: Read | undefined;
  let isBehindBlank = true;
  let details = 0;

  const classify = ({ number, text, isTooLong }: Line): Read => {
    const kind = blocks.read(text, number);
    const read: Read = { number, text, isTooLong, kind, heading: undefined };
    if (kind !== 'TEXT' || isTooLong) return read;
    details = Math.max(0, details + detailsIn(text));
    const heading = headingOf(text);
    if (!heading || (details > 0 && heading.level !== ownLevel)) return read;
    details = 0;
    read.heading = heading;
    return read;
  };
  const underlined = (line: Line): Part[] | undefined => {
    const level = underlineLevel(line.text);
    if (level === undefined || !last || last.kind !== 'TEXT' || last.heading || last.isTooLong || details > 0)
      return undefined;
    // Beneath a paragraph of several lines it is meant as a rule.
    if (!isBehindBlank || !mayBeUnderlined(last.text)) return undefined;
    const { number, text } = last;
    const both = `${text}\n${line.text}`;
    return [{ number, text: both, isTooLong: false, heading: { level, text: text.trim(), offset: 0 } }];
  };
  return {
    /** The block that is open at this place. */
    open: blocks.open,
    read: (line: Line): Part[] => {
      const read = classify(line);
      const heading = read.kind === 'TEXT' ? underlined(line) : undefined;
      if (heading) {
        last = undefined;
        isBehindBlank = false;
        return heading;
      }
      const parts = last ? [last] : nothing;
      isBehindBlank = last === undefined ? isBehindBlank : last.text.trim() === '' && !last.isTooLong;
      last = read;
      return parts;
    },
    end: (): Part[] => (last ? [last] : nothing),
  };
};
