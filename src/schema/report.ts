/** Reports. */
import { Field, Float, Int, ObjectType } from 'type-graphql';
import { ReportFindingKind } from './enums.js';
import { DimensionScore } from './evaluation.js';

@ObjectType({ description: 'The score of one category in an interview.', simpleResolvers: true })
export class CategoryScore {
  @Field(() => Float, { description: '0 to 100, the mean over its turns.' })
  score!: number;
  @Field(() => Float, {
    nullable: true,
    description: 'Half-width of the 90% band of this score, made like that of the whole report.',
  })
  uncertainty!: number | null;
  @Field(() => Int, { description: 'How many turns it had.' })
  turns!: number;
  @Field(() => Float, {
    nullable: true,
    description:
      "The difference to the score of this category in the candidate's last earlier interview that had it, of their last 100, as it stood when this was written; null where there is none.",
  })
  comparedToPrevious!: number | null;
}

@ObjectType({ description: 'What a report says of one turn.', simpleResolvers: true })
export class ReportFinding {
  @Field(() => ReportFindingKind, { description: 'Whether it speaks for the candidate.' })
  kind!: ReportFindingKind;
  @Field(() => String, { description: "A line in the interview's language, which names the question by its number." })
  text!: string;
}

@ObjectType({ description: 'What a finished interview adds up to.', simpleResolvers: true })
export class Report {
  @Field(() => Float, { description: '0 to 100, the mean over the questions asked; a skipped one is worth 0.' })
  score!: number;
  @Field(() => Float, {
    nullable: true,
    description:
      'Half-width of the 90% band of the score: √(Σu²) / n over the uncertainties u of its n turns, where one that is worth 0 by the rules has none. It takes the errors of single scores to be independent; what the scorer errs by in all of them alike is not in it. Null where no answer was scored.',
  })
  uncertainty!: number | null;
  @Field(() => Boolean, {
    description:
      'Rests on a provisional evaluation, which a later revision replaces: the report is then written anew, and ReportReady comes again.',
  })
  provisional!: boolean;
  @Field(() => [DimensionScore], { description: 'The mean of each dimension.' })
  dimensions!: DimensionScore[];
  @Field(() => [String], { description: 'The weightiest points that were made.' })
  strengths!: string[];
  @Field(() => [String], { description: 'The weightiest points that were missed.' })
  improvements!: string[];
  @Field(() => Float, { description: 'The share of answers that had help, 0 to 1.' })
  assistedShare!: number;
  @Field(() => Float, {
    nullable: true,
    description:
      'The mean over what was answered, or left, without help: of each turn the try before any hint or retry. Turns whose help came before any answer do not count, so that asking for it never lowers this. Null where there are none.',
  })
  unassistedScore!: number | null;
  @Field(() => Float, { nullable: true, description: 'The mean over the answers that had help; null where none had.' })
  assistedScore!: number | null;
  @Field(() => Float, {
    nullable: true,
    description:
      "The difference to the candidate's earlier interviews in the same categories: the mean of the categories' comparedToPrevious over their turns. Null where no category has one.",
  })
  comparedToPrevious!: number | null;
}
