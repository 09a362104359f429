/** Which prompts are the same, and which nearly: hashes that can be looked up. */
import { createHash } from 'node:crypto';
import type { Locale } from '../db/enums.js';
import { contentWords } from './words.js';

/** Marks between which programmers distinguish; other punctuation, and how Markdown emphasises, is no part of a question. */
const idle = /[\s`]|(?![#&%@/])\p{P}/gu;

/** The same for prompts that differ in case, width, spaces and punctuation alone: 128 bits in hex. */
export const promptKeyOf = (locale: Locale, prompt: string): string => {
  const said = prompt.normalize('NFKC').toLowerCase().replace(idle, '');
  return createHash('sha256').update(`${locale} ${said}`).digest('hex').slice(0, 32);
};

/** From this share of common words on (Jaccard), two prompts are nearly the same. */
const alike = 0.75;

export const areAlike = (one: Set<string>, other: Set<string>): boolean => {
  let common = 0;
  for (const word of one) if (other.has(word)) common++;
  return common >= alike * (one.size + other.size - common);
};

// Two that share 4 of 5 words meet in one of four bands of three with a probability of 0.94, two that share 1 of 5 with 0.03
// (Leskovec, Rajaraman, Ullman, Mining of Massive Datasets, §3.4).
const bands = 4;
const rows = 3;

/** The finalizer of MurmurHash3: each bit of the input changes about half of those of the output. */
const mix = (value: number): number => {
  let hash = value;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
};

/** FNV-1a. */
const hashOf = (word: string): number => {
  let hash = 0x811c9dc5;
  for (let at = 0; at < word.length; at++) hash = Math.imul(hash ^ word.charCodeAt(at), 0x01000193);
  return hash >>> 0;
};

/** Prompts that are nearly the same share one of these, most likely: MinHash in bands. Whole numbers below 2^53. */
export const signatureOf = (locale: Locale, words: Set<string>): number[] => {
  const hashes = [...words, locale].map(hashOf);
  return Array.from({ length: bands }, (_, band) => {
    let [low, high] = [mix(band + 1), mix(band + 101)];
    for (let row = 0; row < rows; row++) {
      const seed = mix(band * rows + row + 0x9e37);
      let least = 0xffffffff;
      for (const hash of hashes) least = Math.min(least, mix(hash ^ seed));
      low = mix(low ^ least);
      high = mix(high + least);
    }
    return (high & 0x1fffff) * 2 ** 32 + low;
  });
};

export type Likeness = { promptKey: string; words: Set<string>; signature: number[] };

/** What a prompt is looked up by. */
export const likenessOf = (locale: Locale, prompt: string): Likeness => {
  const words = contentWords(prompt);
  return { promptKey: promptKeyOf(locale, prompt), words, signature: signatureOf(locale, words) };
};
