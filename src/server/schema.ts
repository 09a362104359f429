/** Builds the executable schema from the resolvers. */
import 'reflect-metadata';
import {
  GraphQLEnumType,
  type GraphQLInterfaceType,
  GraphQLSchema,
  isInterfaceType,
  isObjectType,
  lexicographicSortSchema,
  printSchema,
} from 'graphql';
import { buildSchemaSync, getMetadataStorage } from 'type-graphql';
import { errorCodes } from '../errors.js';
import { resolvers } from '../resolvers/index.js';
import * as events from '../schema/event.js';

/** Not the type of any field, but of every error's `extensions.code`: clients generate code from it. */
const errorCode = new GraphQLEnumType({
  name: 'ErrorCode',
  description: 'What `extensions.code` of an error can be. A client may rely on the list being closed.',
  values: Object.fromEntries(errorCodes.map((code) => [code, {}])),
});

// type-graphql insists on a pub/sub even where every subscription brings its own stream.
const unusedPubSub = {
  publish: () => {
    throw new Error('subscriptions bring their own stream');
  },
  subscribe: () => {
    throw new Error('subscriptions bring their own stream');
  },
};

type FieldMethod = (...values: unknown[]) => unknown;

/**
 * Calls the methods of plain nested fields directly. type-graphql goes through its container, middlewares and conversion of
 * parameters for every value of every row; a field without guard and arguments needs none of these.
 */
const callDirectly = (schema: GraphQLSchema): void => {
  const instances = new Map<unknown, Record<string, FieldMethod>>();
  for (const field of getMetadataStorage().fieldResolvers) {
    if (field.kind !== 'external' || !field.getObjectType || field.roles || field.middlewares?.length) continue;
    const kinds = [...(field.params ?? [])].sort((a, b) => a.index - b.index).map(({ kind }) => kind);
    const order = kinds.join();
    if (order !== 'root' && order !== 'context,root') continue;
    const type = schema.getType(field.getObjectType().name);
    const target = isObjectType(type) ? type.getFields()[field.schemaName] : undefined;
    if (!target) continue;
    const instance = instances.get(field.target) ?? new (field.target as new () => Record<string, FieldMethod>)();
    instances.set(field.target, instance);
    const method = (instance[field.methodName] as FieldMethod).bind(instance);
    target.resolve = order === 'root' ? (root) => method(root) : (root, _args, ctx) => method(ctx, root);
  }
};

const typenameOf = (value: unknown): string => (value as { __typename: string }).__typename;

export const createSchema = (): GraphQLSchema => {
  const schema = buildSchemaSync({
    resolvers,
    orphanedTypes: Object.values(events),
    validate: false,
    pubSub: unusedPubSub,
  });
  callDirectly(schema);
  const { types, ...config } = schema.toConfig();
  for (const type of types) {
    // The compiled executor wants types resolved synchronously; rules name the type of what they return.
    if (isInterfaceType(type)) (type as GraphQLInterfaceType).resolveType = typenameOf;
  }
  return new GraphQLSchema({ ...config, types: [...types, errorCode] });
};

/** The schema as it is committed: sorted, so that a change of it reads as a small diff. */
export const printSortedSchema = (schema: GraphQLSchema): string => `${printSchema(lexicographicSortSchema(schema))}\n`;
