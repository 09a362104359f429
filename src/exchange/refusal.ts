/** Why a row cannot be taken, and how a problem shows what it speaks of. */
import type { Bilingual } from '../errors.js';

export class Refusal extends Error {
  override name = 'Refusal';

  constructor(readonly problem: Bilingual) {
    super(problem.en);
  }
}

const longest = 60;

/** A value on one line, cut where it is long. What is nested is not shown: it may be so deep that showing it fails. */
export const cut = (value: unknown): string => {
  if (Array.isArray(value)) return '[…]';
  if (typeof value === 'object' && value !== null) return '{…}';
  const all = String(value);
  const text = all
    .slice(0, 4 * longest)
    .toWellFormed()
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();
  const characters = [...text];
  return characters.length > longest || all.length > 4 * longest ? `${characters.slice(0, longest).join('')}…` : text;
};

/** A record longer than what is held of one. */
export const tooLong: Bilingual = {
  en: 'the question is longer than 1 MiB: shorten it, or see whether it was meant to be several',
  zh: '题目超过 1 MiB：请缩短，或检查是否应为多道题',
};
