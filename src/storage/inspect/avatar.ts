/** Avatars: decoded and written anew in two sizes, so that nothing of the upload but its picture remains. */
import { fileTypeFromBuffer } from 'file-type/core';
import pLimit from 'p-limit';
import sharp from 'sharp';
import type { Rejection } from './terms.js';

export type Rendition = { size: 256 | 64; bytes: Buffer; contentType: string };

const mostPixels = 40_000_000;
/** Seconds; a picture can be made to take long in few pixels. */
const longest = 20;
const contentType = 'image/webp';

// One thread for one picture, and one picture at a time: others need the cores, and 40 megapixels take 160 MB.
sharp.concurrency(1);
sharp.cache(false);
const turn = pLimit(1);

const render = async (bytes: Buffer): Promise<Rendition[] | Rejection> => {
  try {
    const { width, height } = await sharp(bytes, { limitInputPixels: false, failOn: 'error' }).metadata();
    if (width * height > mostPixels) return 'TOO_MANY_PIXELS';
    const { data, info } = await sharp(bytes, { limitInputPixels: mostPixels, failOn: 'error' })
      .timeout({ seconds: longest })
      // Colours are converted to sRGB and metadata are left behind unless asked for.
      .autoOrient()
      .resize(256, 256, { fit: 'cover', position: 'attention' })
      .raw()
      .toBuffer({ resolveWithObject: true });
    const picture = sharp(data, { raw: info });
    return [
      { size: 256, bytes: await picture.clone().webp().toBuffer(), contentType },
      { size: 64, bytes: await picture.clone().resize(64, 64).webp().toBuffer(), contentType },
    ];
  } catch {
    // It has no classes or codes of errors; whatever it cannot decode is broken.
    return 'BROKEN';
  }
};

/** @returns first the large rendition, then the small one */
export const inspectAvatar = async (announced: string, bytes: Buffer): Promise<Rendition[] | Rejection> => {
  const mime = (await fileTypeFromBuffer(bytes.subarray(0, 4_100)))?.mime;
  // An animated PNG is one whose first picture we take.
  if ((mime === 'image/apng' ? 'image/png' : mime) !== announced) return 'TYPE_MISMATCH';
  return turn(() => render(bytes));
};
