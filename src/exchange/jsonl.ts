/** Reads JSON Lines: one question a line. */
import { entryOfJson } from './draft.js';
import type { Entry } from './entry.js';
import { createLines, type Line } from './lines.js';
import { tooLong } from './refusal.js';
import { brokenText } from './syntax.js';

const entryOfLine = ({ number, text, isTooLong }: Line): Entry | undefined => {
  if (isTooLong) return { line: number, problem: tooLong };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return text.trim() === '' ? undefined : { line: number, problem: brokenText(text, error).problem };
  }
  return entryOfJson(number, value);
};

export async function* readJsonl(texts: AsyncIterable<string>): AsyncGenerator<Entry> {
  const lines = createLines();
  for await (const text of texts) {
    for (const line of lines.read(text)) {
      const entry = entryOfLine(line);
      if (entry) yield entry;
    }
  }
  for (const line of lines.end()) {
    const entry = entryOfLine(line);
    if (entry) yield entry;
  }
}
