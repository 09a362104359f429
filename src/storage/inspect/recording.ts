/** Recordings: the container by its first bytes, against the one that was announced. */
import { fileTypeFromBuffer } from 'file-type/core';
import { beginsWithMp3Frames } from './mp3.js';
import type { Rejection } from './terms.js';

type Family = 'webm' | 'mp4' | 'mpeg' | 'wav' | 'ogg';

/** What the sniffer says → the family, and the type where the container itself tells sound from film. */
const sniffed: Record<string, { family: Family; type?: string } | undefined> = {
  'video/webm': { family: 'webm' },
  'video/mp4': { family: 'mp4' },
  'audio/mp4': { family: 'mp4', type: 'audio/mp4' },
  'audio/x-m4a': { family: 'mp4', type: 'audio/mp4' },
  'video/x-m4v': { family: 'mp4', type: 'video/mp4' },
  'audio/wav': { family: 'wav' },
  'audio/ogg': { family: 'ogg' },
  'audio/ogg; codecs=opus': { family: 'ogg' },
  'application/ogg': { family: 'ogg' },
};

/**
 * @param announced one of the allowed types
 * @param head what the content begins with, behind tags
 */
export const inspectRecording = async (
  announced: string,
  head: Buffer,
): Promise<{ contentType: string } | { rejection: Rejection }> => {
  const family = announced.split('/')[1];
  if (family === 'mpeg') {
    return beginsWithMp3Frames(head) ? { contentType: announced } : { rejection: 'TYPE_MISMATCH' };
  }
  const mime = (await fileTypeFromBuffer(head))?.mime ?? '';
  const found = Object.hasOwn(sniffed, mime) ? sniffed[mime] : undefined;
  return found?.family === family ? { contentType: found?.type ?? announced } : { rejection: 'TYPE_MISMATCH' };
};
