/** A text's lines, of which none is held that is longer than a question may be. */
import { longestRecord } from './entry.js';

export type Line = {
  number: number;
  text: string;
  /** Its text was let go. */
  isTooLong: boolean;
};

export const countLineEnds = (text: string): number => {
  let count = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
};

export const createLines = () => {
  let number = 1;
  let begun = '';
  let isTooLong = false;
  const take = (part: string) => {
    if (begun.length + part.length > longestRecord) isTooLong = true;
    begun = isTooLong ? '' : begun + part;
  };
  const close = (): Line => {
    const line = { number, text: begun, isTooLong };
    number += 1;
    begun = '';
    isTooLong = false;
    return line;
  };
  return {
    *read(text: string): Generator<Line> {
      let start = 0;
      for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
        take(text.slice(start, end));
        yield close();
        start = end + 1;
      }
      if (start < text.length) take(text.slice(start));
    },
    *end(): Generator<Line> {
      if (begun !== '' || isTooLong) yield close();
    },
  };
};
