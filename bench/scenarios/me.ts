/** The least that a signed-in client can ask: what a request costs by itself. */
import { measure } from '../measure.js';
import { me as operation } from '../operations/me.js';
import { bare, ours } from '../server.js';
import { footer, layOutComparison } from '../table.js';
import type { Scenario } from './scenario.js';

const connections = 16;

export const me: Scenario = {
  name: 'me',
  description: 'who is signed in',
  run: async (bench) => {
    const plan = { operation, contenders: [ours, bare], connections, warmUp: 500 };
    return [...layOutComparison(await measure(bench, plan)), footer(`${connections} connections`, bench.seconds)];
  },
};
