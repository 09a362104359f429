/** Wires the live events of an interview. */
import { Arg, Ctx, FieldResolver, ID, Int, Resolver, Root, Subscription } from 'type-graphql';
import type { Context } from '../context.js';
import type { EventRow } from '../db/tables/index.js';
import { findEvaluation } from '../domain/evaluation/read.js';
import { type InterviewEvent as EmittedEvent, interviewEventStream, viewEvent } from '../domain/interview/events.js';
import { AppError } from '../errors.js';
import { Answer } from '../schema/answer.js';
import { Evaluation } from '../schema/evaluation.js';
import {
  AnswerScored,
  AnswerSubmitted,
  AnswerTranscribed,
  HintRevealed,
  InterviewCancelled,
  InterviewEvent,
  InterviewFinished,
  InterviewPaused,
  InterviewResumed,
  InterviewStarted,
  QuestionAsked,
  ReportReady,
  TurnClosed,
} from '../schema/event.js';
import { Interview } from '../schema/interview.js';
import { Report } from '../schema/report.js';
import { Turn } from '../schema/turn.js';

/** What an event is about. @throws AppError NOT_FOUND once it was erased */
const found = async <T>(row: Promise<T | undefined> | undefined): Promise<T> => {
  const value = await row;
  if (value === undefined) throw new AppError('NOT_FOUND');
  return value;
};
const turnOf = (ctx: Context, { turnId }: EventRow) =>
  found(turnId === null ? undefined : ctx.loaders.turnById.load(turnId));
const answerOf = (ctx: Context, { answerId }: EventRow) =>
  found(answerId === null ? undefined : ctx.loaders.answerById.load(answerId));
const interviewOf = (ctx: Context, { interviewId }: EventRow) => found(ctx.loaders.interviewById.load(interviewId));

@Resolver()
export class EventResolver {
  @Subscription(() => InterviewEvent, {
    description:
      'The events of an interview after a given one, each once and in order, then those that follow, as they happen. Errors: NOT_FOUND, UNAUTHENTICATED.',
    subscribe: ({ args, context }) =>
      interviewEventStream(context as Context, args.interviewId as string, (args.after as number | null) ?? 0),
  })
  interviewEvents(
    @Ctx() ctx: Context,
    @Root() event: EmittedEvent,
    @Arg('interviewId', () => ID, { description: 'The interview.' }) _interviewId: string,
    @Arg('after', () => Int, {
      nullable: true,
      defaultValue: 0,
      description: 'The last seq that the client has seen; 0 begins at the beginning.',
    })
    _after: number | null,
  ) {
    return viewEvent(ctx, event);
  }
}

@Resolver(() => InterviewStarted)
export class InterviewStartedResolver {
  @FieldResolver(() => Interview, { description: 'The interview as it is now.' })
  interview(@Ctx() ctx: Context, @Root() event: EventRow) {
    return interviewOf(ctx, event);
  }
}

@Resolver(() => QuestionAsked)
export class QuestionAskedResolver {
  @FieldResolver(() => Turn, { description: 'The turn as it is now.' })
  turn(@Ctx() ctx: Context, @Root() event: EventRow) {
    return turnOf(ctx, event);
  }
}

@Resolver(() => HintRevealed)
export class HintRevealedResolver {
  @FieldResolver(() => Turn, { description: 'The turn as it is now.' })
  turn(@Ctx() ctx: Context, @Root() event: EventRow) {
    return turnOf(ctx, event);
  }

  @FieldResolver(() => String, { description: 'The hint.' })
  async hint(@Ctx() ctx: Context, @Root() event: EventRow) {
    return (await turnOf(ctx, event)).hints[(event.hint ?? 0) - 1];
  }
}

@Resolver(() => AnswerSubmitted)
export class AnswerSubmittedResolver {
  @FieldResolver(() => Turn, { description: 'The turn as it is now.' })
  turn(@Ctx() ctx: Context, @Root() event: EventRow) {
    return turnOf(ctx, event);
  }

  @FieldResolver(() => Answer, { description: 'The answer.' })
  answer(@Ctx() ctx: Context, @Root() event: EventRow) {
    return answerOf(ctx, event);
  }
}

@Resolver(() => AnswerTranscribed)
export class AnswerTranscribedResolver {
  @FieldResolver(() => Answer, { description: 'The answer.' })
  answer(@Ctx() ctx: Context, @Root() event: EventRow) {
    return answerOf(ctx, event);
  }
}

@Resolver(() => AnswerScored)
export class AnswerScoredResolver {
  @FieldResolver(() => Answer, { description: 'The answer.' })
  answer(@Ctx() ctx: Context, @Root() event: EventRow) {
    return answerOf(ctx, event);
  }

  @FieldResolver(() => Evaluation, { description: 'The judgement that this event is about.' })
  evaluation(@Ctx() ctx: Context, @Root() event: EventRow) {
    return event.evaluationId && findEvaluation(ctx, event.evaluationId);
  }
}

@Resolver(() => TurnClosed)
export class TurnClosedResolver {
  @FieldResolver(() => Turn, { description: 'The turn as it is now.' })
  turn(@Ctx() ctx: Context, @Root() event: EventRow) {
    return turnOf(ctx, event);
  }
}

@Resolver(() => InterviewPaused)
export class InterviewPausedResolver {
  @FieldResolver(() => Interview, { description: 'The interview as it is now.' })
  interview(@Ctx() ctx: Context, @Root() event: EventRow) {
    return interviewOf(ctx, event);
  }
}

@Resolver(() => InterviewResumed)
export class InterviewResumedResolver {
  @FieldResolver(() => Interview, { description: 'The interview as it is now.' })
  interview(@Ctx() ctx: Context, @Root() event: EventRow) {
    return interviewOf(ctx, event);
  }
}

@Resolver(() => InterviewCancelled)
export class InterviewCancelledResolver {
  @FieldResolver(() => Interview, { description: 'The interview as it is now.' })
  interview(@Ctx() ctx: Context, @Root() event: EventRow) {
    return interviewOf(ctx, event);
  }
}

@Resolver(() => InterviewFinished)
export class InterviewFinishedResolver {
  @FieldResolver(() => Interview, { description: 'The interview as it is now.' })
  interview(@Ctx() ctx: Context, @Root() event: EventRow) {
    return interviewOf(ctx, event);
  }
}

@Resolver(() => ReportReady)
export class ReportReadyResolver {
  @FieldResolver(() => Report, { description: 'The report.' })
  report(@Ctx() ctx: Context, @Root() event: EventRow) {
    return found(ctx.loaders.reportByInterviewId.load(event.interviewId));
  }
}
