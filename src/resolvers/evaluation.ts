/** Wires evaluations. */
import { Arg, Ctx, ID, Mutation, Resolver } from 'type-graphql';
import type { Context } from '../context.js';
import { revealScore } from '../domain/evaluation.js';
import { Evaluation } from '../schema/evaluation.js';
import { SignedIn } from './guard.js';

@Resolver(() => Evaluation)
export class EvaluationResolver {
  @SignedIn()
  @Mutation(() => Evaluation, {
    description: 'Shows the score of an answer where scores are shown on request. Errors: INTERVIEW_STATE.',
  })
  revealScore(@Ctx() ctx: Context, @Arg('answerId', () => ID, { description: 'The answer.' }) answerId: string) {
    return revealScore(ctx, answerId);
  }
}
