/** Sets of question numbers in segments: how one is kept in a row of the database, and in memory. */

/** Numbers to a segment. Its bits fill 4 KiB, which stay within a page of the database beside the rest of their row. */
export const segmentSize = 32_768;
const words = segmentSize / 32;
const denseBytes = segmentSize / 8;
/** From so many members on, one bit for each possible number takes less room than two bytes for each member. */
const denseFrom = denseBytes / 2;

/** The members of one segment: their places in ascending order, or, where there are many, a bit for each place. */
export type Posting = Uint16Array | Uint32Array;
/** A bit for each place of a segment. */
export type Bits = Uint32Array;

export const segmentOf = (number: number): number => Math.floor(number / segmentSize);
export const placeOf = (number: number): number => number % segmentSize;

export const newBits = (): Bits => new Uint32Array(words);
/** Bits of several segments, in one piece of memory. */
export const newBitsList = (count: number): Bits[] => {
  const all = new Uint32Array(count * words);
  return Array.from({ length: count }, (_, at) => all.subarray(at * words, (at + 1) * words));
};
export const hasBit = (bits: Bits, place: number): boolean =>
  ((bits[place >>> 5] as number) >>> (place & 31)) % 2 === 1;
export const setBit = (bits: Bits, place: number): void => {
  bits[place >>> 5] = (bits[place >>> 5] as number) | (1 << (place & 31));
};
export const clearBit = (bits: Bits, place: number): void => {
  bits[place >>> 5] = (bits[place >>> 5] as number) & ~(1 << (place & 31));
};

/** How many bits of a word are set (Warren, Hacker's Delight, §5–1). */
const countWord = (word: number): number => {
  const pairs = word - ((word >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
};

export const countBits = (bits: Bits): number => {
  let count = 0;
  for (let at = 0; at < words; at++) {
    const word = bits[at] as number;
    if (word !== 0) count += countWord(word);
  }
  return count;
};

/** The place of the set bit that has `rank` others before it. */
export const placeAt = (bits: Bits, rank: number): number => {
  let left = rank;
  for (let at = 0; at < words; at++) {
    let word = bits[at] as number;
    const count = word === 0 ? 0 : countWord(word);
    if (left >= count) {
      left -= count;
      continue;
    }
    for (; left > 0; left--) word &= word - 1;
    return at * 32 + 31 - Math.clz32(word & -word);
  }
  throw new RangeError(`there are not ${rank + 1} bits`);
};

/** Visits the places of set bits, from the highest down, until `visit` returns false. @returns whether it went to the end */
export const eachDown = (bits: Bits, visit: (place: number) => boolean): boolean => {
  for (let at = words - 1; at >= 0; at--) {
    for (let word = bits[at] as number; word !== 0; ) {
      const bit = 31 - Math.clz32(word);
      if (!visit(at * 32 + bit)) return false;
      word &= ~(1 << bit);
    }
  }
  return true;
};

/** Visits the places of set bits, from the lowest up, until `visit` returns false. @returns whether it went to the end */
export const eachUp = (bits: Bits, visit: (place: number) => boolean): boolean => {
  for (let at = 0; at < words; at++) {
    for (let word = bits[at] as number; word !== 0; word &= word - 1) {
      if (!visit(at * 32 + 31 - Math.clz32(word & -word))) return false;
    }
  }
  return true;
};

const isDense = (posting: Posting): posting is Uint32Array => posting instanceof Uint32Array;

// Filters of a large bank spend their time here: by index, since iterating takes three times as long, and four words at a time.

/** Adds the members of a posting to `bits`. */
export const addTo = (bits: Bits, posting: Posting): void => {
  if (!isDense(posting)) {
    for (let at = 0; at < posting.length; at++) setBit(bits, posting[at] as number);
    return;
  }
  for (let at = 0; at < words; at += 4) {
    bits[at] = (bits[at] as number) | (posting[at] as number);
    bits[at + 1] = (bits[at + 1] as number) | (posting[at + 1] as number);
    bits[at + 2] = (bits[at + 2] as number) | (posting[at + 2] as number);
    bits[at + 3] = (bits[at + 3] as number) | (posting[at + 3] as number);
  }
};

/** Keeps of `bits` what `other` has, too. @returns whether anything is left */
export const intersect = (bits: Bits, other: Bits): boolean => {
  let left = 0;
  for (let at = 0; at < words; at += 4) {
    left |= bits[at] = (bits[at] as number) & (other[at] as number);
    left |= bits[at + 1] = (bits[at + 1] as number) & (other[at + 1] as number);
    left |= bits[at + 2] = (bits[at + 2] as number) & (other[at + 2] as number);
    left |= bits[at + 3] = (bits[at + 3] as number) & (other[at + 3] as number);
  }
  return left !== 0;
};

/** Makes `bits` what any of some postings has. */
export const unite = (bits: Bits, list: Posting[]): void => {
  const first = list.find(isDense);
  if (first) bits.set(first);
  else bits.fill(0);
  for (const posting of list) if (posting !== first) addTo(bits, posting);
};

/** Keeps of `bits` what any of some postings has, too. @param spare is written to @returns whether anything is left */
export const intersectAny = (bits: Bits, list: Posting[], spare: Bits): boolean => {
  const [only] = list;
  if (list.length === 1 && only && isDense(only)) return intersect(bits, only);
  unite(spare, list);
  return intersect(bits, spare);
};

/** How many members of a posting are in `bits`. */
export const countCommon = (bits: Bits, posting: Posting): number => {
  let count = 0;
  if (isDense(posting)) {
    for (let at = 0; at < words; at++) {
      const word = (bits[at] as number) & (posting[at] as number);
      if (word !== 0) count += countWord(word);
    }
  } else {
    for (let at = 0; at < posting.length; at++) if (hasBit(bits, posting[at] as number)) count++;
  }
  return count;
};

/** A copy in the smaller of the two forms. */
export const packBits = (bits: Bits): Posting => {
  const count = countBits(bits);
  if (count >= denseFrom) return bits.slice();
  const places = new Uint16Array(count);
  let at = 0;
  eachUp(bits, (place) => {
    places[at++] = place;
    return true;
  });
  return places;
};

/** The posting of some places, in any order; one may be there twice. */
export const postingOf = (places: number[]): Posting => {
  if (places.length < denseFrom) {
    return new Uint16Array(places).sort().filter((place, at, sorted) => place !== sorted[at - 1]);
  }
  const bits = newBits();
  for (const place of places) setBit(bits, place);
  return packBits(bits);
};

/** As it is stored: little-endian, and told apart by length, since a list of places is always shorter than the bits. */
export const encodePosting = (posting: Posting): Buffer =>
  Buffer.from(posting.buffer, posting.byteOffset, posting.byteLength);

export const decodePosting = (bytes: Buffer): Posting => {
  // Copied: the driver's buffer need not be aligned, and is part of a larger one that would stay in memory with it.
  const own = new Uint8Array(bytes).buffer;
  return bytes.length === denseBytes ? new Uint32Array(own) : new Uint16Array(own);
};
