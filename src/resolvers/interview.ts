/** Wires interviews. */
import { Arg, Args, ArgsType, Ctx, Field, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../context.js';
import type { InterviewRow } from '../db/tables/index.js';
import * as actions from '../domain/interview/actions.js';
import { createInterview } from '../domain/interview/create.js';
import * as interviews from '../domain/interview/read.js';
import { currentTurn, listTurns } from '../domain/turn/read.js';
import { requireViewer } from '../domain/viewer.js';
import { InterviewStatus } from '../schema/enums.js';
import { CreateInterviewInput, Interview, InterviewConnection } from '../schema/interview.js';
import { Report } from '../schema/report.js';
import { InterviewBasis } from '../schema/resume.js';
import { Turn } from '../schema/turn.js';
import { User } from '../schema/user.js';
import { SignedIn } from './guard.js';
import { PageArgs } from './page.js';

@ArgsType()
class InterviewsArgs extends PageArgs {
  @Field(() => [InterviewStatus], { nullable: true, description: 'Only those in one of these states.' })
  status?: InterviewStatus[];
}

@Resolver(() => Interview)
export class InterviewResolver {
  @SignedIn()
  @Query(() => Interview, { nullable: true, description: 'An interview of the signed-in user. Errors: NOT_FOUND.' })
  interview(@Ctx() ctx: Context, @Arg('id', () => ID, { description: 'Its id.' }) id: string) {
    return interviews.findInterview(ctx, id);
  }

  @SignedIn()
  @Query(() => InterviewConnection, { description: 'The interviews of the signed-in user, newest first.' })
  interviews(@Ctx() ctx: Context, @Args(() => InterviewsArgs) args: InterviewsArgs) {
    return interviews.listInterviews(ctx, requireViewer(ctx).userId, args);
  }

  @SignedIn()
  @Mutation(() => Interview, {
    description:
      'Makes an interview and chooses its questions. Errors: NOT_ENOUGH_QUESTIONS, BAD_USER_INPUT, CONFLICT for a clientKey of another request, and in mode RESUME without a resume that has been read.',
  })
  createInterview(
    @Ctx() ctx: Context,
    @Arg('input', () => CreateInterviewInput, { description: 'What interview.' }) input: CreateInterviewInput,
  ) {
    return createInterview(ctx, input);
  }

  @SignedIn()
  @Mutation(() => Interview, { description: 'Begins it and asks the first question. Errors: INTERVIEW_STATE.' })
  startInterview(@Ctx() ctx: Context, @Arg('id', () => ID, { description: 'The interview.' }) id: string) {
    return actions.startInterview(ctx, id);
  }

  @SignedIn()
  @Mutation(() => Interview, {
    description:
      'Asks the next question; while one is open nothing changes. STANDARD and STRESS do so by themselves once a turn is over; ZERO_PRESSURE waits for this. Where the next question waits for a judgement, it comes at once, or the end where it was the last. Errors: INTERVIEW_STATE.',
  })
  nextTurn(@Ctx() ctx: Context, @Arg('interviewId', () => ID, { description: 'The interview.' }) id: string) {
    return actions.nextTurn(ctx, id);
  }

  @SignedIn()
  @Mutation(() => Interview, {
    description: 'Halts it, and the clock with it. Paused already, nothing changes. Errors: INTERVIEW_STATE.',
  })
  pauseInterview(@Ctx() ctx: Context, @Arg('id', () => ID, { description: 'The interview.' }) id: string) {
    return actions.pauseInterview(ctx, id);
  }

  @SignedIn()
  @Mutation(() => Interview, {
    description:
      'Goes on with what was left on the clock. Under way already, nothing changes. Errors: INTERVIEW_STATE.',
  })
  resumeInterview(@Ctx() ctx: Context, @Arg('id', () => ID, { description: 'The interview.' }) id: string) {
    return actions.resumeInterview(ctx, id);
  }

  @SignedIn()
  @Mutation(() => Interview, {
    description: 'Gives it up, without a report. Cancelled already, nothing changes. Errors: INTERVIEW_STATE.',
  })
  cancelInterview(@Ctx() ctx: Context, @Arg('id', () => ID, { description: 'The interview.' }) id: string) {
    return actions.cancelInterview(ctx, id);
  }

  @SignedIn()
  @Mutation(() => Interview, { description: 'Ends it; an open turn counts as skipped. Errors: INTERVIEW_STATE.' })
  finishInterview(@Ctx() ctx: Context, @Arg('id', () => ID, { description: 'The interview.' }) id: string) {
    return actions.finishInterview(ctx, id);
  }

  @FieldResolver(() => User, { description: 'Whose interview it is.' })
  candidate(@Ctx() ctx: Context, @Root() interview: InterviewRow) {
    return ctx.loaders.userById.load(interview.candidateId);
  }

  @FieldResolver(() => Turn, { nullable: true, description: 'The open turn, else the newest; null before the start.' })
  currentTurn(@Ctx() ctx: Context, @Root() interview: InterviewRow) {
    return currentTurn(ctx, interview.id);
  }

  @FieldResolver(() => [Turn], { description: 'The turns so far, in the order in which they were asked.' })
  turns(@Ctx() ctx: Context, @Root() interview: InterviewRow) {
    return listTurns(ctx, interview.id);
  }

  @FieldResolver(() => InterviewBasis, {
    nullable: true,
    description: 'Of mode RESUME: what of the resume it was made from.',
  })
  basis(@Ctx() ctx: Context, @Root() interview: InterviewRow) {
    return interview.mode === 'RESUME' ? ctx.loaders.basisByInterviewId.load(interview.id) : null;
  }

  @FieldResolver(() => Report, {
    nullable: true,
    description: 'Null until the interview is finished and every counted answer has a final evaluation.',
  })
  report(@Ctx() ctx: Context, @Root() interview: InterviewRow) {
    return ctx.loaders.reportByInterviewId.load(interview.id);
  }
}

@Resolver(() => InterviewConnection)
export class InterviewConnectionResolver {
  @FieldResolver(() => Int, { description: 'How many there are in all.' })
  totalCount(@Root() connection: interviews.InterviewConnection) {
    return connection.count();
  }
}
