/** Reads Markdown: with fields if its questions carry some, or else as a document for people. */
import { type Entry, longestRecord, UnreadableFile } from '../entry.js';
import { createLines, type Line } from '../lines.js';
import { createAnnotatedParts } from './annotated.js';
import { createBankReader } from './bank.js';
import { questionLevel } from './level.js';
import { entryOfRecord } from './record.js';

/** Takes lines and gives the rows as they are complete. */
type Reader = { read(line: Line): Iterable<Entry>; end(): Iterable<Entry> };

const createAnnotatedReader = (): Reader => {
  const parts = createAnnotatedParts();
  function* entries(record: ReturnType<typeof parts.end>): Generator<Entry> {
    if (record) yield entryOfRecord(record);
  }
  return { read: (line) => entries(parts.read(line)), end: () => entries(parts.end()) };
};

function* linesOf(text: string): Generator<Line> {
  const lines = createLines();
  yield* lines.read(text);
  yield* lines.end();
}

const isAnnotated = (head: string): boolean => {
  const parts = createAnnotatedParts();
  for (const line of linesOf(head)) parts.read(line);
  return parts.end() !== undefined;
};

/** What a document begins with for the programs that publish it is no part of it. */
const frontMatter = /^---[ \t]*\n(?=[\w-]+[ \t]*:)(?:.*\n){0,200}?---[ \t]*(?=\n|$)/;

const withoutFrontMatter = (head: string): string =>
  head.replace(frontMatter, (found) => '\n'.repeat(found.split('\n').length - 1));

const readerFor = (head: string, headingLevel: number | undefined): Reader => {
  if (isAnnotated(head)) return createAnnotatedReader();
  const level = questionLevel(linesOf(head));
  if (level !== undefined) return createBankReader(headingLevel ?? level);
  throw new UnreadableFile({
    en: 'no heading in the first 1 MiB: a question is a heading (“## What is …?”), its answer what stands beneath',
    zh: '前 1 MiB 中没有标题：题目应为标题（“## 什么是……？”），答案写在其下方',
  });
};

export async function* readMarkdown(texts: AsyncIterable<string>, headingLevel?: number): AsyncGenerator<Entry> {
  const lines = createLines();
  let head: string | undefined = '';
  let reader: Reader | undefined;
  function* begin(text: string): Generator<Entry> {
    const start = withoutFrontMatter(text);
    reader = readerFor(start, headingLevel);
    head = undefined;
    for (const line of lines.read(start)) yield* reader.read(line);
  }
  for await (const text of texts) {
    if (head !== undefined) {
      head += text;
      if (head.length > longestRecord) yield* begin(head);
    } else for (const line of lines.read(text)) yield* reader?.read(line) ?? [];
  }
  if (head !== undefined) yield* begin(head);
  for (const line of lines.end()) yield* reader?.read(line) ?? [];
  yield* reader?.end() ?? [];
}
