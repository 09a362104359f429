/** Finds a month or a year in a text, however it is written there. */

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

/** More characters than a date and its month's name take on either side of the year, once blanks are joined. */
const around = 48;

/** The parts of a text that name a year, each whole: no other mention of it stands at an edge. */
const partsWith = (year: string, text: string): string[] => {
  const parts: string[] = [];
  let from = 0;
  let to = -1;
  for (let at = text.indexOf(year); at >= 0; at = text.indexOf(year, at + 1)) {
    if (to < 0) from = Math.max(0, at - around);
    else if (at > to) {
      parts.push(text.slice(from, to));
      from = at - around;
    }
    to = at + year.length + 2 * around;
  }
  if (to >= 0) parts.push(text.slice(from, to));
  return parts;
};

/**
 * @param source in NFKC
 * @returns what finds `YYYY-MM` or `YYYY` where the text has year and month in one place; undefined when it has not
 */
export const datesIn = (source: string): ((value: string) => string | undefined) => {
  const text = source.replace(/\s+/g, ' ');
  const byYear = new Map<string, string[]>();
  const known = new Map<string, string | undefined>();

  const look = (year: string, month: string | undefined): string | undefined => {
    const parts = byYear.get(year) ?? partsWith(year, text);
    byYear.set(year, parts);
    const forms = month === undefined ? [new RegExp(`(?<!\\d)${year}(?!\\d)`)] : monthForms(year, Number(month));
    if (!forms.some((form) => parts.some((part) => form.test(part)))) return undefined;
    return month === undefined ? year : `${year}-${month}`;
  };

  return (value) => {
    const [, year, month] = /^((?:19|20)\d\d)(?:-(0[1-9]|1[0-2])(?:-\d\d)?)?$/.exec(value.trim()) ?? [];
    if (year === undefined) return undefined;
    const key = `${year}-${month}`;
    if (!known.has(key)) known.set(key, look(year, month));
    return known.get(key);
  };
};
