/** Splits CSV (RFC 4180) into rows of cells, and holds one row at a time. */
import { longestRecord, UnreadableFile } from './entry.js';
import { countLineEnds } from './lines.js';

export type Row = {
  line: number;
  /** An empty cell without quotes is undefined. */
  cells: (string | undefined)[];
  /** Its cells are not to be relied on. */
  fault?: 'TOO_LONG' | 'QUOTES';
};

const isOpen = (line: number) =>
  new UnreadableFile(
    {
      en: `a quote that was opened in line ${line} is never closed; write a quote inside of a cell twice: ""`,
      zh: `第 ${line} 行打开的引号没有闭合；单元格内的引号应写成两个：""`,
    },
    line,
  );

const isUnclear = (line: number) =>
  new UnreadableFile(
    {
      en: 'a cell in quotes goes on behind its closing quote, so that no one can tell where the row ends; write a quote inside of a cell twice: ""',
      zh: '带引号的单元格在引号闭合后仍有内容，无法判断该行在何处结束；单元格内的引号应写成两个：""',
    },
    line,
  );

/** Where in a cell we are; QUOTE: behind a quote in a quoted one, of which the next character tells what it is. */
type Place = 'START' | 'BARE' | 'QUOTED' | 'QUOTE' | 'BROKEN';

export const createRows = (delimiter: string) => {
  const cellEnd = new RegExp(`[${delimiter}\\n]`, 'g');
  let place: Place = 'START';
  let row: Row = { line: 1, cells: [] };
  let cell = '';
  let length = 0;
  let line = 1;
  let quoteLine = 1;
  /** Of the physical line that we are in. */
  let quotes = 0;

  const take = (part: string) => {
    length += part.length + 1;
    if (length > longestRecord) {
      if (place === 'QUOTED') throw isOpen(quoteLine);
      row.fault = 'TOO_LONG';
      row.cells = [];
      cell = '';
    } else cell += part;
  };
  const closeCell = (isQuoted: boolean) => {
    if (row.fault === undefined) row.cells.push(cell === '' && !isQuoted ? undefined : cell);
    if (!isQuoted && /^\s+"/.test(cell)) row.fault = 'QUOTES';
    cell = '';
    place = 'START';
    length += 1;
  };
  const closeRow = (): Row => {
    // A line with an odd number of quotes is a part of a longer row.
    if (row.fault === 'QUOTES' && (row.line !== line || quotes % 2 === 1)) throw isUnclear(line);
    const closed = row;
    line += 1;
    row = { line, cells: [] };
    length = 0;
    quotes = 0;
    return closed;
  };
  const atCellEnd = (character: string | undefined, isQuoted: boolean): Row | undefined => {
    closeCell(isQuoted);
    return character === '\n' ? closeRow() : undefined;
  };

  function* read(text: string): Generator<Row> {
    let at = 0;
    while (at < text.length) {
      let closed: Row | undefined;
      if (place === 'START') {
        place = text[at] === '"' ? 'QUOTED' : 'BARE';
        if (place === 'QUOTED') {
          quoteLine = line;
          quotes += 1;
          // What is let go anyway may yet have a quote that never ends.
          if (row.fault === 'TOO_LONG') length = 0;
          at += 1;
        }
      } else if (place === 'QUOTED') {
        const end = text.indexOf('"', at);
        const part = text.slice(at, end < 0 ? undefined : end);
        take(part);
        const ends = countLineEnds(part);
        line += ends;
        if (ends > 0) quotes = 0;
        at = end < 0 ? text.length : end + 1;
        if (end >= 0) {
          quotes += 1;
          place = 'QUOTE';
        }
      } else if (place === 'QUOTE') {
        const character = text[at] as string;
        if (character === '"') {
          quotes += 1;
          place = 'QUOTED';
          take('"');
        } else if (character === delimiter || character === '\n') closed = atCellEnd(character, true);
        else {
          row.fault = 'QUOTES';
          place = 'BROKEN';
          continue;
        }
        at += 1;
      } else {
        cellEnd.lastIndex = at;
        const end = (place === 'BROKEN' ? text.indexOf('\n', at) : cellEnd.exec(text)?.index) ?? -1;
        const part = text.slice(at, end < 0 ? undefined : end);
        if (part.includes('"')) quotes += part.split('"').length - 1;
        if (place === 'BARE') take(part);
        if (end >= 0) closed = atCellEnd(text[end], false);
        at = end < 0 ? text.length : end + 1;
      }
      if (closed) yield closed;
    }
  }
  return {
    read,
    *end(): Generator<Row> {
      if (place === 'QUOTED') throw isOpen(quoteLine);
      if (place === 'START' && row.cells.length === 0 && row.fault === undefined) return;
      closeCell(place === 'QUOTE');
      yield closeRow();
    },
  };
};
