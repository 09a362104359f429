/** Wires how questions do. */
import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Context } from '../context.js';
import type { Question as ShownQuestion } from '../db/tables/index.js';
import { questionStatistics } from '../domain/question/statistic.js';
import { Question } from '../schema/question.js';
import { QuestionStatistics } from '../schema/statistic.js';

@Resolver(() => Question)
export class StatisticResolver {
  @FieldResolver(() => QuestionStatistics, {
    nullable: true,
    description: 'How it does; for editors, null to others.',
  })
  statistics(@Ctx() ctx: Context, @Root() question: ShownQuestion) {
    return questionStatistics(ctx, question);
  }
}
