/** The process that holds the sockets of followers: it notes when a message comes, and looks into it as little as it can. */
import { WebSocket } from 'ws';
import type { Arrivals, Follow, Wanted } from '../fan-out/followers.js';
import { now } from '../fan-out/now.js';

/** Sockets that are being opened at once. */
const opening = 32;
const seqKey = '"seq":';

/** When each message came since the last step ended, whoever it was for. */
let arrivals: number[] = [];
let sample: Buffer | undefined;
let wanted: Wanted | undefined;

const fail = (error: Error): void => void process.send?.({ error: error.message });

const answer = (): void => {
  if (!wanted || arrivals.length < wanted.messages) return;
  if (arrivals.length > wanted.messages) fail(new Error(`${arrivals.length} messages instead of ${wanted.messages}`));
  else process.send?.({ arrivals, sample: sample?.toString() ?? '' } satisfies Arrivals);
  wanted = undefined;
  arrivals = [];
  sample = undefined;
};

/** @throws Error for a message that is no event */
const seqIn = (data: Buffer): number => {
  const at = data.indexOf(seqKey, 0, 'latin1');
  if (at < 0) throw new Error(`no event: ${data.toString().slice(0, 500)}`);
  let seq = 0;
  for (let index = at + seqKey.length; ; index++) {
    const digit = (data[index] as number) - 48;
    if (!(digit >= 0 && digit <= 9)) return seq;
    seq = seq * 10 + digit;
  }
};

/** Opens a socket; settles when its subscription has given the newest event there is. */
const open = ({ url, query, numbered }: Follow, { token, ...variables }: Follow['subscriptions'][number]) =>
  new Promise<void>((resolve, reject) => {
    const socket = new WebSocket(url, 'graphql-transport-ws', {
      perMessageDeflate: false,
      skipUTF8Validation: true,
    });
    let last = 0;
    let subscribed = false;
    let ready = false;
    socket.on('open', () =>
      socket.send(JSON.stringify({ type: 'connection_init', payload: { Authorization: `Bearer ${token}` } })),
    );
    socket.on('message', (data: Buffer) => {
      const at = now();
      if (!subscribed) {
        subscribed = true;
        socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query, variables } }));
        return;
      }
      try {
        const seq = seqIn(data);
        // Without a gap or a repeat, or it is no stream to measure.
        if (numbered && ready && seq !== last + 1) throw new Error(`event ${seq} came after ${last}`);
        last = seq;
      } catch (error) {
        fail(error as Error);
      }
      if (!ready) {
        ready = true;
        resolve();
        return;
      }
      arrivals.push(at);
      sample ??= data;
      if (wanted) answer();
    });
    socket.on('error', reject);
    socket.on('close', (code, reason) => {
      const error = new Error(`a socket was closed: ${code} ${reason}`);
      reject(error);
      fail(error);
    });
  });

const openAll = async (follow: Follow): Promise<void> => {
  const left = follow.subscriptions.values();
  const opener = async () => {
    for (const subscription of left) await open(follow, subscription);
  };
  await Promise.all(Array.from({ length: opening }, opener));
  process.send?.('open');
};

process.on('message', (message: Follow | Wanted) => {
  if ('subscriptions' in message) openAll(message).catch(fail);
  else {
    wanted = message;
    answer();
  }
});
process.on('disconnect', () => process.exit());
