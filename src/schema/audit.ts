/** Security events. */
import { Field, ID, ObjectType } from 'type-graphql';
import { AuditAction } from './enums.js';
import { Node, PageInfo } from './node.js';
import { DateTime } from './scalars.js';

@ObjectType({
  implements: Node,
  description: 'Something that concerns the security of an account.',
  simpleResolvers: true,
})
export class AuditEvent extends Node {
  @Field(() => AuditAction, { description: 'What happened.' })
  action!: AuditAction;
  @Field(() => ID, { nullable: true, description: 'The account that it is about; null for a failure that names none.' })
  userId!: string | null;
  @Field(() => ID, {
    nullable: true,
    description: 'The account that did it; null when nobody was signed in, and for the console.',
  })
  actorId!: string | null;
  @Field(() => ID, { nullable: true, description: 'The session in which it was done, or that it opened or ended.' })
  sessionId!: string | null;
  @Field(() => String, { nullable: true, description: 'The address that it came from.' })
  ip!: string | null;
  @Field(() => String, { nullable: true, description: 'What the client said it was.' })
  userAgent!: string | null;
  @Field(() => String, { nullable: true, description: 'What the action alone does not say, such as the new role.' })
  detail!: string | null;
  @Field(() => DateTime, { description: 'When.' })
  at!: Date;
}

@ObjectType({ description: 'One event in a list.', simpleResolvers: true })
export class AuditEventEdge {
  @Field(() => String, { description: 'Where it stands; for `after` and `before`.' })
  cursor!: string;
  @Field(() => AuditEvent, { description: 'The event.' })
  node!: AuditEvent;
}

@ObjectType({ description: 'A page of events.', simpleResolvers: true })
export class AuditEventConnection {
  @Field(() => [AuditEventEdge], { description: 'The events of this page.' })
  edges!: AuditEventEdge[];
  @Field(() => PageInfo, { description: 'Where the page stands.' })
  pageInfo!: PageInfo;
}
