/** Wires the history of the bank. */
import { Args, ArgsType, Ctx, Field, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../context.js';
import type { BankChangeRow } from '../db/tables/index.js';
import { type BankChangeConnection as Changes, editorName, listChanges } from '../domain/history.js';
import { BankChange, BankChangeConnection } from '../schema/change.js';
import { SignedIn } from './guard.js';
import { PageArgs } from './page.js';

@ArgsType()
class BankChangesArgs extends PageArgs {
  @Field(() => ID, { nullable: true, description: 'Only those of this question or category, there still or not.' })
  subjectId?: string;
}

@Resolver(() => BankChange)
export class BankChangeResolver {
  @SignedIn()
  @Query(() => BankChangeConnection, {
    description: 'Who changed what in the bank, newest first; for editors. Errors: FORBIDDEN, BAD_USER_INPUT.',
  })
  bankChanges(@Ctx() ctx: Context, @Args(() => BankChangesArgs) args: BankChangesArgs) {
    return listChanges(ctx, args);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'The name of the editor; null for the console, and for one whose account is gone.',
  })
  editorName(@Ctx() ctx: Context, @Root() change: BankChangeRow) {
    return editorName(ctx, change);
  }
}

@Resolver(() => BankChangeConnection)
export class BankChangeConnectionResolver {
  @FieldResolver(() => Int, { description: 'How many there are in all.' })
  totalCount(@Root() connection: Changes) {
    return connection.count();
  }
}
