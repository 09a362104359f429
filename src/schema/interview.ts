/** Interviews. */
import { Field, Float, ID, InputType, Int, ObjectType } from 'type-graphql';
import { InterviewMode, InterviewStatus, Locale, Pace, ScoreReveal } from './enums.js';
import { Node, PageInfo } from './node.js';
import { QuestionFilterInput } from './question-filter.js';
import { DateTime } from './scalars.js';

@ObjectType({ implements: Node, description: 'A mock interview of one candidate.', simpleResolvers: true })
export class Interview extends Node {
  @Field(() => InterviewMode, { description: 'How its questions were chosen.' })
  mode!: keyof typeof InterviewMode;
  @Field(() => Pace, { description: 'How it presses the candidate.' })
  pace!: Pace;
  @Field(() => ScoreReveal, { description: 'When the candidate sees scores.' })
  scores!: ScoreReveal;
  @Field(() => Locale, { description: 'Its language.' })
  locale!: Locale;
  @Field(() => String, { nullable: true, description: 'The role that the candidate practises for.' })
  targetRole!: string | null;
  @Field(() => InterviewStatus, { description: 'Its state.' })
  status!: InterviewStatus;
  @Field(() => Boolean, { description: 'Whether an answer that leaves something out is asked about further.' })
  followUps!: boolean;
  @Field(() => Int, { description: 'How many questions it will ask, follow-ups apart.' })
  questionCount!: number;
  @Field(() => Int, {
    description: 'How many of its questions the candidate had been asked before, for want of others.',
  })
  repeatedCount!: number;
  @Field(() => DateTime, { description: 'When it was made.' })
  createdAt!: Date;
  @Field(() => DateTime, { nullable: true, description: 'When it began.' })
  startedAt!: Date | null;
  @Field(() => DateTime, { nullable: true, description: 'When it ended.' })
  finishedAt!: Date | null;
  @Field(() => DateTime, { nullable: true, description: 'Since when it is paused; null unless it is.' })
  pausedAt!: Date | null;
  @Field(() => Float, { description: 'Seconds that it was paused in all, the pause under way apart.' })
  pausedTime!: number;
  @Field(() => Int, {
    description: 'The sequence number of the newest event; pass it as `after` to go on from here.',
  })
  lastSeq!: number;
}

@ObjectType({ description: 'An interview in a list.', simpleResolvers: true })
export class InterviewEdge {
  @Field(() => String, { description: 'Its place in the list, for `after` and `before`.' })
  cursor!: string;
  @Field(() => Interview, { description: 'The interview.' })
  node!: Interview;
}

@ObjectType({ description: 'A page of interviews, newest first.', simpleResolvers: true })
export class InterviewConnection {
  @Field(() => [InterviewEdge], { description: 'The interviews of the page.' })
  edges!: InterviewEdge[];
  @Field(() => PageInfo, { description: 'Where the page stands.' })
  pageInfo!: PageInfo;
}

@InputType({ description: 'What interview to make.' })
export class CreateInterviewInput {
  @Field(() => String, {
    nullable: true,
    description:
      'Chosen by the client, unique per user: sending it again returns the interview that it made. 1 to 64 printable ASCII characters.',
  })
  clientKey?: string;
  @Field(() => InterviewMode, { description: 'How to choose the questions.' })
  mode!: keyof typeof InterviewMode;
  @Field(() => Pace, { nullable: true, defaultValue: 'STANDARD', description: 'How to press the candidate.' })
  pace?: Pace;
  @Field(() => Locale, {
    nullable: true,
    description: 'Its language; by default that of the filter, else of the user.',
  })
  locale?: Locale;
  @Field(() => String, { nullable: true, description: 'The role practised for, at most 200 characters.' })
  targetRole?: string;
  @Field(() => Int, {
    nullable: true,
    defaultValue: 5,
    description: 'How many to draw, 1 to 50; with CUSTOM, questionIds counts.',
  })
  questionCount?: number;
  @Field(() => QuestionFilterInput, { nullable: true, description: 'RANDOM, RESUME: which questions to draw from.' })
  filter?: QuestionFilterInput;
  @Field(() => [ID], { nullable: true, description: 'CUSTOM: the questions, in the order to ask them.' })
  questionIds?: string[];
  @Field(() => Boolean, {
    nullable: true,
    defaultValue: false,
    description:
      'Whether to ask further about an answer that leaves something out, at most twice a question, before the next one; always under STRESS. A spoken answer is asked about once it is transcribed.',
  })
  followUps?: boolean;
  @Field(() => ScoreReveal, {
    nullable: true,
    description: 'When to show scores; by default ON_REQUEST with ZERO_PRESSURE, else AT_ONCE.',
  })
  scores?: ScoreReveal;
}
