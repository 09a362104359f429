/** The arguments that every list has. */
import { ArgsType, Field, Int } from 'type-graphql';

@ArgsType()
export class PageArgs {
  @Field(() => Int, { nullable: true, defaultValue: 20, description: 'How many from the start, 1 to 100.' })
  first?: number;
  @Field(() => String, { nullable: true, description: 'Only what comes after this cursor.' })
  after?: string;
  @Field(() => Int, { nullable: true, description: 'How many from the end, 1 to 100.' })
  last?: number;
  @Field(() => String, { nullable: true, description: 'Only what comes before this cursor.' })
  before?: string;
}
