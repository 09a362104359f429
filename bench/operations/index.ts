/** Everything that the bare server answers. */
import { health } from './health.js';
import { history } from './history.js';
import { login } from './login.js';
import { me } from './me.js';
import type { Operation } from './operation.js';

export type { Operation };

export const operations: Operation[] = [history, login, me, health];
