/** Signing in by password: the hash, and everything around it. */
import { measure } from '../measure.js';
import { login as operation } from '../operations/login.js';
import { bare, ours } from '../server.js';
import { footer, layOutComparison } from '../table.js';
import type { Scenario } from './scenario.js';

export const loginsInFlight = 8;

export const login: Scenario = {
  name: 'login',
  description: 'signing in by password, every time another of 16 accounts',
  run: async (bench) => {
    const plan = { operation, contenders: [ours, bare], connections: loginsInFlight, warmUp: 50 };
    return [
      ...layOutComparison(await measure(bench, plan)),
      footer(`${loginsInFlight} connections: most of the latency is waiting for the hash's turn`, bench.seconds),
    ];
  },
};
