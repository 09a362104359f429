/** Categories: the subjects of the bank. */
import { asc, inArray } from 'drizzle-orm';
import type { Context } from '../context.js';
import type { Locale } from '../db/enums.js';
import { isId } from '../db/id.js';
import { type CategoryRow, categories } from '../db/tables/index.js';

/** All categories, by slug. */
export const listCategories = (ctx: Context): Promise<CategoryRow[]> =>
  ctx.db.select().from(categories).orderBy(asc(categories.slug));

export const categoryName = (category: CategoryRow, locale: Locale): string =>
  locale === 'ZH' ? category.nameZh : category.nameEn;

/** The given categories and everything below them. */
export const categorySubtree = async (ctx: Context, ids: string[]): Promise<string[]> => {
  const known = ids.filter((id) => isId('category', id));
  const found = new Set(known);
  let level = known;
  // One statement a level; the tree is a few levels deep.
  while (level.length > 0) {
    const children = await ctx.db
      .select({ id: categories.id })
      .from(categories)
      .where(inArray(categories.parentId, level));
    level = children.map((child) => child.id).filter((id) => !found.has(id));
    for (const id of level) found.add(id);
  }
  return [...found];
};
