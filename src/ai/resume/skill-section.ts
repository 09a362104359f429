/** Reads the sections in which people list what they can do and which languages they speak. */
import { languageOf } from './language.js';
import type { Skill } from './resume.js';
import { nonEmpty } from './shape.js';
import { findMentions } from './skill.js';
import { paragraphsOf, type Row, trimmed } from './text.js';

const levelWords =
  '精通|熟练掌握|熟练使用|熟练运用|熟练应用|熟练|熟悉|掌握|了解|擅长|熟知|使用过|接触过|具备|能够|深入理解|理解|有一定了解|良好|一般|expert|proficient|advanced|intermediate|beginner|familiar|basic|fluent|experienced|competent|strong|working knowledge|novice|skilled|learning|exposure';
const levelAhead = new RegExp(
  `^(?:(?<level>${levelWords})(?: (?:in|with|at|of|knowledge of|user of))?)\\s*[:：]?\\s*`,
  'iu',
);
const levelBehind = new RegExp(
  `[\\s(（:：\\-–—]+(?<level>(?:highly |very )?(?:${levelWords})(?: level| user)?)[)）]?$`,
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
        .replace(/(?<=[\p{L}\p{N}+#])(?:\.|等(?:等)?(?:技术|工具|语言|框架|软件|办公软件)?)$/u, '')
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

export type SkillList = { skills: Skill[]; items: string[] };

export function readSkills(rows: Row[]): SkillList {
  const skills: Skill[] = [];
  const items: string[] = [];
  const paragraphs = paragraphsOf(rows, true);
  paragraphs.forEach((row, index) => {
    const cells = row.cells;
    // "Languages<tab>Go, Java": a table with the names of groups in its first column.
    const tabled = cells.length === 2 && isItem(cells[0] ?? '') && /[,，、;；]/.test(cells[1] ?? '');
    const text = tabled ? `${cells[0]}: ${cells[1]}` : cells.join('\t');
    const match = group.exec(text);
    if (match && !onlyLevel.test(match[1]?.trim() ?? '')) {
      readGroup(trimmed(match[1] ?? ''), match[2] ?? '');
      return;
    }
    const next = paragraphs[index + 1];
    const isHead =
      !row.bullet &&
      (row.bold || row.heading || /[:：]$/.test(row.text)) &&
      cells.length === 1 &&
      !/[,，、]/.test(row.text) &&
      next &&
      !next.heading &&
      !(next.bold && row.bold);
    if (isHead && row.text.length <= 40) {
      skills.push({ name: trimmed(row.text), keywords: [] });
      return;
    }
    const open = skills.at(-1);
    const below = open?.keywords?.length === 0 || (open && headed.has(open));
    if (open && below) {
      headed.add(open);
      const found = listOf(text);
      open.keywords = [...(open.keywords ?? []), ...found];
      items.push(...found);
      return;
    }
    readLine(text, row);
  });
  return { skills: skills.map(nonEmpty), items };

  function readGroup(name: string, content: string) {
    const keywords = listOf(content);
    const level =
      levelBehind.exec(content) ?? (onlyLevel.test(content.trim()) ? { groups: { level: content.trim() } } : null);
    if (onlyLevel.test(content.trim())) skills.push({ name, level: content.trim() });
    else {
      skills.push({ name, level: keywords.length === 1 ? level?.groups?.level : undefined, keywords });
      items.push(...keywords);
    }
    if (isItem(name) && onlyLevel.test(content.trim())) items.push(name);
  }

  function readLine(text: string, row: Row) {
    const ahead = levelAhead.exec(text);
    if (ahead) {
      const keywords = listOf(text);
      items.push(...keywords);
      const level = ahead.groups?.level;
      if (keywords.length > 0) skills.push(keywords.length === 1 ? { name: keywords[0], level } : { level, keywords });
      return;
    }
    const parts = split(text);
    const sentence = parts.length > 1 && parts.some((part) => !isItem(part)) && row.text.length > 40;
    for (const part of sentence ? listOf(text) : parts) {
      const behind = levelBehind.exec(part);
      const name = trimmed(behind ? part.slice(0, behind.index) : part.replace(levelAhead, ''));
      if (name === '' || !isItem(name)) {
        for (const keyword of listOf(part)) push(keyword, undefined);
        continue;
      }
      push(name, behind?.groups?.level);
    }
  }
  function push(name: string, level: string | undefined) {
    skills.push({ name, level });
    items.push(name);
  }
}

const headed = new WeakSet<Skill>();

/** The items of a list; of a sentence the known names that stand in it. */
function listOf(text: string): string[] {
  return [
    ...new Set(
      split(text).flatMap((part) => {
        const bare = trimmed(part.replace(levelAhead, '').replace(levelBehind, ''));
        if (bare === '' || onlyLevel.test(bare)) return [];
        const prose = /\p{Script=Han}/u.test(bare) && (levelAhead.test(part) || [...bare].length > 8);
        if (isItem(bare) && !prose && !languageOf(bare)) return [bare];
        return findMentions(bare, 'list').map(({ from, to }) => bare.slice(from, to));
      }),
    ),
  ];
}
