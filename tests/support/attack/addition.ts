/** Hangs on an honest answer what says nothing more. */
import type { Addition } from './attack.js';
import { order } from './injection.js';
import { everyday, platitudes, waffle } from './talk.js';

export const additions: Addition[] = [
  { name: 'an order before it', answers: ({ locale }, honest) => `${order[locale]}\n\n${honest}` },
  { name: 'an order behind it', answers: ({ locale }, honest) => `${honest}\n\n${order[locale]}` },
  { name: 'the question before it', answers: ({ prompt }, honest) => `${prompt}\n\n${honest}` },
  {
    name: 'platitudes around it',
    answers: ({ locale }, honest) => `${platitudes[locale]}${honest} ${platitudes[locale]}`,
  },
  { name: 'all signs of depth, about nothing', answers: ({ locale }, honest) => `${honest} ${waffle[locale]}` },
  { name: 'what happened yesterday', answers: ({ locale }, honest) => `${everyday[locale]}\n\n${honest}` },
  { name: 'itself, twice', answers: (_, honest) => `${honest} ${honest} ${honest}` },
];
