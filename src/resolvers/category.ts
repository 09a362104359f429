/** Wires categories. */
import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../context.js';
import type { CategoryRow } from '../db/tables/index.js';
import { createCategory, deleteCategory, updateCategory } from '../domain/category/edit.js';
import { categoryName, listCategories, questionCount } from '../domain/category/read.js';
import { Category, CreateCategoryInput, UpdateCategoryInput } from '../schema/category.js';
import { Locale } from '../schema/enums.js';
import { SignedIn } from './guard.js';

@Resolver(() => Category)
export class CategoryResolver {
  @SignedIn()
  @Query(() => [Category], { description: 'All categories, by slug.' })
  categories(@Ctx() ctx: Context) {
    return listCategories(ctx);
  }

  @SignedIn()
  @Mutation(() => Category, {
    description: 'Adds a category; for editors. Errors: FORBIDDEN, BAD_USER_INPUT, CONFLICT where the slug is taken.',
  })
  createCategory(
    @Ctx() ctx: Context,
    @Arg('input', () => CreateCategoryInput, { description: 'The category.' }) input: CreateCategoryInput,
  ) {
    return createCategory(ctx, input);
  }

  @SignedIn()
  @Mutation(() => Category, {
    description:
      'Renames or moves a category; for editors. Errors: FORBIDDEN, NOT_FOUND, BAD_USER_INPUT, CONFLICT when it has another version than expected.',
  })
  updateCategory(
    @Ctx() ctx: Context,
    @Arg('input', () => UpdateCategoryInput, { description: 'What changes.' }) input: UpdateCategoryInput,
  ) {
    return updateCategory(ctx, input);
  }

  @SignedIn()
  @Mutation(() => Boolean, {
    description:
      'Takes an empty category out of the tree; reports that name it go on doing so. For editors. Errors: FORBIDDEN, NOT_FOUND, CONFLICT while there are questions in it or categories below it.',
  })
  deleteCategory(@Ctx() ctx: Context, @Arg('id', () => ID, { description: 'Its id.' }) id: string) {
    return deleteCategory(ctx, id);
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
  questionCount(@Ctx() ctx: Context, @Root() category: CategoryRow) {
    return questionCount(ctx, category.id);
  }
}
