/** Questions of the bank. */
import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { Locale, QuestionStatus } from './enums.js';
import { Node, PageInfo } from './node.js';
import { DateTime } from './scalars.js';

@ObjectType({ description: 'A statement that a good answer makes.', simpleResolvers: true })
export class KeyPoint {
  @Field(() => ID, { description: 'Unique over all questions.' })
  id!: string;
  @Field(() => String, { description: 'The statement.' })
  text!: string;
  @Field(() => Float, { description: 'How much it matters beside the other points of its question.' })
  weight!: number;
}

@ObjectType({ implements: Node, description: 'A question of the bank.', simpleResolvers: true })
export class Question extends Node {
  @Field(() => Locale, { description: 'The language that it is asked in.' })
  locale!: Locale;
  @Field(() => String, { description: 'The question itself: plain text or Markdown, never HTML to be trusted.' })
  prompt!: string;
  @Field(() => [String], { description: 'Technical terms in kebab case.' })
  tags!: string[];
  @Field(() => Int, { description: '1 easiest … 5 hardest.' })
  difficulty!: number;
  @Field(() => Int, { description: 'Seconds, used where the pace has a clock.' })
  timeLimit!: number;
  @Field(() => QuestionStatus, { description: 'Whether it is asked.' })
  status!: QuestionStatus;
  @Field(() => DateTime, { description: 'When it was written.' })
  createdAt!: Date;
  @Field(() => DateTime, { description: 'When it was last changed.' })
  updatedAt!: Date;
  @Field(() => Int, { description: 'Counts its changes, from 1; updateQuestion asks for it.' })
  version!: number;
}

@ObjectType({ description: 'A question in a list.', simpleResolvers: true })
export class QuestionEdge {
  @Field(() => String, {
    description:
      'Its place in the list, for `after` and `before`; good though the question be deleted, or others added.',
  })
  cursor!: string;
  @Field(() => Question, { description: 'The question.' })
  node!: Question;
}

@ObjectType({ description: 'A page of questions.', simpleResolvers: true })
export class QuestionConnection {
  @Field(() => [QuestionEdge], { description: 'The questions of the page.' })
  edges!: QuestionEdge[];
  @Field(() => PageInfo, { description: 'Where the page stands.' })
  pageInfo!: PageInfo;
}
