/** How near two tokens are: the same, an inflection, a typo, a part of one another, two names of one thing. */
import type { Token } from './tokens.js';

/** Levenshtein distance, given up (as `limit + 1`) once it must exceed the limit. */
function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let previous = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    let best = row;
    for (let column = 1; column <= b.length; column++) {
      const substitution = previous[column - 1]! + (a[row - 1] === b[column - 1] ? 0 : 1);
      const value = Math.min(substitution, previous[column]! + 1, current[column - 1]! + 1);
      current.push(value);
      if (value < best) best = value;
    }
    if (best > limit) return limit + 1;
    previous = current;
  }
  return previous[b.length]!;
}

function latin(a: string, b: string): number {
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  if (short.length < 4) return 0;
  let prefix = 0;
  while (prefix < short.length && short[prefix] === long[prefix]) prefix += 1;
  if (prefix === short.length && short.length / long.length >= 0.6) return 0.8;
  if (prefix >= 5 && prefix / long.length >= 0.6) return 0.7;
  if (short.length < 5 || prefix === 0) return 0;
  const distance = editDistance(short, long, short.length >= 8 ? 2 : 1);
  if (distance === 1) return 0.8;
  return short.length >= 8 && distance === 2 ? 0.65 : 0;
}

function han(a: string, b: string): number {
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  if (long.includes(short))
    return short.length === 1 ? (long.length === 2 ? 0.5 : 0.3) : 0.6 + (0.3 * short.length) / long.length;
  if (short.length < 2) return 0;
  let shared = 0;
  for (let index = 0; index + 2 <= short.length; index++) if (long.includes(short.slice(index, index + 2))) shared += 1;
  const dice = (2 * shared) / (short.length + long.length - 2);
  if (dice > 0) return 0.85 * dice;
  // 删除 and 删减, 存储 and 储存: half a word in common is a hint, no more.
  return short.length === 2 && long.length === 2 && [...short].some((character) => long.includes(character)) ? 0.3 : 0;
}

/** 0 (unrelated) to 1 (the same) by form alone; numbers are equal or unrelated. */
export function formSimilarity(a: Token, b: Token): number {
  if (a.stem === b.stem) return 1;
  if (a.kind !== b.kind || a.kind === 'number') return 0;
  return a.kind === 'han' ? han(a.stem, b.stem) : latin(a.stem, b.stem);
}
