/** Choosing the questions of an interview: those that the candidate named, or a fair draw from those that match. */
import { randomInt } from 'node:crypto';
import { and, eq, inArray } from 'drizzle-orm';
import type { Context } from '../../context.js';
import { isId } from '../../db/id.js';
import { questions } from '../../db/tables/index.js';
import { AppError } from '../../errors.js';
import { badInput } from '../input.js';
import { matchQuestions, type QuestionFilter } from '../question.js';

/** Moves `count` of a list to its front: every subset, in every order, is equally likely (a partial Fisher–Yates shuffle). */
export const shuffle = <T>(list: T[], count = list.length): T[] => {
  for (let at = 0; at < count; at++) {
    const other = at + randomInt(list.length - at);
    [list[at], list[other]] = [list[other] as T, list[at] as T];
  }
  return list;
};

export const notEnough = (wanted: number, found: number): AppError =>
  new AppError('NOT_ENOUGH_QUESTIONS', {
    message: {
      en: `${wanted} questions were asked for, and ${found} match.`,
      zh: `需要 ${wanted} 道题，符合条件的只有 ${found} 道。`,
    },
  });

/** The questions that the candidate named, in that order. @throws AppError BAD_USER_INPUT */
export const chosenQuestions = async (ctx: Context, ids: string[]): Promise<string[]> => {
  if (ids.length === 0)
    throw badInput('input.questionIds', { en: 'is required in mode CUSTOM', zh: 'CUSTOM 模式下必填' });
  if (new Set(ids).size < ids.length) {
    throw badInput('input.questionIds', { en: 'names a question twice', zh: '包含重复的题目' });
  }
  const known = await ctx.db
    .select({ id: questions.id })
    .from(questions)
    .where(
      and(
        inArray(
          questions.id,
          ids.filter((id) => isId('question', id)),
        ),
        eq(questions.status, 'PUBLISHED'),
      ),
    );
  const missing = ids.filter((id) => !known.some((question) => question.id === id));
  if (missing.length > 0) {
    const list = missing.join(', ');
    throw badInput('input.questionIds', { en: `no such question: ${list}`, zh: `题目不存在：${list}` });
  }
  return ids;
};

/** Questions drawn uniformly, without replacement, from those that match. @throws AppError NOT_ENOUGH_QUESTIONS */
export const drawnQuestions = async (ctx: Context, filter: QuestionFilter, count: number): Promise<string[]> => {
  const where = await matchQuestions(ctx, filter, 'input.filter');
  const pool = await ctx.db
    .select({ id: questions.id })
    .from(questions)
    .where(and(...where));
  if (pool.length < count) throw notEnough(count, pool.length);
  return shuffle(pool, count)
    .slice(0, count)
    .map((question) => question.id);
};
