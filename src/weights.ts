/** What each dimension of a score is worth, and how that is said in a variable. */
import { z } from 'zod';

export const dimensions = ['ACCURACY', 'COMPLETENESS', 'DEPTH', 'EXPRESSION'] as const;

export type Weights = Readonly<Record<(typeof dimensions)[number], number>>;

/** `NAME=PERCENT` for each dimension, in any order. */
export const weights = z
  .array(z.string().regex(/^[A-Z]+=\d{1,3}(\.\d+)?$/, 'must be of the form ACCURACY=40,COMPLETENESS=20,…'))
  .transform((items, ctx): Weights => {
    const given = items.map((item): [string, number] => {
      const [name = '', percent] = item.split('=');
      return [name, Number(percent)];
    });
    const names = given.map(([name]) => name);
    const refuse = (message: string) => ctx.addIssue({ code: 'custom', message });
    for (const name of new Set(names)) {
      if (!dimensions.some((dimension) => dimension === name)) refuse(`${name} is none of ${dimensions.join(', ')}`);
    }
    for (const dimension of dimensions) {
      const times = names.filter((name) => name === dimension).length;
      if (times !== 1) refuse(times === 0 ? `${dimension} is missing` : `${dimension} is there more than once`);
    }
    const sum = given.reduce((total, [, percent]) => total + percent, 0);
    if (Math.abs(sum - 100) > 1e-6) refuse(`must add up to 100, not ${Math.round(sum * 1000) / 1000}`);
    return Object.fromEntries(given) as Weights;
  });
