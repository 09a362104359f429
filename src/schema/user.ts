/** Accounts and signing in. */
import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { Locale, UserRole, VerificationPurpose } from './enums.js';
import { Node, PageInfo } from './node.js';
import { DateTime, EmailAddress, PhoneNumber } from './scalars.js';

const newPassword = '8 to 128 characters, and none that anyone would guess first.';

@ObjectType({ implements: Node, description: 'An account.', simpleResolvers: true })
export class User extends Node {
  @Field(() => EmailAddress, { nullable: true, description: 'The email address, in lower case.' })
  email!: string | null;
  @Field(() => Boolean, { description: 'Whether the owner has shown that they read mail sent there.' })
  emailVerified!: boolean;
  @Field(() => PhoneNumber, { nullable: true, description: 'The phone number in E.164.' })
  phone!: string | null;
  @Field(() => String, { description: 'The name to be addressed by.' })
  name!: string;
  @Field(() => UserRole, { description: 'What the user may do.' })
  role!: UserRole;
  @Field(() => Locale, { description: 'The language of messages to the user, unless a request asks for another.' })
  locale!: Locale;
  @Field(() => DateTime, { description: 'When the account was made.' })
  createdAt!: Date;
}

@ObjectType({ description: 'One account in a list.', simpleResolvers: true })
export class UserEdge {
  @Field(() => String, { description: 'Where it stands; for `after` and `before`.' })
  cursor!: string;
  @Field(() => User, { description: 'The account.' })
  node!: User;
}

@ObjectType({ description: 'A page of accounts.', simpleResolvers: true })
export class UserConnection {
  @Field(() => [UserEdge], { description: 'The accounts of this page.' })
  edges!: UserEdge[];
  @Field(() => PageInfo, { description: 'Where the page stands.' })
  pageInfo!: PageInfo;
}

@ObjectType({ description: 'A signed-in session, with its tokens.', simpleResolvers: true })
export class AuthPayload {
  @Field(() => User, { description: 'Who is signed in.' })
  user!: User;
  @Field(() => String, { description: 'PASETO v4.public, sent as `Authorization: Bearer …`. Lives 15 minutes.' })
  accessToken!: string;
  @Field(() => DateTime, { description: 'When the access token ends.' })
  accessTokenExpiresAt!: Date;
  @Field(() => String, { description: 'Opaque; good once, for refreshSession. Lives 30 days.' })
  refreshToken!: string;
  @Field(() => DateTime, { description: 'When the refresh token ends.' })
  refreshTokenExpiresAt!: Date;
}

@ObjectType({ description: 'A code is on its way.', simpleResolvers: true })
export class SendVerificationCodePayload {
  @Field(() => DateTime, { description: 'Until when the code is good.' })
  expiresAt!: Date;
  @Field(() => DateTime, { description: 'When the next one may be asked for.' })
  resendAfter!: Date;
}

@InputType({ description: 'Exactly one of email and phone; anything else is BAD_USER_INPUT.' })
export class ContactInput {
  @Field(() => EmailAddress, { nullable: true, description: 'An email address.' })
  email?: string;
  @Field(() => PhoneNumber, {
    nullable: true,
    description: 'A mobile number in E.164; without a country it is taken as a Chinese one.',
  })
  phone?: string;
}

@InputType({ description: 'Asks for a verification code.' })
export class SendVerificationCodeInput {
  @Field(() => ContactInput, { description: 'Where to send it.' })
  contact!: ContactInput;
  @Field(() => VerificationPurpose, { description: 'What it is to be good for.' })
  purpose!: keyof typeof VerificationPurpose;
}

@InputType({ description: 'Creates an account.' })
export class RegisterInput {
  @Field(() => ContactInput, { description: 'The contact that the code was sent to.' })
  contact!: ContactInput;
  @Field(() => String, { description: 'The code, six digits.' })
  code!: string;
  @Field(() => String, { description: newPassword })
  password!: string;
  @Field(() => String, { description: 'The name to be addressed by, at most 100 characters.' })
  name!: string;
  @Field(() => Locale, { nullable: true, description: 'By default the language of the request.' })
  locale?: Locale;
}

@InputType({ description: 'Signs in.' })
export class LoginInput {
  @Field(() => ContactInput, { description: 'The contact of the account.' })
  contact!: ContactInput;
  @Field(() => String, { nullable: true, description: 'The password; this or the code.' })
  password?: string;
  @Field(() => String, { nullable: true, description: 'A code for LOGIN that was sent to the contact.' })
  code?: string;
}

@InputType({ description: 'Changes of the profile; what is not given stays.' })
export class UpdateUserInput {
  @Field(() => String, { nullable: true, description: 'The name to be addressed by, at most 100 characters.' })
  name?: string;
  @Field(() => Locale, { nullable: true, description: 'The language of messages to the user.' })
  locale?: Locale;
  @Field(() => ID, { nullable: true, description: 'A READY file for AVATAR; null takes the picture away.' })
  avatarFileId?: string | null;
}

@InputType({ description: 'Changes the password.' })
export class ChangePasswordInput {
  @Field(() => String, { description: 'The password so far.' })
  currentPassword!: string;
  @Field(() => String, { description: newPassword })
  newPassword!: string;
}

@InputType({ description: 'Sets a new password by a code.' })
export class ResetPasswordInput {
  @Field(() => ContactInput, { description: 'A contact of the account.' })
  contact!: ContactInput;
  @Field(() => String, { description: 'A code for RESET_PASSWORD that was sent to it.' })
  code!: string;
  @Field(() => String, { description: newPassword })
  newPassword!: string;
}

@InputType({ description: 'Sets a new contact.' })
export class ChangeContactInput {
  @Field(() => ContactInput, { description: 'The new email address or phone number.' })
  contact!: ContactInput;
  @Field(() => String, { description: 'A code for CHANGE_CONTACT that was sent to it.' })
  code!: string;
}

@InputType({ description: 'Deletes the account: one of password and code.' })
export class DeleteAccountInput {
  @Field(() => String, { nullable: true, description: 'The password.' })
  password?: string;
  @Field(() => String, { nullable: true, description: 'A code for DELETE_ACCOUNT that was sent to a contact of it.' })
  code?: string;
}
