/** Wires sessions. */
import { Arg, Ctx, FieldResolver, ID, Mutation, Resolver, Root } from 'type-graphql';
import type { Context } from '../context.js';
import type { Session as SessionRow } from '../db/tables/index.js';
import { logout, revokeSession } from '../domain/session/end.js';
import { login } from '../domain/session/login.js';
import { isCurrentSession } from '../domain/session/read.js';
import { refreshSession } from '../domain/session/refresh.js';
import { Session } from '../schema/session.js';
import { AuthPayload, LoginInput } from '../schema/user.js';
import { SignedIn } from './guard.js';

@Resolver(() => Session)
export class SessionResolver {
  @Mutation(() => AuthPayload, {
    description:
      'Signs in by password or by code. Errors: INVALID_CREDENTIALS, alike for an unknown account, a wrong password and a wrong code; ACCOUNT_LOCKED with `retryAfter`.',
  })
  login(@Ctx() ctx: Context, @Arg('input', () => LoginInput, { description: 'Who and how.' }) input: LoginInput) {
    return login(ctx, input);
  }

  @Mutation(() => AuthPayload, {
    description:
      'Trades a refresh token for new tokens. Within seconds the same token gives the same new one, should the reply be lost; later its use ends the session. Errors: UNAUTHENTICATED.',
  })
  refreshSession(
    @Ctx() ctx: Context,
    @Arg('refreshToken', () => String, { description: 'The newest refresh token of the session.' })
    refreshToken: string,
  ) {
    return refreshSession(ctx, refreshToken);
  }

  @SignedIn()
  @Mutation(() => Boolean, { description: 'Ends the session at once; its tokens are refused and its sockets closed.' })
  logout(
    @Ctx() ctx: Context,
    @Arg('everywhere', () => Boolean, {
      nullable: true,
      defaultValue: false,
      description: 'End all sessions of the user.',
    })
    everywhere: boolean | null,
  ) {
    return logout(ctx, everywhere ?? false);
  }

  @SignedIn()
  @Mutation(() => Boolean, { description: "Ends one of the viewer's sessions at once. Errors: NOT_FOUND." })
  revokeSession(@Ctx() ctx: Context, @Arg('id', () => ID, { description: 'The session.' }) id: string) {
    return revokeSession(ctx, id);
  }

  @FieldResolver(() => Boolean, { description: 'Whether it is the one that asks.' })
  current(@Ctx() ctx: Context, @Root() session: SessionRow) {
    return isCurrentSession(ctx, session);
  }
}
