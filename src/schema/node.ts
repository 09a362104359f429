/** What everything with a global id has in common, and the shape of lists. */
import { Field, ID, InterfaceType, ObjectType } from 'type-graphql';

@InterfaceType({ description: 'Something with a globally unique id.' })
export abstract class Node {
  @Field(() => ID, { description: 'A TypeID: opaque, globally unique, sorted by creation.' })
  id!: string;
}

@ObjectType({ description: 'Where a page stands in its list.', simpleResolvers: true })
export class PageInfo {
  @Field(() => Boolean, { description: 'Whether there is more after this page.' })
  hasNextPage!: boolean;
  @Field(() => Boolean, { description: 'Whether there is more before this page.' })
  hasPreviousPage!: boolean;
  @Field(() => String, { nullable: true, description: 'The cursor of the first edge; null on an empty page.' })
  startCursor!: string | null;
  @Field(() => String, { nullable: true, description: 'The cursor of the last edge; null on an empty page.' })
  endCursor!: string | null;
}
