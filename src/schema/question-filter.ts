/** Which questions, in which order. */
import { Field, ID, InputType, Int } from 'type-graphql';
import { Locale, QuestionOrderField, QuestionStatus, SortDirection } from './enums.js';

@InputType({ description: 'A range of whole numbers, both ends included; an end left out is open.' })
export class IntRangeInput {
  @Field(() => Int, { nullable: true, description: 'The least.' })
  min?: number;
  @Field(() => Int, { nullable: true, description: 'The most.' })
  max?: number;
}

@InputType({ description: 'Which questions; what is left out does not narrow.' })
export class QuestionFilterInput {
  @Field(() => [ID], { nullable: true, description: 'In any of these categories, or below them; at most 100.' })
  categoryIds?: string[];
  @Field(() => [String], { nullable: true, description: 'Carrying at least one of these tags; at most 100.' })
  tags?: string[];
  @Field(() => IntRangeInput, { nullable: true, description: 'Of this difficulty.' })
  difficulty?: IntRangeInput;
  @Field(() => Locale, { nullable: true, description: 'In this language.' })
  locale?: Locale;
  @Field(() => [QuestionStatus], {
    nullable: true,
    description: 'Of this status, by default PUBLISHED; candidates see published ones only.',
  })
  status?: QuestionStatus[];
  @Field(() => String, {
    nullable: true,
    description:
      'With all of these words in prompt or tags, or, where no question has them all, any. English words in all their forms, Chinese by each two neighbouring characters; case, width and filling words make no difference. At most 500 characters.',
  })
  search?: string;
}

@InputType({ description: 'An order of questions.' })
export class QuestionOrderInput {
  @Field(() => QuestionOrderField, { description: 'By what.' })
  field!: QuestionOrderField;
  @Field(() => SortDirection, { description: 'From which end.' })
  direction!: SortDirection;
}

@InputType({ description: 'Questions drawn at random.' })
export class DrawQuestionsInput {
  @Field(() => Int, { description: 'How many, 1 to 100.' })
  count!: number;
  @Field(() => QuestionFilterInput, {
    nullable: true,
    description: 'From which. Of several categories each gives as many as the others, as far as it goes.',
  })
  filter?: QuestionFilterInput;
  @Field(() => Boolean, {
    nullable: true,
    defaultValue: true,
    description:
      'Whether questions that the viewer has been asked come only when there are not enough others, then those of the longest ago; their `lastAskedAt` says so.',
  })
  excludeSeen?: boolean;
  @Field(() => String, {
    nullable: true,
    description: 'The same seed draws the same, while the bank and what the viewer has seen are the same.',
  })
  seed?: string;
}
