/** Which questions match: all of some groups of terms, of each group at least one. */
import { NumberSet } from './number-set.js';
import type { Reading } from './reading.js';
import { type Bits, countCommon, intersectAny, newBitsList, type Posting, unite } from './segment.js';

const postingsOf = (reading: Reading, segment: number, terms: string[]): Posting[] => {
  const found: Posting[] = [];
  for (const term of terms) {
    const posting = reading.posting(term, segment);
    if (posting) found.push(posting);
  }
  return found;
};

/** @param groups at least one; an empty group matches nothing */
export const matchAll = (reading: Reading, groups: string[][]): NumberSet => {
  const candidates = reading.segments.flatMap((segment) => {
    const lists = groups.map((terms) => postingsOf(reading, segment, terms));
    // Known before a bit is set: most segments have nothing of a rare word.
    return lists.some((list) => list.length === 0) ? [] : [{ segment, lists }];
  });
  // One piece of memory for all: that costs less than many small ones.
  const [spare, ...free] = newBitsList(candidates.length + 1) as [Bits, ...Bits[]];
  const segments = new Map<number, Bits>();
  for (const [at, { segment, lists }] of candidates.entries()) {
    const bits = free[at] as Bits;
    const [first, ...others] = lists as [Posting[], ...Posting[][]];
    unite(bits, first);
    if (others.every((list) => intersectAny(bits, list, spare))) segments.set(segment, bits);
  }
  return new NumberSet(segments);
};

/** How many of a set carry any of some terms, where none carries two of them. */
export const countIn = (reading: Reading, set: NumberSet, terms: string[]): number => {
  let count = 0;
  for (const [segment, bits] of set.segments) {
    for (const posting of postingsOf(reading, segment, terms)) count += countCommon(bits, posting);
  }
  return count;
};
