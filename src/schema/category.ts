/** Subjects of the bank. */
import { Field, ObjectType } from 'type-graphql';
import { Node } from './node.js';

@ObjectType({ implements: Node, description: 'A subject; subjects form a tree.', simpleResolvers: true })
export class Category extends Node {
  @Field(() => String, { description: 'A stable name in kebab case.' })
  slug!: string;
}
