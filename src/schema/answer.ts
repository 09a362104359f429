/** Answers. */
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { TranscriptStatus } from './enums.js';
import { Node } from './node.js';
import { DateTime } from './scalars.js';

@ObjectType({ implements: Node, description: 'One try at a turn.', simpleResolvers: true })
export class Answer extends Node {
  @Field(() => Int, { description: 'Which try at its turn, from 1.' })
  attempt!: number;
  @Field(() => String, {
    nullable: true,
    description: 'What was answered; of a recording alone, its transcript once that is READY.',
  })
  text!: string | null;
  @Field(() => TranscriptStatus, { description: 'Where the text comes from.' })
  transcript!: TranscriptStatus;
  @Field(() => Boolean, { description: 'Hints used, or not the first try.' })
  assisted!: boolean;
  @Field(() => DateTime, { description: 'When the server took it.' })
  submittedAt!: Date;
}

@InputType({ description: 'An answer to the open turn.' })
export class SubmitAnswerInput {
  @Field(() => ID, { description: 'The turn.' })
  turnId!: string;
  @Field(() => String, {
    description:
      'Chosen by the client, unique per interview: sending it again returns the first result and changes nothing. 1 to 64 printable ASCII characters.',
  })
  clientKey!: string;
  @Field(() => String, {
    nullable: true,
    description: 'The answer, 1 to 20,000 characters; without it, what is said in the recording.',
  })
  text?: string;
  @Field(() => ID, { nullable: true, description: 'A READY file for RECORDING that belongs to no other answer.' })
  recordingFileId?: string;
}
