/** The parts of an archive as its list names them, and a check that the list and the bytes say the same. */
import { type Entry, fromBufferPromise, getFileNameLowLevel, validateFileName } from 'yauzl';
import type { Directory } from './archive.js';
import type { Part } from './expand.js';
import type { Rejection } from './terms.js';

/** `name` is in lower case: part names differ by more than that. */
export type ListedPart = Part & { name: string };

const localSignature = 0x04034b50;
const localLength = 30;
const listedLength = 46;
/** A part may be followed by its sizes once more, in one of four lengths, of which this is the longest. */
const longestDescriptor = 24;
const isEncrypted = 0x01;

/** @returns a rejection when the list cannot be read, or is not exactly where and as long as its end says */
export const listParts = async (bytes: Buffer, directory: Directory): Promise<Entry[] | Rejection> => {
  const entries: Entry[] = [];
  try {
    // Names undecoded: the reader would fail at a bad one without telling that it was the name.
    const archive = await fromBufferPromise(bytes, { decodeStrings: false });
    for await (const entry of archive.eachEntry()) entries.push(entry);
  } catch {
    return 'BROKEN';
  }
  const length = entries.reduce(
    (sum, entry) => sum + listedLength + entry.fileNameLength + entry.extraFieldLength + entry.fileCommentLength,
    0,
  );
  const exact = length === directory.size && directory.start + directory.size === directory.end;
  return exact ? entries : 'AMBIGUOUS';
};

const nameOf = (entry: Entry): string | undefined => {
  const name = getFileNameLowLevel(entry.generalPurposeBitFlag, entry.fileNameRaw, entry.extraFields, true);
  return name === '' || name.includes('\0') || validateFileName(name) !== null ? undefined : name.toLowerCase();
};

/** Where its bytes begin, if what stands in front of them says what the list says. */
const startOf = (bytes: Buffer, entry: Entry): number | undefined => {
  const at = entry.relativeOffsetOfLocalHeader;
  if (at + localLength > bytes.length || bytes.readUInt32LE(at) !== localSignature) return undefined;
  const nameEnd = at + localLength + bytes.readUInt16LE(at + 26);
  const alike =
    bytes.readUInt16LE(at + 8) === entry.compressionMethod &&
    bytes.subarray(at + localLength, nameEnd).equals(entry.fileNameRaw);
  return alike ? nameEnd + bytes.readUInt16LE(at + 28) : undefined;
};

/**
 * Parts have to follow each other from the first byte to the list, with nothing in between and none over another:
 * a reader that goes through the file from its beginning then sees what one sees that goes by the list.
 */
export const placeParts = (bytes: Buffer, directory: Directory, entries: Entry[]): ListedPart[] | Rejection => {
  const parts: ListedPart[] = [];
  let end = 0;
  for (const entry of entries.toSorted((a, b) => a.relativeOffsetOfLocalHeader - b.relativeOffsetOfLocalHeader)) {
    const name = nameOf(entry);
    if (name === undefined) return 'UNSAFE_NAMES';
    if (entry.generalPurposeBitFlag & isEncrypted || ![0, 8].includes(entry.compressionMethod)) return 'BROKEN';
    const gap = entry.relativeOffsetOfLocalHeader - end;
    const start = startOf(bytes, entry);
    if (start === undefined || gap < 0 || gap > (end === 0 ? 0 : longestDescriptor)) return 'AMBIGUOUS';
    end = start + entry.compressedSize;
    parts.push({
      name,
      compressed: entry.compressionMethod === 8,
      byteSize: entry.uncompressedSize,
      checksum: entry.crc32,
      raw: bytes.subarray(start, end),
    });
  }
  const gap = directory.start - end;
  return gap < 0 || gap > longestDescriptor ? 'AMBIGUOUS' : parts;
};
