/** The parts of an Office document, unpacked one by one and never more than a bounded amount. */
import { Buffer } from 'node:buffer';
import { type Entry, fromBufferPromise } from 'yauzl';
import { encodingsOf } from '../../../encoding.js';
import { DocumentError } from '../document.js';

/** Of all parts, pictures among them. */
const mostBytes = 50 * 1024 * 1024;
/** Of the parts that are read: text and styles, a hundred times those of anyone's resume. */
const mostRead = 12 * 1024 * 1024;
const mostEntries = 2_000;

export type Archive = {
  /** The text of a part; undefined where there is none of that name. */
  part(path: string): Promise<string | undefined>;
};

/** As its byte order mark says, else UTF-8: XML of other encodings is not written by any Office program. */
const decoded = (bytes: Buffer): string => new TextDecoder(encodingsOf(bytes)[0], { fatal: true }).decode(bytes);

/** Throws DocumentError UNREADABLE for one that unpacks to too much, or what yauzl throws on a damaged one. */
export async function openArchive(bytes: Uint8Array): Promise<Archive> {
  const file = await fromBufferPromise(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  const entries = new Map<string, Entry>();
  let declared = 0;
  for await (const entry of file.eachEntry()) {
    declared += entry.uncompressedSize;
    if (declared > mostBytes || entries.size > mostEntries) throw new DocumentError('UNREADABLE');
    // The same name twice: readers disagree which of them counts.
    if (entries.has(entry.fileName)) throw new DocumentError('UNREADABLE');
    entries.set(entry.fileName, entry);
  }
  let unpacked = 0;
  return {
    part: async (path) => {
      const entry = entries.get(path);
      if (!entry) return undefined;
      const chunks: Buffer[] = [];
      // What is unpacked is counted, too: the sizes in the directory are only what its maker says.
      for await (const chunk of await file.openReadStreamPromise(entry)) {
        unpacked += (chunk as Buffer).length;
        if (unpacked > mostRead) throw new DocumentError('UNREADABLE');
        chunks.push(chunk as Buffer);
      }
      return decoded(Buffer.concat(chunks));
    },
  };
}
