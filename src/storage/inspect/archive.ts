/** Where a ZIP keeps its list of parts, as readers that forgive much would find it. */

const endSignature = Buffer.from([0x50, 0x4b, 5, 6]);
const end64Signature = 0x06064b50;
const locator64Signature = 0x07064b50;
const directorySignature = 0x02014b50;
const endLength = 22;
const end64Length = 56;
const locator64Length = 20;
/** The end record may be followed by a comment of so many bytes, and no reader looks further. */
const longestComment = 0xffff;

export type Directory = {
  /** Number of parts. */
  count: number;
  /** Offset as it is written. */
  start: number;
  /** Offset of what follows it: the first of the end records. */
  end: number;
  /** Bytes. */
  size: number;
};

const u32 = (bytes: Buffer, at: number): number | undefined =>
  at >= 0 && at + 4 <= bytes.length ? bytes.readUInt32LE(at) : undefined;

const u64 = (bytes: Buffer, at: number): number => Number(bytes.readBigUInt64LE(at));

const directory64 = (bytes: Buffer, at: number): Directory | undefined => {
  const locator = at - locator64Length;
  if (u32(bytes, locator) !== locator64Signature) return undefined;
  // As it is written, or right before the locator, where it stays when something was put in front of the archive.
  for (const end of [u64(bytes, locator + 8), locator - end64Length]) {
    if (u32(bytes, end) !== end64Signature || end + end64Length > bytes.length) continue;
    return { count: u64(bytes, end + 32), size: u64(bytes, end + 40), start: u64(bytes, end + 48), end };
  }
  return undefined;
};

/** The list of parts that the end record at the offset `at` points to. */
const directoryOf = (bytes: Buffer, at: number): Directory =>
  directory64(bytes, at) ?? {
    count: bytes.readUInt16LE(at + 10),
    size: bytes.readUInt32LE(at + 12),
    start: bytes.readUInt32LE(at + 16),
    end: at,
  };

/** The lists that readers could find, from the last end record backwards. */
function* directories(bytes: Buffer): Generator<Directory> {
  const searched = Math.max(0, bytes.length - endLength - longestComment);
  const tail = bytes.subarray(searched);
  let at = tail.length - endLength;
  while (at >= 0) {
    at = tail.lastIndexOf(endSignature, at);
    if (at < 0) return;
    yield directoryOf(bytes, searched + at);
    at -= 1;
  }
}

/** The list that a strict reader uses. */
export const lastDirectory = (bytes: Buffer): Directory | undefined => directories(bytes).next().value ?? undefined;

/** Whether a ZIP reader would open it, wherever in the file the archive begins. Bytes that only look like an end do not count. */
export const opensAsZip = (bytes: Buffer): boolean => {
  for (const { start, end, size } of directories(bytes)) {
    // Some readers go by the offset, others by the size.
    if ([start, end - size].some((at) => u32(bytes, at) === directorySignature)) return true;
  }
  return false;
};
