/** Wires answers. */
import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import type { Context } from '../context.js';
import type { Answer as ShownAnswer } from '../db/tables/index.js';
import { submitAnswer } from '../domain/answer.js';
import { evaluationOfAnswer } from '../domain/evaluation.js';
import { Answer, SubmitAnswerInput } from '../schema/answer.js';
import { Evaluation } from '../schema/evaluation.js';
import { SignedIn } from './guard.js';

@Resolver(() => Answer)
export class AnswerResolver {
  @SignedIn()
  @Mutation(() => Answer, {
    description:
      'Answers the open turn. The score follows as AnswerScored. Errors: TURN_STATE, INTERVIEW_STATE, CONFLICT, BAD_USER_INPUT.',
  })
  submitAnswer(
    @Ctx() ctx: Context,
    @Arg('input', () => SubmitAnswerInput, { description: 'The answer.' }) input: SubmitAnswerInput,
  ) {
    return submitAnswer(ctx, input);
  }

  @FieldResolver(() => Evaluation, { description: 'Its newest judgement.' })
  evaluation(@Ctx() ctx: Context, @Root() answer: ShownAnswer) {
    return evaluationOfAnswer(ctx, answer.id);
  }
}
