/** Dates as people write them in resumes, in both languages, alone or from and to. */
import type { PartialDate } from '../resume.js';

/** Where in the text it stands, and what it says. `single`: one date, not a range. */
export type DateSpan = {
  from: number;
  to: number;
  start?: PartialDate;
  end?: PartialDate;
  single: boolean;
  /** Said to go on. */
  ongoing: boolean;
};

type Part = { from: number; to: number; year?: number; month?: number; day?: number; now?: boolean; until?: boolean };

const months = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
const monthName =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)';
const year = '(?:19[5-9]\\d|20[0-6]\\d)';
const month = '(?:1[0-2]|0?[1-9])';
const day = '(?:3[01]|[12]\\d|0?[1-9])';

/** The ways to write one date; the first that fits at a place is taken. */
const forms: [string, (groups: Record<string, string | undefined>) => Omit<Part, 'from' | 'to'> | null][] = [
  [
    '(?<a>YEAR) ?年 ?(?:(?<b>MONTH) ?月(?:份| ?(?<c>DAY) ?[日号])?|[春夏秋冬]季?)?',
    ({ a, b, c }) => ({ year: Number(a), month: num(b), day: num(c) }),
  ],
  [
    '(?<a>YEAR) ?(?<p>[./\\-]) ?(?<b>MONTH)(?: ?\\k<p> ?(?<c>DAY))?(?![\\d年])(?:月)?',
    ({ a, b, c }) => ({ year: Number(a), month: num(b), day: num(c) }),
  ],
  [
    '(?<m>MON)\\.? (?<c>DAY)(?:st|nd|rd|th)?,? (?<a>YEAR)',
    ({ a, m, c }) => ({ year: Number(a), month: named(m), day: num(c) }),
  ],
  [
    '(?<c>DAY)(?:st|nd|rd|th)? (?<m>MON)\\.?,? (?<a>YEAR)',
    ({ a, m, c }) => ({ year: Number(a), month: named(m), day: num(c) }),
  ],
  ['(?<m>MON)\\.?(?:,? ?| of |[-/])(?<a>YEAR)', ({ a, m }) => ({ year: Number(a), month: named(m) })],
  ["(?<m>MON)\\.? ?['’‘](?<s>\\d\\d)", ({ s, m }) => ({ year: short(s), month: named(m) })],
  ['(?<a>YEAR),? (?<m>MON)(?![a-z])\\.?', ({ a, m }) => ({ year: Number(a), month: named(m) })],
  [
    '(?<x>DAY)(?<p>[./\\-])(?<y>DAY)\\k<p>(?<a>YEAR)',
    ({ x, y, p, a }) => dayAndMonth(Number(x), Number(y), p, Number(a)),
  ],
  ['(?<b>MONTH) ?[./\\-] ?(?<a>YEAR)', ({ a, b }) => ({ year: Number(a), month: num(b) })],
  ['(?:spring|summer|fall|autumn|winter),? (?<a>YEAR)', ({ a }) => ({ year: Number(a) })],
  ['(?<a>YEAR)(?:0[1-9]|1[0-2])(?!\\d)', () => null],
  ['(?<a>YEAR)', ({ a }) => ({ year: Number(a) })],
];
const num = (text: string | undefined) => (text === undefined ? undefined : Number(text));
const named = (text = '') => months.indexOf(text.slice(0, 3).toLowerCase()) + 1;
const short = (text = '') => (Number(text) >= 50 ? 1900 : 2000) + Number(text);

/** 03/04/2020 is April to some and March to others: then only the year is sure. With points the day comes first. */
function dayAndMonth(first: number, second: number, mark: string | undefined, year: number) {
  if (second > 12) return first > 12 ? { year } : { year, month: first, day: second };
  if (first > 12 || mark === '.' || first === second) return { year, month: second, day: first };
  return { year };
}

