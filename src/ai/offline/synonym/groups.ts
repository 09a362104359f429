/** All ways to say one thing, of the field and of everyday talk, in both languages. */
import { craftSynonyms } from './craft.js';
import { everydaySynonyms } from './everyday.js';
import { fieldSynonyms } from './field.js';

/** Each line is one concept; `|` parts the ways to say it. A way may be a phrase. */
export const synonymGroups: string[][] = [fieldSynonyms, craftSynonyms, everydaySynonyms].flatMap((lines) =>
  lines
    .trim()
    .split('\n')
    .map((line) => line.split('|')),
);
