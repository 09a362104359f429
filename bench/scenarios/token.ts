/** Verifying access tokens: alone, beside the bare signature, and as a share of a whole request. */
import { once } from 'node:events';
import { join } from 'node:path';
import { spawnNode } from '../child.js';
import { rounds } from '../measure.js';
import { median } from '../number.js';
import { me } from '../operations/me.js';
import { ours } from '../server.js';
import type { Verified, VerifyOptions } from '../servers/verify.js';
import { type MeasuredRound, prepareSubjects, runRound, type Subject } from '../subject.js';
import { footer, layOut, middle } from '../table.js';
import type { Bench, Scenario } from './scenario.js';

const connections = 16;

/** Drives the process that verifies: one round of each kind, in the order of its rows. */
const startVerifier = ({ built, scope, paserk, seconds }: Bench): (() => Promise<Verified[]>) => {
  const child = spawnNode(join(built, 'bench/servers/verify.js'), {}, scope);
  return async () => {
    const ended = new AbortController();
    child.send({ paserk, seconds: seconds / 3 } satisfies VerifyOptions);
    const [reply] = await Promise.race([
      once(child, 'message', { signal: ended.signal }),
      once(child, 'exit', { signal: ended.signal }).then(() => Promise.reject(new Error('the verifier ended'))),
    ]).finally(() => ended.abort());
    if ('error' in reply) throw new Error(`verifying: ${reply.error}`);
    return reply;
  };
};

export const token: Scenario = {
  name: 'token',
  description: 'verifying access tokens, and its share of { me { id } }',
  run: async (bench) => {
    const [subject] = (await prepareSubjects(bench, [ours], me)) as [Subject];
    await runRound(bench, subject, { connections, seconds: 2, atLeast: 200 });
    const verify = startVerifier(bench);
    await verify();
    const verified: Verified[][] = [];
    const requests: MeasuredRound[] = [];
    for (let done = 0; done < rounds; done++) {
      verified.push(await verify());
      requests.push(await runRound(bench, subject, { connections, seconds: bench.seconds, atLeast: 200 }));
    }

    const kinds = (verified[0] ?? []).map(({ name, ofRequest }, at) => {
      const all = verified.map((round) => round[at] as Verified);
      const perSecond = median(all.map((one) => one.perSecond));
      return { name, ofRequest, perSecond, micros: median(all.map((one) => one.cpuMicros)) };
    });
    const peer = kinds.at(-1)?.perSecond ?? Number.NaN;
    const cached = kinds.find(({ ofRequest }) => ofRequest === 'cached')?.micros ?? Number.NaN;
    // The request that was measured had its token in the cache; without, it takes as much more.
    const request = middle(requests, 'cpu') * 1000;
    const shareOf = (micros: number) => `${((100 * micros) / (request - cached + micros)).toFixed(1)} %`;
    const rows = kinds.map(({ name, ofRequest, perSecond, micros }) => [
      name,
      perSecond.toFixed(0),
      micros.toFixed(micros < 10 ? 2 : 0),
      (perSecond / peer).toFixed(2),
      ofRequest ? shareOf(micros) : '',
    ]);
    return [
      ...layOut(['', 'per second', 'CPU µs', '/ node:crypto', 'of a request'], rows),
      `A request { me { id } } takes ${request.toFixed(0)} µs of CPU (${middle(requests, 'requestsPerSecond').toFixed(0)} req/s, p50 ${middle(requests, 'p50').toFixed(1)} ms), its token in the cache.`,
      footer(`${connections} connections; verifying a third as long each`, bench.seconds),
    ];
  },
};
