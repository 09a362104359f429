/** Wires accounts and sessions. */
import { Arg, Args, ArgsType, Ctx, Field, FieldResolver, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../context.js';
import type { UserRow } from '../db/tables/index.js';
import { type InterviewConnection as Interviews, listInterviews } from '../domain/interview/read.js';
import * as sessions from '../domain/session.js';
import * as users from '../domain/user.js';
import * as verification from '../domain/verification.js';
import { InterviewStatus } from '../schema/enums.js';
import { InterviewConnection } from '../schema/interview.js';
import {
  AuthPayload,
  LoginInput,
  RegisterInput,
  SendVerificationCodeInput,
  SendVerificationCodePayload,
  User,
} from '../schema/user.js';
import { SignedIn } from './guard.js';

@ArgsType()
class UserInterviewsArgs {
  @Field(() => Int, { nullable: true, defaultValue: 20, description: 'How many, 1 to 100.' })
  first?: number;
  @Field(() => String, { nullable: true, description: 'The cursor to go on from.' })
  after?: string;
  @Field(() => [InterviewStatus], { nullable: true, description: 'Only those in one of these states.' })
  status?: InterviewStatus[];
}

@Resolver(() => User)
export class UserResolver {
  @Query(() => User, { nullable: true, description: 'The signed-in user; null when nobody is.' })
  me(@Ctx() ctx: Context) {
    return users.me(ctx);
  }

  @Mutation(() => SendVerificationCodePayload, {
    description: 'Sends a six-digit code, whether or not the contact has an account. Errors: RATE_LIMITED.',
  })
  sendVerificationCode(
    @Ctx() ctx: Context,
    @Arg('input', () => SendVerificationCodeInput, { description: 'Where to and what for.' })
    input: SendVerificationCodeInput,
  ) {
    return verification.sendVerificationCode(ctx, input);
  }

  @Mutation(() => AuthPayload, {
    description:
      'Creates an account and signs it in. Errors: CODE_INVALID, CODE_EXPIRED, ACCOUNT_EXISTS, BAD_USER_INPUT.',
  })
  register(
    @Ctx() ctx: Context,
    @Arg('input', () => RegisterInput, { description: 'The account.' }) input: RegisterInput,
  ) {
    return users.register(ctx, input);
  }

  @Mutation(() => AuthPayload, { description: 'Signs in by password. Errors: INVALID_CREDENTIALS.' })
  login(@Ctx() ctx: Context, @Arg('input', () => LoginInput, { description: 'Who and how.' }) input: LoginInput) {
    return sessions.login(ctx, input);
  }

  @Mutation(() => AuthPayload, {
    description: 'Trades a refresh token for new tokens; the old one is used up. Errors: UNAUTHENTICATED.',
  })
  refreshSession(
    @Ctx() ctx: Context,
    @Arg('refreshToken', () => String, { description: 'The newest refresh token of the session.' })
    refreshToken: string,
  ) {
    return sessions.refreshSession(ctx, refreshToken);
  }

  @SignedIn()
  @Mutation(() => Boolean, { description: 'Ends the session at once; its tokens are refused from now on.' })
  logout(
    @Ctx() ctx: Context,
    @Arg('everywhere', () => Boolean, {
      nullable: true,
      defaultValue: false,
      description: 'End all sessions of the user.',
    })
    everywhere: boolean | null,
  ) {
    return sessions.logout(ctx, everywhere ?? false);
  }

  @FieldResolver(() => InterviewConnection, { description: "The user's interviews, newest first." })
  interviews(
    @Ctx() ctx: Context,
    @Root() user: UserRow,
    @Args(() => UserInterviewsArgs) args: UserInterviewsArgs,
  ): Promise<Interviews> {
    return listInterviews(ctx, user.id, args);
  }
}
