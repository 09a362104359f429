/** Reads CSV with a header: one question a row. */
import type { Bilingual } from '../errors.js';
import { createRows, type Row } from './csv-rows.js';
import { entryOf } from './draft.js';
import { type Entry, longestRecord, UnreadableFile } from './entry.js';
import { gather, type Place, placeOf, promptNames } from './fields.js';
import { bareCell } from './formula.js';
import { cut, tooLong } from './refusal.js';

const delimiters = [',', ';', '\t'];

type Header = { places: (Place | undefined)[]; delimiter: string };

const badQuotes: Bilingual = {
  en: 'a cell has quotes that do not enclose all of it; write a quote inside of a cell twice: ""',
  zh: '单元格的引号没有包住全部内容；单元格内的引号应写成两个：""',
};

const isEmptyFile: Bilingual = {
  en: 'the file is empty; a row with the names of the columns belongs first',
  zh: '文件为空；第一行应为列名',
};

const isBlank = ({ cells, fault }: Row): boolean => fault === undefined && cells.every((cell) => !cell?.trim());

const firstRow = (text: string, delimiter: string): Row | undefined => {
  const rows = createRows(delimiter);
  for (const row of rows.read(text)) if (!isBlank(row)) return row;
  for (const row of rows.end()) if (!isBlank(row)) return row;
  return undefined;
};

const hasPrompt = (cells: (string | undefined)[]): boolean =>
  cells.some((name) => placeOf(name ?? '')?.field === 'prompt');

/** The first row as each delimiter makes it, unless it makes nonsense of the quotes. */
const firstRows = (text: string): { delimiter: string; row: Row }[] => {
  let problem: UnreadableFile | undefined;
  const found = delimiters.flatMap((delimiter) => {
    try {
      const row = firstRow(text, delimiter);
      return row ? [{ delimiter, row }] : [];
    } catch (error) {
      if (!(error instanceof UnreadableFile)) throw error;
      problem ??= error;
      return [];
    }
  });
  if (found.length === 0 && problem) throw problem;
  return found;
};

/** Of the delimiters the one under which the header has a question, or else most columns. */
const headerIn = (text: string): Header => {
  const found = firstRows(text);
  const byWidth = found.toSorted((a, b) => b.row.cells.length - a.row.cells.length);
  const best = byWidth.find(({ row }) => hasPrompt(row.cells)) ?? byWidth[0];
  if (!best) throw new UnreadableFile(isEmptyFile);
  const { cells, line, fault } = best.row;
  if (hasPrompt(cells)) return { delimiter: best.delimiter, places: cells.map((name) => placeOf(name ?? '')) };
  if (fault === 'QUOTES') throw new UnreadableFile(badQuotes, line);
  const seen = cells.slice(0, 10).map((name) => cut(name ?? ''));
  throw new UnreadableFile(
    {
      en: `no column of questions: the first row names ${seen.join(', ')}; one of ${promptNames.join(', ')} is needed`,
      zh: `没有题目列：首行为 ${seen.join('、')}；需要以下列名之一：${promptNames.join('、')}`,
    },
    line,
  );
};

/** Tells, piece by piece, whether the first row has come to its end. */
const createFirstRowWatch = () => {
  let quotes = 0;
  let hasBegun = false;
  return (text: string): boolean => {
    for (const character of text) {
      if (character === '"') quotes += 1;
      if (character === '\n' && hasBegun && quotes % 2 === 0) return true;
      hasBegun ||= character.trim() !== '';
    }
    return false;
  };
};

const createRowReader = ({ places }: Header) => {
  /** The line of a row whose end is a guess, until the next row bears it out. */
  let guessed: number | undefined;
  return ({ line, cells, fault }: Row): Entry => {
    if (fault === 'TOO_LONG') return { line, problem: tooLong };
    if (fault === 'QUOTES') {
      guessed ??= line;
      return { line, problem: badQuotes };
    }
    if (guessed !== undefined && (places.length === 1 || cells.length !== places.length)) {
      throw new UnreadableFile(badQuotes, guessed);
    }
    guessed = undefined;
    if (cells.length > places.length) {
      const [has, may] = [cells.length, places.length];
      const problem = {
        en: `the row has ${has} cells, the header ${may}; put cells that contain the delimiter into quotes`,
        zh: `该行有 ${has} 个单元格，表头只有 ${may} 个；含分隔符的单元格请加引号`,
      };
      return { line, problem };
    }
    return entryOf(
      line,
      gather(cells.map((cell, at) => [places[at], cell === undefined ? cell : bareCell(cell)] as const)),
    );
  };
};

export async function* readCsv(texts: AsyncIterable<string>): AsyncGenerator<Entry> {
  let head: string | undefined = '';
  const hasFirstRow = createFirstRowWatch();
  let rows = createRows(',');
  let entryOfRow: ((row: Row) => Entry) | undefined;
  let isHeader = true;
  function* entries(found: Iterable<Row>): Generator<Entry> {
    for (const row of found) {
      if (isBlank(row)) continue;
      if (!isHeader && entryOfRow) yield entryOfRow(row);
      isHeader = false;
    }
  }
  const begin = (text: string): Iterable<Entry> => {
    const header = headerIn(text);
    rows = createRows(header.delimiter);
    entryOfRow = createRowReader(header);
    head = undefined;
    return entries(rows.read(text));
  };
  for await (const text of texts) {
    if (head === undefined) yield* entries(rows.read(text));
    else {
      head += text;
      if (hasFirstRow(text) || head.length > longestRecord) yield* begin(head);
    }
  }
  if (head !== undefined) yield* begin(head);
  yield* entries(rows.end());
}
