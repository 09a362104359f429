/** How questions do. */
import { Field, Float, Int, ObjectType } from 'type-graphql';

@ObjectType({
  description: 'How a question does, over everyone who was asked it and is done with it. It follows within seconds.',
  simpleResolvers: true,
})
export class QuestionStatistics {
  @Field(() => Int, { description: 'How often it was asked: answered, skipped or expired by now.' })
  asked!: number;
  @Field(() => Int, { description: 'How often it was answered; an answer counts once it is judged.' })
  answered!: number;
  @Field(() => Int, { description: 'How often it was skipped.' })
  skipped!: number;
  @Field(() => Int, { description: 'How often its time ran out.' })
  expired!: number;
  @Field(() => Int, { description: 'How many answers have a score; one too thin to judge has 0, as in reports.' })
  scored!: number;
  @Field(() => Float, { nullable: true, description: '0 to 100, the mean of the scores; null without any.' })
  meanScore!: number | null;
  @Field(() => Float, {
    nullable: true,
    description: 'The standard deviation of the scores, those being all there are; null without any.',
  })
  scoreSpread!: number | null;
  @Field(() => Float, {
    nullable: true,
    description: 'Seconds from the question to the answer that counts, the mean over those answered; null without any.',
  })
  meanSeconds!: number | null;
}
