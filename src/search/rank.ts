/** How well questions fit a search: by how rare its words are, and how much a question is about them. */
import { countIn, matchAll } from './match.js';
import type { NumberSet } from './number-set.js';
import { keyOf } from './order.js';
import type { Reading } from './reading.js';
import { type Bits, eachDown, hasBit, type Posting, segmentSize } from './segment.js';
import { wordTerms } from './term.js';

/** So that what the words of a search come to stays below 2^21. */
const heaviest = 200;
const scale = 12;
/** What a word is worth at each of its levels, the lowest first: that a question is about a word counts less than that it has it. */
const worth = [2, 3, 4];

/**
 * The inverse document frequency of each word, in whole numbers from 1 to 200.
 * @param visible of these terms a question carries one, or it is not counted: weights must not tell of what is hidden
 */
export const weighWords = (reading: Reading, words: string[], visible: string[]): number[] => {
  const all = matchAll(reading, [visible]);
  return words.map((word) => {
    const frequency = Math.max(1, countIn(reading, all, wordTerms(word)));
    return Math.min(heaviest, Math.max(1, Math.round(scale * Math.log(1 + all.size / frequency))));
  });
};

/** Adds a gain to the number of each member of a segment that is in a posting. */
const addGain = (numbers: Uint32Array, members: Bits, posting: Posting, gain: number): void => {
  const add = (place: number) => {
    if (hasBit(members, place)) numbers[place] = (numbers[place] as number) + gain;
    return true;
  };
  if (posting instanceof Uint32Array) eachDown(posting, add);
  else for (let at = 0; at < posting.length; at++) add(posting[at] as number);
};

/**
 * The keys of all members of a set, with their scores as ranks: the sum over the words, times how many of them there are.
 * @param weights of the words, in their order
 */
export const scoreAll = (reading: Reading, set: NumberSet, words: string[], weights: number[]): Float64Array => {
  const keys = new Float64Array(set.size);
  const scores = new Uint32Array(segmentSize);
  const counts = new Uint32Array(segmentSize);
  let count = 0;
  for (const [segment, members] of set.segments) {
    for (const [at, word] of words.entries()) {
      for (const [level, term] of wordTerms(word).entries()) {
        const posting = reading.posting(term, segment);
        if (!posting) continue;
        addGain(scores, members, posting, (weights[at] as number) * (worth[level] as number));
        addGain(counts, members, posting, 1);
      }
    }
    eachDown(members, (place) => {
      const rank = (scores[place] as number) * (counts[place] as number);
      keys[count++] = keyOf({ rank, number: segment * segmentSize + place });
      // For the next segment: nothing else has been written to.
      scores[place] = 0;
      counts[place] = 0;
      return true;
    });
  }
  return keys;
};
