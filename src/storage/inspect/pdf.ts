/** PDF: by its header, and nothing else besides. */
import { opensAsZip } from './archive.js';
import type { Rejection } from './terms.js';

/**
 * The header stands at the beginning; blanks and a byte order mark before it are what careless web servers put there, and no other format
 * begins with them. More is not forgiven, although many readers look for it within the first 1,024 bytes: that is how a file is two things.
 */
const header = /^(?:\xef\xbb\xbf)?[\t\n\f\r ]{0,64}%PDF-[12]\.\d/;
/** What readers of HTML, of old ones also those that look further than the first byte, and PHP take as theirs. */
const markup = /<(?:!doctype\s|html|head\b|body|script|iframe|svg|\?php)/i;
/** How far readers that guess look. */
const guessed = 1024;

/** Other formats that do not need to stand at the beginning: their signature and the one place of it, or how far it is looked for. */
const strangers: { signature: Buffer; at?: number; within?: number }[] = [
  { signature: Buffer.from('ustar'), at: 257 },
  { signature: Buffer.from('DICM'), at: 128 },
  { signature: Buffer.from('CD001'), at: 32_769 },
  { signature: Buffer.from('Rar!\x1a\x07', 'latin1'), within: 2 ** 21 },
  { signature: Buffer.from('7z\xbc\xaf\x27\x1c', 'latin1'), within: 2 ** 21 },
];

const isStranger = (bytes: Buffer): boolean =>
  strangers.some(({ signature, at, within = 0 }) =>
    at === undefined
      ? bytes.subarray(0, within).includes(signature)
      : bytes.subarray(at, at + signature.length).equals(signature),
  );

export const looksLikePdf = (bytes: Buffer): boolean => header.test(bytes.toString('latin1', 0, 80));

export const inspectPdf = (bytes: Buffer): Rejection | undefined => {
  if (!looksLikePdf(bytes)) return 'TYPE_MISMATCH';
  if (opensAsZip(bytes) || markup.test(bytes.toString('latin1', 0, guessed)) || isStranger(bytes)) return 'AMBIGUOUS';
  // Whether it can be read is for who reads it, but without a single object there is nothing to try.
  return bytes.includes('obj') ? undefined : 'BROKEN';
};
