/** Divides a resume into its sections. */
import { findEmails, findPages, findPhones } from './contact.js';
import { findDates } from './date.js';
import { isLabel, labelledValues } from './label.js';
import { isPlace, placeOf } from './place.js';
import { guessKind, hintOf } from './section-guess.js';
import { alike, couldBeTitle, isLoud, type Look, lookOf, type TitleLooks, titleLooksOf } from './section-look.js';
import { type SectionKind, type Title, titleOf } from './section-title.js';
import { type Row, trimmed, withText } from './text.js';
import { isSurelyCompany, isSurelyPosition, saysSchool } from './word.js';

type Context = {
  looks: Look[];
  /** Titles stand in the first column, what they are of in the next. */
  inTable: boolean;
};

/** `guessed`: nobody knows its title, its kind follows from what stands in it. */
export type Section = { kind: SectionKind | 'head'; title?: string; guessed?: boolean; rows: Row[] };

/**
 * Is the line the title of a section, where it stands? A weak word needs the look of a title when the titles of this
 * document have one; a label before its content must not cut an entry in two.
 */
function accepts(title: Title, row: Row, current: Section, { looks, inTable }: Context): boolean {
  const look = lookOf(row);
  const loudTitles = looks.some(isLoud);
  if (title.rest !== '') {
    if (row.bullet) return false;
    if (title.sure && (look.heading || look.bold || title.tabbed)) return true;
    const inEntries = ['work', 'projects', 'education'].includes(current.kind);
    if (title.tabbed)
      return row.gap && title.kind !== current.kind && (inTable || !(inEntries && title.kind === 'skills'));
    // "Languages: Go" within skills, "Skills: Go" within a project.
    if (current.kind === 'skills')
      return ['education', 'certificates', 'summary', 'awards', 'interests', 'references'].includes(title.kind);
    if (inEntries)
      return row.gap && (title.sure || look.heading) && isListTitle(title) && findDates(title.rest).length === 0;
    if (current.kind === 'head' || current.kind === 'contact')
      return (
        !['other', 'courses', 'publications'].includes(title.kind) &&
        !(title.kind === 'education' && title.rest.length < 12)
      );
    return title.kind !== current.kind;
  }
  if (row.bullet && !look.heading) return title.sure && !isListOf(current) && !loudTitles;
  if (title.sure) return !(row.bullet && isListOf(current)) || look.heading;
  if (loudTitles) return isLoud(look);
  return row.gap || current.kind === 'head' || current.rows.length > 0;
}
const isListOf = ({ kind }: Section) =>
  kind === 'skills' || kind === 'interests' || kind === 'other' || kind === 'certificates';
const isListTitle = ({ kind }: Title) =>
  ['skills', 'languages', 'certificates', 'interests', 'references', 'awards'].includes(kind);

/** A line nobody knows that looks just as the titles do. Where other lines look so, too, its words must speak for it. */
function isUnknownTitle(row: Row, next: Row | undefined, { own, apart, shared }: TitleLooks): boolean {
  if (next === undefined || !couldBeTitle(row)) return false;
  const look = lookOf(row);
  const hint = hintOf(row.text);
  if (isSurelyCompany(row.text) || isPlace(row.text) || isLabel(row.text)) return false;
  if (hint === undefined && (isSurelyPosition(row.text) || saysSchool(row.text))) return false;
  const has = (looks: Look[]) => looks.some((other) => alike(other, look));
  if (has(own)) return row.gap || (row.heading && row.size > 1.1);
  if (!row.gap) return false;
  if (has(apart)) return true;
  if (isSurelyPosition(row.text) || saysSchool(row.text)) return false;
  return (
    hint !== undefined &&
    !next.bullet &&
    findDates(next.text).length === 0 &&
    shared.some((other) => alike(other, look))
  );
}

const numeral = /^[一二三四五六七八九十]{1,2}\s?[、.．]\s*\p{Script=Han}/u;

/** 一、 二、 三、 before short lines number the titles, whatever they look like. */
const isNumbered = (row: Row): boolean => numeral.test(row.text) && couldBeTitle(row) && row.text.length <= 14;

/** In a table whose first column holds titles: "My toolbox<tab>Go, Java". */
const isUnknownCell = (row: Row, sure: boolean): boolean =>
  row.gap &&
  !row.bullet &&
  row.cells.length > 1 &&
  !isLabel(row.cells[0] ?? '') &&
  couldBeTitle(withText(row, row.cells[0] ?? '')) &&
  !isSurelyCompany(row.cells[0] ?? '') &&
  (sure || hintOf(row.cells[0] ?? '') !== undefined);

