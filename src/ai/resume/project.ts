/** Reads projects: name, time, role, what it is and what was done in it. */
import { bodyOf } from './body.js';
import { findPages } from './contact.js';
import { entriesOf } from './entry.js';
import { widePiecesOf } from './piece.js';
import type { Project } from './resume.js';
import { nonEmpty } from './shape.js';
import { findSkills } from './skill.js';
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

export function readProjects(rows: Row[]): Project[] {
  const begins = (row: Row) => nameLabel.test(row.text);
  const named = rows.some(begins);
  return entriesOf(rows, { singles: true, begins: named ? begins : undefined, someUndated: true }).flatMap(({ head, body, span }) => {
    const { labelled, highlights, prose } = bodyOf(body);
    const pages = [...head, ...body].flatMap((row) => findPages(row.text));
    const stacks: string[] = [];
    const cleaned = head.flatMap((row) => {
      const labels = bodyOf([{ ...row, bullet: false }]).labelled;
      for (const [label, texts] of labels) labelled.set(label, [...(labelled.get(label) ?? []), ...texts]);
      let text = row.text.replace(nameLabel, '').replace(ordinal, '');
      for (const page of findPages(text)) text = text.replace(page.value, '\t');
      if (labels.size > 0) return [];
      for (const cell of text.split(/\t|\s*\|\s*|\s[–—-]\s/))
        if (isStack(cell)) {
          stacks.push(cell);
          text = text.replace(cell, '\t');
        }
      const bracket = /[(（[]([^()（）[\]]{2,80})[)）\]]/u.exec(text);
      if (bracket && isStack(bracket[1] ?? '')) {
        stacks.push(bracket[1] ?? '');
        text = text.replace(bracket[0], '\t');
      }
      return [{ ...row, text }];
    });
    const pieces = widePiecesOf(cleaned).filter(
      ({ place, text }) =>
        !place && /\p{L}/u.test(text) && !/^(?:github|link|demo|code|source|website|链接)$/i.test(text),
    );
    for (const piece of [...pieces]) {
      const inner = /^(.{2,60}?)\s*[(（]([^()（）]{2,20})[)）]$/u.exec(piece.text);
      if (inner && role.test(inner[2] ?? '')) pieces.splice(pieces.indexOf(piece), 1, { text: inner[1] ?? '', place: false }, { text: inner[2] ?? '', place: false });
    }
    const rolePiece = pieces.find(
      (piece, index) => role.test(piece.text) || (index > 0 && isSurelyPosition(piece.text)),
    );
    const name = pieces.find((piece) => piece !== rolePiece);
    const entity = pieces.find((piece) => piece !== rolePiece && piece !== name && isSurelyCompany(piece.text));
    const lead = pieces
      .filter((piece) => piece !== rolePiece && piece !== name && piece !== entity && piece.text.length > 20)
      .map(({ text }) => text);
    if (!name) return [];
    return [
      nonEmpty<Project>({
        name: name.text,
        entity: entity?.text ?? labelled.get('company')?.[0],
        roles: rolePiece ? [rolePiece.text] : labelled.get('role'),
        description: [...lead, ...(labelled.get('description') ?? []), ...prose].reduce(join, ''),
        highlights,
        keywords: [...stacks, ...(labelled.get('stack') ?? [])].flatMap(keywordsOf),
        url: labelled.get('url')?.flatMap((text) => findPages(text).map(({ value }) => value))[0] ?? pages[0]?.value,
        startDate: span?.start,
        endDate: span?.end,
      }),
    ];
  });
}
