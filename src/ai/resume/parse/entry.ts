/** Divides a section into its entries (jobs, schools, projects): the lines that head each, and the lines below. */
import { type DateSpan, findDates, withoutDates } from './date.js';
import { type Row, widthOf, withText } from './text.js';
import { isSurelyCompany, isSurelyPosition, saysSchool } from './word.js';

export type Entry = {
  /** Short lines with names, without their dates. */
  head: Row[];
  /** What is said about it, soft line ends not yet joined. */
  body: Row[];
  span?: DateSpan;
};

type EntryRules = {
  /** A single date begins an entry as a range does: schools and projects have such, jobs hardly. */
  singles: boolean;
  /** Begins an entry even without a date. */
  begins?: (row: Row, head: Row[]) => boolean;
  /** All that a head can say is said: a further line is not of the head. */
  isComplete?: (head: Row[]) => boolean;
  /** Between dated entries others may stand that have none. */
  someUndated?: boolean;
};

type Mark = { row: Row; span?: DateSpan; headLike: boolean };

const labels =
  '项目描述|项目介绍|项目简介|项目内容|项目概述|工作描述|工作内容|工作职责|主要职责|主要工作|职责描述|岗位职责|职责|责任描述|个人职责|项目职责|技术栈|技术架构|技术选型|开发环境|软件环境|使用技术|所用技术|工作业绩|业绩|主要业绩|主修课程|主要课程|相关课程|核心课程|课程|所获荣誉|荣誉|个人贡献|项目成果|项目业绩|项目亮点|主要成果|论文|排名|在校成绩|专业排名|项目背景|技术要点|内容|描述|业务描述|项目地址|gpa|cgpa|grade|(?:relevant |related )?coursework|courses|honou?rs|awards|thesis|dissertation|(?:key )?responsibilities|(?:key )?achievements|duties|technologies(?: used)?|tech stack|tools|environment|stack|description|summary|advisor|minor|activities|skills|accomplishments|main activities and responsibilities|github|link|url|demo';
const bodyLabel = new RegExp(`^[[(【]?(?:${labels})[\\])】]?\\s?:|^[[(【](?:${labels})[\\])】]`, 'iu');

/** Long or complete sentences are no heads. */
const isSentence = (text: string) =>
  widthOf(text) > 100 ||
  /[。;！!]$/.test(text) ||
  (/\.$/.test(text) && text.split(' ').length > 6) ||
  (text.match(/[，,]/gu)?.length ?? 0) > 5;

/** A single date in the midst of a sentence dates what the sentence tells, not the entry. */
function isBuried({ text }: Row, span: DateSpan): boolean {
  if (!span.single) return false;
  const before = text.slice(0, span.from);
  const after = text.slice(span.to);
  if (
    /\b(?:in|by|since|of|until|during|on|for|the)\s*$/i.test(before) &&
    !/graduat|expected|conferred|awarded/i.test(before)
  )
    return true;
  const parted = /(?:^|[\t|,，\-–—(（:·])\s*$/.test(before) || /^\s*(?:$|[\t|,，\-–—)）·])/.test(after);
  return !parted || /^[\s)）]*\p{Ll}/u.test(after) || /[于在自从截]$/u.test(before);
}

function markOf(row: Row): Mark {
  const spans = findDates(row.text);
  const rest = withoutDates(row.text, spans);
  const span = spans.find(({ single }) => !single) ?? spans[0];
  const dated =
    span !== undefined &&
    widthOf(rest) <= 110 &&
    !bodyLabel.test(row.text) &&
    !/[。;]$/.test(row.text) &&
    (!row.bullet || (!isSentence(rest) && (!span.single || row.heading || row.bold))) &&
    (!span.single || rest.split(/\s/).length <= 18) &&
    !isBuried(row, span);
  return {
    row,
    span: dated ? span : undefined,
    headLike: !row.bullet && !bodyLabel.test(row.text) && !isSentence(rest),
  };
}

const isLoud = ({ row }: Mark) => row.heading || row.bold;

