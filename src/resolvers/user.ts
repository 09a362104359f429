/** Wires accounts. */
import { Arg, Args, ArgsType, Ctx, Field, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../context.js';
import type { UserRow } from '../db/tables/index.js';
import { avatarOfUser } from '../domain/file/avatar.js';
import { listFiles } from '../domain/file/read.js';
import { type InterviewConnection as Interviews, listInterviews } from '../domain/interview/read.js';
import { resumeOfUser } from '../domain/resume/read.js';
import { listSessions } from '../domain/session/read.js';
import { updateUser } from '../domain/user/change.js';
import { changeContact } from '../domain/user/contact.js';
import { deleteAccount } from '../domain/user/delete.js';
import { changePassword, resetPassword } from '../domain/user/password.js';
import { findUser, listUsers, me } from '../domain/user/read.js';
import { register } from '../domain/user/register.js';
import { InterviewStatus } from '../schema/enums.js';
import { File } from '../schema/file.js';
import { InterviewConnection } from '../schema/interview.js';
import { Resume } from '../schema/resume.js';
import { Session } from '../schema/session.js';
import {
  AuthPayload,
  ChangeContactInput,
  ChangePasswordInput,
  DeleteAccountInput,
  RegisterInput,
  ResetPasswordInput,
  UpdateUserInput,
  User,
  UserConnection,
} from '../schema/user.js';
import { SignedIn } from './guard.js';

@ArgsType()
class ForwardArgs {
  @Field(() => Int, { nullable: true, defaultValue: 20, description: 'How many, 1 to 100.' })
  first?: number;
  @Field(() => String, { nullable: true, description: 'The cursor to go on from.' })
  after?: string;
}

@ArgsType()
class UserInterviewsArgs extends ForwardArgs {
  @Field(() => [InterviewStatus], { nullable: true, description: 'Only those in one of these states.' })
  status?: InterviewStatus[];
}

@ArgsType()
class UsersArgs extends ForwardArgs {
  @Field(() => String, { nullable: true, description: 'Only those whose name, email or phone contains this.' })
  search?: string;
}

@Resolver(() => User)
export class UserResolver {
  @Query(() => User, { nullable: true, description: 'The signed-in user; null when nobody is.' })
  me(@Ctx() ctx: Context) {
    return me(ctx);
  }

  @SignedIn()
  @Query(() => User, { nullable: true, description: 'An account: the own one; to admins any. Errors: NOT_FOUND.' })
  user(@Ctx() ctx: Context, @Arg('id', () => ID, { description: 'Its id.' }) id: string) {
    return findUser(ctx, id);
  }

  @SignedIn()
  @Query(() => UserConnection, { description: 'All accounts, newest first; for admins. Errors: FORBIDDEN.' })
  users(@Ctx() ctx: Context, @Args(() => UsersArgs) args: UsersArgs) {
    return listUsers(ctx, args);
  }

  @Mutation(() => AuthPayload, {
    description:
      'Creates an account and signs it in. Errors: CODE_INVALID, CODE_EXPIRED, ACCOUNT_EXISTS, ACCOUNT_LOCKED, BAD_USER_INPUT.',
  })
  register(
    @Ctx() ctx: Context,
    @Arg('input', () => RegisterInput, { description: 'The account.' }) input: RegisterInput,
  ) {
    return register(ctx, input);
  }

  @SignedIn()
  @Mutation(() => User, { description: 'Changes name, language and picture. Errors: BAD_USER_INPUT, NOT_FOUND.' })
  updateUser(
    @Ctx() ctx: Context,
    @Arg('input', () => UpdateUserInput, { description: 'What changes.' }) input: UpdateUserInput,
  ) {
    return updateUser(ctx, input);
  }

  @SignedIn()
  @Mutation(() => Boolean, {
    description:
      'Changes the password and ends all other sessions. Errors: INVALID_CREDENTIALS, ACCOUNT_LOCKED, BAD_USER_INPUT, CONFLICT when it was changed meanwhile.',
  })
  changePassword(
    @Ctx() ctx: Context,
    @Arg('input', () => ChangePasswordInput, { description: 'The old and the new one.' }) input: ChangePasswordInput,
  ) {
    return changePassword(ctx, input);
  }

  @Mutation(() => Boolean, {
    description:
      'Sets a new password by a code and ends all sessions; sign in with it then. Errors: CODE_INVALID, CODE_EXPIRED, ACCOUNT_LOCKED, BAD_USER_INPUT.',
  })
  resetPassword(
    @Ctx() ctx: Context,
    @Arg('input', () => ResetPasswordInput, { description: 'Whose, and how it is shown.' }) input: ResetPasswordInput,
  ) {
    return resetPassword(ctx, input);
  }

  @SignedIn()
  @Mutation(() => User, {
    description:
      'Sets the email address or the phone number, in place of an earlier one; word of it goes to the contacts so far. Errors: CODE_INVALID, CODE_EXPIRED, ACCOUNT_EXISTS, ACCOUNT_LOCKED.',
  })
  changeContact(
    @Ctx() ctx: Context,
    @Arg('input', () => ChangeContactInput, { description: 'The new contact and its code.' }) input: ChangeContactInput,
  ) {
    return changeContact(ctx, input);
  }

  @SignedIn()
  @Mutation(() => Boolean, {
    description:
      'Deletes the account and everything of it for good, and signs it out everywhere. Errors: INVALID_CREDENTIALS, CODE_INVALID, CODE_EXPIRED, ACCOUNT_LOCKED.',
  })
  deleteAccount(
    @Ctx() ctx: Context,
    @Arg('input', () => DeleteAccountInput, { description: 'What shows that it is the owner.' })
    input: DeleteAccountInput,
  ) {
    return deleteAccount(ctx, input);
  }

  @FieldResolver(() => InterviewConnection, { description: "The user's interviews, newest first." })
  interviews(
    @Ctx() ctx: Context,
    @Root() user: UserRow,
    @Args(() => UserInterviewsArgs) args: UserInterviewsArgs,
  ): Promise<Interviews> {
    return listInterviews(ctx, user.id, args);
  }

  @FieldResolver(() => File, { nullable: true, description: 'The picture to be shown by.' })
  avatar(@Ctx() ctx: Context, @Root() user: UserRow) {
    return avatarOfUser(ctx, user.id);
  }

  @FieldResolver(() => Resume, { nullable: true, description: 'The resume; to the user and admins alone.' })
  resume(@Ctx() ctx: Context, @Root() user: UserRow) {
    return resumeOfUser(ctx, user.id);
  }

  @FieldResolver(() => [File], {
    description: 'The files of the account, the newest first: a hundred at most, refused ones apart.',
  })
  files(@Ctx() ctx: Context, @Root() user: UserRow) {
    return listFiles(ctx, user.id);
  }

  @FieldResolver(() => [Session], { description: 'Where the account is signed in, newest first.' })
  sessions(@Ctx() ctx: Context, @Root() user: UserRow) {
    return listSessions(ctx, user.id);
  }
}
