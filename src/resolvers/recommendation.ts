/** Wires recommendations. */
import { Arg, Ctx, Int, Query, Resolver } from 'type-graphql';
import type { Context } from '../context.js';
import { recommendQuestions } from '../domain/question/recommend/recommend.js';
import { Locale } from '../schema/enums.js';
import { QuestionRecommendation } from '../schema/recommendation.js';
import { SignedIn } from './guard.js';

@Resolver(() => QuestionRecommendation)
export class RecommendationResolver {
  @SignedIn()
  @Query(() => [QuestionRecommendation], {
    description:
      'What the viewer should practise next: what is due to be asked again, and new questions on weak subjects, the resume and the target role. The same list for a day, while nothing changes. Fewer than `first` only where the bank has no more. Errors: BAD_USER_INPUT.',
  })
  recommendedQuestions(
    @Ctx() ctx: Context,
    @Arg('first', () => Int, { nullable: true, defaultValue: 10, description: 'How many, 1 to 100.' })
    first: number | null,
    @Arg('locale', () => Locale, {
      nullable: true,
      description: "The language of the questions; by default the viewer's own.",
    })
    locale: Locale | null,
  ) {
    return recommendQuestions(ctx, { first, locale });
  }
}
