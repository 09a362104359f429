/** How long a start takes, from the command to the first request that is answered, the stores being up. */

import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { spawnNode } from '../child.js';
import { cpuTime } from '../cpu.js';
import { median } from '../number.js';
import { freePort } from '../port.js';
import { within } from '../scope.js';
import { bare, type Contender, ours } from '../server.js';
import { layOut } from '../table.js';
import type { Bench, Scenario } from './scenario.js';

const starts = 7;
const patience = 30_000;

type Start = { wall: number; cpu: number };

/** The bare server has no probe: that it answers at all is all that it tells. */
const isReady = (url: string, contender: Contender): Promise<boolean> =>
  fetch(url).then(
    async (response) => {
      await response.arrayBuffer();
      return response.ok || contender === bare;
    },
    () => false,
  );

const start = ({ built, environment, scope }: Bench, contender: Contender, probe: string): Promise<Start> =>
  within(scope, async (inner) => {
    const port = await freePort();
    const begin = performance.now();
    const child = spawnNode(join(built, contender.module), { ...environment, PORT: String(port) }, inner);
    while (!(await isReady(`http://127.0.0.1:${port}${probe}`, contender))) {
      if (child.exitCode !== null || performance.now() - begin > patience)
        throw new Error(`${contender.name} did not start`);
      await delay(5);
    }
    return { wall: performance.now() - begin, cpu: await cpuTime(child.pid as number) };
  });

export const starting: Scenario = {
  name: 'start',
  description: 'from the command to the first request that is answered, stores up, schema migrated',
  run: async (bench) => {
    const all = [
      { contender: ours, probe: '/readyz', measured: [] as Start[] },
      { contender: bare, probe: '/', measured: [] as Start[] },
    ];
    for (let done = 0; done < starts; done++) {
      for (const { contender, probe, measured } of all) measured.push(await start(bench, contender, probe));
    }
    const rows = all.map(({ contender, measured }) => [
      contender.name,
      median(measured.map(({ wall }) => wall)).toFixed(0),
      median(measured.map(({ cpu }) => cpu)).toFixed(0),
      measured.map(({ wall }) => wall.toFixed(0)).join(' '),
    ]);
    return [...layOut(['', 'ms', 'CPU ms', 'ms of each'], rows), `median of ${starts} starts`];
  },
};
