/** Sessions: where an account is signed in. */
import { Field, ObjectType } from 'type-graphql';
import { Node } from './node.js';
import { DateTime } from './scalars.js';

@ObjectType({ implements: Node, description: 'A place where an account is signed in.', simpleResolvers: true })
export class Session extends Node {
  @Field(() => String, { nullable: true, description: 'What the client said it was when it signed in.' })
  userAgent!: string | null;
  @Field(() => String, { nullable: true, description: 'The address that it signed in from.' })
  ip!: string | null;
  @Field(() => DateTime, { description: 'When it signed in.' })
  createdAt!: Date;
  @Field(() => DateTime, { description: 'When its tokens were last renewed.' })
  lastUsedAt!: Date;
}
