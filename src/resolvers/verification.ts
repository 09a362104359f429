/** Wires verification codes. */
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { Context } from '../context.js';
import { sendVerificationCode } from '../domain/verification.js';
import { SendVerificationCodeInput, SendVerificationCodePayload } from '../schema/user.js';

@Resolver()
export class VerificationResolver {
  @Mutation(() => SendVerificationCodePayload, {
    description:
      'Has a six-digit code sent, and does not say whether the contact has an account. One a minute for a contact and purpose, 5 an hour for a contact. Errors: RATE_LIMITED, DEPENDENCY_UNAVAILABLE.',
  })
  sendVerificationCode(
    @Ctx() ctx: Context,
    @Arg('input', () => SendVerificationCodeInput, { description: 'Where to and what for.' })
    input: SendVerificationCodeInput,
  ) {
    return sendVerificationCode(ctx, input);
  }
}
