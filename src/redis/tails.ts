/** The newest entries of each log that is followed in this process: read once, for however many followers. */
import { setTimeout as delay } from 'node:timers/promises';
import type { Log } from '../log.js';
import type { Bus } from './bus.js';

export type Numbered = { seq: number };

/** Where in a log to read on. */
export type Cursor = { id: string; after: number };

export type LogSource<E extends Numbered> = {
  /** By log, the entries with a number above its cursor, in order; at most `limit` of all, so that some may be missing at the end. */
  read(cursors: Cursor[], limit: number): Promise<Map<string, E[]>>;
  /** The newest number of each log. */
  heads(ids: string[]): Promise<Map<string, number>>;
  /** Once it resolves, what was read before is there to stay, whatever becomes of the store. */
  fence(): Promise<void>;
};

/** The newest entries of one log. */
export type Tail<E> = {
  /** The number up to which the log was read. */
  position: number;
  /** Ending at `position`. */
  entries: E[];
  /** The highest number heard of: it was announced after its commit, and is there to stay. */
  told: number;
  followers: number;
  /** Wakes the followers that wait for it to grow. */
  waiters: Set<() => void>;
  unsubscribe: () => void;
};

export type Tails<E extends Numbered> = {
  /** That of a log, beginning at `position` if nobody follows it yet; to be released. */
  acquire(id: string, position: number): Tail<E>;
  release(id: string, tail: Tail<E>): void;
  /** The log has grown to `seq`. */
  tell(id: string, seq: number): void;
  count(): number;
  dispose(): Promise<void>;
};

/** What a tail keeps: a follower that falls further behind reads the log for itself. */
const tailSize = 256;
/** Logs, and entries, that one statement reads. */
const batch = { logs: 100, entries: 500 };
/** Milliseconds that a statement is waited for. */
const readPatience = 1_000;

export const topicOf = (id: string): string => `live:${id}`;

export const createTails = <E extends Numbered>(bus: Bus, source: LogSource<E>, log: Log, pollMs: number): Tails<E> => {
  const tails = new Map<string, Tail<E>>();
  /** Logs in which something may have happened since they were read. */
  const stale = new Set<string>();
  let reading = false;
  let disposed = false;

  const wake = ({ waiters }: Tail<E>) => {
    const waiting = [...waiters];
    waiters.clear();
    for (const waiter of waiting) waiter();
  };

  const readBatch = async (): Promise<void> => {
    try {
      await readSome();
    } catch (error) {
      // The next poll finds the tails behind and tries again.
      log.warn({ err: error }, 'reading live logs failed');
    }
  };

  const readSome = async (): Promise<void> => {
    const ids = [...stale].slice(0, batch.logs);
    for (const id of ids) stale.delete(id);
    const cursors = ids.flatMap((id) => {
      const tail = tails.get(id);
      return tail ? [{ id, after: tail.position }] : [];
    });
    if (cursors.length === 0) return;
    const found = await source.read(cursors, batch.entries);
    const isNew = ([id, entries]: [string, E[]]) => (entries.at(-1)?.seq ?? 0) > (tails.get(id)?.told ?? 0);
    // Of what nobody has announced, the store may have shown more than it would remember.
    if ([...found].some(isNew)) await source.fence();
    let total = 0;
    for (const [id, entries] of found) {
      total += entries.length;
      const tail = tails.get(id);
      const last = entries.at(-1);
      // Forgotten meanwhile and begun anew, a tail may stand elsewhere: it is read anew, too.
      if (!tail || !last || entries[0]?.seq !== tail.position + 1) continue;
      tail.position = last.seq;
      tail.told = Math.max(tail.told, last.seq);
      tail.entries = [...tail.entries, ...entries].slice(-tailSize);
      wake(tail);
    }
    if (total >= batch.entries) for (const { id } of cursors) stale.add(id);
  };

  /** What is told while a read is under way is read by the next: the more there is to tell, the more a statement reads. */
  const readStale = async (): Promise<void> => {
    if (reading) return;
    reading = true;
    try {
      while (stale.size > 0 && !disposed) {
        // What it brings late fits where it stands, or is dropped: nothing waits for one that hangs.
        await Promise.race([readBatch(), delay(readPatience, undefined, { ref: false })]);
      }
    } finally {
      reading = false;
    }
  };

  const markStale = (id: string): void => {
    stale.add(id);
    // Messages come in heaps: those of one tick are read together.
    queueMicrotask(() => void readStale());
  };

  const tell = (id: string, seq: number): void => {
    const tail = tails.get(id);
    if (!tail || seq <= tail.told) return;
    tail.told = seq;
    markStale(id);
  };

  const poll = async (): Promise<void> => {
    const ids = [...tails.keys()];
    if (ids.length === 0) return;
    try {
      for (const [id, seq] of await source.heads(ids)) {
        const tail = tails.get(id);
        if (tail && seq > tail.position) markStale(id);
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

  return {
    acquire: (id, position) => {
      let tail = tails.get(id);
      if (!tail) {
        const { subscribed, unsubscribe } = bus.subscribe(topicOf(id), (message) => tell(id, Number(message)));
        tail = { position, entries: [], told: position, followers: 0, waiters: new Set(), unsubscribe };
        tails.set(id, tail);
        markStale(id);
        // Whatever was announced while the subscription was on its way was not heard.
        void subscribed.then(() => markStale(id));
      }
      tail.followers++;
      return tail;
    },
    release: (id, tail) => {
      tail.followers--;
      if (tail.followers > 0) return;
      if (tails.get(id) === tail) tails.delete(id);
      tail.unsubscribe();
    },
    tell,
    count: () => tails.size,
    dispose: async () => {
      disposed = true;
      clearTimeout(timer);
      for (const tail of tails.values()) {
        tail.unsubscribe();
        wake(tail);
      }
      tails.clear();
    },
  };
};
