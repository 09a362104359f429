/** Text on a terminal: how wide it is, where it may be broken, and what must not reach it. */

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** East Asian Wide and Fullwidth (UAX #11) and pictographs; ambiguous ones count as narrow, as terminals take them. */
const wide =
  /^(?:[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{1f300}-\u{1f64f}\u{1f680}-\u{1f6ff}\u{1f900}-\u{1faff}\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}|.\ufe0f)/u;
const invisible = /^[\p{M}\p{Cc}\p{Cf}]/u;

const graphemeWidth = (grapheme: string): number => (wide.test(grapheme) ? 2 : invisible.test(grapheme) ? 0 : 1);

/** Columns that the text takes. */
export const widthOf = (text: string): number => {
  let width = 0;
  for (const { segment } of graphemes.segment(text)) width += graphemeWidth(segment);
  return width;
};

export const padEnd = (text: string, width: number): string => text + ' '.repeat(Math.max(0, width - widthOf(text)));
export const padStart = (text: string, width: number): string => ' '.repeat(Math.max(0, width - widthOf(text))) + text;

/**
 * Text of others, safe to print: control and direction characters could move the cursor or lie about what is read.
 * Its length stays the same, so that ranges in it still hold.
 */
export const clean = (text: string): string =>
  text
    .replace(/\t/g, ' ')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
    .replace(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, '\ufffd');

/** Punctuation that may not begin a line, and that may not end one. */
const closing = /^[,.;:!?%)\]}»”’、。，；：！？）】」』》〉…·～—]/u;
const opening = /^[([{«“‘（【「『《〈]/u;

/** A piece of a text, from `start` up to `end`. */
export type Range = { start: number; end: number };
type Piece = Range & { width: number; space: boolean };

/** What must stay together: a word of narrow characters, or one wide character with the punctuation that belongs to it. */
const piecesOf = (text: string, start: number, end: number): Piece[] => {
  const pieces: Piece[] = [];
  let before = '';
  for (const { segment, index } of graphemes.segment(text.slice(start, end))) {
    const width = graphemeWidth(segment);
    const space = segment === ' ';
    const last = pieces.at(-1);
    const narrow = width < 2 && graphemeWidth(before) < 2;
    if (last && last.space === space && (narrow || opening.test(before) || closing.test(segment))) {
      last.end += segment.length;
      last.width += width;
    } else {
      pieces.push({ start: start + index, end: start + index + segment.length, width, space });
    }
    before = segment;
  }
  return pieces;
};

/** Where to break the text so that no line is wider than `width` columns; spaces at a break belong to no line. */
export const wrapRanges = (text: string, width: number): Range[] => {
  const lines: Range[] = [];
  let offset = 0;
  for (const paragraph of text.split('\n')) {
    let line: (Range & { width: number }) | undefined;
    for (const piece of piecesOf(text, offset, offset + paragraph.length)) {
      if (piece.space && !line) continue;
      if (line && line.width + piece.width > width) {
        lines.push(line);
        line = undefined;
        if (piece.space) continue;
      }
      if (piece.width > width) {
        line = breakPiece(text, piece, width, lines);
      } else if (line) {
        line.end = piece.end;
        line.width += piece.width;
      } else {
        line = { start: piece.start, end: piece.end, width: piece.width };
      }
    }
    lines.push(line ?? { start: offset, end: offset });
    offset += paragraph.length + 1;
  }
  return lines.map(({ start, end }) => ({ start, end: start + text.slice(start, end).trimEnd().length }));
};

/** Breaks what is wider than a line; the last part is returned, since more may follow it on its line. */
const breakPiece = (text: string, piece: Piece, width: number, lines: Range[]): Range & { width: number } => {
  let line = { start: piece.start, end: piece.start, width: 0 };
  for (const { segment } of graphemes.segment(text.slice(piece.start, piece.end))) {
    const more = graphemeWidth(segment);
    if (line.width > 0 && line.width + more > width) {
      lines.push(line);
      line = { start: line.end, end: line.end, width: 0 };
    }
    line.end += segment.length;
    line.width += more;
  }
  return line;
};

/** @param indent columns before each line */
export const wrap = (text: string, width: number, indent = 0): string[] =>
  wrapRanges(text, Math.max(2, width - indent)).map(({ start, end }) => ' '.repeat(indent) + text.slice(start, end));

/** The beginning of a text, on one line. */
export const shorten = (text: string, width: number): string => {
  const line = text.replace(/\s+/g, ' ').trim();
  if (widthOf(line) <= width) return line;
  const [first] = wrapRanges(line, Math.max(2, width - 1));
  return `${line.slice(first?.start, first?.end)}…`;
};

const eighths = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];

/** @param share 0 to 1 of `width` columns */
export const bar = (share: number, width: number): { filled: string; rest: string } => {
  const steps = Math.round(Math.min(1, Math.max(0, share)) * width * 8);
  const filled = '█'.repeat(Math.floor(steps / 8)) + (eighths[steps % 8] ?? '');
  return { filled, rest: '░'.repeat(width - filled.length) };
};

/** Minutes and seconds. @param seconds never shown below zero */
export const clockTime = (seconds: number): string => {
  const whole = Math.max(0, Math.ceil(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
};