const pattern = forms
  .map(
    ([form], index) =>
      `(?<f${index}>${form
        .replaceAll('YEAR', year)
        .replaceAll('MONTH', month)
        .replaceAll('MON', monthName)
        .replaceAll('DAY', day)
        .replace(/\?<([a-z])>/g, `?<$1${index}>`)
        .replace(/\\k<p>/g, `\\k<p${index}>`)})`,
  )
  .join('|');
const ongoingWord =
  '(?:present|current(?:ly)?|till date|now|ongoing|on-going|today|to date|date|till now|until now|至今|迄今|现在|目前|今|在职|在读)';
const dateToken = new RegExp(
  `(?<![\\d\\p{L}.$¥€£#]|\\d[,./]|[A-Za-z][-/])(?:${pattern})(?!\\d|[.,]\\d|%|年[以来]|\\+| ?[人届级])|(?<now>(?<!\\p{L})${ongoingWord}(?![\\p{L}\\d]))|(?<hannow>至今|迄今)|(?<zh>(?<=[至到~—–-] ?)(?<zm>${month}) ?月)`,
  'giu',
);
// A Chinese sentence has no blank before a date: 于2019年7月.
const hanDateToken = new RegExp(`(?<=\\p{Script=Han})(?:${pattern})(?!\\d)`, 'giu');

const between =
  /^ ?(?:[-–—−‐‑―~〜～→]{1,4}>?|to|until|till|through|thru|至|到) ?(?:\(?(?:expected|exp\.|anticipated|预计)\)?:? ?)?$/i;
const openEnd = /^ ?(?:[-–—−‐‑―~〜～→]{1,3}|起|至今|onwards?)[\s)\]】]*(?:$|[\t|,，;])/i;
const since = /(?:since|from|自|从) ?$/i;

function parts(text: string): Part[] {
  const found: Part[] = [];
  const taken = new Uint8Array(text.length);
  for (const source of [dateToken, hanDateToken])
    for (const match of text.matchAll(source)) {
      const from = match.index;
      const to = from + match[0].length;
      if (taken[from] || taken[to - 1]) continue;
      taken.fill(1, from, to);
      const groups = match.groups ?? {};
      if (groups.now !== undefined || groups.hannow !== undefined)
        found.push({ from, to, now: true, until: /^(?:to|till|until) /i.test(match[0]) });
      else if (groups.zm !== undefined) found.push({ from, to, month: Number(groups.zm) });
      else {
        const index = forms.findIndex((_, form) => groups[`f${form}`] !== undefined);
        const own: Record<string, string | undefined> = {};
        for (const [key, value] of Object.entries(groups))
          if (key.endsWith(String(index)) && key.length === 1 + String(index).length && value !== undefined)
            own[key[0] ?? ''] = value;
        const said = forms[index]?.[1](own) ?? compact(match[0]);
        if (said) found.push({ from, to, ...said });
      }
    }
  return found.sort((a, b) => a.from - b.from);
}

/** 201907 */
const compact = (text: string) =>
  /^\d{6}$/.test(text) ? { year: Number(text.slice(0, 4)), month: Number(text.slice(4)) } : null;

const two = (value: number) => String(value).padStart(2, '0');
function iso({ year, month, day }: Part): PartialDate | undefined {
  if (year === undefined) return undefined;
  if (month === undefined) return String(year);
  return day === undefined ? `${year}-${two(month)}` : `${year}-${two(month)}-${two(day)}`;
}

/** "Jan – May 2020": the month before a full date borrows its year. */
const monthBefore = new RegExp(`(?<!\\p{L})(${monthName})\\.? ?[-–—~/] ?$`, 'iu');
/** "2016–20", "06/17 – 08/19". */
const shortEnd = /^ ?[-–—/] ?(\d\d)(?![\d./-])/;
const shortRange =
  /(?<![\d/])(0?[1-9]|1[0-2])\/(\d\d) ?[-–—] ?(?:(0?[1-9]|1[0-2])\/(\d\d)(?![\d/])|(present|current|now))/gi;

