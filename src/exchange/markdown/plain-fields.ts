/** The fields of a question in the form that we write them: YAML that is read line by line, however long it is. */
import type { Draft } from '../entry.js';

/** Texts are written as JSON, which is YAML; those of several lines as blocks, where that is exact. */
const scalar = (text: string): string => {
  const lines = text.split('\n');
  const isBlock = lines.length > 1 && text === text.trim() && !/[^\P{C}\n\p{Cf}]|[\u2028\u2029\ufeff]|\t/u.test(text);
  return isBlock ? `|-\n${lines.map((line) => (line === '' ? '' : `  ${line}`)).join('\n')}` : JSON.stringify(text);
};

const list = (texts: string[]): string => `[${texts.map((text) => JSON.stringify(text)).join(', ')}]`;

/** Those of the fields that stand in the block; prompt and answer may stand outside. */
export type BlockFields = Omit<Required<Draft>, 'prompt' | 'referenceAnswer'> & Partial<Draft>;

export const writeFields = (fields: BlockFields): string => {
  const { prompt, category, tags, difficulty, timeLimit, locale, status, keyPoints, hints, referenceAnswer } = fields;
  const points = keyPoints.map(
    ({ text, weight }) => `\n  - text: ${JSON.stringify(text)}${weight === undefined ? '' : `\n    weight: ${weight}`}`,
  );
  return [
    ...(prompt === undefined ? [] : [`prompt: ${scalar(prompt)}`]),
    `category: ${JSON.stringify(category)}`,
    `tags: ${list(tags)}`,
    `difficulty: ${difficulty}`,
    `timeLimit: ${timeLimit}`,
    `locale: ${locale}`,
    `status: ${status}`,
    `keyPoints:${points.join('') || ' []'}`,
    `hints:${hints.map((hint) => `\n  - ${JSON.stringify(hint)}`).join('') || ' []'}`,
    ...(referenceAnswer === undefined ? [] : [`referenceAnswer: ${scalar(referenceAnswer)}`]),
    '',
  ].join('\n');
};

/** Thrown where the form is another one. */
class OtherForm extends Error {}

const names = new Set(['EN', 'ZH', 'DRAFT', 'PUBLISHED', 'ARCHIVED']);

/** A text, a number or a list of texts, which JSON and YAML understand alike. */
const scalarOf = (text: string): unknown => {
  if (names.has(text)) return text;
  if (!/^(?:"|\[(?:"|\]$)|\d)/.test(text)) throw new OtherForm();
  const value: unknown = JSON.parse(text);
  if (Array.isArray(value) && !value.every((item) => typeof item === 'string')) throw new OtherForm();
  return value;
};

const field = /^([A-Za-z]+):(?: (.*))?$/s;
const item = /^ {2}- (text: )?(".*)$/s;
const weight = /^ {4}weight: (\d.*)$/;

/** The lines that a field's value goes on with, without blank ones at their end. */
const blockFrom = (lines: string[], start: number): string[] => {
  let end = start;
  while (end < lines.length && (lines[end] === '' || lines[end]?.startsWith('  '))) end += 1;
  while (end > start && lines[end - 1] === '') end -= 1;
  return lines.slice(start, end);
};

const textOf = (block: string[]): string => {
  if (!/^ {2}\S/.test(block[0] ?? '') || block.at(-1)?.trim() === '') throw new OtherForm();
  let end = block.length;
  while (block[end - 1] === '') end -= 1;
  return block
    .slice(0, end)
    .map((line) => line.slice(2))
    .join('\n');
};

const itemsOf = (block: string[]): unknown[] => {
  const items: unknown[] = [];
  for (const line of block) {
    const [, isPoint, text] = item.exec(line) ?? [];
    const number = weight.exec(line)?.[1];
    const last = items.at(-1);
    if (text !== undefined) items.push(isPoint ? { text: scalarOf(text) } : scalarOf(text));
    else if (number !== undefined && typeof last === 'object' && last && !('weight' in last)) {
      items[items.length - 1] = { ...last, weight: scalarOf(number) };
    } else throw new OtherForm();
  }
  if (items.length === 0) throw new OtherForm();
  return items;
};

/** @returns undefined for fields in any other form of YAML */
export const readPlainFields = (fields: string): Record<string, unknown> | undefined => {
  const lines = fields.split('\n');
  const values = new Map<string, unknown>();
  try {
    for (let at = 0; at < lines.length; ) {
      const line = lines[at] as string;
      at += 1;
      if (line === '') continue;
      const [, name, value] = field.exec(line) ?? [];
      if (name === undefined || values.has(name)) throw new OtherForm();
      const block = value === undefined || value === '|-' ? blockFrom(lines, at) : [];
      if (value === '|-') values.set(name, textOf(block));
      else values.set(name, value === undefined ? itemsOf(block) : scalarOf(value));
      at += block.length;
    }
  } catch (error) {
    if (error instanceof OtherForm || error instanceof SyntaxError) return undefined;
    throw error;
  }
  return Object.fromEntries(values);
};
