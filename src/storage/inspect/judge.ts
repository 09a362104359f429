/** Tells from the bytes of an upload what it is, and whether it is taken. Its libraries are large: it is loaded with the first upload. */
import { createHash } from 'node:crypto';
import { inspectAvatar, type Rendition } from './avatar.js';
import { inspectDocx } from './docx.js';
import type { Intake } from './intake.js';
import { inspectPdf } from './pdf.js';
import { inspectRecording } from './recording.js';
import { docxType, type Purpose, pdfType, type Rejection } from './terms.js';
import { hasSignature, inspectText } from './text.js';

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

/** @param kept its bytes, or the head of a recording or of questions */
export const judge = async (purpose: Purpose, announced: string, kept: Buffer, intake: Intake): Promise<Inspection> => {
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
