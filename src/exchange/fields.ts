/** The fields of a question under the names that files give them. */
import type { Draft } from './entry.js';

export type Field = keyof Draft;

/** Of several names in one row, the first in this order that is not empty counts. */
const aliases: Record<Field, string[]> = {
  prompt: ['prompt', 'question', 'title', '题目', '问题', 'instruction'],
  category: ['category', 'topic', 'subject', 'section', '分类', '类别', '类型'],
  tags: ['tags', 'tag', 'keywords', '标签'],
  difficulty: ['difficulty', 'level', '难度'],
  referenceAnswer: ['answer', 'referenceanswer', 'reference', 'response', 'output', '答案', '参考答案', '解析'],
  keyPoints: ['keypoints', 'points', '要点', '关键点', '得分点'],
  hints: ['hints', 'hint', '提示'],
  timeLimit: ['timelimit', 'time', 'seconds', '时限'],
  locale: ['locale', 'language', 'lang', '语言'],
  status: ['status', '状态'],
};

export const promptNames = aliases.prompt;

/** What problems call a field. */
export const fieldNames: Record<Field, { en: string; zh: string }> = {
  prompt: { en: 'question', zh: '题目' },
  category: { en: 'category', zh: '分类' },
  tags: { en: 'tags', zh: '标签' },
  difficulty: { en: 'difficulty', zh: '难度' },
  referenceAnswer: { en: 'answer', zh: '答案' },
  keyPoints: { en: 'key points', zh: '要点' },
  hints: { en: 'hints', zh: '提示' },
  timeLimit: { en: 'time limit', zh: '时限' },
  locale: { en: 'language', zh: '语言' },
  status: { en: 'status', zh: '状态' },
};

/** What a name stands for, and how far back it stands among the names of its field. */
export type Place = { field: Field; rank: number };

const places = new Map<string, Place>(
  (Object.keys(aliases) as Field[]).flatMap((field) =>
    aliases[field].map((alias, rank): [string, Place] => [alias, { field, rank }]),
  ),
);

/** Undefined for a name that means nothing to us. */
export const placeOf = (name: string): Place | undefined =>
  places.get(name) ?? places.get(name.toLowerCase().replace(/[\s_-]+/g, ''));

/** The values of a row, not looked at yet. */
export type Values = { [F in Field]?: unknown };

export const isEmpty = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  (typeof value === 'string' ? value.trim() === '' : Array.isArray(value) && value.length === 0);

/** Behind all that are not empty. */
const emptyRank = 1_000;

export const gather = (pairs: Iterable<readonly [Place | undefined, unknown]>): Values => {
  const values: Values = {};
  const ranks: { [F in Field]?: number } = {};
  for (const [place, value] of pairs) {
    if (place === undefined || value === undefined || value === null) continue;
    const rank = isEmpty(value) ? place.rank + emptyRank : place.rank;
    if (rank >= (ranks[place.field] ?? Number.POSITIVE_INFINITY)) continue;
    ranks[place.field] = rank;
    values[place.field] = value;
  }
  return values;
};
