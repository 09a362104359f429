/** A set of questions by their numbers, as what a filter or a search matches. */
import {
  type Bits,
  clearBit,
  countBits,
  eachDown,
  eachUp,
  hasBit,
  intersect,
  placeAt,
  placeOf,
  segmentOf,
  segmentSize,
} from './segment.js';

export class NumberSet {
  private readonly counts = new Map<number, number>();
  readonly size: number;

  /** @param segments those with members, by their index, ascending; not to be changed */
  constructor(readonly segments: ReadonlyMap<number, Bits>) {
    let size = 0;
    for (const [segment, bits] of segments) {
      const count = countBits(bits);
      this.counts.set(segment, count);
      size += count;
    }
    this.size = size;
  }

  has(number: number): boolean {
    const bits = this.segments.get(segmentOf(number));
    return bits !== undefined && hasBit(bits, placeOf(number));
  }

  /** The member that has `rank` smaller ones, from 0 to size - 1. */
  at(rank: number): number {
    let left = rank;
    for (const [segment, count] of this.counts) {
      if (left < count) return segment * segmentSize + placeAt(this.segments.get(segment) as Bits, left);
      left -= count;
    }
    throw new RangeError(`there are not ${rank + 1} members`);
  }

  /** The set without some numbers. */
  without(numbers: Iterable<number>): NumberSet {
    const segments = new Map(this.segments);
    const own = new Set<number>();
    for (const number of numbers) {
      const segment = segmentOf(number);
      const bits = segments.get(segment);
      if (!bits) continue;
      // Copied at the first change: the original is another's.
      const mine = own.has(segment) ? bits : bits.slice();
      own.add(segment);
      segments.set(segment, mine);
      clearBit(mine, placeOf(number));
    }
    return new NumberSet(segments);
  }

  /** Visits the members in an order until `visit` returns false. @param beyond only those that come after it in the order */
  each(order: Order, visit: (number: number) => boolean, beyond?: number): void {
    const down = order === 'descending';
    const isBeyond = (number: number) => beyond === undefined || (down ? number < beyond : number > beyond);
    const list = [...this.segments];
    for (const [segment, bits] of down ? list.reverse() : list) {
      const base = segment * segmentSize;
      if (!isBeyond(down ? base : base + segmentSize - 1)) continue;
      const look = (place: number) => !isBeyond(base + place) || visit(base + place);
      if (!(down ? eachDown : eachUp)(bits, look)) return;
    }
  }

  /** What is in this set and in another. */
  and(other: NumberSet): NumberSet {
    const segments = new Map<number, Bits>();
    for (const [segment, bits] of this.segments) {
      const theirs = other.segments.get(segment);
      const both = bits.slice();
      if (theirs && intersect(both, theirs)) segments.set(segment, both);
    }
    return new NumberSet(segments);
  }
}

export type Order = 'ascending' | 'descending';
