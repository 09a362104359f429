/** Files of invented questions, as they are imported. */
import { createWriteStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { SeedBank } from '../../src/db/seed.js';
import { createInventor, type Invented } from '../bank/question.js';

export type Format = { name: string; extension: string; header: string; line(question: Invented): string };

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
] as const satisfies (keyof Invented)[];

const cell = (value: unknown): string => {
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

export const formats: Format[] = [
  { name: 'JSON Lines', extension: 'jsonl', header: '', line: (question) => `${JSON.stringify(question)}\n` },
  {
    name: 'CSV',
    extension: 'csv',
    header: `${columns.join(',')}\r\n`,
    line: (question) => `${columns.map((column) => cell(question[column])).join(',')}\r\n`,
  },
];

/** Not those of the banks that are measured. */
const seed = 7;

export const invent = (bank: SeedBank, count: number): Invented[] => {
  const next = createInventor(bank, seed);
  return Array.from({ length: count }, next);
};

/** @returns how many bytes it has */
export const writeFileOf = async (path: string, { header, line }: Format, questions: Invented[]): Promise<number> => {
  function* pieces() {
    yield header;
    for (const question of questions) yield line(question);
  }
  await pipeline(Readable.from(pieces()), createWriteStream(path));
  return (await stat(path)).size;
};
