/** The scenarios, in the order in which they are measured; a new one is a file here and a line in the list. */
import { abuse } from './abuse.js';
import { bank } from './bank.js';
import { enumeration } from './enumeration.js';
import { fanOut } from './fan-out.js';
import { health } from './health.js';

import { importing } from './import.js';
import { login } from './login.js';
import { me } from './me.js';
import { memory } from './memory.js';
import { mix } from './mix.js';
import { reading } from './reading.js';
import { resume } from './resume.js';
import type { Scenario } from './scenario.js';
import { scoring } from './scoring.js';
import { starting } from './start.js';
import { token } from './token.js';

export type { Scenario };

export const scenarios: Scenario[] = [
  mix,
  memory,
  starting,
  me,
  login,
  token,
  health,
  fanOut,
  abuse,
  enumeration,
  reading,
  resume,
  scoring,
  bank,
  importing,
];
