/** The scenarios, in the order in which they are measured; a new one is a file here and a line in the list. */
import { history } from './history.js';
import type { Scenario } from './scenario.js';

export type { Scenario };

export const scenarios: Scenario[] = [history];
