/** One pass over what arrives: counted, hashed, and as much of it kept as telling its type takes. */
import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';

/** Keeps what it needs of the chunks that pass; `chunk` is only borrowed. */
export type Keeper = { push(chunk: Buffer): void; kept(): Buffer };

export type Intake = {
  /** Bytes that arrived until we stopped reading. */
  byteSize: number;
  /** Exactly as many bytes as announced arrived. */
  complete: boolean;
  /** Hexadecimal. */
  sha256: string;
};

/** Keeps everything. `size` is reserved at once, so it has to be checked before. */
export const keepAll = (size: number): Keeper => {
  // Not from the pool, whose slabs would stay as long as the smallest piece of them.
  const bytes = Buffer.allocUnsafeSlow(size);
  let end = 0;
  return {
    push: (chunk) => {
      end += chunk.copy(bytes, end);
    },
    kept: () => bytes.subarray(0, end),
  };
};

/**
 * Keeps the first `size` bytes of the content, which begins behind the tags that players put in front of it.
 * @param tagLength how many bytes to pass over, when a tag begins where `start` does; `start` has at least 10 bytes
 */
export const keepHead = (size: number, tagLength: (start: Buffer) => number | undefined): Keeper => {
  let head = Buffer.alloc(0);
  let toSkip = 0;
  return {
    push: (chunk) => {
      let rest = chunk;
      while (rest.length > 0 && head.length < size) {
        const skipped = Math.min(toSkip, rest.length);
        toSkip -= skipped;
        const taken = rest.subarray(skipped, skipped + size - head.length);
        rest = rest.subarray(skipped + taken.length);
        head = Buffer.concat([head, taken]);
        for (;;) {
          const tag = head.length >= 10 ? tagLength(head) : undefined;
          if (tag === undefined) break;
          toSkip = Math.max(0, tag - head.length);
          head = head.subarray(tag);
        }
      }
    },
    kept: () => head,
  };
};

/**
 * Reads to the end, or until there is more than announced; then the stream is destroyed.
 * @throws what the stream fails with
 */
export const takeIn = async (bytes: Readable, announced: number, keeper: Keeper): Promise<Intake> => {
  const hash = createHash('sha256');
  let byteSize = 0;
  for await (const chunk of bytes as AsyncIterable<Buffer>) {
    byteSize += chunk.length;
    // Leaving the loop destroys the stream.
    if (byteSize > announced) break;
    hash.update(chunk);
    keeper.push(chunk);
  }
  return { byteSize, complete: byteSize === announced, sha256: hash.digest('hex') };
};
