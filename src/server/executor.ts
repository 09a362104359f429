/** Runs operations, compiled once each, for both transports; what it returns is masked already. */

import { setTimeout as delay } from 'node:timers/promises';
import {
  createSourceEventStream,
  type DocumentNode,
  type ExecutionArgs,
  type ExecutionResult,
  execute,
  type GraphQLSchema,
  getOperationAST,
  Kind,
  type VariableNode,
  visit,
} from 'graphql';
import { type CompiledQuery, compileQuery, isCompiledQuery } from 'graphql-jit';
import { LRUCache } from 'lru-cache';
import type { Context } from '../context.js';
import type { Env } from '../env.js';
import type { ErrorCode } from '../errors.js';
import { type CostOf, createCosts } from './cost.js';
import { limitError } from './limit.js';
import { maskError, scopeOf } from './mask.js';
import { type Operation, requireOperation } from './operation.js';
import { isPublic } from './public.js';
import { selectedIn } from './selected.js';
import { variableMistake } from './variables.js';

export type Executor = {
  /** The cost of a validated operation; one that costs more than the limit is refused. */
  costOf: CostOf;
  /** Runs a validated query or mutation, or one event of a subscription (`root`). */
  execute(operation: Operation, ctx: Context, root?: unknown): Promise<ExecutionResult>;
  /**
   * Opens a validated subscription.
   * @param contextOf gives the context of an event, perhaps one for several sockets; it may throw when the viewer's session has ended
   */
  subscribe(
    operation: Operation,
    ctx: Context,
    contextOf: (event: unknown) => Promise<Context>,
  ): Promise<AsyncGenerator<ExecutionResult, void, void> | ExecutionResult>;
};

type Compiled = { selected: ReadonlySet<string>; byName: Map<string, CompiledQuery | null> };

/** Bytes of source whose compiled form, some two hundred times as large, is kept. */
const keptSource = 512 * 1024;
/** Milliseconds until an event is tried again whose rows could not be read. */
const retryPause = 500;

const hasCode = ({ errors }: ExecutionResult, code: ErrorCode): boolean =>
  errors?.some((error) => error.extensions.code === code) ?? false;

/** Whether an operation may hold several mutations. */
const isRowOfChanges = (document: DocumentNode, operationName: string | null | undefined): boolean => {
  const operation = getOperationAST(document, operationName);
  if (operation?.operation !== 'mutation') return false;
  const { selections } = operation.selectionSet;
  return selections.length > 1 || selections[0]?.kind !== Kind.FIELD;
};

/** Tells apart what may give different results of one event: the variables count but where they only say which events. */
const shareName = ({ document, operationName, variables }: Operation): string => {
  const operation = getOperationAST(document, operationName);
  const below = new Set<string>();
  const collect = { Variable: ({ name }: VariableNode) => void below.add(name.value) };
  for (const definition of document.definitions) if (definition !== operation) visit(definition, collect);
  for (const selection of operation?.selectionSet.selections ?? []) {
    if (selection.kind === Kind.FIELD) {
      for (const directive of selection.directives ?? []) visit(directive, collect);
      if (selection.selectionSet) visit(selection.selectionSet, collect);
    } else visit(selection, collect);
  }
  const given = Object.entries(variables ?? {}).filter(([name]) => below.has(name));
  return JSON.stringify([operationName ?? null, given]);
};

