/** MP3: the tag in front of it, and its frames. */

/**
 * Length of the ID3v2 tag that `start` begins with, including its own header; undefined when it begins with none.
 * Source: ID3 tag version 2.4.0, main structure, sections 3.1 and 3.4.
 */
export const id3Length = (start: Buffer): number | undefined => {
  if (start.toString('latin1', 0, 3) !== 'ID3') return undefined;
  const size = [6, 7, 8, 9].map((at) => start.readUInt8(at));
  if (size.some((byte) => byte > 0x7f)) return undefined;
  const hasFooter = (start.readUInt8(5) & 0x10) !== 0;
  return size.reduce((sum, byte) => sum * 128 + byte, 0) + (hasFooter ? 20 : 10);
};

/** Kilobits a second, by the index in the header; 0 is `free`, which recorders do not use. */
const bitrates1 = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320];
const bitrates2 = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];
/** Samples a second of MPEG 1; MPEG 2 has a half and MPEG 2.5 a quarter of them. */
const sampleRates = [44_100, 48_000, 32_000];

/**
 * Bytes of the layer III frame whose header stands at the offset; undefined when none does.
 * Source: ISO/IEC 11172-3 section 2.4.2.3, ISO/IEC 13818-3.
 */
const frameLength = (bytes: Buffer, at: number): number | undefined => {
  if (at + 4 > bytes.length) return undefined;
  const header = bytes.readUInt32BE(at);
  const version = (header >>> 19) & 3;
  const layer = (header >>> 17) & 3;
  if (header >>> 21 !== 0x7ff || version === 1 || layer !== 1) return undefined;
  const isFirst = version === 3;
  const bitrate = (isFirst ? bitrates1 : bitrates2)[(header >>> 12) & 15];
  const sampleRate = sampleRates[(header >>> 10) & 3];
  if (!bitrate || sampleRate === undefined) return undefined;
  const rate = sampleRate / (isFirst ? 1 : version === 2 ? 2 : 4);
  return Math.floor(((isFirst ? 144_000 : 72_000) * bitrate) / rate) + ((header >>> 9) & 1);
};

/** Two frames after each other, or one and the end: eleven bits alone are met by chance. Zeros in front are padding. */
export const beginsWithMp3Frames = (head: Buffer): boolean => {
  const start = head.findIndex((byte) => byte !== 0);
  const length = start < 0 ? undefined : frameLength(head, start);
  if (length === undefined) return false;
  const next = start + length;
  return next === head.length || frameLength(head, next) !== undefined;
};
