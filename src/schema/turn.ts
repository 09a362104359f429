/** Turns. */
import { Field, Float, Int, ObjectType } from 'type-graphql';
import { TurnKind, TurnStatus } from './enums.js';
import { Node } from './node.js';
import { DateTime } from './scalars.js';

@ObjectType({ implements: Node, description: 'One question put to the candidate.', simpleResolvers: true })
export class Turn extends Node {
  @Field(() => Int, { description: 'Its place in the interview, from 1.' })
  position!: number;
  @Field(() => TurnKind, { description: 'Why it came up.' })
  kind!: TurnKind;
  @Field(() => String, { description: 'What was asked, as it was worded then.' })
  prompt!: string;
  @Field(() => TurnStatus, { description: 'Its state.' })
  status!: TurnStatus;
  @Field(() => DateTime, { description: 'When it was asked.' })
  askedAt!: Date;
  @Field(() => DateTime, {
    nullable: true,
    description: "The server's clock decides; null where the pace has none, and while paused.",
  })
  deadlineAt!: Date | null;
  @Field(() => Int, {
    nullable: true,
    description: 'Seconds that the clock grants it, pauses apart; null where the pace has none.',
  })
  timeLimit!: number | null;
  @Field(() => Float, { nullable: true, description: 'While paused: seconds that are left on its clock.' })
  remainingTime!: number | null;
  @Field(() => [String], { description: 'The hints revealed so far.' })
  hints!: string[];
  @Field(() => Int, { description: 'How many hints it has in all; none under STRESS.' })
  hintCount!: number;
}