/** @param env what an operation may cost, and whether it may be told names of the schema */
export const createExecutor = (
  schema: GraphQLSchema,
  { limits, introspection }: Pick<Env, 'limits' | 'introspection'>,
): Executor => {
  const costOf = createCosts(schema);
  // Keyed by document object: both transports keep parsed documents, so the same text is the same object.
  const compiled = new LRUCache<DocumentNode, Compiled>({
    maxSize: keptSource,
    sizeCalculation: (_compiled, document) => (document.loc?.source.body.length ?? 0) + 1,
  });

  /** How an operation is run (null: by the reference executor), and what its document asks for. */
  const compile = ({ document, operationName }: Operation) => {
    let known = compiled.get(document);
    if (!known) {
      known = { selected: selectedIn(schema, document), byName: new Map() };
      compiled.set(document, known);
    }
    const { selected, byName } = known;
    const name = operationName ?? '';
    let query = byName.get(name);
    if (query === undefined) {
      // What the compiler cannot do, the reference executor can; and only that stops a row of changes at the first that fails.
      const result = isRowOfChanges(document, operationName)
        ? null
        : compileQuery(schema, document, operationName ?? undefined);
      query = result && isCompiledQuery(result) ? result : null;
      byName.set(name, query);
    }
    return { query, selected };
  };

  const mistakeIn = ({ document, operationName, variables }: Operation) =>
    variableMistake(schema, document, operationName, variables ?? {}, introspection);

  const masked = (
    result: { data?: ExecutionResult['data']; errors?: readonly Error[] },
    ctx: Context,
  ): ExecutionResult =>
    result.errors
      ? { ...result, errors: result.errors.map((error) => maskError(error, scopeOf(ctx))) }
      : (result as ExecutionResult);

  const argsOf = ({ document, operationName, variables }: Operation, ctx: Context, root: unknown): ExecutionArgs => ({
    schema,
    document,
    operationName,
    variableValues: variables,
    contextValue: ctx,
    rootValue: root,
  });

  const run: Executor['execute'] = async (operation, ctx, root) => {
    // A token that is not good must not pass for none; it only shuts nobody out of signing in again.
    if (ctx.refusal && !isPublic(requireOperation(operation)))
      return { errors: [maskError(ctx.refusal, scopeOf(ctx))] };
    try {
      // An event costs what its subscription did.
      if (root === undefined && costOf(operation) > limits.cost) throw limitError('cost');
      const { query, selected } = compile(operation);
      ctx.record.selected = selected;
      const result = query
        ? await query.query(root, ctx, operation.variables ?? {})
        : await execute(argsOf(operation, ctx, root));
      // Without data, nothing ran: the variables did not fit.
      const mistake = result.errors && !result.data ? mistakeIn(operation) : undefined;
      return masked(mistake ? { errors: [mistake] } : result, ctx);
    } catch (error) {
      return { errors: [maskError(error, scopeOf(ctx))] };
    }
  };

  /** What sockets that share a context and ask the same get of its event. */
  const resolved = new WeakMap<Context, Map<DocumentNode, Map<string, Promise<ExecutionResult>>>>();

  const resolveShared = (operation: Operation, name: string, ctx: Context, event: unknown) => {
    const byDocument = resolved.get(ctx) ?? new Map();
    resolved.set(ctx, byDocument);
    const byName = byDocument.get(operation.document) ?? new Map();
    byDocument.set(operation.document, byName);
    const result = byName.get(name) ?? run(operation, ctx, event);
    byName.set(name, result);
    return result as Promise<ExecutionResult>;
  };

  return {
    costOf,
    execute: run,
    subscribe: async (operation, ctx, contextOf) => {
      if (ctx.refusal) return { errors: [maskError(ctx.refusal, scopeOf(ctx))] };
      if (costOf(operation) > limits.cost) return { errors: [maskError(limitError('cost'), scopeOf(ctx))] };
      const source = await createSourceEventStream(argsOf(operation, ctx, undefined)).catch((error: Error) => ({
        errors: [error],
      }));
      if (!(Symbol.asyncIterator in source)) {
        const mistake = mistakeIn(operation);
        return masked(mistake ? { errors: [mistake] } : source, ctx);
      }
      const events = source[Symbol.asyncIterator]();
      let ended = false;
      const end = async (): Promise<IteratorResult<ExecutionResult, void>> => {
        ended = true;
        await events.return?.();
        return { done: true, value: undefined };
      };
      const name = shareName(operation);
      /** Resolves one event: rows are read anew, and who may see them is asked again. */
      const resolveEvent = async (event: unknown): Promise<ExecutionResult> => {
        try {
          return await resolveShared(operation, name, await contextOf(event), event);
        } catch (error) {
          return { errors: [maskError(error, scopeOf(ctx))] };
        }
      };
      // Hand-written, because a generator's return() would wait for the event that never comes.
      const results: AsyncGenerator<ExecutionResult, void, void> = {
        next: async () => {
          const event = ended ? undefined : await events.next();
          if (!event || event.done) return { done: true, value: undefined };
          let result = await resolveEvent(event.value);
          // An event must not be lost to a store that is away: it waits, and the stream goes on by itself.
          while (!ended && hasCode(result, 'DEPENDENCY_UNAVAILABLE')) {
            await delay(retryPause);
            result = await resolveEvent(event.value);
          }
          // An event that could not be given ends the stream: going on would lose it, coming back with `after` does not.
          if (!result.data) await end();
          return { done: false, value: result };
        },
        return: end,
        throw: end,
        [Symbol.asyncIterator]: () => results,
        [Symbol.asyncDispose]: async () => void (await end()),
      };
      return results;
    },
  };
};
