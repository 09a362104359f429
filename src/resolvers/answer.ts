/** Wires answers. */
import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import type { Context } from '../context.js';
import type { Answer as ShownAnswer } from '../db/tables/index.js';
import { textDeadline } from '../domain/answer/late.js';
import { transcriptFailureText } from '../domain/answer/read.js';
import { submitAnswer } from '../domain/answer/submit.js';
import { evaluationOfAnswer, listEvaluations } from '../domain/evaluation/read.js';
import { viewFile } from '../domain/file/read.js';
import { Answer, SubmitAnswerInput } from '../schema/answer.js';
import { Evaluation } from '../schema/evaluation.js';
import { File } from '../schema/file.js';
import { DateTime } from '../schema/scalars.js';
import { SignedIn } from './guard.js';

@Resolver(() => Answer)
export class AnswerResolver {
  @SignedIn()
  @Mutation(() => Answer, {
    description:
      'Answers the open turn by text, recording or both. The score follows as AnswerScored. A recording alone is transcribed first (AnswerTranscribed); where that fails, its turn takes a text afterwards. Errors: TURN_STATE, INTERVIEW_STATE, CONFLICT, NOT_FOUND, BAD_USER_INPUT.',
  })
  submitAnswer(
    @Ctx() ctx: Context,
    @Arg('input', () => SubmitAnswerInput, { description: 'The answer.' }) input: SubmitAnswerInput,
  ) {
    return submitAnswer(ctx, input);
  }

  @FieldResolver(() => File, { nullable: true, description: 'What was said.' })
  recording(@Ctx() ctx: Context, @Root() answer: ShownAnswer) {
    return viewFile(ctx, answer.recordingFileId);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'Why the recording has no transcript, and what to do; null unless FAILED.',
  })
  transcriptFailure(@Ctx() ctx: Context, @Root() answer: ShownAnswer) {
    return transcriptFailureText(ctx, answer);
  }

  @FieldResolver(() => DateTime, {
    nullable: true,
    description:
      'Of a recording without a transcript: until when its turn takes a text instead; null where none is awaited, or there is no clock.',
  })
  textDeadlineAt(@Ctx() ctx: Context, @Root() answer: ShownAnswer) {
    return textDeadline(ctx, answer);
  }

  @FieldResolver(() => [Evaluation], { description: 'Every judgement of it, oldest first.' })
  evaluations(@Ctx() ctx: Context, @Root() answer: ShownAnswer) {
    return listEvaluations(ctx, answer.id);
  }

  @FieldResolver(() => Evaluation, { description: 'Its newest judgement.' })
  evaluation(@Ctx() ctx: Context, @Root() answer: ShownAnswer) {
    return evaluationOfAnswer(ctx, answer.id);
  }
}
