/** Speech to text behind OpenAI's protocol; a recording flows through and is never held. */
import type { Readable } from 'node:stream';
import { createBreaker, type Watched } from '../breaker.js';
import type { Model } from '../env.js';
import { AppError } from '../errors.js';
import type { Log } from '../log.js';
import { abortable, GivenUp } from './model/abort.js';
import { createSetUpLog, meantBy, reasonOf, ServiceError } from './model/failure.js';
import { createPost } from './model/post.js';

export type Audio = {
  /** Opens the recording from its beginning. */
  open(): Promise<Readable>;
  /** Exactly as many bytes as it has. */
  byteSize: number;
  contentType: string;
  /** Its ending is what some servers go by. */
  filename: string;
  /** The language that is spoken. */
  locale: 'ZH' | 'EN';
};

export type TranscriptionFailure =
  /** The service takes no recording of this size. */
  | 'TOO_LARGE'
  /** The service does not take this recording: its format, or what is in it. */
  | 'UNSUPPORTED'
  /** There are no words in it. */
  | 'NOTHING_SAID';

/** A recording of which there will be no text, however often it is tried. */
export class TranscriptionError extends Error {
  override name = 'TranscriptionError';

  constructor(readonly reason: TranscriptionFailure) {
    super(`There is no text of the recording: ${reason}.`);
  }
}

export type Transcriber = {
  /**
   * The text of a recording, in NFC, at most 20,000 characters. Does not retry.
   * @param signal ends the request at once, and throws its reason; that is no failure of the service
   * @throws TranscriptionError when it is useless to try again
   * @throws AppError DEPENDENCY_UNAVAILABLE on any other failure, and at once while the service is away
   */
  transcribe(audio: Audio, signal?: AbortSignal): Promise<string>;
};

export type TranscriberOptions = {
  /** Milliseconds that one recording may take in all. */
  timeout?: number;
  /** Milliseconds without a byte that goes or comes, but for the wait until the service has listened to all of it. */
  idle?: number;
};

const longest = 20_000;
const refusals: Readonly<Record<number, TranscriptionFailure>> = {
  400: 'UNSUPPORTED',
  413: 'TOO_LARGE',
  415: 'UNSUPPORTED',
  422: 'UNSUPPORTED',
};

const textOf = (body: string): string => {
  try {
    const answer: unknown = JSON.parse(body);
    if (typeof answer === 'object' && answer !== null && 'text' in answer && typeof answer.text === 'string')
      return answer.text;
  } catch {
    // Told below, together with JSON that is not the protocol's.
  }
  throw new ServiceError('BAD_ANSWER');
};

export const createTranscriber = (model: Model, log: Log, options: TranscriberOptions = {}): Transcriber & Watched => {
  const post = createPost({
    url: `${model.baseUrl.replace(/\/+$/, '')}/audio/transcriptions`,
    apiKey: model.apiKey,
    timeout: options.timeout ?? 600_000,
    idle: options.idle ?? 60_000,
  });
  const setUp = createSetUpLog('speech', log);
  const breaker = createBreaker({
    kind: 'model',
    name: 'speech',
    // An AppError comes from where the recording is kept.
    isOwnFault: (error) => error instanceof TranscriptionError || error instanceof AppError || error instanceof GivenUp,
    reasonOf,
    retryAfterOf: (error) => (error instanceof ServiceError ? error.retryAfter : undefined),
    log,
  });

  const transcribe = async (
    { open, byteSize, contentType, filename, locale }: Audio,
    signal: AbortSignal | undefined,
  ): Promise<string> => {
    const fields = { model: model.model, language: locale === 'ZH' ? 'zh' : 'en', response_format: 'json' };
    const answer = await post(fields, { open, byteSize, contentType, filename }, signal);
    const { retryAfter, body } = answer;
    const status = meantBy(answer.status, body);
    const refusal = refusals[status];
    if (refusal) throw new TranscriptionError(refusal);
    setUp(status);
    if (status !== 200) throw new ServiceError(String(status), retryAfter);
    const text = [...textOf(body).normalize('NFC').trim()].slice(0, longest).join('');
    if (!/[\p{L}\p{N}]/u.test(text)) throw new TranscriptionError('NOTHING_SAID');
    return text;
  };

  return {
    state: breaker.state,
    transcribe: (audio, signal) => abortable(breaker, signal, () => transcribe(audio, signal)),
  };
};
