/** Unpacks one part of an archive piece by piece, and keeps none of it. */
import { crc32, createInflateRaw } from 'node:zlib';
import type { Rejection } from './terms.js';

/** A part as the archive's list describes it. */
export type Part = {
  compressed: boolean;
  /** Bytes, as declared. */
  byteSize: number;
  /** As declared. */
  checksum: number;
  /** The bytes as they lie in the archive. */
  raw: Buffer;
};

const pieceLength = 64 * 1024;

function* pieces(bytes: Buffer): Generator<Buffer> {
  for (let at = 0; at < bytes.length; at += pieceLength) yield bytes.subarray(at, at + pieceLength);
}

const isDamage = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'Z_DATA_ERROR' || error.code === 'Z_BUF_ERROR');

/**
 * Hands every piece to `look`, and stops at its first objection and as soon as there is more than declared.
 * Inflating runs on threads of its own, and waits while a piece is looked at.
 */
export const expand = async (
  part: Part,
  look: (piece: Buffer) => Rejection | undefined,
): Promise<Rejection | undefined> => {
  let byteSize = 0;
  let checksum = 0;
  const check = (piece: Buffer): Rejection | undefined => {
    byteSize += piece.length;
    if (byteSize > part.byteSize) return 'BROKEN';
    checksum = crc32(piece, checksum);
    return look(piece);
  };
  const inflate = part.compressed ? createInflateRaw({ chunkSize: pieceLength }) : undefined;
  inflate?.end(part.raw);
  try {
    // Leaving the loop destroys the stream.
    for await (const piece of (inflate ?? pieces(part.raw)) as AsyncIterable<Buffer>) {
      const rejection = check(piece);
      if (rejection) return rejection;
    }
  } catch (error) {
    if (isDamage(error)) return 'BROKEN';
    throw error;
  }
  // Bytes behind the end of the compressed ones would be seen by nobody.
  if (inflate && inflate.bytesWritten !== part.raw.length) return 'AMBIGUOUS';
  return byteSize === part.byteSize && checksum === part.checksum ? undefined : 'BROKEN';
};
