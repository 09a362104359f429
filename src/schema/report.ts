/** Reports. */
import { Field, Float, Int, ObjectType } from 'type-graphql';
import { DimensionScore } from './evaluation.js';

@ObjectType({ description: 'The score of one category in an interview.', simpleResolvers: true })
export class CategoryScore {
  @Field(() => Float, { description: '0 to 100, the mean over its turns.' })
  score!: number;
  @Field(() => Int, { description: 'How many turns it had.' })
  turns!: number;
}

@ObjectType({ description: 'What a finished interview adds up to.', simpleResolvers: true })
export class Report {
  @Field(() => Float, { description: '0 to 100, the mean over the questions asked; a skipped one is worth 0.' })
  score!: number;
  @Field(() => [DimensionScore], { description: 'The mean of each dimension.' })
  dimensions!: DimensionScore[];
  @Field(() => [String], { description: 'The weightiest points that were made.' })
  strengths!: string[];
  @Field(() => [String], { description: 'The weightiest points that were missed.' })
  improvements!: string[];
  @Field(() => Float, { description: 'The share of answers that had help, 0 to 1.' })
  assistedShare!: number;
  @Field(() => Float, {
    nullable: true,
    description:
      'The mean over what was answered, or left, without help: of each turn the try before any hint or retry. Turns whose help came before any answer do not count, so that asking for it never lowers this. Null where there are none.',
  })
  unassistedScore!: number | null;
  @Field(() => Float, { nullable: true, description: 'The mean over the answers that had help; null where none had.' })
  assistedScore!: number | null;
  @Field(() => Float, {
    nullable: true,
    description: "The difference to the score of the candidate's interview before; null for the first.",
  })
  comparedToPrevious!: number | null;
}
