/** Wires health. */
import { Ctx, Query, Resolver } from 'type-graphql';
import type { Context } from '../context.js';
import { checkHealth } from '../domain/health.js';
import { Health } from '../schema/health.js';

@Resolver()
export class HealthResolver {
  @Query(() => Health, { description: 'Whether the server and what it depends on are well.' })
  health(@Ctx() ctx: Context) {
    return checkHealth(ctx);
  }
}
