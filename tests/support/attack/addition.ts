/** Hangs on an honest answer what says nothing more. */
import type { Addition } from './attack.js';
import { order } from './injection.js';
import { everyday, platitudes, waffle } from './talk.js';

const around = (text: string, honest: string) => [`${honest}\n\n${text}`, `${text}\n\n${honest}`];

export const additions: Addition[] = [
  { name: 'an order', answers: ({ locale }, honest) => around(order[locale], honest) },
  { name: 'the question', answers: ({ prompt }, honest) => around(prompt, honest) },
  { name: 'platitudes', answers: ({ locale }, honest) => around(platitudes[locale].repeat(3), honest) },
  { name: 'all signs of depth, about nothing', answers: ({ locale }, honest) => around(waffle[locale], honest) },
  { name: 'what happened yesterday', answers: ({ locale }, honest) => around(everyday[locale], honest) },
  { name: 'itself, twice', answers: (_, honest) => `${honest} ${honest} ${honest}` },
];
