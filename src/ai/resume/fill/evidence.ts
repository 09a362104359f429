/** Finds a value in a text, whatever blanks, width and case it has there: what is not found was made up. */

import { datesIn } from './date.js';

/** Marks that do not show: zero-width ones, soft hyphens, marks of direction. */
const unseen = /[\p{White_Space}\p{Cf}\p{Cc}]/u;
const letter = /[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}]/u;
const digit = /\p{Nd}/u;

/** Of a kind whose parts look like one of it, too: what may not stand before and after it. */
export type Kind = 'email' | 'phone';
const edges: Record<Kind, { before: RegExp; after: RegExp; blanksPart: boolean }> = {
  email: { before: /[a-z\d._%+@-]/, after: /[a-z\d@_-]/, blanksPart: true },
  // A number is written with blanks.
  phone: { before: /[\d+]/, after: /\d/, blanksPart: false },
};

export type Evidence = {
  /** The piece of the text that says the value, blanks joined; undefined when there is none. */
  find(value: string, kind?: Kind): string | undefined;
  /** `YYYY-MM` or `YYYY`, where the text has year and month in one place; undefined when it has not. */
  findDate(value: string): string | undefined;
};

/** The most that is looked through, in characters: there are signs that unfold to eighteen. */
const looked = 60_000;

type Class = 'unseen' | 'letter' | 'digit' | 'other';
const classify = (character: string): Class => {
  if (unseen.test(character)) return 'unseen';
  if (letter.test(character)) return 'letter';
  return digit.test(character) ? 'digit' : 'other';
};
const ascii = Array.from({ length: 128 }, (_, code) => classify(String.fromCharCode(code)));
const isCommonHan = (code: number): boolean => code >= 0x4e00 && code <= 0x9fff;

/** Tables and ranges for nearly all there is: patterns are slow, character by character. */
const classOf = (character: string): Class => {
  const code = character.charCodeAt(0);
  return ascii[code] ?? (isCommonHan(code) ? 'other' : classify(character));
};

/** Without blanks and in lower case. */
const fold = (original: string): string => {
  let text = '';
  for (const character of original) {
    if (classOf(character) !== 'unseen') text += character.toLowerCase();
  }
  return text;
};

/** Characters that are taken in between two breaths. */
const stretch = 1_000;

/** The text folded, and what is looked up of it again and again. */
const index = async (original: string, breath: () => Promise<void>) => {
  /** For each unit, where its character begins and ends in the original, and whether a blank stands before it. */
  const from: number[] = [];
  const to: number[] = [];
  const apart: boolean[] = [];
  /** Whether a unit belongs to one word with what is before it: `Go` does not stand in `Google`. */
  const splits: boolean[] = [];
  let text = '';
  let at = 0;
  let taken = 0;
  let isApart = true;
  let before: Class = 'other';
  for (const character of original) {
    taken += 1;
    if (taken % stretch === 0) await breath();
    const end = at + character.length;
    if (classOf(character) === 'unseen') isApart = true;
    else {
      for (const unit of character.toLowerCase().split('')) {
        const own = classOf(unit);
        text += unit;
        from.push(at);
        to.push(end);
        apart.push(isApart);
        splits.push(!isApart && own === before && (own === 'letter' || own === 'digit'));
        before = own;
        isApart = false;
      }
    }
    at = end;
  }
  /** For each place, the next one at which a value may begin. */
  const starts = new Uint32Array(text.length + 2).fill(text.length);
  for (let place = text.length - 1; place >= 0; place -= 1) {
    starts[place] = splits[place] ? (starts[place + 1] ?? text.length) : place;
  }
  return { text, from, to, apart, splits, starts };
};

/** @param breath awaited again and again, so that others have their turn */
export const evidenceIn = async (source: string, breath: () => Promise<void>): Promise<Evidence> => {
  const text = source.normalize('NFKC').slice(0, looked);
  const folded = await index(text, breath);

  const isWhole = (from: number, to: number, kind: Kind | undefined): boolean => {
    if (folded.splits[from] || folded.splits[to]) return false;
    if (!kind) return true;
    const { before, after, blanksPart } = edges[kind];
    const ends = (at: number, neighbour: string | undefined, pattern: RegExp) =>
      neighbour === undefined || (blanksPart && folded.apart[at]) || !pattern.test(neighbour);
    return ends(from, folded.text[from - 1], before) && ends(to, folded.text[to], after);
  };

  return {
    find: (value, kind) => {
      // Blanks count for nothing, but what is mostly blanks is no copy either.
      if (value.length > 2 * text.length) return undefined;
      const wanted = fold(value.normalize('NFKC'));
      if ([...wanted.slice(0, 4)].length < 2) return undefined;
      for (let at = folded.text.indexOf(wanted); at >= 0; at = folded.text.indexOf(wanted, folded.starts[at + 1])) {
        const end = at + wanted.length;
        if (!isWhole(at, end, kind)) continue;
        const found = text.slice(folded.from[at], folded.to[end - 1]);
        return found.replace(/\p{Cf}+/gu, '').replace(/[\p{White_Space}\p{Cc}]+/gu, ' ');
      }
      return undefined;
    },
    findDate: datesIn(text),
  };
};
