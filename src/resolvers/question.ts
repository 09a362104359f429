/** Wires questions. */
import { Arg, Args, ArgsType, Ctx, Field, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../context.js';
import type { Question as ShownQuestion } from '../db/tables/index.js';
import * as questions from '../domain/question.js';
import { Category } from '../schema/category.js';
import { KeyPoint, Question, QuestionConnection, QuestionFilterInput } from '../schema/question.js';
import { SignedIn } from './guard.js';
import { PageArgs } from './page.js';

@ArgsType()
class QuestionsArgs extends PageArgs {
  @Field(() => QuestionFilterInput, { nullable: true, description: 'Which questions.' })
  filter?: QuestionFilterInput;
}

@Resolver(() => Question)
export class QuestionResolver {
  @SignedIn()
  @Query(() => Question, { nullable: true, description: 'A question of the bank; null when there is none to be seen.' })
  question(@Ctx() ctx: Context, @Arg('id', () => ID, { description: 'Its id.' }) id: string) {
    return questions.findQuestion(ctx, id);
  }

  @SignedIn()
  @Query(() => QuestionConnection, { description: 'The question bank, newest first.' })
  questions(@Ctx() ctx: Context, @Args(() => QuestionsArgs) args: QuestionsArgs) {
    return questions.listQuestions(ctx, args);
  }

  @FieldResolver(() => Category, { description: 'Its subject.' })
  category(@Ctx() ctx: Context, @Root() question: ShownQuestion) {
    return ctx.loaders.categoryById.load(question.categoryId);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'Null to a candidate until every turn of theirs that asked it is over.',
  })
  async referenceAnswer(@Ctx() ctx: Context, @Root() question: ShownQuestion) {
    return (await questions.questionJudgement(ctx, question))?.referenceAnswer;
  }

  @FieldResolver(() => [KeyPoint], { nullable: true, description: 'Null on the same terms as referenceAnswer.' })
  async keyPoints(@Ctx() ctx: Context, @Root() question: ShownQuestion) {
    return (await questions.questionJudgement(ctx, question))?.keyPoints;
  }

  @FieldResolver(() => Int, { description: 'How many hints there are.' })
  hintCount(@Ctx() ctx: Context, @Root() question: ShownQuestion) {
    return questions.questionHintCount(ctx, question);
  }
}

@Resolver(() => QuestionConnection)
export class QuestionConnectionResolver {
  @FieldResolver(() => Int, { description: 'How many match in all.' })
  totalCount(@Root() connection: questions.QuestionConnection) {
    return connection.count();
  }
}
