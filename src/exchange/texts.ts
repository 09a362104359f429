/** Texts and lists of texts as files write them. */
import type { Draft } from './entry.js';
import { type Field, fieldNames } from './fields.js';
import { cut, Refusal } from './refusal.js';

// biome-ignore lint/suspicious/noControlCharactersInRegex: it is them that we look for
export const control = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]/;

const codeOf = (character: string): string =>
  `U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;

const wrongType = (field: Field, value: unknown, wanted: { en: string; zh: string }): Refusal => {
  const { en, zh } = fieldNames[field];
  return new Refusal({
    en: `${en}: “${cut(value)}” stands where ${wanted.en} belongs`,
    zh: `${zh}：“${cut(value)}”应为${wanted.zh}`,
  });
};

/** A text as it is kept: whole characters that can be written down, lines ended by \n. */
export const textOf = (field: Field, value: unknown): string => {
  if (typeof value !== 'string') throw wrongType(field, value, { en: 'a text', zh: '文本' });
  const { en, zh } = fieldNames[field];
  if (!value.isWellFormed()) {
    throw new Refusal({
      en: `${en}: half a character (a lone surrogate) is in “${cut(value)}”`,
      zh: `${zh}：“${cut(value)}”中有半个字符（孤立的代理项）`,
    });
  }
  const found = control.exec(value)?.[0];
  if (found !== undefined) {
    throw new Refusal({
      en: `${en}: remove the control character ${codeOf(found)}`,
      zh: `${zh}：请删除控制字符 ${codeOf(found)}`,
    });
  }
  return value.includes('\r') ? value.replace(/\r\n?/g, '\n') : value;
};

/** A list that stands in a cell as JSON, as it is written where plain text would not bring it back. */
const jsonList = (text: string): unknown[] | undefined => {
  if (!/^\s*\[/.test(text)) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
};

const words = (text: string): string[] =>
  text
    .split(/[,;|、，；\n]/)
    .map((word) => word.trim())
    .filter((word) => word !== '');

/** What may stand before an item on a line of its own. A minus, a pointer or `1.5` is none. */
const bullet = /^(?:[-*](?=\s|\p{Script=Han})|•|\d{1,3}[.)、](?!\d))\s*/u;

const lines = (text: string): string[] =>
  text
    .split(/\r\n?|\n/)
    .map((line) => line.trim().replace(bullet, ''))
    .filter((line) => line !== '');

const itemsOf = (field: Field, value: unknown, split: (text: string) => string[]): unknown[] => {
  if (Array.isArray(value)) return value;
  if (typeof value === 'string') return jsonList(value) ?? split(value);
  throw wrongType(field, value, { en: 'a list of texts', zh: '文本列表' });
};

export const tagsOf = (value: unknown): string[] => itemsOf('tags', value, words).map((tag) => textOf('tags', tag));

export const hintsOf = (value: unknown): string[] =>
  itemsOf('hints', value, lines).map((hint) => textOf('hints', hint));

const pointOf = (value: unknown): { text: string; weight?: number } => {
  if (typeof value === 'string') return { text: textOf('keyPoints', value) };
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, 'text')) {
    throw wrongType('keyPoints', value, {
      en: 'a text or an object with text and weight',
      zh: '文本或 {text, weight}',
    });
  }
  const { text, weight } = value as { text: unknown; weight?: unknown };
  const point = { text: textOf('keyPoints', text) };
  if (!Object.hasOwn(value, 'weight') || weight === null || weight === undefined) return point;
  const number = typeof weight === 'string' && weight.trim() !== '' ? Number(weight) : weight;
  if (typeof number === 'number' && Number.isFinite(number)) return { ...point, weight: number };
  throw new Refusal({
    en: `the weight of a key point is “${cut(weight)}”, where a number belongs`,
    zh: `要点的权重为“${cut(weight)}”，应为数字`,
  });
};

export const keyPointsOf = (value: unknown): NonNullable<Draft['keyPoints']> =>
  itemsOf('keyPoints', value, lines).map(pointOf);
