/** Imports of questions. */
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { FileFormat, FindingKind, ImportStatus, Locale, QuestionStatus } from './enums.js';
import { Node, PageInfo } from './node.js';
import { DateTime } from './scalars.js';

@InputType({ description: 'How an uploaded file of questions is to be taken into the bank.' })
export class ImportQuestionsInput {
  @Field(() => ID, { description: 'An own upload with the purpose QUESTIONS, completed.' })
  fileId!: string;
  @Field(() => FileFormat, { nullable: true, description: 'What it is; by default what its name says.' })
  format?: FileFormat;
  @Field(() => ID, {
    nullable: true,
    description: 'Where questions go whose subject the bank does not have; by default to Uncategorised.',
  })
  categoryId?: string;
  @Field(() => Boolean, {
    nullable: true,
    defaultValue: false,
    description: 'Makes categories that rows name and the bank does not have.',
  })
  createCategories?: boolean;
  @Field(() => Locale, { nullable: true, description: 'Of rows that do not say; by default what their script says.' })
  locale?: Locale;
  @Field(() => QuestionStatus, {
    nullable: true,
    description: 'Of rows that do not say; by default PUBLISHED. One without an answer becomes a DRAFT.',
  })
  status?: QuestionStatus;
  @Field(() => Int, {
    nullable: true,
    description: 'Markdown: the level of the headings that are questions, 1 to 6; by default found out.',
  })
  headingLevel?: number;
  @Field(() => Boolean, { nullable: true, defaultValue: false, description: 'Only says what would come of it.' })
  dryRun?: boolean;
  @Field(() => Boolean, {
    nullable: true,
    defaultValue: false,
    description: 'All or nothing: one refused row, and nothing is imported.',
  })
  atomic?: boolean;
}

@ObjectType({ implements: Node, description: 'A file of questions on its way into the bank.', simpleResolvers: true })
export class QuestionImport extends Node {
  @Field(() => String, { description: 'The name of the file.' })
  filename!: string;
  @Field(() => FileFormat, { description: 'What it is read as.' })
  format!: FileFormat;
  @Field(() => ImportStatus, { description: 'How far it is.' })
  status!: ImportStatus;
  @Field(() => Int, { nullable: true, description: 'Rows of the file; null until it has been looked through.' })
  rowCount!: number | null;
  @Field(() => Int, { description: 'Rows that have been dealt with.' })
  rowsRead!: number;
  @Field(() => Int, { description: 'Questions that came into the bank; in a dry run, that would.' })
  imported!: number;
  @Field(() => Int, { description: 'Of these, how many became drafts for want of an answer.' })
  drafted!: number;
  @Field(() => Int, { description: 'Rows left out, because the bank or an earlier row asks the same.' })
  duplicates!: number;
  @Field(() => Int, { description: 'Rows imported though they ask nearly the same as another question.' })
  nearDuplicates!: number;
  @Field(() => Int, { description: 'Rows that are no question by the rules of the bank.' })
  refused!: number;
  @Field(() => DateTime, { description: 'When it was asked for.' })
  createdAt!: Date;
  @Field(() => DateTime, { nullable: true, description: 'When it ended.' })
  finishedAt!: Date | null;
}

@ObjectType({ description: 'Something to be said of a row.', simpleResolvers: true })
export class ImportFinding {
  @Field(() => FindingKind, { description: 'What.' })
  kind!: FindingKind;
  @Field(() => Int, { description: 'The line of the file in which the row begins, from 1.' })
  line!: number;
  @Field(() => ID, { nullable: true, description: 'The question that it repeats; null for an earlier row.' })
  questionId!: string | null;
}

@ObjectType({ description: 'A finding in a list.', simpleResolvers: true })
export class ImportFindingEdge {
  @Field(() => String, { description: 'Its place in the list.' })
  cursor!: string;
  @Field(() => ImportFinding, { description: 'The finding.' })
  node!: ImportFinding;
}

@ObjectType({
  description: 'A page of findings, in the order of the file; at most the first 10,000 are kept.',
  simpleResolvers: true,
})
export class ImportFindingConnection {
  @Field(() => [ImportFindingEdge], { description: 'The findings of the page.' })
  edges!: ImportFindingEdge[];
  @Field(() => PageInfo, { description: 'Where the page stands.' })
  pageInfo!: PageInfo;
}

@ObjectType({ description: 'An import in a list.', simpleResolvers: true })
export class QuestionImportEdge {
  @Field(() => String, { description: 'Its place in the list.' })
  cursor!: string;
  @Field(() => QuestionImport, { description: 'The import.' })
  node!: QuestionImport;
}

@ObjectType({ description: 'A page of imports, newest first.', simpleResolvers: true })
export class QuestionImportConnection {
  @Field(() => [QuestionImportEdge], { description: 'The imports of the page.' })
  edges!: QuestionImportEdge[];
  @Field(() => PageInfo, { description: 'Where the page stands.' })
  pageInfo!: PageInfo;
}
