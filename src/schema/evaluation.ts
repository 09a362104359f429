/** Evaluations. */
import { Field, Float, Int, ObjectType } from 'type-graphql';
import { Dimension, EvaluationStatus, PointVerdict, ScorerKind } from './enums.js';
import { Node } from './node.js';
import { KeyPoint } from './question.js';
import { DateTime } from './scalars.js';

@ObjectType({ description: 'The score of one dimension.', simpleResolvers: true })
export class DimensionScore {
  @Field(() => Dimension, { description: 'What is scored.' })
  dimension!: Dimension;
  @Field(() => Float, { description: '0 to 100.' })
  score!: number;
  @Field(() => Float, { description: 'Its share of the total, in percent.' })
  weight!: number;
}

@ObjectType({
  description:
    'A range of the stored answer in UTF-16 code units: text.slice(start, end) === quote, checked by the server.',
  simpleResolvers: true,
})
export class Span {
  @Field(() => Int, { description: 'The first code unit.' })
  start!: number;
  @Field(() => Int, { description: 'The code unit after the last.' })
  end!: number;
  @Field(() => String, { description: 'What stands there.' })
  quote!: string;
}

@ObjectType({ description: 'Whether the answer makes a key point.', simpleResolvers: true })
export class PointScore {
  @Field(() => KeyPoint, { description: 'The point, as it was when the question was asked.' })
  keyPoint!: KeyPoint;
  @Field(() => PointVerdict, { description: 'Made, touched upon or missed.' })
  verdict!: PointVerdict;
  @Field(() => [Span], { description: 'Where in the answer; empty when missed.' })
  evidence!: Span[];
}

@ObjectType({ implements: Node, description: 'A judgement of an answer.', simpleResolvers: true })
export class Evaluation extends Node {
  @Field(() => Int, { description: 'Which judgement of this answer, from 1.' })
  revision!: number;
  @Field(() => EvaluationStatus, { description: 'How far it is.' })
  status!: EvaluationStatus;
  @Field(() => ScorerKind, { nullable: true, description: 'Who judged; null until then.' })
  scorer!: ScorerKind | null;
  @Field(() => String, { nullable: true, description: "The scorer's version: the same one gives the same result." })
  scorerVersion!: string | null;
  @Field(() => Boolean, {
    description:
      "False while the interview's ScoreReveal holds it back: score, points, dimensions and texts are then null or empty, and status tells no more than READY.",
  })
  revealed!: boolean;
  @Field(() => Boolean, {
    description: 'Scored while the preferred scorer was away; a later revision replaces it.',
  })
  provisional!: boolean;
  @Field(() => Float, {
    nullable: true,
    description: "0 to 100, computed by the server from the dimensions' weights, never by a model.",
  })
  score!: number | null;
  @Field(() => Float, { nullable: true, description: "Half-width of the scorer's own 90% band." })
  uncertainty!: number | null;
  @Field(() => Int, {
    nullable: true,
    description:
      'How many quotations of the scorer did not stand in the answer, and were left out; null until revealed.',
  })
  droppedEvidence!: number | null;
  @Field(() => String, { nullable: true, description: 'What was good and what was missing.' })
  feedback!: string | null;
  @Field(() => String, { nullable: true, description: 'What to do next.' })
  suggestion!: string | null;
  @Field(() => DateTime, { nullable: true, description: 'When it was judged.' })
  evaluatedAt!: Date | null;
}
