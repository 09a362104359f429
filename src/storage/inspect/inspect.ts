/** What an upload truly is, told from its bytes, and whether it is taken. */
import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { inspectAvatar, type Rendition } from './avatar.js';
import { inspectDocx } from './docx.js';
import { type Intake, type Keeper, keepAll, keepHead, takeIn } from './intake.js';
import { id3Length } from './mp3.js';
import { inspectPdf } from './pdf.js';
import { headLength, inspectRecording } from './recording.js';
import { canonicalType, docxType, type Purpose, pdfType, type Rejection, sizeLimits } from './terms.js';
import { hasSignature, inspectText } from './text.js';

export type { Rendition } from './avatar.js';
export {
  allowedTypes,
  canonicalType,
  type Purpose,
  purposes,
  type Rejection,
  rejections,
  sizeLimits,
} from './terms.js';

export type Inspection =
  | {
      accepted: true;
      /** What it is; of an avatar, what its renditions are. */
      contentType: string;
      /** Of the upload; of an avatar, of its large rendition. */
      byteSize: number;
      /** Hexadecimal; of the same bytes. */
      sha256: string;
      /** Of an avatar: the large one, then the small one. */
      renditions?: Rendition[];
    }
  | {
      accepted: false;
      rejection: Rejection;
      /** How many bytes we read: no more than a chunk beyond what was announced. */
      byteSize: number;
    };

/** What a client said of its upload; `contentType` may have parameters and be an alias. */
export type Announcement = { purpose: Purpose; contentType: string; byteSize: number };

const inspectResume = (contentType: string, bytes: Buffer): Promise<Rejection | undefined> | Rejection | undefined => {
  if (contentType === pdfType) return inspectPdf(bytes);
  return contentType === docxType ? inspectDocx(bytes) : inspectText(bytes);
};

const accept = (contentType: string, { byteSize, sha256 }: Intake): Inspection => ({
  accepted: true,
  contentType,
  byteSize,
  sha256,
});

const acceptAvatar = (renditions: Rendition[]): Inspection => {
  const [large] = renditions;
  if (large === undefined) throw new Error('An avatar was accepted without a rendition.');
  const { bytes, contentType } = large;
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { accepted: true, contentType, byteSize: bytes.length, sha256, renditions };
};

const judge = async (purpose: Purpose, announced: string, kept: Buffer, intake: Intake): Promise<Inspection> => {
  const { byteSize } = intake;
  const reject = (rejection: Rejection): Inspection => ({ accepted: false, rejection, byteSize });
  if (purpose === 'AVATAR') {
    const renditions = await inspectAvatar(announced, kept);
    return typeof renditions === 'string' ? reject(renditions) : acceptAvatar(renditions);
  }
  if (purpose === 'RECORDING') {
    const found = await inspectRecording(announced, kept);
    return 'rejection' in found ? reject(found.rejection) : accept(found.contentType, intake);
  }
  // Its text is looked at row by row when it is imported.
  if (purpose === 'QUESTIONS') return (await hasSignature(kept)) ? reject('TYPE_MISMATCH') : accept(announced, intake);
  const rejection = await inspectResume(announced, kept);
  return rejection ? reject(rejection) : accept(announced, intake);
};

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
  return judge(purpose, contentType, keeper.kept(), intake);
};
