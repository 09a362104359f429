/** The text of a file from its bytes: UTF-8, without its mark, lines ended by \n alone. */
import { isUtf8 } from 'node:buffer';
import { headLength, isUtf16, looksUtf16, notUtf8 } from './encoding.js';
import { UnreadableFile } from './entry.js';
import { countLineEnds } from './lines.js';

/** So much at a time, however much comes at once. */
const pieceLength = 64 * 1024;
/** Bytes of a line that its encoding is told by. */
const longestSample = 4_096;
const nothing = Buffer.alloc(0);
const mark = Buffer.from([0xef, 0xbb, 0xbf]);

/** Pieces of bounded length; the first is long enough to tell the encoding by, unless the file is shorter. */
async function* piecesOf(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let head: Buffer | undefined = nothing;
  for await (const chunk of bytes) {
    let whole = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    if (head) {
      whole = Buffer.concat([head, whole]);
      head = whole.length < headLength ? whole : undefined;
      if (head) continue;
    }
    for (let at = 0; at < whole.length; at += pieceLength) yield whole.subarray(at, at + pieceLength);
  }
  if (head) yield head;
}

/** How many of the bytes are whole characters: all but the beginning of one at the end. */
const wholeLength = (bytes: Buffer): number => {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] as number;
    if (byte < 0x80) break;
    if (byte < 0xc0) continue;
    const needed = byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4;
    return needed > back ? bytes.length - back : bytes.length;
  }
  return bytes.length;
};

const isLineEnd = (byte: number): boolean => byte === 0x0a || byte === 0x0d;

/** Where the first line begins that is not UTF-8. */
const firstBadLine = (bytes: Buffer): number => {
  let start = 0;
  for (;;) {
    const length = bytes.subarray(start).findIndex(isLineEnd);
    if (length < 0 || !isUtf8(bytes.subarray(start, start + length))) return start;
    start += length + 1;
  }
};

/** The line that bytes begin with, or the beginning of it. What stands before it in another piece was ASCII, and tells nothing. */
const lineFrom = async (bytes: Buffer, more: AsyncGenerator<Buffer>): Promise<Buffer> => {
  let line = bytes;
  while (!line.some(isLineEnd) && line.length < longestSample) {
    const piece = await more.next();
    if (piece.done) return line;
    line = Buffer.concat([line, piece.value]);
  }
  const end = line.findIndex(isLineEnd);
  return line.subarray(0, end < 0 ? longestSample : end);
};

/** Ends lines by \n alone, and counts them. */
const createEnds = () => {
  let line = 1;
  /** A \r at the end of a piece may be half of a \r\n. */
  let held = '';
  return {
    /** Of what comes next. */
    line: () => line + held.length,
    normalise: (piece: string): string => {
      const all = held + piece;
      held = all.endsWith('\r') ? '\r' : '';
      const text = (held ? all.slice(0, -1) : all).replace(/\r\n?/g, '\n');
      line += countLineEnds(text);
      return text;
    },
    rest: () => (held ? '\n' : ''),
  };
};

/** @throws UnreadableFile where the file is not UTF-8, after the lines before */
export async function* readText(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const ends = createEnds();
  let isFirst = true;
  let rest: Buffer = nothing;
  const pieces = piecesOf(bytes);
  for await (const piece of pieces) {
    let joined = rest.length > 0 ? Buffer.concat([rest, piece]) : piece;
    if (isFirst) {
      isFirst = false;
      if (looksUtf16(joined.subarray(0, headLength))) throw new UnreadableFile(isUtf16, 1);
      if (joined.subarray(0, mark.length).equals(mark)) joined = joined.subarray(mark.length);
    }
    const whole = joined.subarray(0, wholeLength(joined));
    rest = joined.subarray(whole.length);
    if (!isUtf8(whole)) {
      const start = firstBadLine(whole);
      yield ends.normalise(whole.toString('utf8', 0, start));
      throw new UnreadableFile(notUtf8(await lineFrom(joined.subarray(start), pieces)), ends.line());
    }
    yield ends.normalise(whole.toString('utf8'));
  }
  if (rest.length > 0) throw new UnreadableFile(notUtf8(rest), ends.line());
  yield ends.rest();
}
