/** Wires questions. */
import { Arg, Args, ArgsType, Ctx, Field, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../context.js';
import type { Question as ShownQuestion } from '../db/tables/index.js';
import { drawQuestions } from '../domain/question/draw.js';
import { createQuestion, deleteQuestion, updateQuestion } from '../domain/question/edit.js';
import { listQuestions, type QuestionConnection as Questions } from '../domain/question/list.js';
import * as questions from '../domain/question/read.js';
import { Category } from '../schema/category.js';
import { KeyPoint, Question, QuestionConnection } from '../schema/question.js';
import { DrawQuestionsInput, QuestionFilterInput, QuestionOrderInput } from '../schema/question-filter.js';
import { CreateQuestionInput, UpdateQuestionInput } from '../schema/question-input.js';
import { DateTime } from '../schema/scalars.js';
import { SignedIn } from './guard.js';
import { PageArgs } from './page.js';

@ArgsType()
class QuestionsArgs extends PageArgs {
  @Field(() => QuestionFilterInput, { nullable: true, description: 'Which questions.' })
  filter?: QuestionFilterInput;
  @Field(() => QuestionOrderInput, {
    nullable: true,
    description: 'In which order: by default the most relevant first where there is a search, else the newest first.',
  })
  orderBy?: QuestionOrderInput;
}

@Resolver(() => Question)
export class QuestionResolver {
  @SignedIn()
  @Query(() => Question, { nullable: true, description: 'A question of the bank; null when there is none to be seen.' })
  question(@Ctx() ctx: Context, @Arg('id', () => ID, { description: 'Its id.' }) id: string) {
    return questions.findQuestion(ctx, id);
  }

  @SignedIn()
  @Query(() => QuestionConnection, { description: 'The question bank. Errors: BAD_USER_INPUT.' })
  questions(@Ctx() ctx: Context, @Args(() => QuestionsArgs) args: QuestionsArgs) {
    return listQuestions(ctx, args);
  }

  @SignedIn()
  @Query(() => [Question], {
    description:
      'Questions drawn at random, each as likely as any other that matches, none twice. Errors: NOT_ENOUGH_QUESTIONS that says how many there are, BAD_USER_INPUT.',
  })
  drawQuestions(
    @Ctx() ctx: Context,
    @Arg('input', () => DrawQuestionsInput, { description: 'How many, and from which.' }) input: DrawQuestionsInput,
  ) {
    return drawQuestions(ctx, input);
  }

  @SignedIn()
  @Mutation(() => Question, {
    description:
      'Adds a question; for editors. Errors: FORBIDDEN, BAD_USER_INPUT, CONFLICT where the bank asks the same already.',
  })
  createQuestion(
    @Ctx() ctx: Context,
    @Arg('input', () => CreateQuestionInput, { description: 'The question.' }) input: CreateQuestionInput,
  ) {
    return createQuestion(ctx, input);
  }

  @SignedIn()
  @Mutation(() => Question, {
    description:
      'Changes a question; for editors. Errors: FORBIDDEN, NOT_FOUND, BAD_USER_INPUT, CONFLICT when it has another version than expected, or would ask what another asks.',
  })
  updateQuestion(
    @Ctx() ctx: Context,
    @Arg('input', () => UpdateQuestionInput, { description: 'What changes.' }) input: UpdateQuestionInput,
  ) {
    return updateQuestion(ctx, input);
  }

  @SignedIn()
  @Mutation(() => Boolean, {
    description:
      'Takes a question out of the bank; interviews that asked it keep what they asked. For editors. Errors: FORBIDDEN, NOT_FOUND, CONFLICT when it has another version than expected.',
  })
  deleteQuestion(
    @Ctx() ctx: Context,
    @Arg('id', () => ID, { description: 'Its id.' }) id: string,
    @Arg('expectedVersion', () => Int, { nullable: true, description: 'The version that was looked at.' })
    expectedVersion: number | null,
  ) {
    return deleteQuestion(ctx, id, expectedVersion);
  }

  @FieldResolver(() => Category, { description: 'Its subject.' })
  category(@Ctx() ctx: Context, @Root() question: ShownQuestion) {
    return ctx.loaders.categoryById.get(question.categoryId);
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

  @FieldResolver(() => [String], {
    nullable: true,
    description: 'From the faintest to the plainest; null on the same terms as referenceAnswer.',
  })
  async hints(@Ctx() ctx: Context, @Root() question: ShownQuestion) {
    return (await questions.questionJudgement(ctx, question))?.hints;
  }

  @FieldResolver(() => DateTime, {
    nullable: true,
    description: 'When the viewer was last asked it in an interview; null if never.',
  })
  lastAskedAt(@Ctx() ctx: Context, @Root() question: ShownQuestion) {
    return questions.lastAskedAt(ctx, question);
  }

  @FieldResolver(() => Int, { description: 'How many hints there are.' })
  hintCount(@Ctx() ctx: Context, @Root() question: ShownQuestion) {
    return questions.questionHintCount(ctx, question);
  }
}

@Resolver(() => QuestionConnection)
export class QuestionConnectionResolver {
  @FieldResolver(() => Int, { description: 'How many match in all.' })
  totalCount(@Root() connection: Questions) {
    return connection.count();
  }
}
