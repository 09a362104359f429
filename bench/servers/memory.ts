/** Tells the parent, when asked, how much memory this process holds once everything that can go is gone. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Bytes. */
export type Memory = { rss: number; heapUsed: number };

process.on('message', (message) => {
  if (message !== 'memory') return;
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  // What the first leaves to finalizers, the second takes.
  collect();
  collect();
  const { rss, heapUsed } = process.memoryUsage();
  process.send?.({ rss, heapUsed } satisfies Memory);
});
