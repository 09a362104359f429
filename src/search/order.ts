/** Orders of what matches, and any stretch of them: places stay what they are while others come and go. */
import type { NumberSet, Order } from './number-set.js';

/** Where a question stands in an order: by rank, then by number. It need not be there any more. */
export type Place = { rank: number; number: number };

/** Up to `limit` places, from the start or from the end, of those after one place and before another. */
export type Stretch = { after?: Place; before?: Place; limit: number; fromEnd: boolean };

/** @returns places in the order, whichever end they were taken from */
export type Ordered = (stretch: Stretch) => Place[];

/** Some questions of the same rank. */
export type Tier = { rank: number; set: NumberSet };

const opposite: Record<Order, Order> = { ascending: 'descending', descending: 'ascending' };

/** @param tiers in order @param order of the numbers within each */
export const inTiers = (tiers: Tier[], order: Order): Ordered => {
  const take = (list: Tier[], direction: Order, from: Place | undefined, to: Place | undefined, limit: number) => {
    const places: Place[] = [];
    const indexOf = (place: Place) => list.findIndex(({ rank }) => rank === place.rank);
    const isPast = (number: number, end: number) => (direction === 'descending' ? number <= end : number >= end);
    const last = to ? indexOf(to) : list.length - 1;
    for (let at = from ? indexOf(from) : 0; at <= last; at++) {
      const { rank, set } = list[at] as Tier;
      const end = to && at === last ? to.number : undefined;
      const beyond = from && from.rank === rank ? from.number : undefined;
      let over = false;
      set.each(
        direction,
        (number) => {
          over = end !== undefined && isPast(number, end);
          if (!over) places.push({ rank, number });
          over ||= places.length === limit;
          return !over;
        },
        beyond,
      );
      if (places.length === limit) break;
    }
    return places;
  };
  return ({ after, before, limit, fromEnd }) =>
    fromEnd
      ? take([...tiers].reverse(), opposite[order], before, after, limit).reverse()
      : take(tiers, order, after, before, limit);
};

const base = 2 ** 32;

/** A place as one number; its rank must be below 2^21. */
export const keyOf = ({ rank, number }: Place): number => rank * base + number;

/** By rank, then by number, both from the highest down. @param keys of all places, in any order */
export const byKey =
  (keys: Float64Array): Ordered =>
  ({ after, before, limit, fromEnd }) => {
    const below = after ? keyOf(after) : Number.POSITIVE_INFINITY;
    const above = before ? keyOf(before) : -1;
    // The best so far, the best first; signs turned where the lowest are wanted.
    const best: number[] = [];
    for (const key of keys) {
      if (key >= below || key <= above) continue;
      const value = fromEnd ? -key : key;
      if (best.length === limit && value <= (best[limit - 1] as number)) continue;
      let at = best.length;
      while (at > 0 && (best[at - 1] as number) < value) at--;
      best.splice(at, 0, value);
      if (best.length > limit) best.pop();
    }
    const chosen = fromEnd ? best.map((value) => -value).reverse() : best;
    return chosen.map((key) => ({ rank: Math.floor(key / base), number: key % base }));
  };
