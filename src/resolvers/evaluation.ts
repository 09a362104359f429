/** Wires evaluations. */
import { Arg, Ctx, FieldResolver, ID, Mutation, Resolver, Root } from 'type-graphql';
import type { Context } from '../context.js';
import { evaluationDetail, revealScore, type VisibleEvaluation } from '../domain/evaluation/read.js';
import { rescoreAnswer } from '../domain/evaluation/rescore.js';
import { whenRead } from '../domain/reads.js';
import { DimensionScore, Evaluation, PointScore } from '../schema/evaluation.js';
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

  @SignedIn()
  @Mutation(() => Evaluation, {
    description:
      'For admins: has an answer judged anew by the preferred scorer. The present judgement stays until the new one follows as AnswerScored, a revision of its own. While one is to come, nothing changes. Errors: FORBIDDEN, NOT_FOUND, CONFLICT for an answer without a text or not judged yet.',
  })
  rescoreAnswer(@Ctx() ctx: Context, @Arg('answerId', () => ID, { description: 'The answer.' }) answerId: string) {
    return rescoreAnswer(ctx, answerId);
  }

  @FieldResolver(() => [DimensionScore], { description: 'The parts of the score; empty until there is one.' })
  dimensions(@Ctx() ctx: Context, @Root() evaluation: VisibleEvaluation) {
    return whenRead(evaluationDetail(ctx, evaluation), ({ dimensions }) => dimensions);
  }

  @FieldResolver(() => [PointScore], {
    description: 'The key points and what became of them; empty until there is a score.',
  })
  points(@Ctx() ctx: Context, @Root() evaluation: VisibleEvaluation) {
    return whenRead(evaluationDetail(ctx, evaluation), ({ points }) => points);
  }
}
