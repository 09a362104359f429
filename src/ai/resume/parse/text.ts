/** The lines of a document made ready for matching: one form for every character, cells apart, soft line ends joined. */
import type { Line } from '../../document/document.js';

/** A line as the rules see it. `text` has its cells joined by a tab. */
export type Row = Line & { cells: string[] };

/** A line longer than this is cut, so that no pattern ever sees more. */
const longestRow = 4000;

const hanOrPunctuation = /[\p{Script=Han}\u3000-\u303f\uff00-\uffef]/u;

// Control and format characters, private use (icon fonts), pictures and their modifiers.
const invisible = /(?:[\p{Cc}\p{Cf}\p{Co}\p{Cn}\u{1f000}-\u{1faff}\u2600-\u27bf\ufffd]|\ufe0e|\ufe0f)+/gu;
const markers = /^(?:[•●○◦▪▫■□◆◇►▶▸▹‣⁃∙※★☆✦➢➤❖]|[-–—*+>·](?=[\s\p{Lu}\p{Script=Han}]))\s*/u;

/** In NFKC, without what cannot be seen, blanks joined; tabs stay. */
export const clean = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[\r\n\v\f\u2028\u2029]/g, ' ')
    .replace(invisible, (run) => (run.includes('\t') ? '\t' : /[\p{Co}\p{So}]/u.test(run) ? ' ' : ''))
    .replace(/ +/g, ' ')
    .replace(/ ?\t[ \t]*/g, '\t')
    .trim();

/** Marks of Markdown in what is said to be plain text. */
const markdown = /^#{1,6} |\*\*/g;

const isSpaced = (words: string[]) => words.length >= 4 && words.every((word) => /^(?:[\p{L}&]|\p{N})$/u.test(word));

/** "E D U C A T I O N" is one word, set wide; two blanks part its words. */
export function unspaced(text: string): string {
  const words = text.split(' ');
  if (isSpaced(words)) return words.join('');
  return text;
}

/** Blanks between Chinese characters are there for the look: 姓 名, 教 育 背 景. */
export const withoutHanBlanks = (text: string): string => text.replace(/(?<=\p{Script=Han}) (?=\p{Script=Han})/gu, '');

function cut(text: string): string[] {
  const parts: string[] = [];
  for (let at = 0; at < text.length; at += longestRow) parts.push(text.slice(at, at + longestRow));
  return parts;
}

export function rowsOf(lines: Line[]): Row[] {
  return lines.flatMap((line) =>
    cut(clean(line.text)).flatMap((part, index) => {
      const text = part.replace(markdown, '').replace(markers, '').trim();
      if (text === '') return [];
      const bullet = index === 0 && (line.bullet || markers.test(part));
      const heading = line.heading || (index === 0 && /^#{1,6} /.test(part));
      return [{ ...line, text, cells: cellsOf(text), heading, bullet, gap: index === 0 && line.gap }];
    }),
  );
}

const cellsOf = (text: string): string[] =>
  text
    .split('\t')
    .map((cell) => cell.trim())
    .filter((cell) => cell !== '');

/** The same line with another text. */
export const withText = (row: Row, text: string): Row => ({ ...row, text: text.trim(), cells: cellsOf(text) });

/** How wide a line is set: a Chinese character takes the room of two letters. */
export function widthOf(text: string): number {
  let width = 0;
  for (const char of text) width += hanOrPunctuation.test(char) ? 2 : 1;
  return width;
}

/** Two halves of a sentence that the page parted. */
export function join(first: string, second: string): string {
  if (first === '') return second;
  const close = hanOrPunctuation.test(first.at(-1) ?? '') && hanOrPunctuation.test(second[0] ?? '');
  return close ? first + second : `${first} ${second}`;
}

const sentenceEnd = /[。.;!?！？；:]$/;
const opensMore = /(?:[,，、(（&/]|\b(?:and|or|of|the|a|an|to|with|for|in|by|from|that|which|using|on|at))$/i;
const goesOn = /^[\p{Ll},，、。;)）%]/u;
/** Chinese breaks anywhere, so that a full line is full to within two characters; no column is narrower than this. */
const narrowest = 44;

/** Does `next` go on with the sentence of `row`, cut only by the width of the page? */
function continues(row: Row, next: Row, open: Row, { widest, prose, list }: Block): boolean {
  if (next.bullet || next.gap || next.heading || (next.bold && !row.bold)) return false;
  if (goesOn.test(next.text) || (opensMore.test(row.text) && widthOf(row.text) > widest / 2)) return true;
  if (list && /[;；].{1,12}[:：]$/u.test(row.text)) return true;
  if (sentenceEnd.test(row.text) && !open.bullet) return false;
  const width = widthOf(row.text);
  if (open.bullet) return width >= widest * 0.7;
  if (list) return false;
  if (hanOrPunctuation.test(row.text.at(-1) ?? '')) return width >= Math.max(widest, narrowest) - 5;
  return prose && width >= Math.max(widest, 40) * 0.8;
}

type Block = { widest: number; prose: boolean; list: boolean };

/** Rows whose soft line ends are gone. In a `list` each line is an item of its own, unless it plainly goes on. */
export function paragraphsOf(rows: Row[], list = false): Row[] {
  const widest = rows.reduce((width, row) => Math.max(width, widthOf(row.text)), 0);
  const block = { widest, prose: rows.some(({ text }) => /[.。]$/.test(text)), list };
  const paragraphs: Row[] = [];
  let last: Row | undefined;
  for (const row of rows) {
    const open = paragraphs.at(-1);
    if (open && last && continues(last, row, open, block))
      paragraphs[paragraphs.length - 1] = withText(open, join(open.text, row.text));
    else paragraphs.push(row);
    last = row;
  }
  return paragraphs;
}

/** The text of a row as prose: cells parted by a blank. */
export const proseOf = (row: Row): string => row.cells.join(' ');

/** Without separators and brackets that nothing is left of. */
export const trimmed = (text: string): string =>
  text
    .replace(/\(\s*\)|\[\s*\]/g, ' ')
    .replace(/ {2,}/g, ' ')
    .replace(/^[\s,，、;；:|·•~\-–—/]+|[\s,，、;；:|·•~\-–—/]+$/gu, '');
