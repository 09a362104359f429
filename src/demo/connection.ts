/** Tells the person when the websocket breaks and comes back, and gives up on a server that stays away. */
import { DemoError } from './failure.js';
import type { Words } from './words.js';

export type Connection = {
  onConnection(state: 'connected' | 'closed'): void;
  /** Rejects once the connection has been broken for too long. */
  gone: Promise<never>;
  /** What happens to the connection from now on is of no interest. */
  dispose(): void;
};

export const watchConnection = (words: Words, patience: number, note: (text: string) => void): Connection => {
  let giveUp: (error: DemoError) => void = () => {};
  const gone = new Promise<never>((_, reject) => {
    giveUp = reject;
  });
  gone.catch(() => {});
  let timer: NodeJS.Timeout | undefined;
  let disposed = false;
  return {
    gone,
    onConnection: (state) => {
      if (disposed) return;
      if (state === 'connected') {
        if (timer) note(words.reconnected);
        clearTimeout(timer);
        timer = undefined;
      } else if (!timer) {
        // Every attempt that fails closes once more; the first one says it all.
        note(words.lost);
        timer = setTimeout(() => giveUp(new DemoError(words.gone(patience / 1_000))), patience);
      }
    },
    dispose: () => {
      disposed = true;
      clearTimeout(timer);
    },
  };
};
