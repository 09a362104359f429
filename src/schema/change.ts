/** The history of the bank. */
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { ChangeAction, ChangeOrigin } from './enums.js';
import { Node, PageInfo } from './node.js';
import { DateTime, JSONValue } from './scalars.js';

@ObjectType({ description: 'One field that a change has changed.', simpleResolvers: true })
export class FieldChange {
  @Field(() => String, { description: 'Its name, such as `prompt`.' })
  field!: string;
  @Field(() => JSONValue, { nullable: true, description: 'What it was.' })
  before!: unknown;
  @Field(() => JSONValue, { nullable: true, description: 'What it became; null for what was deleted.' })
  after!: unknown;
}

@ObjectType({ implements: Node, description: 'A change of a question or a category.', simpleResolvers: true })
export class BankChange extends Node {
  @Field(() => ChangeAction, { description: 'What was done.' })
  action!: ChangeAction;
  @Field(() => ID, { description: 'The question or the category; it may be gone.' })
  subjectId!: string;
  @Field(() => Int, { description: 'The version that it had after it.' })
  version!: number;
  @Field(() => ChangeOrigin, { description: 'From where.' })
  origin!: ChangeOrigin;
  @Field(() => DateTime, { description: 'When.' })
  at!: Date;
  @Field(() => [FieldChange], {
    description: 'What changed; of something deleted, all that it was; of something new, nothing.',
  })
  fields!: FieldChange[];
}

@ObjectType({ description: 'A change in a list.', simpleResolvers: true })
export class BankChangeEdge {
  @Field(() => String, { description: 'Its place in the list.' })
  cursor!: string;
  @Field(() => BankChange, { description: 'The change.' })
  node!: BankChange;
}

@ObjectType({ description: 'A page of the history, newest first.', simpleResolvers: true })
export class BankChangeConnection {
  @Field(() => [BankChangeEdge], { description: 'The changes of the page.' })
  edges!: BankChangeEdge[];
  @Field(() => PageInfo, { description: 'Where the page stands.' })
  pageInfo!: PageInfo;
}
