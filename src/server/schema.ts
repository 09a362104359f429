/** Builds the executable schema from the resolvers. */
import 'reflect-metadata';
import {
  GraphQLEnumType,
  type GraphQLField,
  type GraphQLInterfaceType,
  GraphQLSchema,
  getNullableType,
  isInterfaceType,
  isLeafType,
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
type Params = NonNullable<ReturnType<typeof getMetadataStorage>['fieldResolvers'][number]['params']>;

/** Takes one of the values that a method is called with from those that GraphQL calls a resolver with. */
type Take = (root: unknown, args: Record<string, unknown>, ctx: unknown) => unknown;

/** How the values of a method are taken, in its order; undefined where one is more than the value that GraphQL gives. */
const plainTakes = (target: GraphQLField<unknown, unknown>, params: Params): Take[] | undefined => {
  const takeOf = (param: Params[number]): Take | undefined => {
    // The whole of it: one property of it would be something else.
    if (param.kind === 'root') return param.propertyName ? undefined : (root) => root;
    if (param.kind === 'context') return param.propertyName ? undefined : (_root, _args, ctx) => ctx;
    const arg = param.kind === 'arg' && target.args.find(({ name }) => name === param.name);
    return arg && isLeafType(getNullableType(arg.type)) ? (_root, args) => args[arg.name] : undefined;
  };
  const takes = [...params].sort((a, b) => a.index - b.index).flatMap((param) => takeOf(param) ?? []);
  return takes.length === params.length ? takes : undefined;
};

const nothing: Take = () => undefined;

/**
 * Calls the methods of plain nested fields directly. type-graphql goes through its container, middlewares and conversion of
 * parameters for every value of every row; a field without guard, whose arguments are single values, needs none of these.
 */
const callDirectly = (schema: GraphQLSchema): void => {
  const instances = new Map<unknown, Record<string, FieldMethod>>();
  for (const field of getMetadataStorage().fieldResolvers) {
    if (field.kind !== 'external' || !field.getObjectType || field.roles || field.middlewares?.length) continue;
    const type = schema.getType(field.getObjectType().name);
    const target = isObjectType(type) ? type.getFields()[field.schemaName] : undefined;
    const takes = target && plainTakes(target, field.params ?? []);
    if (!takes || takes.length > 3) continue;
    const instance = instances.get(field.target) ?? new (field.target as new () => Record<string, FieldMethod>)();
    instances.set(field.target, instance);
    const method = (instance[field.methodName] as FieldMethod).bind(instance);
    const [first = nothing, second = nothing, third = nothing] = takes;
    target.resolve = (root, args, ctx) =>
      method(first(root, args, ctx), second(root, args, ctx), third(root, args, ctx));
  }
};

const typenameOf = (value: unknown): string => (value as { __typename: string }).__typename;

export const createSchema = (): GraphQLSchema => {
  const schema = buildSchemaSync({
    resolvers,
    orphanedTypes: Object.values(events),
    validate: false,
    // Of the schema itself: whoever executes operations on it makes sure of that, and need not introspect it for it.
    skipCheck: true,
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
