/** Reads an upload once; what it is and whether it is taken, its bytes tell. */
import type { Readable } from 'node:stream';
import { type Keeper, keepAll, keepHead, takeIn } from './intake.js';
import type { Inspection } from './judge.js';
import { id3Length } from './mp3.js';
import { canonicalType, headLength, type Purpose, sizeLimits } from './terms.js';

export type { Rendition } from './avatar.js';
export type { Inspection } from './judge.js';
export {
  allowedTypes,
  canonicalType,
  type Purpose,
  purposes,
  type Rejection,
  rejections,
  sizeLimits,
} from './terms.js';

/** What a client said of its upload; `contentType` may have parameters and be an alias. */
export type Announcement = { purpose: Purpose; contentType: string; byteSize: number };

const keeperFor = (purpose: Purpose, announced: number): Keeper => {
  if (purpose === 'RECORDING') return keepHead(headLength, id3Length);
  return purpose === 'QUESTIONS' ? keepHead(headLength, () => undefined) : keepAll(announced);
};

/**
 * Reads the upload once. Recordings and questions pass through in flat memory; of others no more than their limit is held.
 * Whatever the outcome, the stream is read to its end or destroyed.
 * @throws what the stream fails with; never because of what the bytes are
 */
export const inspectUpload = async (upload: Announcement, bytes: Readable): Promise<Inspection> => {
  const { purpose, byteSize: announced } = upload;
  const contentType = canonicalType(purpose, upload.contentType);
  if (contentType === undefined || announced > sizeLimits[purpose]) {
    bytes.destroy();
    return { accepted: false, rejection: contentType ? 'TOO_LARGE' : 'TYPE_NOT_ALLOWED', byteSize: 0 };
  }
  const keeper = keeperFor(purpose, announced);
  const intake = await takeIn(bytes, announced, keeper);
  if (intake.byteSize === 0) return { accepted: false, rejection: 'EMPTY', byteSize: 0 };
  if (!intake.complete) return { accepted: false, rejection: 'SIZE_MISMATCH', byteSize: intake.byteSize };
  const { judge } = await import('./judge.js');
  return judge(purpose, contentType, keeper.kept(), intake);
};
