/** How much may be asked for in how long, by whom, and how that is said in a variable. */
import { z } from 'zod';

/** What may be spent at once, and comes back within so many seconds. */
export type Quota = { tokens: number; seconds: number };

export const defaultQuotas = {
  /** Of a user, wherever they are signed in. */
  user: { tokens: 300_000, seconds: 60 },
  /** Of an address, by all who are signed in there: a school, an office. */
  address: { tokens: 3_000_000, seconds: 60 },
  /** Of an address, by all who are not. */
  anonymous: { tokens: 30_000, seconds: 60 },
  /** Passwords and codes from an address, each of which counts as one. */
  signIn: { tokens: 60, seconds: 60 },
};

export type Quotas = typeof defaultQuotas;

const quota = /^(\w+)=([1-9]\d{0,8})\/([1-9]\d{0,4})$/;

/** Reads `name=tokens/seconds` for each quota that is not to be the default; `off` for none at all. */
export const quotas = z
  .array(
    z.string().refine((value) => value === 'off' || Object.hasOwn(defaultQuotas, quota.exec(value)?.[1] ?? '-'), {
      error: `must be NAME=COST/SECONDS, the names being ${Object.keys(defaultQuotas).join(', ')}; or off`,
    }),
  )
  .transform((values): Quotas | null => {
    if (values.includes('off')) return null;
    const given = values.map((value) => quota.exec(value) ?? []);
    return {
      ...defaultQuotas,
      ...Object.fromEntries(
        given.map(([, name, tokens, seconds]) => [name, { tokens: Number(tokens), seconds: Number(seconds) }]),
      ),
    };
  });
