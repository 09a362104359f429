/** Posts one file and a few fields as a form, in pieces as the server takes them. */
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { FormDataEncoder } from 'form-data-encoder';
import { AppError } from '../../errors.js';
import { followerOf } from './abort.js';
import { ServiceError, secondsOf } from './failure.js';

export type PostedFile = { open(): Promise<Readable>; byteSize: number; contentType: string; filename: string };
export type Answer = { status: number; retryAfter: number | undefined; body: string };

/**
 * Any status is an answer.
 * @throws AppError when the file cannot be read, ServiceError `TIMEOUT` and `BAD_ANSWER`, errors of the network, and the
 * signal's reason
 */
export type Post = (
  fields: Record<string, string>,
  file: PostedFile,
  signal: AbortSignal | undefined,
) => Promise<Answer>;

export type PostOptions = {
  url: string;
  apiKey: string | undefined;
  /** Milliseconds in all. */
  timeout: number;
  /** Milliseconds without a byte on its way, except while the server works on what it has got. */
  idle: number;
};

/** The most of an answer that is read, in bytes. */
const longestAnswer = 1_048_576;
/** The encoder takes the wrong bytes out of longer ones that are views into a larger buffer. */
const piece = 65_536;

/** What goes wrong with the file is no fault of the service that it is sent to. */
const unreadable = (cause: unknown): AppError =>
  cause instanceof AppError ? cause : new AppError('DEPENDENCY_UNAVAILABLE', { cause });

/** The pieces of a file, of which there are exactly as many bytes as were announced. */
async function* piecesOf({ open, byteSize }: PostedFile): AsyncGenerator<Uint8Array> {
  let sent = 0;
  try {
    for await (const chunk of (await open()) as AsyncIterable<Uint8Array>) {
      sent += chunk.byteLength;
      if (sent > byteSize) break;
      for (let at = 0; at < chunk.byteLength; at += piece) yield chunk.subarray(at, at + piece);
    }
  } catch (error) {
    throw unreadable(error);
  }
  if (sent !== byteSize) throw unreadable(new Error('The file has another size than was announced.'));
}

/** What the encoder wants of a form; one of the platform would hold the file. */
const formOf = (fields: Record<string, string>, file: PostedFile) => {
  const entry = {
    name: file.filename,
    type: file.contentType,
    size: file.byteSize,
    lastModified: 0,
    [Symbol.toStringTag]: 'File',
    stream: () => piecesOf(file),
  };
  const entries = [...Object.entries(fields), ['file', entry]] as [string, string | typeof entry][];
  return {
    append: () => undefined,
    getAll: (name: string) => entries.filter(([key]) => key === name).map(([, value]) => value),
    entries: () => entries[Symbol.iterator](),
    [Symbol.iterator]: () => entries[Symbol.iterator](),
    [Symbol.toStringTag]: 'FormData',
  };
};

const read = async (response: IncomingMessage, progress: () => void): Promise<string> => {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    progress();
    length += chunk.byteLength;
    if (length > longestAnswer) throw new ServiceError('BAD_ANSWER');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
};

export const createPost = ({ url, apiKey, timeout, idle }: PostOptions): Post => {
  const begin = url.startsWith('https:') ? httpsRequest : httpRequest;

  return async (fields, file, signal) => {
    let over = false;
    let source: Readable | undefined;
    const open = async () => {
      source = await file.open();
      if (over) source.destroy();
      return source;
    };
    const encoder = new FormDataEncoder(formOf(fields, { ...file, open }));
    const { control, release } = followerOf(signal);
    const stop = () => control.abort(new ServiceError('TIMEOUT'));
    const whole = setTimeout(stop, timeout);
    let still = setTimeout(stop, idle);
    const wait = () => clearTimeout(still);
    const progress = () => {
      wait();
      if (!over) still = setTimeout(stop, idle);
    };
    async function* pieces() {
      for await (const chunk of encoder.encode()) {
        progress();
        yield chunk;
      }
    }
    try {
      const request = begin(url, {
        method: 'POST',
        // A connection kept from before may be closed by the time it is used, and a stream cannot be sent twice.
        agent: false,
        signal: control.signal,
        headers: {
          ...encoder.headers,
          accept: 'application/json',
          ...(apiKey && { authorization: `Bearer ${apiKey}` }),
        },
      });
      const answered = new Promise<IncomingMessage>((resolve, reject) => {
        request.once('response', resolve);
        request.once('error', reject);
      });
      const body = Readable.from(pieces(), { objectMode: false, highWaterMark: piece });
      // All is with the server, which may take its time to listen to it.
      const sent = pipeline(body, request).then(wait);
      // A server may refuse before it has read everything; its word counts then, and the rest need not be sent.
      const response = await Promise.race([answered, sent.then(() => answered)]);
      progress();
      const text = await read(response, progress);
      body.destroy();
      source?.destroy();
      await sent.catch(() => undefined);
      const status = response.statusCode ?? 0;
      return { status, retryAfter: secondsOf(response.headers['retry-after']), body: text };
    } catch (error) {
      if (control.signal.aborted) throw control.signal.reason;
      throw error;
    } finally {
      over = true;
      clearTimeout(whole);
      release();
      wait();
      // A source that hangs would otherwise be held until it says something.
      source?.destroy();
    }
  };
};
