/** The nested query: a candidate's last 20 interviews down to the evaluations. */
import { measure } from '../measure.js';
import { first, history as operation } from '../operations/history.js';
import { apollo, bare, ours } from '../server.js';
import { footer, layOutComparison } from '../table.js';
import type { Scenario } from './scenario.js';

const connections = 16;

export const history: Scenario = {
  name: 'history',
  description: `the last ${first} interviews with their turns, questions, categories, answers and evaluations`,
  run: async (bench) => {
    const plan = { operation, contenders: [ours, bare, apollo], connections, warmUp: 200 };
    return [...layOutComparison(await measure(bench, plan)), footer(`${connections} connections`, bench.seconds)];
  },
};