/** "EDUCATION AND" over "TRAINING": a title that was too long for its line. */
function withWholeTitles(rows: Row[]): Row[] {
  const whole: Row[] = [];
  for (const row of rows) {
    const before = whole.at(-1);
    if (before && isLoud(lookOf(row)) && !row.gap && alike(lookOf(before), lookOf(row)) && before.text.length < 40) {
      const both = withText(before, `${before.text} ${row.text}`);
      if (
        row.cells.length === 1 &&
        titleOf(both)?.rest === '' &&
        (titleOf(before)?.rest !== '' || titleOf(row)?.rest !== '')
      ) {
        whole[whole.length - 1] = both;
        continue;
      }
    }
    whole.push(row);
  }
  return whole;
}

/** A cell of personal data that the order of a table brought among something else: 性别 | 女. */
const isPersonal = (row: Row): boolean =>
  row.cells.length >= 2 &&
  row.cells.length % 2 === 0 &&
  isLabel(row.cells[0] ?? '') &&
  labelledValues(row).some(({ label }) => ['personal', 'name', 'email', 'phone', 'location'].includes(label));

/** Nothing but a mail address, a telephone or a page, with its label: undefined for any other line. */
function contactIn({ text, bullet }: Row): 'personal' | 'page' | 'place' | undefined {
  if (bullet || text.length > 120) return undefined;
  const reach = [...findEmails(text), ...findPhones(text)];
  const found = [...reach, ...findPages(text)];
  if (found.length === 0) return placeOf(trimmed(text)) ? 'place' : undefined;
  const rest = found.reduce((left, { value }) => left.replace(value, ' '), text).replace(/[^\p{L}\p{N}]+/gu, ' ');
  if (rest.trim().length > 12) return undefined;
  return reach.length > 0 ? 'personal' : 'page';
}

/** Addresses in a column of their own end up below whatever was read before them: they belong to the name. */
function moveContacts(sections: Section[]): void {
  const [head, ...others] = sections;
  if (!head) return;
  for (const section of others) {
    if (['head', 'contact', 'other', 'references'].includes(section.kind)) continue;
    const kinds = section.rows.map(contactIn);
    const moved = new Set<Row>();
    for (let at = 0; at < kinds.length; at++) {
      if (kinds[at] !== 'personal') continue;
      let from = at;
      while (from > 0 && kinds[from - 1] !== undefined && !moved.has(section.rows[from - 1]!)) from--;
      while (at + 1 < kinds.length && kinds[at + 1] !== undefined) at++;
      for (const row of section.rows.slice(from, at + 1)) moved.add(row);
    }
    if (moved.size === 0) continue;
    head.rows.push(...moved);
    section.rows = section.rows.filter((row) => !moved.has(row));
  }
}

export function sectionsOf(document: Row[]): Section[] {
  const rows = withWholeTitles(document);
  const looks: Look[] = [];
  const tabbed = new Set<SectionKind>();
  for (const row of rows) {
    const title = row.bullet ? undefined : titleOf(row);
    if (title?.sure && title.rest === '') looks.push(lookOf(row));
    if (title?.tabbed && row.gap) tabbed.add(title.kind);
  }
  const titleLooks = titleLooksOf(rows);
  const numbered = rows.filter(isNumbered).length >= 3;
  const largest = rows.reduce((size, row) => Math.max(size, row.size), 1);
  const sections: Section[] = [{ kind: 'head', rows: [] }];
  rows.forEach((row, index) => {
    const current = sections.at(-1)!;
    const title = titleOf(row);
    if (title && accepts(title, row, current, { looks, inTable: tabbed.size >= 3 })) {
      const rest = title.rest === '' ? [] : [withText({ ...row, heading: false, bold: false }, title.rest)];
      sections.push({ kind: title.kind, title: title.title, rows: rest });
    } else if (index > 0 && row.size > 1.3 && row.size === largest && looks.every(({ size }) => size < largest)) {
      // Set larger than any title, below a column that was read first: the name, and what stands with it.
      sections.push({ kind: 'head', rows: [row] });
    } else if ((numbered && isNumbered(row)) || (index > 1 && isUnknownTitle(row, rows[index + 1], titleLooks)))
      sections.push({ kind: 'other', title: row.text, guessed: true, rows: [] });
    else if (tabbed.size >= 2 && isUnknownCell(row, tabbed.size >= 3 && current.kind !== 'skills'))
      sections.push({ kind: 'other', title: row.cells[0], guessed: true, rows: [withText({ ...row, bold: false }, row.cells.slice(1).join('\t'))] });
    else if (isPersonal(row)) sections[0]?.rows.push(row);
    else current.rows.push(row);
  });
  moveContacts(sections);
  const before = new Set<string>();
  for (const section of sections) {
    if (section.guessed) section.kind = guessKind(section.title ?? '', section.rows, before) ?? 'other';
    before.add(section.kind);
  }
  // "Training" may stand over schools as well as over courses.
  if (!before.has('education'))
    for (const section of sections)
      if (section.kind === 'courses' && guessKind('', section.rows, before) === 'education') section.kind = 'education';
  return sections;
}

/** All rows of the sections of one kind. */
export const rowsOfKind = (sections: Section[], kind: Section['kind']): Row[] =>
  sections.filter((section) => section.kind === kind).flatMap(({ rows }) => rows);
