/** Resumes. */
import { Field, Int, ObjectType } from 'type-graphql';
import { ResumeStatus } from './enums.js';
import { Node } from './node.js';
import { DateTime } from './scalars.js';

@ObjectType({ implements: Node, description: 'The one resume of a user.', simpleResolvers: true })
export class Resume extends Node {
  @Field(() => Int, { description: 'Counts up each time another file takes its place.' })
  version!: number;
  @Field(() => ResumeStatus, { description: 'Whether it has been read.' })
  status!: ResumeStatus;
  @Field(() => DateTime, { description: 'When it was last replaced, or read.' })
  updatedAt!: Date;
}

@ObjectType({
  description: 'A project of a resume that is asked about; or a job, where it names no projects.',
  simpleResolvers: true,
})
export class BasisProject {
  @Field(() => String, { description: 'Its name.' })
  name!: string;
  @Field(() => String, { nullable: true, description: 'What it is.' })
  description!: string | null;
  @Field(() => [String], { description: 'What was done in it.' })
  highlights!: string[];
  @Field(() => [String], { description: 'What it was made with.' })
  technologies!: string[];
}

@ObjectType({
  description: 'What of a resume an interview was made from; a later version of the resume changes nothing of it.',
  simpleResolvers: true,
})
export class InterviewBasis {
  @Field(() => Int, { description: 'The version of the resume.' })
  version!: number;
  @Field(() => [String], { description: 'The skills that questions were drawn for.' })
  skills!: string[];
  @Field(() => [BasisProject], { description: 'Its first projects, as they stood: questions are about some of them.' })
  projects!: BasisProject[];
}
