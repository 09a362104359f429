/** Wires security events. */
import { Args, ArgsType, Ctx, Field, ID, Query, Resolver } from 'type-graphql';
import type { Context } from '../context.js';
import { listEvents } from '../domain/audit.js';
import { AuditEventConnection } from '../schema/audit.js';
import { SignedIn } from './guard.js';
import { PageArgs } from './page.js';

@ArgsType()
class AuditEventsArgs extends PageArgs {
  @Field(() => ID, { nullable: true, description: 'Only those about this account.' })
  userId?: string;
}

@Resolver()
export class AuditResolver {
  @SignedIn()
  @Query(() => AuditEventConnection, {
    description: "Security events, newest first: the viewer's own; to admins all. Errors: NOT_FOUND for another's.",
  })
  auditEvents(@Ctx() ctx: Context, @Args(() => AuditEventsArgs) args: AuditEventsArgs) {
    return listEvents(ctx, args);
  }
}
