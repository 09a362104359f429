/** What subscriptions cost on which nothing happens: memory, and the patience of those who ask. */
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { rounds } from '../measure.js';
import { median } from '../number.js';
import { me } from '../operations/me.js';
import { profiled } from '../profile.js';
import type { Bench } from '../scenarios/scenario.js';
import { within } from '../scope.js';
import { ours, type RunningServer } from '../server.js';
import type { Memory } from '../servers/memory.js';
import { type MeasuredRound, prepareSubjects, runRound, type Subject } from '../subject.js';
import { type Subscription, startFollowers } from './followers.js';
import { startBare, startOurs } from './streams.js';

/** Bytes of each subscription. */
export type Idle = { memory: { name: string; each: Memory }[]; none: MeasuredRound[]; many: MeasuredRound[] };

/** Sockets that have been there before memory is first read: what comes once is not counted. */
const before = 50;
const asking = { connections: 4, pause: 5, atLeast: 200 };

const readMemory = async ({ child }: RunningServer): Promise<Memory> => {
  // For what is still under way.
  await delay(500);
  child.send('memory');
  return (await once(child, 'message'))[0] as Memory;
};

const memoryOfEach = async (
  bench: Bench,
  server: RunningServer,
  subscriptions: Subscription[],
): Promise<{ name: string; each: Memory }> => {
  const { contender, url } = server;
  const followers = startFollowers(bench, url, contender === ours);
  await followers.open(subscriptions.slice(0, before));
  const first = await readMemory(server);
  await followers.open(subscriptions.slice(before));
  const last = await readMemory(server);
  const each = (of: keyof Memory) => (last[of] - first[of]) / (subscriptions.length - before);
  return { name: contender.name, each: { rss: each('rss'), heapUsed: each('heapUsed') } };
};

/** Asks a server with these subscriptions and one without any, in turn. */
export const measureIdle = async (bench: Bench, subscriptions: Subscription[]): Promise<Idle> => {
  const servers = await Promise.all([startOurs(bench), startOurs(bench)]);
  const [none, many] = await Promise.all(
    servers.map(async (server) => {
      const [subject] = (await prepareSubjects({ ...bench, servers: [server] }, [ours], me)) as [Subject];
      return subject;
    }),
  );
  const subjects = [none, many] as [Subject, Subject];
  for (const subject of subjects) await runRound(bench, subject, { connections: 4, seconds: 0, atLeast: 1000 });
  const server = servers[1] as RunningServer;
  const own = await profiled(bench, server, 'memory', 'idle', () => memoryOfEach(bench, server, subscriptions));
  const bare = await within(bench.scope, async (scope) => {
    const inner = { ...bench, scope };
    return memoryOfEach(inner, await startBare(inner), subscriptions);
  });
  const measured: [MeasuredRound[], MeasuredRound[]] = [[], []];
  for (let done = 0; done < rounds; done++) {
    for (const [at, subject] of subjects.entries()) {
      measured[at]?.push(await runRound(bench, subject, { ...asking, seconds: bench.seconds }));
    }
  }
  return { memory: [own, bare], none: measured[0], many: measured[1] };
};

export const memoryRows = ({ memory }: Idle): string[][] => {
  const bare = memory.at(-1)?.each as Memory;
  const kilobytes = (bytes: number) => (bytes / 1024).toFixed(1);
  return memory.map(({ name, each }) => [
    name,
    kilobytes(each.rss),
    kilobytes(each.heapUsed),
    (each.rss / bare.rss).toFixed(1),
    (each.heapUsed / bare.heapUsed).toFixed(1),
  ]);
};

export const ratioOfP99 = ({ none, many }: Idle): { ratio: number; ofEach: number[] } => {
  const ofEach = many.map(({ p99 }, round) => p99 / (none[round]?.p99 ?? Number.NaN));
  return { ratio: median(ofEach), ofEach };
};
