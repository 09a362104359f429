/** Reads the sections in which people list what they can do and which languages they speak. */

import type { Language, Skill } from '../../resume.js';
import { languageOf, readLanguages } from '../language.js';
import { nonEmpty } from '../shape.js';
import { paragraphsOf, type Row, trimmed, withText } from '../text.js';
import { findMentions } from './skill.js';

const levelWords =
  '精通|熟练掌握|熟练使用|熟练运用|熟练应用|熟练|熟悉|掌握|了解|擅长|熟知|使用过|接触过|具备|能够|深入理解|理解|有一定了解|良好|一般|expert|proficient|advanced|intermediate|beginner|familiar|basic|fluent|experienced|competent|strong|working knowledge|novice|skilled|learning|exposure';
const levelAhead = new RegExp(
  `^(?:(?<level>${levelWords})(?: (?:in|with|at|of|knowledge of|user of))?)\\s*[:：]?\\s*`,
  'iu',
);
const levelBehind = new RegExp(
  `[\\s(（:：\\-–—]{1,3}(?<level>(?:highly |very )?(?:${levelWords})(?: level| user)?)[)）]?$`,
  'iu',
);
const onlyLevel = new RegExp(`^(?:${levelWords})(?: (?:in|with|level|knowledge|skills))?$`, 'iu');
const group = /^([^:：,，。;；]{1,40})\s?[:：]\s*(.+)$/u;
/** Lists outside of brackets: "Office (Word, Excel)" is one item. */
const split = (text: string): string[] => {
  const items: string[] = [];
  let depth = 0;
  let item = '';
  const separators = /[,，、;；|•·\t\n。]/u;
  for (const [index, char] of [...text].entries()) {
    if (/[([（]/.test(char)) depth++;
    else if (/[)\]）]/.test(char)) depth = Math.max(0, depth - 1);
    if (depth === 0 && separators.test(char) && index < 4000) {
      items.push(item);
      item = '';
    } else item += char;
  }
  items.push(item);
  return items
    .map((one) =>
      trimmed(one)
        .replace(/^(?:and|or|以及|和|及)\s+/i, '')
        .replace(/(?<=[\p{L}\p{N}+#])(?:\.|等[\p{Script=Han}]{0,6})$/u, '')
        .trim(),
    )
    .filter((one) => one !== '');
};

/** Short and made of nouns: a skill by itself; a sentence is none. */
export const isItem = (text: string): boolean => {
  if (/[。!?！？@]|https?:/.test(text) || /^\d[\d\s.%-]*$/.test(text) || /[.;]\s/.test(text)) return false;
  if (/\p{Script=Han}/u.test(text))
    return (
      [...text].length <= 16 &&
      !(/的/u.test(text) && [...text].length > 6) &&
      !/^(?:能|可以|有|对|具有|具备|善于|并|且|在|通过|曾|我)/u.test(text) &&
      !/的$|了$/.test(text)
    );
  const words = text.split(/\s+/);
  return (
    words.length <= 5 &&
    text.length <= 45 &&
    !/\b(?:i|my|we|was|were|is|are|have|has|using|to|that|which|years?)\b/i.test(text)
  );
};

/** `languages`: those of people, named in a group among the skills ("English: C1"). */
type SkillList = { skills: Skill[]; items: string[]; languages: Language[] };

/** Several groups on one line: "Languages: Go; Tools: Git". */
const groupsOf = (row: Row): Row[] => {
  const parts = row.text.split(/[;；]\s*/);
  return parts.length > 1 && parts.filter((part) => group.test(part)).length > 1
    ? parts.filter((part) => part.trim() !== '').map((part) => withText(row, part))
    : [row];
};

export function readSkills(rows: Row[]): SkillList {
  const skills: Skill[] = [];
  const items: string[] = [];
  const languages: Language[] = [];
  /** The group whose title stands on a line of its own, while its items follow. */
  let open: Skill | undefined;
  const add = (skill: Skill, named: string[]) => {
    skills.push(skill);
    items.push(...named);
  };
  const paragraphs = paragraphsOf(rows, true).flatMap(groupsOf);
  for (const [index, row] of paragraphs.entries()) {
    const { cells } = row;
    // "Languages<tab>Go, Java": a table with the names of groups in its first column.
    const tabled = cells.length === 2 && isItem(cells[0] ?? '') && /[,，、;；]/.test(cells[1] ?? '');
    const text = tabled ? `${cells[0]}: ${cells[1]}` : row.text;
    const [, label = '', content = ''] = group.exec(text) ?? [];
    if (label !== '' && !onlyLevel.test(label.trim())) {
      open = undefined;
      readGroup(trimmed(label), content.trim());
    } else if (isGroupTitle(row, paragraphs[index + 1])) {
      open = { name: trimmed(row.text), keywords: [] };
      add(open, []);
    } else if (open) {
      const found = listOf(text);
      open.keywords?.push(...found);
      items.push(...found);
    } else readLine(text);
  }
  return { skills: skills.map(nonEmpty).filter(({ name, keywords }) => name || keywords), items, languages };

  function readGroup(name: string, content: string) {
    const parts = split(content);
    const spoken = parts.filter((part) => languageOf(part) !== undefined);
    if (spoken.length > 0 && spoken.length * 2 >= parts.length && findMentions(content, 'list').length === 0) {
      languages.push(...readLanguages([plainRow(content)]));
      return;
    }
    if (languageOf(name) === name || /^(?:外语|语言能力|英语水平|spoken languages)$/iu.test(name)) {
      const said = languageOf(name) === name ? `${name} (${content})` : content;
      languages.push(...readLanguages([plainRow(said)]));
      return;
    }
    if (onlyLevel.test(content)) return add({ name, level: content }, isItem(name) ? [name] : []);
    const keywords = listOf(content);
    if (keywords.length > 0) add({ name, keywords }, keywords);
  }

  function readLine(text: string) {
    const level = levelAhead.exec(text)?.groups?.level;
    const keywords = listOf(text);
    if (level && keywords.length > 1) return add({ level, keywords }, keywords);
    for (const name of keywords) {
      const behind = levelBehind.exec(text.slice(text.indexOf(name) + name.length).split(/[,，、;；|]/u)[0] ?? '');
      add({ name, level: level ?? behind?.groups?.level }, [name]);
    }
  }
}

const plainRow = (text: string): Row => ({
  text,
  cells: [text],
  heading: false,
  bold: false,
  bullet: false,
  gap: true,
  size: 1,
});

const isGroupTitle = (row: Row, next: Row | undefined): boolean =>
  !row.bullet &&
  row.text.length <= 40 &&
  row.cells.length === 1 &&
  (row.bold || row.heading || /[:：]$/.test(row.text)) &&
  !/[,，、]/.test(row.text) &&
  next !== undefined &&
  !next.heading &&
  !(next.bold && row.bold);

/** The items of a list; of a sentence the known names that stand in it, and what is listed beside them. */
function listOf(text: string): string[] {
  const parts = split(text);
  const chinese = /\p{Script=Han}/u.test(text);
  const prose = chinese && (/。/.test(text) || levelAhead.test(text) || parts.some((part) => [...part].length > 16));
  const found = parts.flatMap((part) => {
    const bare = trimmed(part.replace(levelAhead, '').replace(levelBehind, ''));
    if (bare === '' || onlyLevel.test(bare)) return [];
    if (isItem(bare) && (!prose || isListed(bare, text))) return [bare];
    return findMentions(bare, 'list').map(({ from, to }) => bare.slice(from, to));
  });
  return [...new Set(found)];
}

/** Within a Chinese sentence: foreign names, and what 、 parts from something else, short as names are. */
const isListed = (item: string, text: string): boolean =>
  !/\p{Script=Han}/u.test(item) ||
  ([...item].length <= 8 &&
    !/[的地得了能与和及并对]/u.test(item) &&
    (text.includes(`、${item}`) || text.includes(`${item}、`) || findMentions(item, 'list').length > 0));
