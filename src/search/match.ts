/** Which questions match: all of some groups of terms, of each group at least one. */
import { NumberSet } from './number-set.js';
import type { Reading } from './reading.js';
import { addTo, type Bits, intersect, newBits } from './segment.js';

/** The questions of a segment that carry any of the terms; undefined for none. */
const anyOf = (reading: Reading, segment: number, terms: string[]): Bits | undefined => {
  let bits: Bits | undefined;
  for (const term of terms) {
    const posting = reading.posting(term, segment);
    if (!posting) continue;
    bits ??= newBits();
    addTo(bits, posting);
  }
  return bits;
};

const allOf = (reading: Reading, segment: number, groups: string[][]): Bits | undefined => {
  let bits: Bits | undefined;
  for (const group of groups) {
    const other = anyOf(reading, segment, group);
    if (!other) return undefined;
    if (bits && !intersect(bits, other)) return undefined;
    bits ??= other;
  }
  return bits;
};

/** @param groups at least one; an empty group matches nothing */
export const matchAll = (reading: Reading, groups: string[][]): NumberSet => {
  const parts = reading.segments.map((segment) => [segment, allOf(reading, segment, groups)] as const);
  return new NumberSet(new Map(parts.filter((part): part is readonly [number, Bits] => part[1] !== undefined)));
};
