/** Reads projects: name, time, role, what it is and what was done in it. */

import type { Project } from '../resume.js';
import { bodyOf } from './body.js';
import { findPages } from './contact.js';
import { type Entry, entriesOf } from './entry.js';
import { widePiecesOf } from './piece.js';
import { nonEmpty } from './shape.js';
import { findSkills } from './skill/skill.js';
import { join, type Row } from './text.js';
import { isSurelyCompany, isSurelyPosition } from './word.js';

const nameLabel =
  /^(?:项目名称|项目名|项目[一二三四五六七八九十\d]{1,2}|project(?: name| title| \d{1,2})?|title)\s?[:：、]\s*/iu;
const ordinal = /^(?:\d{1,2}[.、)]\s*|[一二三四五六七八九十]{1,2}[、.]\s*|[(（]\d{1,2}[)）]\s*)/u;
const role =
  /^(?:(?:项目|核心|主要|后端|前端|独立|技术|团队|产品|算法|硬件|软件|运营|设计|全栈|数据|测试)?(?:负责人|开发者?|成员|组长|队长|完成|主程|骨干|贡献者|负责)|(?:lead|sole|core|main|solo)\s+(?:developer|author|contributor|engineer|maintainer)|maintainer|contributor|creator|author|team (?:lead|leader|member)|个人项目|团队项目|实习项目|课程项目|毕业设计|personal project|course project|team project)$/iu;

const keywordsOf = (text: string): string[] =>
  text
    .split(/[,，、;；|+/]|\s{2,}|\s[·•]\s/)
    .map((word) => word.trim().replace(/[.。]$|等$/u, ''))
    .filter((word) => word !== '' && word.length <= 40);

/** A head like "Shop — Go, Redis" names what it is made of. */
const isStack = (text: string) => {
  const words = keywordsOf(text);
  const known = words.filter((word) => findSkills(word, 'list').length > 0);
  return words.length >= 2 && known.length >= words.length / 2;
};

/** Takes out of a head what names the project's technologies, in a cell or in brackets. */
function withoutStacks(line: string): { text: string; stacks: string[] } {
  const bracket = /[(（[]([^()（）[\]]{2,80})[)）\]]/u.exec(line);
  const inBracket = bracket && isStack(bracket[1] ?? '') ? bracket : undefined;
  let text = inBracket ? line.replace(inBracket[0], '\t') : line;
  const stacks = inBracket ? [inBracket[1] ?? ''] : [];
  for (const cell of text.split(/\t|\s*\|\s*|\s[–—-]\s/))
    if (isStack(cell)) {
      stacks.push(cell);
      text = text.replace(cell, '\t');
    }
  return { text, stacks };
}

/** 支付中台 架构师, "KV store (personal project)": a role behind the name. */
function byRole(text: string): string[] {
  const behind = /^(.{2,60}) (\p{Script=Han}{2,12})$/u.exec(text);
  const [, name, title] = behind ?? /^(.{2,60}?)\s*[(（]([^()（）]{2,20})[)）]$/u.exec(text) ?? [];
  if (!name || !title) return [text];
  return role.test(title) || (behind && isSurelyPosition(title)) ? [name, title] : [text];
}

const isNoName = (text: string) =>
  !/\p{L}/u.test(text) || /^(?:project\s*#?\d+|github|link|demo|code|source|website|链接)$/i.test(text);

function projectOf({ head, body, span }: Entry): Project | undefined {
  const { labelled, highlights, prose } = bodyOf(body);
  const pages = [...head, ...body].flatMap((row) => findPages(row.text));
  const stacks: string[] = [];
  const lines = head.flatMap((row) => {
    if (!nameLabel.test(row.text)) {
      const own = bodyOf([{ ...row, bullet: false }]).labelled;
      for (const [label, texts] of own) labelled.set(label, [...(labelled.get(label) ?? []), ...texts]);
      if (own.size > 0) return [];
    }
    let text = row.text.replace(nameLabel, '').replace(ordinal, '');
    for (const page of findPages(text)) text = text.replace(page.value, '\t');
    const rest = withoutStacks(text);
    stacks.push(...rest.stacks);
    return [{ ...row, text: rest.text }];
  });
  const names = widePiecesOf(lines)
    .filter(({ place, text }) => !place && !isNoName(text))
    .flatMap(({ text }) => byRole(text));
  const roleAt = names.findIndex((text, index) => role.test(text) || (index > 0 && isSurelyPosition(text)));
  const [name, ...others] = names.filter((_, index) => index !== roleAt);
  if (!name) return undefined;
  const entity = others.find(isSurelyCompany);
  const lead = others.filter((text) => text !== entity && text.length > 20);
  return nonEmpty<Project>({
    name,
    entity: entity ?? labelled.get('company')?.[0],
    roles: roleAt >= 0 ? names.slice(roleAt, roleAt + 1) : labelled.get('role'),
    description: [...lead, ...(labelled.get('description') ?? []), ...prose].reduce(join, ''),
    highlights,
    keywords: [...stacks, ...(labelled.get('stack') ?? [])].flatMap(keywordsOf),
    url: labelled.get('url')?.flatMap((text) => findPages(text).map(({ value }) => value))[0] ?? pages[0]?.value,
    startDate: span?.start,
    endDate: span?.end,
  });
}

export function readProjects(rows: Row[]): Project[] {
  const begins = (row: Row) => nameLabel.test(row.text);
  const rules = { singles: true, someUndated: true, begins: rows.some(begins) ? begins : undefined };
  return entriesOf(rows, rules).flatMap((entry) => projectOf(entry) ?? []);
}