/** Reads as a name, not as a statement: most of its words have capitals, or it ends as names do. */
function isNamed({ row, headLike }: Mark): boolean {
  const { text } = row;
  if (!headLike) return false;
  if (isSurelyPosition(text) || isSurelyCompany(text) || saysSchool(text)) return widthOf(text) <= 70;
  if (/\p{Script=Han}/u.test(text)) return widthOf(text) <= 40 && !/[,，、:：]/.test(text);
  const words = text
    .split(/[\s/]+/)
    .filter((word) => /\p{L}/u.test(word) && !/^(?:of|and|the|for|in|at|de|la|&)$/.test(word));
  return words.length <= 9 && words.filter((word) => /^[("'“]?\p{Lu}/u.test(word)).length >= words.length * 0.7;
}

/** How many lines stand before the date in the first entry: the others are alike. */
function leadOf(marks: Mark[], first: number): number {
  if (first > 3) return 1;
  return marks.slice(0, first).every(({ headLike }) => headLike) ? first : 0;
}

function datedEntries(marks: Mark[], anchors: number[], rules: EntryRules): Entry[] {
  const lead = leadOf(marks, anchors[0] ?? 0);
  const starts = anchors.map((anchor, at) => {
    if (at === 0) return 0;
    const floor = (anchors[at - 1] ?? 0) + 1;
    let start = anchor;
    while (start > floor && anchor - start < lead && marks[start - 1]?.headLike) start--;
    // With more lines before the date than this entry has, what ends the entry before is taken for a head: leave it there.
    while (start < anchor && !opens(marks, start, floor)) start++;
    // A loud line right above begins the entry even where the first had none.
    const above = marks[start - 1];
    if (
      start === anchor &&
      start > floor &&
      above?.headLike &&
      isLoud(above) &&
      !(isLoud(marks[anchor]!) && lead === 0 && above.row.cells.length === 1 && !above.row.gap)
    )
      start--;
    return start;
  });
  return anchors.flatMap((anchor, at) => {
    const from = starts[at] ?? anchor;
    const entry = entryOf(marks.slice(from, starts[at + 1] ?? marks.length), anchor - from, rules);
    return rules.someUndated ? withUndated(entry) : [entry];
  });
}

/** A short line between bullets that names something begins an entry of its own. */
function withUndated(entry: Entry): Entry[] {
  const marks = entry.body.map(markOf);
  const at = marks.findIndex(
    (mark, index) => index > 0 && marks[index - 1]?.row.bullet && marks[index + 1]?.row.bullet && isNamed(mark),
  );
  if (at < 0) return [entry];
  const { row } = marks[at]!;
  const next = { head: [row], body: entry.body.slice(at + 1), span: undefined };
  return [{ ...entry, body: entry.body.slice(0, at) }, ...withUndated(next)];
}

/** Can this line be the first of an entry? It stands apart, or what is above it is plainly no head. */
function opens(marks: Mark[], at: number, floor: number): boolean {
  const mark = marks[at]!;
  const above = marks[at - 1];
  if (!above || at === floor) return mark.row.gap || isLoud(mark) || isNamed(mark);
  if (mark.row.gap || isLoud(mark) || above.row.bullet || !above.headLike)
    return isLoud(mark) || isNamed(mark) || mark.row.gap;
  return isNamed(mark) && !isNamed(above);
}

/** Lines after the date still belong to the head while it lacks something and they can name it. */
function entryOf(marks: Mark[], anchor: number, { isComplete = () => true }: EntryRules): Entry {
  const span = marks[anchor]?.span;
  const head: Row[] = [];
  for (const { row, span: own } of marks.slice(0, anchor + 1)) {
    const text = own ? withoutDates(row.text) : row.text;
    if (text !== '') head.push(withText(row, text));
  }
  let at = anchor + 1;
  while (at < marks.length && at - anchor <= 3 && !isComplete(head)) {
    const mark = marks[at]!;
    if (!mark.headLike || widthOf(mark.row.text) > 90 || !(isLoud(mark) || isNamed(mark))) break;
    head.push(mark.row);
    at++;
  }
  return { head, body: marks.slice(at).map(({ row }) => row), span };
}

/** Entries without dates: a loud line begins one, else a line that looks like a head after one that does not. */
function undatedEntries(marks: Mark[], { begins = () => false }: EntryRules): Entry[] {
  const entries: Entry[] = [];
  const heads = marks.filter(({ headLike }) => headLike);
  const loud = heads.some(isLoud) && !heads.every(isLoud);
  marks.forEach((mark, index) => {
    const { row, headLike, span } = mark;
    const before = marks[index - 1];
    const current = entries.at(-1);
    const text = span ? withoutDates(row.text) : row.text;
    const opened = loud
      ? headLike && isLoud(mark) && !(before && isLoud(before) && current?.body.length === 0)
      : headLike && (before?.row.bullet === true || before?.headLike === false);
    if (!current || opened || begins(row, current.head)) {
      entries.push({ head: text === '' ? [] : [withText(row, text)], body: [], span });
    } else if (headLike && current.body.length === 0 && current.head.length < 3 && isNamed(mark)) {
      if (text !== '') current.head.push(withText(row, text));
      current.span ??= span;
    } else current.body.push(row);
  });
  return entries;
}

const cutDate =
  /(?:[-–—~至到]|\b(?:to|until|jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec|january|february|march|april|august|september|october|november|december)\.?)$/iu;

/** A narrow column cuts "June 2017 –" from "Present", and with it the name that stands on the same lines. */
function withWholeDates(rows: Row[]): Row[] {
  const whole: Row[] = [];
  for (const row of rows) {
    const before = whole.at(-1);
    const last = before?.cells.at(-1) ?? '';
    if (
      before &&
      !row.gap &&
      !row.bullet &&
      cutDate.test(last) &&
      /\d/.test(last) &&
      row.cells.length <= before.cells.length
    ) {
      const joined = `${last} ${row.cells.at(-1)}`;
      const span = findDates(joined)[0];
      if (span && !span.single && span.to >= joined.length - 2) {
        const names = before.cells
          .slice(0, -1)
          .map((cell, index) => (index === 0 && row.cells.length > 1 ? `${cell} ${row.cells[0]}` : cell));
        whole[whole.length - 1] = withText(before, [...names, joined].join('\t'));
        continue;
      }
    }
    whole.push(row);
  }
  return whole;
}

export function entriesOf(rows: Row[], rules: EntryRules): Entry[] {
  const marks = withWholeDates(rows).map(markOf);
  const anchors = (singles: boolean) =>
    marks.flatMap(({ span }, index) => (span && (singles || !span.single) ? [index] : []));
  const ranged = anchors(rules.singles);
  const dated = ranged.length > 0 ? ranged : anchors(true);
  return dated.length > 0 ? datedEntries(marks, dated, rules) : undatedEntries(marks, rules);
}
