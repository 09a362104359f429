/** Divides a resume into its sections. */
import { findDates } from '../date.js';
import { type Row, withText } from '../text.js';
import { isPersonal, moveContacts } from './contact.js';
import { guessKind, hintOf } from './guess.js';
import { alike, isLoud, type Look, lookOf, titleLooksOf } from './look.js';
import { type SectionKind, type Title, titleOf } from './title.js';
import { isNumbered, isUnknownCell, isUnknownTitle } from './unknown.js';

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
    // Of what kind the section is comes out below: "Languages: Go" may be a group of its skills.
    if (current.guessed) return false;
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

const columnName =
  /^(?:起止|开始|结束|就读|在职|任职|项目)?(?:时间|日期|年月|年份)$|^(?:毕业)?(?:学校|院校)(?:名称)?$|^(?:所学)?专业(?:名称)?$|^(?:学历|学位|学历\/学位)$|^(?:工作|所在|就职)?(?:单位|公司)(?:名称)?$|^(?:担任)?(?:职务|职位|岗位|角色)$|^(?:所在)?部门$|^项目(?:名称)?$|^(?:证明人|备注|工作内容|主要职责|联系电话)$|^(?:dates?|period|years?|from|to|institution|school|university|degree|major|company|employer|organi[sz]ation|position|role|job title|title|location|project)$/iu;

/** The first row of a table, which says what its columns hold: 起止时间 | 单位 | 职务. */
const isColumnNames = (row: Row): boolean => row.cells.length > 1 && row.cells.every((cell) => columnName.test(cell));

export function sectionsOf(document: Row[]): Section[] {
  const rows = withWholeTitles(document.filter((row) => !isColumnNames(row)));
  const looks: Look[] = [];
  const tabbed = new Set<SectionKind>();
  /** What the first cells of rows hint at: three kinds of sections, and the first column holds titles. */
  const hinted = new Set<SectionKind | undefined>();
  for (const row of rows) {
    const title = row.bullet ? undefined : titleOf(row);
    if (title?.sure && title.rest === '') looks.push(lookOf(row));
    if (title?.tabbed && row.gap) tabbed.add(title.kind);
    if (title?.tabbed || isUnknownCell(row, false)) hinted.add(title?.tabbed ? title.kind : hintOf(row.cells[0] ?? ''));
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
    } else if (
      (numbered && isNumbered(row)) ||
      (index > 1 && isUnknownTitle(row, rows[index + 1], current, titleLooks))
    )
      sections.push({ kind: 'other', title: row.text, guessed: true, rows: [] });
    else if (
      (tabbed.size >= 2 || hinted.size >= 3) &&
      isUnknownCell(row, tabbed.size >= 3 && current.kind !== 'skills')
    )
      sections.push({
        kind: 'other',
        title: row.cells[0],
        guessed: true,
        rows: [withText({ ...row, bold: false }, row.cells.slice(1).join('\t'))],
      });
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
