/** Ours beside the bare broadcast: as many sockets, the same bytes, rounds in turn. */
import { rounds } from '../measure.js';
import { profiled } from '../profile.js';
import type { Bench } from '../scenarios/scenario.js';
import { broadcast, ours, type RunningServer, startServer } from '../server.js';
import { type Subscription, startFollowers } from './followers.js';
import { middleOf, runStep, runStreamRound, type Side, type StreamRound } from './rounds.js';
import { broadcasting, type Trigger } from './trigger.js';

/** A server of ours that nobody has asked anything yet. */
export const startOurs = ({ built, environment, scope }: Bench): Promise<RunningServer> =>
  startServer(ours, built, environment, scope);

export const startBare = ({ built, environment, scope }: Bench): Promise<RunningServer> =>
  startServer(broadcast, built, { HOST: environment.HOST as string }, scope);

export const sideOf = (bench: Bench, server: RunningServer, trigger: Trigger): Side => ({
  server,
  followers: startFollowers(bench, server.url, server.contender === ours),
  sockets: 0,
  trigger,
  sample: '',
});

/** More sockets on a server. */
export const follow = async (side: Side, subscriptions: Subscription[]): Promise<void> => {
  await side.followers.open(subscriptions);
  side.sockets += subscriptions.length;
};

/** What one variant of sockets and interviews came to. */
export type Streams = { name: string; bytes: number; ours: StreamRound[]; bare: StreamRound[] };

/** Of the time of a round elsewhere: there are six of each variant. */
export const part = 0.5;
/** Steps until the compiler has seen the hot paths. */
const warmUp = 10;

/** @param side of ours, its sockets open */
export const measureStreams = async (bench: Bench, name: string, side: Side): Promise<Streams> => {
  const server = await startBare(bench);
  const bare = sideOf(
    bench,
    server,
    broadcasting(server.url, () => side.sample),
  );
  await side.trigger.prepare();
  await runStep(side);
  const nobody = { token: '', interviewId: '', after: 0 };
  await follow(bare, Array<Subscription>(side.sockets).fill(nobody));
  for (const one of [side, bare]) await runStreamRound(one, 0.5);
  for (let done = 0; done < warmUp; done++) await runStep(bare);

  const streams: Streams = { name, bytes: Buffer.byteLength(side.sample), ours: [], bare: [] };
  await profiled(bench, side.server, 'cpu', name, async () => {
    for (let done = 0; done < rounds; done++) {
      streams.ours.push(await runStreamRound(side, bench.seconds * part));
      streams.bare.push(await runStreamRound(bare, bench.seconds * part));
    }
  });
  return streams;
};

/** Two rows a variant: ours and the bare broadcast. */
export const rowsOf = ({ name, bytes, ours: own, bare }: Streams): string[][] => {
  const row = (who: string, measured: StreamRound[]) => {
    const ratio = (of: 'perSecond' | 'p99' | 'cpu') => (middleOf(measured, of) / middleOf(bare, of)).toFixed(2);
    return [
      `${name}: ${who}`,
      middleOf(measured, 'perSecond').toFixed(0),
      middleOf(measured, 'p50').toFixed(1),
      middleOf(measured, 'p99').toFixed(1),
      middleOf(measured, 'cpu').toFixed(1),
      ratio('perSecond'),
      ratio('p99'),
      ratio('cpu'),
      String(bytes),
      measured.map(({ perSecond }) => perSecond.toFixed(0)).join(' '),
    ];
  };
  return [row('ours', own), row(broadcast.name, bare)];
};

export const columns = ['', 'messages/s', 'p50 ms', 'p99 ms', 'CPU µs', '/ bare', 'p99 / bare', 'CPU / bare', 'bytes'];
