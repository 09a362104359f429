/** Plain text and Markdown, which no magic number tells: bytes that decode, without control characters. */
import { setImmediate as turn } from 'node:timers/promises';
import { fileTypeFromBuffer } from 'file-type/core';
import { encodingsOf } from '../../encoding.js';
import { looksLikePdf } from './pdf.js';
import type { Rejection } from './terms.js';

/** So much at a time, so that others get their turn in between. */
const pieceLength = 256 * 1024;
/** Tabs, line ends, and the line and page breaks of exported documents are the only ones that belong into a text; U+0085 is a line end too. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: it is them that we look for
const control = /[\0-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]/;

/** Types that are themselves written in characters. Other signatures are met by chance, such as a text that begins with `BM`. */
const writtenTypes = new Set([
  'application/rtf',
  'application/postscript',
  'application/eps',
  'application/xml',
  'application/x-mie',
  'text/calendar',
  'text/vcard',
]);
const markup = /^\s*<(?:!doctype\s|html|\?xml|\?php|svg)/i;

const decodes = async (bytes: Buffer, encoding: string): Promise<boolean> => {
  const decoder = new TextDecoder(encoding, { fatal: true });
  for (let at = 0; at < bytes.length; at += pieceLength) {
    const last = at + pieceLength >= bytes.length;
    let text: string;
    try {
      text = decoder.decode(bytes.subarray(at, at + pieceLength), { stream: !last });
    } catch (error) {
      // TypeError is how the decoder says that the bytes are not of its encoding.
      if (error instanceof TypeError) return false;
      throw error;
    }
    if (control.test(text) || (at === 0 && markup.test(text))) return false;
    await turn();
  }
  return true;
};

/** Whether bytes begin as those of a kind of file that is no text. */
export const hasSignature = async (head: Buffer): Promise<boolean> => {
  if (looksLikePdf(head)) return true;
  // A byte order mark of UTF-16, which looks like the start of an MP3.
  if (encodingsOf(head)[0] !== 'utf-8') return false;
  const type = await fileTypeFromBuffer(head.subarray(0, 4_100));
  return type !== undefined && !type.mime.startsWith('text/') && type.mime !== 'application/json';
};

export const inspectText = async (bytes: Buffer): Promise<Rejection | undefined> => {
  if (looksLikePdf(bytes)) return 'TYPE_MISMATCH';
  const type = await fileTypeFromBuffer(bytes.subarray(0, 4_100));
  if (type && writtenTypes.has(type.mime)) return 'TYPE_MISMATCH';
  for (const encoding of encodingsOf(bytes)) {
    if (await decodes(bytes, encoding)) return undefined;
  }
  return 'TYPE_MISMATCH';
};
