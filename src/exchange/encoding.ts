/** What bytes that are not UTF-8 seem to be, and how to make UTF-8 of them. */
import { isUtf8 } from 'node:buffer';
import type { Bilingual } from '../errors.js';

export const isUtf16: Bilingual = {
  en: 'The file is UTF-16. Save it as UTF-8, for example: iconv -f UTF-16 -t UTF-8',
  zh: '文件编码为 UTF-16。请另存为 UTF-8，例如：iconv -f UTF-16 -t UTF-8',
};

const isGbk: Bilingual = {
  en: 'The file is not UTF-8; it looks like GBK (GB18030). Save it as UTF-8, for example: iconv -f GB18030 -t UTF-8',
  zh: '文件不是 UTF-8，看起来是 GBK（GB18030）编码。请另存为 UTF-8，例如：iconv -f GB18030 -t UTF-8',
};

const isOther: Bilingual = {
  en: 'The file is not UTF-8 from this line on. Save it as UTF-8.',
  zh: '文件从此行起不是 UTF-8 编码。请另存为 UTF-8。',
};

const marks = [
  [0xff, 0xfe],
  [0xfe, 0xff],
];

/** Bytes of the file's beginning that are looked at. */
export const headLength = 4_096;

/** How many times fewer NULs than others have the letters of UTF-16 where Latin ones have none: `Ā` and `一` do. */
const rarest = 5;

/** Whether the file begins as UTF-16 does: with its mark, or with every other byte a NUL, as Latin letters have it. */
export const looksUtf16 = (head: Uint8Array): boolean => {
  if (marks.some(([first, second]) => head[0] === first && head[1] === second)) return true;
  let even = 0;
  let odd = 0;
  for (let at = 0; at < head.length; at += 2) {
    if (head[at] === 0) even += 1;
    if (head[at + 1] === 0) odd += 1;
  }
  // A NUL that strayed into UTF-8 is the matter of its row. Among Chinese letters it is only blanks and line ends that have one.
  const least = isUtf8(head) ? Math.max(3, head.length / 10) : Math.max(1, head.length / 100);
  return Math.max(even, odd) >= Math.max(least, rarest * Math.min(even, odd));
};

const decoded = (sample: Uint8Array): string | undefined => {
  try {
    // The sample may end in the middle of a character.
    return new TextDecoder('gb18030', { fatal: true }).decode(sample, { stream: true });
  } catch (error) {
    // TypeError is how the decoder says that the bytes are not of its encoding.
    if (error instanceof TypeError) return undefined;
    throw error;
  }
};

/** Mostly Han characters of two high bytes; of a Western text, the letters with accents stand alone among ASCII. */
const looksGbk = (sample: Uint8Array): boolean => {
  const text = decoded(sample);
  if (text === undefined) return false;
  const others = text.match(/[^\0-\x7f]/gu)?.length ?? 0;
  const han = text.match(/[\p{Script=Han}\u3000-\u303f\uff00-\uffef]/gu)?.length ?? 0;
  const high = sample.filter((byte) => byte > 0x7f).length;
  return han > 0 && han >= 0.7 * others && high >= 1.5 * others;
};

/** @param sample bytes from the start of the line that is not UTF-8 */
export const notUtf8 = (sample: Uint8Array): Bilingual => (looksGbk(sample) ? isGbk : isOther);
