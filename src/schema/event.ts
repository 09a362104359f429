/** Live events of an interview. */
import { Field, ID, Int, InterfaceType, ObjectType } from 'type-graphql';
import { DateTime } from './scalars.js';

@InterfaceType({
  description:
    'Something that happened in an interview. Events are numbered 1, 2, 3 … without holes, in commit order. A client that lost its connection subscribes again, on any server, with `after`: the last seq it saw, and receives exactly what it missed.',
})
export abstract class InterviewEvent {
  @Field(() => ID, { description: 'The interview.' })
  interviewId!: string;
  @Field(() => Int, { nullable: true, description: 'Its number; null for what is not in the log.' })
  seq!: number | null;
  @Field(() => DateTime, { description: "When it happened, by the server's clock." })
  at!: Date;
  @Field(() => DateTime, {
    description: "The server's clock when the event was sent: what a client shows of a deadline is to run by it.",
  })
  serverTime!: Date;
}

@ObjectType({ implements: InterviewEvent, description: 'The interview began.', simpleResolvers: true })
export class InterviewStarted extends InterviewEvent {}

@ObjectType({
  implements: InterviewEvent,
  description: 'A question was asked; or asked once more, by retryTurn: it is then a turn that was there before.',
  simpleResolvers: true,
})
export class QuestionAsked extends InterviewEvent {}

@ObjectType({ implements: InterviewEvent, description: 'A hint was shown.', simpleResolvers: true })
export class HintRevealed extends InterviewEvent {}

@ObjectType({ implements: InterviewEvent, description: 'An answer was taken.', simpleResolvers: true })
export class AnswerSubmitted extends InterviewEvent {}

@ObjectType({
  implements: InterviewEvent,
  description: 'The recording of an answer was transcribed, or could not be.',
  simpleResolvers: true,
})
export class AnswerTranscribed extends InterviewEvent {}

@ObjectType({ implements: InterviewEvent, description: 'An answer was judged.', simpleResolvers: true })
export class AnswerScored extends InterviewEvent {}

@ObjectType({
  implements: InterviewEvent,
  description:
    'A turn is over: answered, skipped or expired. It comes once more, ANSWERED, for an expired turn whose answer had reached the server in time.',
  simpleResolvers: true,
})
export class TurnClosed extends InterviewEvent {}

@ObjectType({
  implements: InterviewEvent,
  description: 'The interview was halted: its clock stands still.',
  simpleResolvers: true,
})
export class InterviewPaused extends InterviewEvent {}

@ObjectType({
  implements: InterviewEvent,
  description: 'The interview goes on: the open turn has a new deadline.',
  simpleResolvers: true,
})
export class InterviewResumed extends InterviewEvent {}

@ObjectType({
  implements: InterviewEvent,
  description: 'The interview was given up; no report follows.',
  simpleResolvers: true,
})
export class InterviewCancelled extends InterviewEvent {}

@ObjectType({ implements: InterviewEvent, description: 'The interview is over.', simpleResolvers: true })
export class InterviewFinished extends InterviewEvent {}

@ObjectType({
  implements: InterviewEvent,
  description: 'Every answer is judged; the report is there, or was written anew.',
  simpleResolvers: true,
})
export class ReportReady extends InterviewEvent {}

@ObjectType({
  implements: InterviewEvent,
  description:
    'The feedback on an answer while it is written, told to whoever may see its score. It has no seq, is never sent again, and may be of an attempt that comes to nothing: what counts is in AnswerScored.',
  simpleResolvers: true,
})
export class ScoreProgress extends InterviewEvent {
  @Field(() => ID, { description: 'The answer.' })
  answerId!: string;
  @Field(() => String, { description: 'What was added to the feedback.' })
  delta!: string;
}

@ObjectType({
  implements: InterviewEvent,
  description:
    'The cursor is not one that this log can go on from (beyond its head): read the interview anew, then subscribe after head.',
  simpleResolvers: true,
})
export class StreamReset extends InterviewEvent {
  @Field(() => Int, { description: 'The number of the newest event.' })
  head!: number;
}
