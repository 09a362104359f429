/** Live logs: hands the numbered entries of a log to any number of followers, without a gap or a repeat. */
import { setTimeout as delay } from 'node:timers/promises';
import type { Log } from '../log.js';
import type { Bus } from './bus.js';

export type Numbered = { seq: number };

export type LogSource<E extends Numbered> = {
  /** Entries with a number above `after`, in order, at most `limit`. */
  read(id: string, after: number, limit: number): Promise<E[]>;
  /** The newest number of each log. */
  heads(ids: string[]): Promise<Map<string, number>>;
};

export type Live<E extends Numbered> = {
  /** Tells every process that the log has grown to `seq`. To be called after the commit. */
  announce(id: string, seq: number): void;
  /** Everything after `after`, then whatever follows, until the consumer returns. Entries move only as they are pulled. */
  follow(id: string, after: number): AsyncGenerator<E, void, void>;
  /** How many logs are being read. */
  readers(): number;
  dispose(): Promise<void>;
};

/** What one reader keeps for its followers: one that falls further behind reads the log for itself. */
const tailSize = 256;
const pageSize = 100;

/** The one reader of a log in this process, whatever the number of its followers. */
type Reader<E> = {
  /** The newest number that was read. */
  position: number;
  /** The newest entries, ending at `position`. */
  tail: E[];
  /** The highest number heard of. */
  told: number;
  reading: boolean;
  /** Something may have happened since the last read began. */
  stale: boolean;
  followers: number;
  /** Wakes the followers that wait for the tail to grow. */
  waiters: Set<() => void>;
  unsubscribe: () => void;
};

const topic = (id: string) => `live:${id}`;

/**
 * @param pollMs how often the heads of all followed logs are read (in one statement), which bounds what a lost message costs
 */
export const createLive = <E extends Numbered>(bus: Bus, source: LogSource<E>, log: Log, pollMs = 1_000): Live<E> => {
  const readers = new Map<string, Reader<E>>();
  let disposed = false;

  const wake = (reader: Reader<E>) => {
    const waiting = [...reader.waiters];
    reader.waiters.clear();
    for (const waiter of waiting) waiter();
  };

  const pump = async (id: string, reader: Reader<E>) => {
    reader.stale = true;
    if (reader.reading) return;
    reader.reading = true;
    try {
      while (reader.stale && readers.get(id) === reader) {
        reader.stale = false;
        const entries = await source.read(id, reader.position, pageSize);
        const last = entries.at(-1);
        if (!last) continue;
        reader.position = last.seq;
        reader.tail = [...reader.tail, ...entries].slice(-tailSize);
        if (entries.length === pageSize) reader.stale = true;
        wake(reader);
      }
    } catch (error) {
      // The next poll finds the reader behind and tries again.
      log.warn({ err: error }, 'reading a live log failed');
    } finally {
      reader.reading = false;
    }
  };

  const tell = (id: string, seq: number) => {
    const reader = readers.get(id);
    if (!reader || seq <= reader.told) return;
    reader.told = seq;
    void pump(id, reader);
  };

  const poll = async () => {
    const ids = [...readers.keys()];
    if (ids.length === 0) return;
    try {
      for (const [id, seq] of await source.heads(ids)) {
        const reader = readers.get(id);
        if (reader && seq > reader.position) void pump(id, reader);
      }
    } catch (error) {
      log.warn({ err: error }, 'polling live logs failed');
    }
  };

  let timer: NodeJS.Timeout;
  const schedule = () => {
    timer = setTimeout(async () => {
      await poll();
      if (!disposed) schedule();
    }, pollMs);
  };
  schedule();

  /** Reads a page; while the log cannot be read, waits and tries again. */
  const readPatiently = async (id: string, after: number, abandoned: () => boolean): Promise<E[]> => {
    while (!abandoned()) {
      try {
        return await source.read(id, after, pageSize);
      } catch (error) {
        log.warn({ err: error }, 'catching up on a live log failed');
        await delay(pollMs);
      }
    }
    return [];
  };

  const acquire = (id: string, position: number): Reader<E> => {
    let reader = readers.get(id);
    if (!reader) {
      const { subscribed, unsubscribe } = bus.subscribe(topic(id), (message) => tell(id, Number(message)));
      const created: Reader<E> = {
        position,
        tail: [],
        told: position,
        reading: false,
        stale: false,
        followers: 0,
        waiters: new Set(),
        unsubscribe,
      };
      readers.set(id, created);
      void pump(id, created);
      // Whatever was announced while the subscription was on its way was not heard.
      void subscribed.then(() => pump(id, created));
      reader = created;
    }
    reader.followers++;
    return reader;
  };

  const release = (id: string, reader: Reader<E>) => {
    reader.followers--;
    if (reader.followers > 0) return;
    if (readers.get(id) === reader) readers.delete(id);
    reader.unsubscribe();
  };

  const follow = (id: string, after: number): AsyncGenerator<E, void, void> => {
    const reader = acquire(id, after);
    let cursor = after;
    let own: E[] = [];
    let done = false;
    let wakeSelf = () => {};

    const finish = async (): Promise<IteratorResult<E, void>> => {
      if (!done) {
        done = true;
        release(id, reader);
        wakeSelf();
      }
      return { done: true, value: undefined };
    };

    const fromTail = (): E | undefined => {
      const first = reader.tail[0];
      return first && cursor + 1 >= first.seq ? reader.tail[cursor + 1 - first.seq] : undefined;
    };

    const next = async (): Promise<IteratorResult<E, void>> => {
      while (!done && !disposed) {
        const entry = own.shift() ?? fromTail();
        if (entry) {
          cursor = entry.seq;
          return { done: false, value: entry };
        }
        if (cursor < reader.position) {
          // Behind the shared tail: catch up by itself, a page at a time.
          own = await readPatiently(id, cursor, () => done || disposed);
          continue;
        }
        await new Promise<void>((resolve) => {
          wakeSelf = () => {
            reader.waiters.delete(resolve);
            resolve();
          };
          reader.waiters.add(resolve);
        });
      }
      return finish();
    };

    const iterator: AsyncGenerator<E, void, void> = {
      next,
      return: finish,
      throw: async (error) => {
        await finish();
        throw error;
      },
      [Symbol.asyncIterator]: () => iterator,
      [Symbol.asyncDispose]: async () => void (await finish()),
    };
    return iterator;
  };

  return {
    announce: (id, seq) => {
      // Followers in this process need not wait for the message to come around.
      tell(id, seq);
      bus.publish(topic(id), String(seq));
    },
    follow,
    readers: () => readers.size,
    dispose: async () => {
      disposed = true;
      clearTimeout(timer);
      for (const reader of readers.values()) {
        reader.unsubscribe();
        wake(reader);
      }
      readers.clear();
    },
  };
};
