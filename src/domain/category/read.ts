/** Categories: the subjects of the bank, a tree. */
import { asc, isNull } from 'drizzle-orm';
import type { Context } from '../../context.js';
import type { Locale } from '../../db/enums.js';
import { type CategoryRow, categories } from '../../db/tables/index.js';
import { matchAll } from '../../search/match.js';
import { categoryTerm, statusTerm } from '../../search/term.js';
import { readOnce } from '../reads.js';

/** All categories, by slug. */
export const listCategories = (ctx: Context): Promise<CategoryRow[]> =>
  readOnce(ctx, ['categories'], () =>
    ctx.db.select().from(categories).where(isNull(categories.deletedAt)).orderBy(asc(categories.slug)),
  );

export const categoryName = (category: CategoryRow, locale: Locale): string =>
  locale === 'ZH' ? category.nameZh : category.nameEn;

/** Of some categories, those that there are, and everything below them. */
export const categorySubtree = async (ctx: Context, ids: string[]): Promise<string[]> => {
  const all = await listCategories(ctx);
  const found = new Set(all.map(({ id }) => id).filter((id) => ids.includes(id)));
  for (let size = -1; size < found.size; ) {
    size = found.size;
    for (const { id, parentId } of all) if (parentId && found.has(parentId)) found.add(id);
  }
  return [...found];
};

/** How many published questions are right in a category, not in those below it. */
export const questionCount = async (ctx: Context, categoryId: string): Promise<number> => {
  const counts = await readOnce(ctx, ['question counts'], async () => {
    const ids = (await listCategories(ctx)).map(({ id }) => id);
    const published = [statusTerm('PUBLISHED')];
    const reading = await ctx.questionIndex.read(ctx.db, [...published, ...ids.map(categoryTerm)]);
    return new Map(ids.map((id) => [id, matchAll(reading, [published, [categoryTerm(id)]]).size]));
  });
  return counts.get(categoryId) ?? 0;
};
