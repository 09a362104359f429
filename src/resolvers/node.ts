/** Wires global ids. */
import { Arg, Ctx, ID, Query, Resolver } from 'type-graphql';
import type { Context } from '../context.js';
import { findNode } from '../domain/node.js';
import { Node } from '../schema/node.js';
import { SignedIn } from './guard.js';

@Resolver()
export class NodeResolver {
  @SignedIn()
  @Query(() => Node, { nullable: true, description: 'What an id names, if the viewer may see it. Errors: NOT_FOUND.' })
  node(@Ctx() ctx: Context, @Arg('id', () => ID, { description: 'Any id of this API.' }) id: string) {
    return findNode(ctx, id);
  }
}
