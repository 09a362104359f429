/** The body of an upload, written as it comes: exactly as many bytes as announced, or an error. */
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

/** The next piece, or the error of a sender that sends nothing for `stall` milliseconds, and is cut off. */
const nextOf = async (body: Readable, pieces: AsyncIterator<unknown>, stall: number): Promise<Buffer | undefined> => {
  const timer = setTimeout(() => body.destroy(new Error(`no bytes for ${stall} ms`)), stall);
  try {
    const { done, value } = await pieces.next();
    return done ? undefined : (value as Buffer);
  } catch (error) {
    throw brokenOff(error);
  } finally {
    clearTimeout(timer);
  }
};

/**
 * On failure the body is left as it is, so that its sender can be answered.
 * @param stall milliseconds
 * @throws AppError PAYLOAD_TOO_LARGE for more, BAD_USER_INPUT for fewer
 */
export const receiveBody = async (body: Readable, file: FileHandle, byteSize: number, stall: number): Promise<void> => {
  const pieces = body.iterator({ destroyOnReturn: false })[Symbol.asyncIterator]();
  let received = 0;
  try {
    for (let piece = await nextOf(body, pieces, stall); piece; piece = await nextOf(body, pieces, stall)) {
      received += piece.length;
      if (received > byteSize) throw sizeError('PAYLOAD_TOO_LARGE', byteSize);
      await file.writeFile(piece);
    }
  } finally {
    await pieces.return?.();
  }
  if (received < byteSize) throw sizeError('BAD_USER_INPUT', byteSize);
};
