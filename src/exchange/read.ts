/** Reads the questions of a file, one after the other, and holds no more than one. */
import { readCsv } from './csv.js';
import type { Entry } from './entry.js';
import type { Format } from './format.js';
import { readJson } from './json.js';
import { readJsonl } from './jsonl.js';
import { readMarkdown } from './markdown/read.js';
import { readText } from './text.js';

export type ReadOptions = {
  /** Markdown without fields: the level of the headings that are questions; found out if it is not given. */
  headingLevel?: number;
};

/** @throws UnreadableFile while it is read, after the rows before */
export const readQuestions = (
  bytes: AsyncIterable<Uint8Array>,
  format: Format,
  options: ReadOptions = {},
): AsyncIterable<Entry> => {
  const texts = readText(bytes);
  if (format === 'JSON') return readJson(texts);
  if (format === 'JSONL') return readJsonl(texts);
  return format === 'CSV' ? readCsv(texts) : readMarkdown(texts, options.headingLevel);
};
