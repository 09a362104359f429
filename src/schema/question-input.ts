/** What editors write of questions. */
import { Field, Float, ID, InputType, Int } from 'type-graphql';
import { Locale, QuestionStatus } from './enums.js';

@InputType({ description: 'A statement that a good answer makes.' })
export class KeyPointInput {
  @Field(() => String, { description: 'The statement, up to 1,000 characters.' })
  text!: string;
  @Field(() => Float, {
    nullable: true,
    defaultValue: 1,
    description: 'How much it matters beside the others: above 0, up to 100.',
  })
  weight?: number;
}

@InputType({ description: 'A new question.' })
export class CreateQuestionInput {
  @Field(() => Locale, { description: 'The language that it is asked in.' })
  locale!: Locale;
  @Field(() => String, { description: 'The question itself, up to 4,000 characters of plain text or Markdown.' })
  prompt!: string;
  @Field(() => ID, { description: 'Its subject.' })
  categoryId!: string;
  @Field(() => [String], { nullable: true, description: 'Up to 12 technical terms; kept in kebab case.' })
  tags?: string[];
  @Field(() => Int, { description: '1 easiest … 5 hardest.' })
  difficulty!: number;
  @Field(() => Int, { nullable: true, description: 'Seconds, 10 to 3,600; 180 by default.' })
  timeLimit?: number;
  @Field(() => String, { description: 'A good answer, up to 16,000 characters; may be empty in a draft.' })
  referenceAnswer!: string;
  @Field(() => [KeyPointInput], { nullable: true, description: 'What a good answer says; up to 20.' })
  keyPoints?: KeyPointInput[];
  @Field(() => [String], { nullable: true, description: 'From the faintest to the plainest; up to 10.' })
  hints?: string[];
  @Field(() => QuestionStatus, { nullable: true, description: 'DRAFT by default.' })
  status?: QuestionStatus;
}

@InputType({ description: 'A change of a question: what is left out, or null, stays as it is.' })
export class UpdateQuestionInput {
  @Field(() => ID, { description: 'Which.' })
  id!: string;
  @Field(() => Int, { description: 'The version that was edited; CONFLICT if it has another by now.' })
  expectedVersion!: number;
  @Field(() => String, { nullable: true, description: 'The question itself.' })
  prompt?: string;
  @Field(() => ID, { nullable: true, description: 'Its subject.' })
  categoryId?: string;
  @Field(() => [String], { nullable: true, description: 'Technical terms; replace those before.' })
  tags?: string[];
  @Field(() => Int, { nullable: true, description: '1 easiest … 5 hardest.' })
  difficulty?: number;
  @Field(() => Int, { nullable: true, description: 'Seconds.' })
  timeLimit?: number;
  @Field(() => String, { nullable: true, description: 'A good answer.' })
  referenceAnswer?: string;
  @Field(() => [KeyPointInput], {
    nullable: true,
    description: 'Replace those before; a point whose text stays keeps its id.',
  })
  keyPoints?: KeyPointInput[];
  @Field(() => [String], { nullable: true, description: 'Replace those before.' })
  hints?: string[];
  @Field(() => QuestionStatus, { nullable: true, description: 'Whether it is asked.' })
  status?: QuestionStatus;
}
