/** Subjects of the bank. */
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { Node } from './node.js';

@ObjectType({ implements: Node, description: 'A subject; subjects form a tree.', simpleResolvers: true })
export class Category extends Node {
  @Field(() => String, { description: 'A stable name in kebab case.' })
  slug!: string;
  @Field(() => Int, { description: 'Counts its changes, from 1.' })
  version!: number;
}

@InputType({ description: 'A new subject.' })
export class CreateCategoryInput {
  @Field(() => String, { description: 'A stable name in kebab case, up to 80 characters; no other category has it.' })
  slug!: string;
  @Field(() => String, { description: 'Its name in Chinese.' })
  nameZh!: string;
  @Field(() => String, { description: 'Its name in English.' })
  nameEn!: string;
  @Field(() => ID, { nullable: true, description: 'The category above; at the top without it.' })
  parentId?: string | null;
}

@InputType({ description: 'A change of a subject: what is left out stays as it is.' })
export class UpdateCategoryInput {
  @Field(() => ID, { description: 'Which.' })
  id!: string;
  @Field(() => Int, { nullable: true, description: 'The version that was edited; CONFLICT if it has another by now.' })
  expectedVersion?: number | null;
  @Field(() => String, { nullable: true, description: 'Its name in Chinese.' })
  nameZh?: string | null;
  @Field(() => String, { nullable: true, description: 'Its name in English.' })
  nameEn?: string | null;
  @Field(() => ID, { nullable: true, description: 'The category above; null moves it to the top.' })
  parentId?: string | null;
}
