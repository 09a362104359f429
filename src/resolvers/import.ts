/** Wires imports of questions. */
import { Arg, Args, ArgsType, Ctx, Field, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../context.js';
import type { FindingRow, ImportRow } from '../db/tables/index.js';
import {
  type FindingConnection,
  findImport,
  type ImportConnection,
  listFindings,
  listImports,
} from '../domain/import/read.js';
import { cancelImport, importQuestions } from '../domain/import/request.js';
import { inLanguage } from '../errors.js';
import {
  ImportFinding,
  ImportFindingConnection,
  ImportQuestionsInput,
  QuestionImport,
  QuestionImportConnection,
} from '../schema/import.js';
import { SignedIn } from './guard.js';
import { PageArgs } from './page.js';

@ArgsType()
class FindingsArgs {
  @Field(() => Int, { nullable: true, defaultValue: 20, description: 'How many, 1 to 100.' })
  first?: number;
  @Field(() => String, { nullable: true, description: 'The cursor to go on from.' })
  after?: string;
}

@Resolver(() => QuestionImport)
export class QuestionImportResolver {
  @SignedIn()
  @Mutation(() => QuestionImport, {
    description:
      'Begins to take an uploaded file of questions into the bank, in the background; for editors. Errors: FORBIDDEN, NOT_FOUND, BAD_USER_INPUT.',
  })
  importQuestions(
    @Ctx() ctx: Context,
    @Arg('input', () => ImportQuestionsInput, { description: 'Which file, and how.' }) input: ImportQuestionsInput,
  ) {
    return importQuestions(ctx, input);
  }

  @SignedIn()
  @Mutation(() => QuestionImport, {
    description:
      'Calls an import off; what is in the bank by then stays there, but for one that takes all or nothing. For editors. Errors: FORBIDDEN, NOT_FOUND, CONFLICT when it has ended.',
  })
  cancelImport(@Ctx() ctx: Context, @Arg('id', () => ID, { description: 'Its id.' }) id: string) {
    return cancelImport(ctx, id);
  }

  @SignedIn()
  @Query(() => QuestionImport, { description: 'An import; for editors. Errors: FORBIDDEN, NOT_FOUND.' })
  questionImport(@Ctx() ctx: Context, @Arg('id', () => ID, { description: 'Its id.' }) id: string) {
    return findImport(ctx, id);
  }

  @SignedIn()
  @Query(() => QuestionImportConnection, {
    description: 'All imports, newest first; for editors. Errors: FORBIDDEN, BAD_USER_INPUT.',
  })
  questionImports(@Ctx() ctx: Context, @Args(() => PageArgs) args: PageArgs) {
    return listImports(ctx, args);
  }

  @FieldResolver(() => Boolean, { description: 'Whether it only says what would come of it.' })
  dryRun(@Root() { options }: ImportRow) {
    return options.dryRun;
  }

  @FieldResolver(() => Boolean, { description: 'Whether it takes all or nothing.' })
  atomic(@Root() { options }: ImportRow) {
    return options.atomic;
  }

  @FieldResolver(() => String, { nullable: true, description: 'Why it failed.' })
  failure(@Ctx() ctx: Context, @Root() { failure }: ImportRow) {
    return failure && inLanguage(failure, ctx.locale);
  }

  @FieldResolver(() => ImportFindingConnection, { description: 'What is to be said of its rows.' })
  findings(@Ctx() ctx: Context, @Root() row: ImportRow, @Args(() => FindingsArgs) args: FindingsArgs) {
    return listFindings(ctx, row, args);
  }
}

@Resolver(() => ImportFinding)
export class ImportFindingResolver {
  @FieldResolver(() => String, { description: 'Why, in the language of the request.' })
  reason(@Ctx() ctx: Context, @Root() { reason }: FindingRow) {
    return inLanguage(reason, ctx.locale);
  }
}

@Resolver(() => ImportFindingConnection)
export class ImportFindingConnectionResolver {
  @FieldResolver(() => Int, { description: 'How many are kept in all.' })
  totalCount(@Root() connection: FindingConnection) {
    return connection.count();
  }
}

@Resolver(() => QuestionImportConnection)
export class QuestionImportConnectionResolver {
  @FieldResolver(() => Int, { description: 'How many there are in all.' })
  totalCount(@Root() connection: ImportConnection) {
    return connection.count();
  }
}
