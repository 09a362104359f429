/** The formats of files of questions, and which one a file's name stands for. */

export type Format = 'JSON' | 'JSONL' | 'CSV' | 'MARKDOWN';

const formats = new Map<string, Format>([
  ['json', 'JSON'],
  ['jsonl', 'JSONL'],
  ['ndjson', 'JSONL'],
  ['csv', 'CSV'],
  ['md', 'MARKDOWN'],
  ['markdown', 'MARKDOWN'],
]);

export const formatOf = (filename: string): Format | undefined =>
  formats.get(/\.([^./\\]+)$/.exec(filename)?.[1]?.toLowerCase() ?? '');
