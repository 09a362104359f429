/** Writes questions as CSV. */
import type { Draft } from './entry.js';
import { guardCell } from './formula.js';
import { Refusal } from './refusal.js';
import { hintsOf, keyPointsOf, tagsOf } from './texts.js';

/** By this mark spreadsheets know that it is UTF-8. */
const mark = '\ufeff';

const columns = [
  'prompt',
  'category',
  'tags',
  'difficulty',
  'timeLimit',
  'locale',
  'status',
  'referenceAnswer',
  'keyPoints',
  'hints',
] as const satisfies (keyof Draft)[];

export const csvHeader = `${mark}${columns.join(',')}\r\n`;

/** A text that is empty is in quotes, so that it is not taken for one that is not there. */
const cell = (text: string): string =>
  text === '' || /[",;\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;

const readsAs = <T>(text: string, items: T[], read: (text: string) => T[]): boolean => {
  try {
    return JSON.stringify(read(text)) === JSON.stringify(items);
  } catch (error) {
    if (error instanceof Refusal) return false;
    throw error;
  }
};

/** As a person would write a list, if that brings it back; as JSON if not. */
const listCell = <T>(items: T[], plain: string | undefined, read: (text: string) => T[]): string =>
  plain !== undefined && readsAs(plain, items, read) ? plain : JSON.stringify(items);

export const csvOf = (question: Required<Draft>): string => {
  const { tags, keyPoints, hints } = question;
  const isPlain = keyPoints.every(({ weight }) => weight === undefined);
  const texts: Record<(typeof columns)[number], string> = {
    ...question,
    difficulty: String(question.difficulty),
    timeLimit: String(question.timeLimit),
    tags: listCell(tags, tags.join(', '), tagsOf),
    keyPoints: listCell(keyPoints, isPlain ? keyPoints.map(({ text }) => text).join('\n') : undefined, keyPointsOf),
    hints: listCell(hints, hints.join('\n'), hintsOf),
  };
  return `${columns.map((column) => cell(guardCell(texts[column]))).join(',')}\r\n`;
};
