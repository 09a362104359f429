/** Finds a value in a text, whatever blanks, width and case it has there: what is not found was made up. */

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

type Folded = {
  text: string;
  /** For each unit of the text, where its character begins and ends in the original. */
  from: number[];
  to: number[];
  /** Whether a blank stands before it in the original. */
  apart: boolean[];
};

/** Without blanks and in lower case, each unit with where it comes from. */
const fold = (original: string): Folded => {
  const folded: Folded = { text: '', from: [], to: [], apart: [] };
  let at = 0;
  let apart = true;
  for (const character of original) {
    const end = at + character.length;
    if (unseen.test(character)) apart = true;
    else {
      const lower = character.toLowerCase();
      folded.text += lower;
      for (let unit = 0; unit < lower.length; unit += 1) {
        folded.from.push(at);
        folded.to.push(end);
        folded.apart.push(apart && unit === 0);
      }
      apart = false;
    }
    at = end;
  }
  return folded;
};

const months = [
  'jan(?:uary)?',
  'feb(?:ruary)?',
  'mar(?:ch)?',
  'apr(?:il)?',
  'may',
  'june?',
  'july?',
  'aug(?:ust)?',
  'sept?(?:ember)?',
  'oct(?:ober)?',
  'nov(?:ember)?',
  'dec(?:ember)?',
];
const anyMonth = `(?:${months.join('|')})`;
const dash = '\\s*(?:[-\u2010-\u2015~至到]|to)\\s*';

/** The ways to write a month of a year, and the first month of a range within one year. */
const monthForms = (year: string, month: number): RegExp[] => {
  const digits = `0?${month}`;
  const name = months[month - 1];
  const day = '(?:\\d{1,2}(?:st|nd|rd|th)?)';
  return [
    `(?<!\\d)${year}\\s*[-./\u2010-\u2015]\\s*${digits}(?!\\d)`,
    `(?<!\\d)${year}\\s*年\\s*${digits}(?!\\d)`,
    `(?<!\\d)${year}\\s*年\\s*\\d{1,2}\\s*月?${dash}${digits}\\s*月`,
    `(?<![\\d/.-])(?:\\d{1,2}[/.-])?${digits}\\s*[-./]\\s*${year}(?!\\d)`,
    `\\b${name}\\.?\\s*(?:${day}\\s*)?,?\\s*${year}(?!\\d)`,
    `\\b${name}\\.?${dash}${anyMonth}\\.?\\s*,?\\s*${year}(?!\\d)`,
    `(?<!\\d)${year}\\s*,?\\s*${name}\\b`,
  ].map((source) => new RegExp(source, 'iu'));
};

export const evidenceIn = (source: string): Evidence => {
  const text = source.normalize('NFKC');
  const folded = fold(text);

  /** Letters and digits of one word belong together: `Go` does not stand in `Google`. */
  const isWhole = (from: number, to: number, kind: Kind | undefined): boolean => {
    const splits = (at: number) => {
      const [one = '', other = ''] = [folded.text[at - 1], folded.text[at]];
      return !folded.apart[at] && ((letter.test(one) && letter.test(other)) || (digit.test(one) && digit.test(other)));
    };
    if (splits(from) || splits(to)) return false;
    if (!kind) return true;
    const { before, after, blanksPart } = edges[kind];
    const ends = (at: number, neighbour: string | undefined, pattern: RegExp) =>
      neighbour === undefined || (blanksPart && folded.apart[at]) || !pattern.test(neighbour);
    return ends(from, folded.text[from - 1], before) && ends(to, folded.text[to], after);
  };

  return {
    find: (value, kind) => {
      const wanted = fold(value.normalize('NFKC')).text;
      if ([...wanted].length < 2) return undefined;
      for (let at = folded.text.indexOf(wanted); at >= 0; at = folded.text.indexOf(wanted, at + 1)) {
        const end = at + wanted.length;
        if (!isWhole(at, end, kind)) continue;
        const found = text.slice(folded.from[at], folded.to[end - 1]);
        return found.replace(/\p{Cf}+/gu, '').replace(/[\p{White_Space}\p{Cc}]+/gu, ' ');
      }
      return undefined;
    },
    findDate: (value) => {
      const [, year, month] = /^((?:19|20)\d\d)(?:-(0[1-9]|1[0-2])(?:-\d\d)?)?$/.exec(value.trim()) ?? [];
      if (year === undefined) return undefined;
      if (month === undefined) return new RegExp(`(?<!\\d)${year}(?!\\d)`).test(text) ? year : undefined;
      return monthForms(year, Number(month)).some((form) => form.test(text)) ? `${year}-${month}` : undefined;
    },
  };
};
