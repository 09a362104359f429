/** The body of an upload, written as it comes: exactly as many bytes as announced, in time, or an error. */
import type { FileHandle } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { AppError } from '../../errors.js';

const sizeError = (code: 'PAYLOAD_TOO_LARGE' | 'BAD_USER_INPUT', byteSize: number) =>
  new AppError(code, {
    message: {
      en: `The upload must have exactly the ${byteSize} bytes that were announced.`,
      zh: `上传内容必须恰好为所申报的 ${byteSize} 字节。`,
    },
  });

const brokenOff = (cause: unknown) =>
  new AppError('BAD_USER_INPUT', { message: { en: 'The upload broke off.', zh: '上传中断。' }, cause });

const expired = () =>
  new AppError('FORBIDDEN', {
    message: { en: 'The link expired before the upload was complete.', zh: '链接在上传完成之前已过期。' },
  });

export type Terms = {
  byteSize: number;
  /** Milliseconds without a byte after which the sender is cut off. */
  stall: number;
  /** When the sender is cut off, however steadily it sends. */
  deadline: Date;
  now: () => Date;
};

/** The next piece, or the error of a sender that sends nothing for too long, and is cut off. */
const nextOf = async (
  body: Readable,
  pieces: AsyncIterator<unknown>,
  { stall, deadline, now }: Terms,
): Promise<Buffer | undefined> => {
  const left = deadline.getTime() - now().getTime();
  if (left <= 0) throw expired();
  const reason = () => (left <= stall ? expired() : new Error(`no bytes for ${stall} ms`));
  const timer = setTimeout(() => body.destroy(reason()), Math.min(stall, left));
  try {
    const { done, value } = await pieces.next();
    return done ? undefined : (value as Buffer);
  } catch (error) {
    throw error instanceof AppError ? error : brokenOff(error);
  } finally {
    clearTimeout(timer);
  }
};

/**
 * On failure the body is left as it is, so that its sender can be answered, unless it was cut off.
 * @throws AppError PAYLOAD_TOO_LARGE for more, BAD_USER_INPUT for fewer, FORBIDDEN when time has run out
 */
export const receiveBody = async (body: Readable, file: FileHandle, terms: Terms): Promise<void> => {
  const { byteSize } = terms;
  const pieces = body.iterator({ destroyOnReturn: false })[Symbol.asyncIterator]();
  let received = 0;
  try {
    for (let piece = await nextOf(body, pieces, terms); piece; piece = await nextOf(body, pieces, terms)) {
      received += piece.length;
      if (received > byteSize) throw sizeError('PAYLOAD_TOO_LARGE', byteSize);
      await file.writeFile(piece);
    }
  } finally {
    await pieces.return?.();
  }
  if (received < byteSize) throw sizeError('BAD_USER_INPUT', byteSize);
};
