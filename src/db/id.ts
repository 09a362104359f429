/** Ids: TypeIDs, whose prefix tells the noun and whose order is the order of creation. */
import { fromString, typeidUnboxed } from 'typeid-js';

export const prefixes = {
  user: 'usr',
  session: 'ses',
  message: 'msg',
  file: 'fil',
  resume: 'res',
  audit: 'aud',
  category: 'cat',
  question: 'qst',
  change: 'chg',
  import: 'imp',
  keyPoint: 'kpt',
  interview: 'int',
  turn: 'trn',
  answer: 'ans',
  evaluation: 'evl',
} as const;

export type Noun = keyof typeof prefixes;

export const newId = (noun: Noun): string => typeidUnboxed(prefixes[noun]);

/** The ids of rows. */
export const idsOf = (rows: { id: string }[]): string[] => rows.map(({ id }) => id);

/** Whether `id` is a well-formed id of that noun; it may still name nothing. */
export const isId = (noun: Noun, id: string): boolean => {
  try {
    fromString(id, prefixes[noun]);
    return true;
  } catch {
    return false;
  }
};

/** The noun that a well-formed id names, else undefined. */
export const nounOf = (id: string): Noun | undefined =>
  (Object.keys(prefixes) as Noun[]).find((noun) => isId(noun, id));
