/** The questions that a candidate named for an interview. */
import { and, eq, inArray } from 'drizzle-orm';
import type { Context } from '../../context.js';
import { isId } from '../../db/id.js';
import { questions } from '../../db/tables/index.js';
import { badInput } from '../input.js';

/** In the order in which they were named. @throws AppError BAD_USER_INPUT */
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
