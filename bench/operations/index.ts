/** Everything that the bare server answers. */
import { health } from './health.js';
import { history } from './history.js';
import { interview } from './interview.js';
import { login } from './login.js';
import { me } from './me.js';
import type { Operation } from './operation.js';
import { search } from './search.js';
import { submit } from './submit.js';

export type { Operation };

export const operations: Operation[] = [history, interview, search, me, submit, login, health];
