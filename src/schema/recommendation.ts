/** Recommendations of questions. */
import { Field, Float, ObjectType } from 'type-graphql';
import { Question } from './question.js';

@ObjectType({ description: 'A question that is worth practising next.', simpleResolvers: true })
export class QuestionRecommendation {
  @Field(() => Question, { description: 'The question.' })
  question!: Question;
  @Field(() => String, { description: 'Why, with the facts, in the language of the request.' })
  reason!: string;
  @Field(() => Float, { description: 'How worthwhile it is, 0 to 1; the list is in this order, the highest first.' })
  score!: number;
}
