/** Accounts and signing in. */
import { Field, InputType, ObjectType } from 'type-graphql';
import { Locale, UserRole, VerificationPurpose } from './enums.js';
import { Node } from './node.js';
import { DateTime, EmailAddress, PhoneNumber } from './scalars.js';

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

@ObjectType({ description: 'A signed-in session, with its tokens.', simpleResolvers: true })
export class AuthPayload {
  @Field(() => User, { description: 'Who is signed in.' })
  user!: User;
  @Field(() => String, { description: 'PASETO v4.public, sent as `Authorization: Bearer …`. Lives 15 minutes.' })
  accessToken!: string;
  @Field(() => DateTime, { description: 'When the access token ends.' })
  accessTokenExpiresAt!: Date;
  @Field(() => String, { description: 'Opaque; good once, for refreshSession.' })
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
  @Field(() => PhoneNumber, { nullable: true, description: 'A phone number in E.164.' })
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
  @Field(() => String, { description: '8 to 128 characters.' })
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
  @Field(() => String, { nullable: true, description: 'The password.' })
  password?: string;
}
