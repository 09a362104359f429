/** What stands below the head of an entry: labelled lines, points and prose. */
import { paragraphsOf, proseOf, type Row } from './text.js';

type Body = {
  highlights: string[];
  prose: string[];
  /** By the kind of label that stands before it. */
  labelled: Map<BodyLabel, string[]>;
};

type BodyLabel = 'description' | 'duties' | 'stack' | 'role' | 'courses' | 'score' | 'url' | 'company';

const labels: [BodyLabel, RegExp][] = [
  [
    'description',
    /^(?:项目描述|项目介绍|项目简介|项目内容|项目背景|项目概述|业务描述|描述|简介|description|project description|summary|overview|about)$/iu,
  ],
  [
    'duties',
    /^(?:工作描述|工作内容|工作职责|主要职责|主要工作|职责描述|岗位职责|职责|责任描述|个人职责|项目职责|我的职责|负责内容|工作业绩|业绩|主要业绩|个人贡献|项目成果|项目业绩|项目亮点|主要成果|主要内容|内容|responsibilities|key responsibilities|duties|achievements|key achievements|accomplishments|contributions?|main activities and responsibilities|highlights|key contributions)$/iu,
  ],
  [
    'stack',
    /^(?:技术栈|技术架构|技术选型|开发环境|软件环境|使用技术|所用技术|相关技术|主要技术|涉及技术|技术|项目技术|开发工具|技术框架|核心技术|关键技术|运用技术|technologies|technologies used|technology|tech stack|tech|stack|tools|tools used|environment|built with|tools and technologies|tools & technologies|skills|skills used|languages|keywords|key technologies|languages used|frameworks)$/iu,
  ],
  ['role', /^(?:项目角色|担任角色|角色|项目职务|担任职务|职位|岗位|职务|my role|role|position|title)$/iu],
  [
    'courses',
    /^(?:主修课程|主要课程|相关课程|核心课程|专业课程|课程|主干课程|所学课程|专业核心课程|relevant coursework|coursework|courses|relevant courses|key courses|selected coursework|core courses|related coursework|modules|key modules)$/iu,
  ],
  [
    'score',
    /^(?:gpa|cgpa|grade|final grade|绩点|平均绩点|cumulative gpa|major gpa|overall gpa|成绩|平均分|score|percentage)$/iu,
  ],
  [
    'url',
    /^(?:项目地址|链接|项目链接|github|link|url|demo|repo|repository|website|网址|源码|源码地址|github地址|开源地址)$/iu,
  ],
  ['company', /^(?:公司|所在公司|公司名称|单位|company|employer|client|所属公司|organization)$/iu],
];

const labelled = /^[([【]?([^:：\])】]{1,32})[)\]】]?\s?[:：]\s*(.*)$/u;

function labelOf(text: string): { label: BodyLabel; rest: string } | undefined {
  const match = labelled.exec(text);
  const name = (match?.[1] ?? text.replace(/^[[(【]|[\])】]$/g, ''))
    .replace(/(?<=\p{Script=Han}) (?=\p{Script=Han})/gu, '')
    .trim();
  if (name.length > 32) return undefined;
  const label = labels.find(([, pattern]) => pattern.test(name))?.[0];
  if (!label || (!match && !/^[[(【]/.test(text) && (label === 'stack' || label === 'url'))) return undefined;
  return { label, rest: match?.[2]?.trim() ?? '' };
}

const numbered = /^(?:\(?\d{1,2}[.、)]|[①-⑳]|[(（][一二三四五六七八九十\d]{1,2}[)）])\s*(?!\d)/u;

/** Rows of a body, sorted by what they are. */
export function bodyOf(rows: Row[]): Body {
  const body: Body = { highlights: [], prose: [], labelled: new Map() };
  let open: BodyLabel | undefined;
  const put = (label: BodyLabel, text: string) => body.labelled.set(label, [...(body.labelled.get(label) ?? []), text]);
  for (const row of paragraphsOf(
    rows.map((row) => ({
      ...row,
      bullet: row.bullet || numbered.test(row.text),
      gap: row.gap || labelOf(row.text) !== undefined,
    })),
  )) {
    const text = proseOf(row);
    const found = labelOf(text);
    if (found) {
      open = found.label;
      if (found.rest === '') continue;
      if (open === 'duties') body.highlights.push(found.rest);
      else put(open, found.rest);
      if (open !== 'description' && open !== 'duties') open = undefined;
      continue;
    }
    const point = text.replace(numbered, '');
    if (row.bullet || open === 'duties') {
      body.highlights.push(point);
      if (open !== 'duties') open = undefined;
    } else if (open) {
      put(open, text);
      if (open !== 'description') open = undefined;
    } else body.prose.push(text);
  }
  return body;
}
