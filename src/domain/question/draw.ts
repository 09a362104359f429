/** Drawing questions at random: uniformly from those that match, without replacement, what the candidate has not seen first. */
import { inArray } from 'drizzle-orm';
import { z } from 'zod';
import type { Context } from '../../context.js';
import type { Db, Tx } from '../../db/connection.js';
import { type Question, questions } from '../../db/tables/index.js';
import { AppError } from '../../errors.js';
import { matchAll } from '../../search/match.js';
import type { NumberSet } from '../../search/number-set.js';
import type { Reading } from '../../search/reading.js';
import { categoryTerm } from '../../search/term.js';
import { categorySubtree } from '../category/read.js';
import { parseInput } from '../input.js';
import { createRandom, type Random, sample, shuffled } from '../random.js';
import { requireViewer } from '../viewer.js';
import type { QuestionFilter } from './filter.js';
import { findQuestions } from './list.js';
import { canViewQuestion, questionsByNumber } from './read.js';
import { questionsSeen } from './seen.js';

export type DrawQuestionsInput = {
  count: number;
  filter?: QuestionFilter | null;
  excludeSeen?: boolean | null;
  seed?: string | null;
};

export const notEnough = (wanted: number, found: number): AppError =>
  new AppError('NOT_ENOUGH_QUESTIONS', {
    message: {
      en: `${wanted} ${wanted === 1 ? 'question was' : 'questions were'} asked for, and ${found} match.`,
      zh: `需要 ${wanted} 道题，符合条件的只有 ${found} 道。`,
    },
  });

/** Some members of a set, each as likely as any other. */
export const drawFrom = (random: Random, set: NumberSet, count: number): number[] =>
  sample(random, set.size, Math.min(count, set.size)).map((rank) => set.at(rank));

/** How many to take of each pool: evenly, as far as they go; chance decides who gives one more. */
const shares = (random: Random, sizes: number[], count: number): number[] => {
  const taken = sizes.map(() => 0);
  let left = Math.min(
    count,
    sizes.reduce((sum, size) => sum + size, 0),
  );
  while (left > 0) {
    const open = shuffled(random, [...sizes.keys()]).filter((at) => (taken[at] as number) < (sizes[at] as number));
    for (const at of open.slice(0, left)) taken[at] = (taken[at] as number) + 1;
    left -= Math.min(left, open.length);
  }
  return taken;
};

/** Some members of some sets that have none in common: of each as many as of the others, as far as they go; in any order. */
export const drawEvenly = (random: Random, pools: NumberSet[], count: number): number[] => {
  const sizes = shares(
    random,
    pools.map(({ size }) => size),
    count,
  );
  return shuffled(
    random,
    pools.flatMap((pool, at) => drawFrom(random, pool, sizes[at] as number)),
  );
};

/**
 * One pool for each category that was asked for; what is below another of them belongs to that one alone.
 * @param reading that has the terms of all categories below them
 */
const poolsOf = async (ctx: Context, reading: Reading, set: NumberSet, categoryIds: string[]): Promise<NumberSet[]> => {
  const subtrees = new Map<string, string[]>();
  for (const id of categoryIds) subtrees.set(id, await categorySubtree(ctx, [id]));
  return [...subtrees].map(([id, subtree]) => {
    const others = subtree.filter((each) => each !== id).flatMap((each) => subtrees.get(each) ?? []);
    const own = subtree.filter((each) => !others.includes(each));
    return set.and(matchAll(reading, [own.map(categoryTerm)]));
  });
};

export type Draw = { ids: string[]; repeatedCount: number };

/** Ids of questions, in the order of their numbers. */
export const idsByNumber = async (db: Db | Tx, numbers: number[]): Promise<string[]> => {
  if (numbers.length === 0) return [];
  const rows = await db
    .select({ id: questions.id, number: questions.number })
    .from(questions)
    .where(inArray(questions.number, numbers));
  const ids = new Map(rows.map(({ id, number }) => [number, id]));
  return numbers.flatMap((number) => ids.get(number) ?? []);
};

/** @throws AppError NOT_ENOUGH_QUESTIONS, BAD_USER_INPUT */
const drawNumbers = async (
  ctx: Context,
  filter: QuestionFilter,
  count: number,
  { path, excludeSeen = true, seed }: { path: string; excludeSeen?: boolean; seed?: string },
): Promise<{ numbers: number[]; repeatedCount: number }> => {
  const { userId } = requireViewer(ctx);
  const { set, reading } = await findQuestions(ctx, filter, { path });
  if (set.size < count) throw notEnough(count, set.size);
  const random = createRandom(seed);
  const seen = excludeSeen ? await questionsSeen(ctx.db, userId) : new Map<number, Date>();
  const fresh = set.without(seen.keys());
  const several = [...new Set(filter.categoryIds)];
  const pools = several.length > 1 ? await poolsOf(ctx, reading, fresh, several) : [fresh];
  const numbers = drawEvenly(random, pools, count);
  // Not enough that is new: then what was asked the longest ago.
  const again = [...seen]
    .filter(([number]) => set.has(number))
    .sort(([a, since], [b, until]) => since.getTime() - until.getTime() || a - b)
    .slice(0, count - numbers.length)
    .map(([number]) => number);
  return { numbers: [...numbers, ...again], repeatedCount: again.length };
};

/** How often a draw is made anew when something that it drew is gone before it is read. */
const mostDraws = 3;

/** @param read what is drawn; what it does not find was taken out of the bank meanwhile */
const drawAll = async <T>(
  draw: () => ReturnType<typeof drawNumbers>,
  read: (numbers: number[]) => Promise<T[]>,
): Promise<{ drawn: T[]; repeatedCount: number }> => {
  for (let draws = 1; ; draws++) {
    const { numbers, repeatedCount } = await draw();
    const drawn = await read(numbers);
    if (drawn.length === numbers.length || draws === mostDraws) return { drawn, repeatedCount };
  }
};

/** Ids of drawn questions. @throws AppError NOT_ENOUGH_QUESTIONS, BAD_USER_INPUT */
export const drawIds = async (ctx: Context, filter: QuestionFilter, count: number, path: string): Promise<Draw> => {
  const { drawn, repeatedCount } = await drawAll(
    () => drawNumbers(ctx, filter, count, { path }),
    (numbers) => idsByNumber(ctx.db, numbers),
  );
  return { ids: drawn, repeatedCount };
};

const shape = z.object({ count: z.int().min(1).max(100), seed: z.string().min(1).max(200).nullish() });

/**
 * Draws questions of the bank. The same seed draws the same from the same bank, for a candidate who has seen the same.
 * @throws AppError NOT_ENOUGH_QUESTIONS, BAD_USER_INPUT
 */
export const drawQuestions = async (ctx: Context, input: DrawQuestionsInput): Promise<Question[]> => {
  requireViewer(ctx);
  const { count, seed } = parseInput(ctx, shape, input);
  const options = { path: 'input.filter', excludeSeen: input.excludeSeen ?? true, seed: seed ?? undefined };
  const { drawn } = await drawAll(
    () => drawNumbers(ctx, input.filter ?? {}, count, options),
    async (numbers) => {
      const rows = await questionsByNumber(ctx, numbers);
      return numbers.flatMap((number) => {
        const row = rows.get(number);
        return row && canViewQuestion(ctx.viewer, row) ? [row] : [];
      });
    },
  );
  return drawn;
};
