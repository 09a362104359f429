/** Live logs: hands the numbered entries of a log to any number of followers, without a gap or a repeat. */
import { setTimeout as delay } from 'node:timers/promises';
import type { Log } from '../log.js';
import type { Bus } from './bus.js';
import { createTails, type LogSource, type Numbered, topicOf } from './tails.js';

export type Live<E extends Numbered> = {
  /** Tells every process that the log has grown to `seq`. To be called after the commit. */
  announce(id: string, seq: number): void;
  /** Everything after `after`, then whatever follows, until the consumer returns. Entries move only as they are pulled. */
  follow(id: string, after: number): AsyncGenerator<E, void, void>;
  /** How many logs are being followed. */
  readers(): number;
  dispose(): Promise<void>;
};

/** Entries that a follower who catches up by itself reads at a time. */
const pageSize = 100;

/**
 * @param pollMs how often the heads of all followed logs are read (in one statement), which bounds what a lost message costs
 */
export const createLive = <E extends Numbered>(bus: Bus, source: LogSource<E>, log: Log, pollMs = 750): Live<E> => {
  const tails = createTails(bus, source, log, pollMs);
  let disposed = false;

  /** Reads a page of what is known to last; while the log cannot be read, waits and tries again. */
  const readPatiently = async (id: string, after: number, upTo: number, abandoned: () => boolean): Promise<E[]> => {
    while (!abandoned()) {
      try {
        const page = (await source.read([{ id, after }], pageSize)).get(id) ?? [];
        return page.filter(({ seq }) => seq <= upTo);
      } catch (error) {
        log.warn({ err: error }, 'catching up on a live log failed');
        await delay(pollMs);
      }
    }
    return [];
  };

  const follow = (id: string, after: number): AsyncGenerator<E, void, void> => {
    const tail = tails.acquire(id, after);
    let cursor = after;
    let own: E[] = [];
    let done = false;
    let wakeSelf = () => {};

    const finish = async (): Promise<IteratorResult<E, void>> => {
      if (!done) {
        done = true;
        tails.release(id, tail);
        wakeSelf();
      }
      return { done: true, value: undefined };
    };

    const fromTail = (): E | undefined => {
      const first = tail.entries[0];
      return first && cursor + 1 >= first.seq ? tail.entries[cursor + 1 - first.seq] : undefined;
    };

    const next = async (): Promise<IteratorResult<E, void>> => {
      while (!done && !disposed) {
        const entry = own.shift() ?? fromTail();
        if (entry) {
          cursor = entry.seq;
          return { done: false, value: entry };
        }
        if (cursor < tail.position) {
          // Behind the shared tail: catch up by itself, a page at a time.
          own = await readPatiently(id, cursor, tail.position, () => done || disposed);
          // There is none: it was erased.
          if (own.length === 0) break;
          continue;
        }
        await new Promise<void>((resolve) => {
          wakeSelf = () => {
            tail.waiters.delete(resolve);
            resolve();
          };
          tail.waiters.add(resolve);
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
      tails.tell(id, seq);
      bus.publish(topicOf(id), String(seq));
    },
    follow,
    readers: tails.count,
    dispose: async () => {
      disposed = true;
      await tails.dispose();
    },
  };
};
