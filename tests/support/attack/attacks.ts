/** All attacks. */
import type { Attack } from './attack.js';
import { echoes } from './echo.js';
import { heaps } from './heap.js';
import { injections } from './injection.js';
import { talks } from './talk.js';
import { twists } from './twist.js';
import { unasserted } from './unasserted.js';

export const attacks: Attack[] = [...injections, ...heaps, ...echoes, ...talks, ...twists, ...unasserted];
