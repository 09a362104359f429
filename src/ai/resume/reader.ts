/** Reads resumes on a thread that gives way to everything else, and that a document may at worst take down. */
import pLimit from 'p-limit';
import { Piscina } from 'piscina';
import type { Log } from '../../log.js';
import { topicsOf } from './parse/skill/skill.js';
import type { ResumeFile } from './read-resume.js';
import type { ResumeReader, ResumeReading } from './resume.js';

/** What one document may take: far more than any resume needs. `megabytes` counts for objects and for buffers alike. */
export type ReadingLimits = { milliseconds: number; megabytes: number };
const usualLimits: ReadingLimits = { milliseconds: 20_000, megabytes: 512 };
/** How far the system puts reading behind other work that is ready. */
const niceness = 10;
const watchEvery = 100;

const isAbort = (error: unknown) => error instanceof Error && error.name === 'AbortError';
const isOutOfMemory = (error: unknown) =>
  error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';

/**
 * Buffers are not among what a thread's own limit counts, so the memory of the process is watched: aborts once it has grown by
 * too much, or when the time is over.
 */
function watch(
  { milliseconds, megabytes }: ReadingLimits,
  given: AbortSignal | undefined,
): { signal: AbortSignal; stop(): void } {
  const controller = new AbortController();
  const abort = () => controller.abort();
  given?.addEventListener('abort', abort, { once: true });
  const most = process.memoryUsage.rss() + 2 * megabytes * 1024 * 1024;
  const memory = setInterval(() => {
    if (process.memoryUsage.rss() > most) abort();
  }, watchEvery);
  const time = setTimeout(abort, milliseconds);
  return {
    signal: controller.signal,
    stop: () => {
      given?.removeEventListener('abort', abort);
      clearInterval(memory);
      clearTimeout(time);
    },
  };
}

/** A document that exceeds the limits is UNREADABLE; its thread is ended, and the next document gets another. */
export const createResumeReader = (log: Log, limits = usualLimits): ResumeReader => {
  const pool = new Piscina<ResumeFile, ResumeReading>({
    filename: new URL('./thread.js', import.meta.url).href,
    minThreads: 0,
    maxThreads: 1,
    idleTimeout: 60_000,
    niceIncrement: niceness,
    resourceLimits: { maxOldGenerationSizeMb: limits.megabytes },
  });
  // A thread that dies while it has nothing to do takes no document with it.
  pool.on('error', (error) => log.warn({ err: error }, 'a thread that reads resumes has died'));
  // A document's time starts when its turn comes, not while it waits.
  const turn = pLimit(1);
  const read = async (file: ResumeFile, given: AbortSignal | undefined): Promise<ResumeReading> => {
    given?.throwIfAborted();
    const { signal, stop } = watch(limits, given);
    try {
      return await pool.run(file, { signal });
    } catch (error) {
      // Given up, it says nothing of the document.
      given?.throwIfAborted();
      if (!isAbort(error) && !isOutOfMemory(error)) throw error;
      log.warn({ err: error, bytes: file.bytes.length }, 'a resume took too much to read');
      return { status: 'FAILED', failure: 'UNREADABLE', text: null };
    } finally {
      stop();
    }
  };
  return {
    read: (bytes, contentType, signal) => turn(() => read({ bytes, contentType }, signal)),
    topicsOf,
    dispose: () => pool.destroy(),
  };
};
