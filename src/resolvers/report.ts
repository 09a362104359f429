/** Wires reports. */
import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Context } from '../context.js';
import type { CategoryScore as CategoryScoreRow, ReportRow } from '../db/tables/index.js';
import { Category } from '../schema/category.js';
import { CategoryScore, Report } from '../schema/report.js';

@Resolver(() => Report)
export class ReportResolver {
  @FieldResolver(() => [CategoryScore], { description: 'The score of each category that came up.' })
  categories(@Root() report: ReportRow) {
    return report.categories;
  }
}

@Resolver(() => CategoryScore)
export class CategoryScoreResolver {
  @FieldResolver(() => Category, { description: 'The category.' })
  category(@Ctx() ctx: Context, @Root() score: CategoryScoreRow) {
    return ctx.loaders.categoryById.load(score.categoryId);
  }
}
