/** Wires categories. */
import { Arg, Ctx, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../context.js';
import type { CategoryRow } from '../db/tables/index.js';
import { categoryName, listCategories } from '../domain/category.js';
import { Category } from '../schema/category.js';
import { Locale } from '../schema/enums.js';
import { SignedIn } from './guard.js';

@Resolver(() => Category)
export class CategoryResolver {
  @SignedIn()
  @Query(() => [Category], { description: 'All categories, by slug.' })
  categories(@Ctx() ctx: Context) {
    return listCategories(ctx);
  }

  @FieldResolver(() => String, { description: 'The name in a language; by default that of the request.' })
  name(
    @Ctx() ctx: Context,
    @Root() category: CategoryRow,
    @Arg('locale', () => Locale, { nullable: true, description: 'The language.' }) locale: Locale | null,
  ) {
    return categoryName(category, locale ?? ctx.locale);
  }

  @FieldResolver(() => Category, { nullable: true, description: 'The category above; null at the top.' })
  parent(@Ctx() ctx: Context, @Root() category: CategoryRow) {
    return category.parentId ? ctx.loaders.categoryById.load(category.parentId) : null;
  }

  @FieldResolver(() => Int, { description: 'How many published questions are right in it, not in those below.' })
  async questionCount(@Ctx() ctx: Context, @Root() category: CategoryRow) {
    return (await ctx.loaders.questionCountByCategoryId.load(category.id))?.count ?? 0;
  }
}