/** All dates of a line, from left to right, not overlapping. Works in time linear in the length of the line. */
export function findDates(text: string): DateSpan[] {
  if (!/\d/.test(text)) return [];
  const found = parts(text);
  const spans: DateSpan[] = [];
  for (let index = 0; index < found.length; index++) {
    const first = found[index]!;
    if (first.now || first.year === undefined) continue;
    const second = found[index + 1];
    const inBetween = second ? text.slice(first.to, second.from) : '';
    if (second && inBetween.length < 24 && (between.test(inBetween) || (second.until && inBetween === ' '))) {
      const end = second.now ? undefined : iso(second.year === undefined ? { ...second, year: first.year } : second);
      if (second.now || (end !== undefined && (iso(first) ?? '') <= `${end}-99`)) {
        spans.push({
          from: first.from,
          to: second.to,
          start: iso(first),
          end,
          single: false,
          ongoing: second.now === true,
        });
        index++;
        continue;
      }
    }
    // 138-2019-2020 is a number of another kind.
    if (!/\d-$/.test(text.slice(Math.max(0, first.from - 2), first.from))) spans.push(alone(text, first));
  }
  if (spans.length === 0)
    for (const match of text.matchAll(shortRange)) {
      const [all, m1, y1, m2, y2] = match;
      const start = iso({ from: 0, to: 0, year: short(y1), month: Number(m1) });
      const end = y2 === undefined ? undefined : iso({ from: 0, to: 0, year: short(y2), month: Number(m2) });
      spans.push({
        from: match.index,
        to: match.index + all.length,
        start,
        end,
        single: false,
        ongoing: y2 === undefined,
      });
    }
  return spans;
}

function alone(text: string, part: Part): DateSpan {
  const date = iso(part);
  const before = text.slice(Math.max(0, part.from - 24), part.from);
  const after = text.slice(part.to, part.to + 24);
  const borrowed = monthBefore.exec(before);
  if (borrowed && part.month !== undefined) {
    const start = iso({ ...part, day: undefined, month: named(borrowed[1]) });
    return { from: part.from - borrowed[0].length, to: part.to, start, end: date, single: false, ongoing: false };
  }
  const shortYear = part.month === undefined ? shortEnd.exec(after) : null;
  if (shortYear && Number(shortYear[1]) > 12 && Number(shortYear[1]) >= Number(date?.slice(2))) {
    const end = `${date?.slice(0, 2)}${shortYear[1]}`;
    return { from: part.from, to: part.to + shortYear[0].length, start: date, end, single: false, ongoing: false };
  }
  const sinceBefore = since.exec(before);
  const open = openEnd.exec(after);
  if (sinceBefore || open) {
    const from = part.from - (sinceBefore?.[0].length ?? 0);
    return {
      from,
      to: part.to + (open?.[0].replace(/[\t|,，;)\]】]$/, '').length ?? 0),
      start: date,
      single: false,
      ongoing: true,
    };
  }
  return { from: part.from, to: part.to, start: date, end: date, single: true, ongoing: false };
}

/** The text without its dates, their brackets and what led to them. */
export function withoutDates(text: string, spans: DateSpan[] = findDates(text)): string {
  let rest = '';
  let at = 0;
  for (const span of spans) {
    rest += `${text.slice(at, span.from)}\t`;
    at = span.to;
  }
  rest += text.slice(at);
  return rest
    .replace(/[(（[【]\s*[)）\]】]/g, '\t')
    .replace(/[(（[【]\s*(?=\t|$)/g, '')
    .replace(/\t\s*[)）\]】]/g, '\t')
    .replace(
      /(?:expected(?: graduation)?|anticipated(?: graduation)?|graduat(?:ed|ion|ing)(?: date)?|\(?expected\)|预计|毕业时间|起止时间|时间|日期|dates?)\s*:?\s*(?=\t|$)/giu,
      '',
    )
    .replace(/(?:\s*\t\s*)+/g, '\t')
    .trim();
}
