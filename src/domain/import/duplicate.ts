/** Which rows ask what the bank, or an earlier row, asks already, and which nearly so. */
import { inArray } from 'drizzle-orm';
import type { Db, Tx } from '../../db/connection.js';
import { questions, signatures } from '../../db/tables/index.js';
import { areAlike, type Likeness } from '../../search/likeness.js';
import { contentWords } from '../../search/words.js';

/** Keys or hashes of one statement. */
const atOnce = 2_000;
/** Questions with a common hash that a row is compared with at most. */
const mostCompared = 20;

const slicesOf = <T>(list: T[]): T[][] =>
  Array.from({ length: Math.ceil(list.length / atOnce) }, (_, at) => list.slice(at * atOnce, (at + 1) * atOnce));

/** The questions of the bank that ask exactly what is asked, by prompt key. */
export const findSame = async (db: Db | Tx, promptKeys: string[]): Promise<Map<string, string>> => {
  const found = new Map<string, string>();
  for (const keys of slicesOf(promptKeys)) {
    const rows = await db
      .select({ id: questions.id, promptKey: questions.promptKey })
      .from(questions)
      .where(inArray(questions.promptKey, keys));
    for (const { id, promptKey } of rows) found.set(promptKey as string, id);
  }
  return found;
};

/** What a row nearly repeats: a question of the bank, or an earlier row of the batch. */
export type Near = { questionId: string } | { at: number };

/** For each row, what it nearly repeats, if anything; what it repeats exactly is not meant. */
export const findNear = async (db: Db | Tx, rows: Likeness[]): Promise<(Near | undefined)[]> => {
  const hashes = [...new Set(rows.flatMap(({ signature }) => signature))];
  const numbersByHash = new Map<number, number[]>();
  for (const slice of slicesOf(hashes)) {
    for (const { hash, number } of await db.select().from(signatures).where(inArray(signatures.hash, slice))) {
      numbersByHash.set(hash, [...(numbersByHash.get(hash) ?? []), number]);
    }
  }
  const numbersOf = ({ signature }: Likeness) =>
    [...new Set(signature.flatMap((hash) => numbersByHash.get(hash) ?? []))].slice(0, mostCompared);
  const wanted = [...new Set(rows.flatMap(numbersOf))];
  const known = new Map<number, { id: string; promptKey: string | null; words: Set<string> }>();
  for (const slice of slicesOf(wanted)) {
    const found = await db
      .select({
        number: questions.number,
        id: questions.id,
        locale: questions.locale,
        prompt: questions.prompt,
        promptKey: questions.promptKey,
      })
      .from(questions)
      .where(inArray(questions.number, slice));
    for (const { number, id, prompt, promptKey } of found)
      known.set(number, { id, promptKey, words: contentWords(prompt) });
  }
  const earlier = new Map<number, number[]>();
  return rows.map((row, at) => {
    const inBank = numbersOf(row)
      .map((number) => known.get(number))
      .find((other) => other && other.promptKey !== row.promptKey && areAlike(row.words, other.words));
    const inBatch = [...new Set(row.signature.flatMap((hash) => earlier.get(hash) ?? []))]
      .slice(0, mostCompared)
      .find((index) => {
        const other = rows[index] as Likeness;
        return other.promptKey !== row.promptKey && areAlike(row.words, other.words);
      });
    for (const hash of row.signature) earlier.set(hash, [...(earlier.get(hash) ?? []), at]);
    if (inBank) return { questionId: inBank.id };
    return inBatch === undefined ? undefined : { at: inBatch };
  });
};
