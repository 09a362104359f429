/** Wires reports. */
import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Context } from '../context.js';
import type { CategoryScore as CategoryScoreRow, ReportFinding as FindingRow, ReportRow } from '../db/tables/index.js';
import { evaluationsOfReport, pointOfFinding } from '../domain/report/read.js';
import { Category } from '../schema/category.js';
import { Evaluation, Span } from '../schema/evaluation.js';
import { Interview } from '../schema/interview.js';
import { KeyPoint } from '../schema/question.js';
import { CategoryScore, Report, ReportFinding } from '../schema/report.js';
import { Turn } from '../schema/turn.js';

@Resolver(() => Report)
export class ReportResolver {
  @FieldResolver(() => [CategoryScore], { description: 'The score of each category that came up.' })
  categories(@Root() report: ReportRow) {
    return report.categories;
  }

  @FieldResolver(() => [ReportFinding], {
    description:
      'The strengths, then the improvements, each with its turn: the weightiest points first, then every turn without an answer that could be scored. Empty in reports that were written before these were kept.',
  })
  findings(@Root() report: ReportRow) {
    return report.findings;
  }

  @FieldResolver(() => [Evaluation], {
    description:
      'The revisions that it used, by turn and try; newer ones may have followed. Empty in reports that were written before these were kept.',
  })
  evaluations(@Ctx() ctx: Context, @Root() report: ReportRow) {
    return evaluationsOfReport(ctx, report);
  }
}

@Resolver(() => CategoryScore)
export class CategoryScoreResolver {
  @FieldResolver(() => Category, { description: 'The category.' })
  category(@Ctx() ctx: Context, @Root() score: CategoryScoreRow) {
    return ctx.loaders.categoryById.load(score.categoryId);
  }

  @FieldResolver(() => Boolean, { description: 'Rests on a provisional evaluation, which a later revision replaces.' })
  provisional(@Root() score: CategoryScoreRow) {
    return score.provisional ?? false;
  }

  @FieldResolver(() => Interview, { nullable: true, description: 'The interview that it is compared to.' })
  previousInterview(@Ctx() ctx: Context, @Root() { previousInterviewId }: CategoryScoreRow) {
    return previousInterviewId ? ctx.loaders.interviewById.load(previousInterviewId) : null;
  }
}

@Resolver(() => ReportFinding)
export class ReportFindingResolver {
  @FieldResolver(() => Turn, { description: 'The turn that it is about.' })
  turn(@Ctx() ctx: Context, @Root() finding: FindingRow) {
    return ctx.loaders.turnById.load(finding.turnId);
  }

  @FieldResolver(() => KeyPoint, {
    nullable: true,
    description: 'The point, as it was when the question was asked; null where it is about the whole turn.',
  })
  async keyPoint(@Ctx() ctx: Context, @Root() finding: FindingRow) {
    return (await pointOfFinding(ctx, finding))?.keyPoint;
  }

  @FieldResolver(() => [Span], {
    description: 'Where in the answer of the turn that counts; empty unless it is a strength.',
  })
  async evidence(@Ctx() ctx: Context, @Root() finding: FindingRow) {
    return (await pointOfFinding(ctx, finding))?.evidence ?? [];
  }
}
