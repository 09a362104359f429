/** What an operation may make the server read and send: one for each field, times the length of the lists that it is in. */
import {
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  GraphQLInt,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isLeafType,
  isListType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  SchemaMetaFieldDef,
  type SelectionSetNode,
  TypeMetaFieldDef,
  type ValueNode,
  valueFromASTUntyped,
} from 'graphql';
import { type Operation, requireOperation } from './operation.js';

/** Tells the cost of a valid operation. @throws AppError BAD_USER_INPUT when it is not clear which is meant */
export type CostOf = (operation: Operation) => number;

type Variables = Readonly<Record<string, unknown>>;

/** What a field with fields below it costs. */
type Plan = {
  /** Its own cost, and that of the plain fields directly below, for each item. */
  weight: number;
  leaves: number;
  /** The length that its arguments ask for; undefined where it has none of that kind. */
  lengthOf: ((variables: Variables) => number) | undefined;
  /** The length to be expected where nothing says it; undefined for what is not a list. */
  length: number | undefined;
  below: Plan[];
};

/** A change locks, writes and tells others of it. */
const changeWeight = 10;
const introspectionWeight = 100;
/** Lists without pages, where they are longer than `shortList`; those of plain values count as one value. */
const lengths: ReadonlyMap<string, number> = new Map([
  ['Query.categories', 50],
  ['User.files', 20],
  ['Interview.turns', 10],
]);
const shortList = 4;

const positive = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isFinite(value) ? Math.max(1, value) : undefined;

/** Reads the length that a field's arguments ask for: `last`, `first`, or `count` of its input. */
const lengthArgument = (field: FieldNode, { args }: GraphQLField<unknown, unknown>): Plan['lengthOf'] => {
  const given = (name: string): ValueNode | undefined =>
    field.arguments?.find((argument) => argument.name.value === name)?.value;
  const first = args.find(({ name, type }) => name === 'first' && getNullableType(type) === GraphQLInt);
  if (first) {
    const [firstNode, lastNode] = [given('first'), given('last')];
    const usual = positive(first.defaultValue) ?? shortList;
    const read = (node: ValueNode | undefined, variables: Variables) =>
      node && positive(valueFromASTUntyped(node, variables));
    return (variables) => read(lastNode, variables) ?? read(firstNode, variables) ?? usual;
  }
  const input = args.find(({ name, type }) => {
    const named = getNamedType(type);
    return name === 'input' && isInputObjectType(named) && named.getFields().count !== undefined;
  });
  const inputNode = input && given('input');
  if (!inputNode) return undefined;
  return (variables) =>
    positive((valueFromASTUntyped(inputNode, variables) as { count?: unknown } | null | undefined)?.count) ?? shortList;
};

const fieldOf = (parent: GraphQLNamedType | undefined, name: string) => {
  if (name === SchemaMetaFieldDef.name) return SchemaMetaFieldDef;
  if (name === TypeMetaFieldDef.name) return TypeMetaFieldDef;
  return isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[name] : undefined;
};

const lengthOfType = (type: GraphQLField<unknown, unknown>['type'], place: string): number | undefined => {
  const named = getNamedType(type);
  if (!isListType(getNullableType(type)) || isLeafType(named)) return undefined;
  return isIntrospectionType(named) ? 1 : (lengths.get(place) ?? shortList);
};

const planOperation = (
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): Plan => {
  const addTo = (plan: Plan, set: SelectionSetNode, parent: GraphQLNamedType | undefined, weight: number): Plan => {
    for (const selection of set.selections) {
      if (selection.kind === Kind.FIELD) {
        if (!selection.selectionSet) plan.leaves += weight;
        else plan.below.push(planField(selection, selection.selectionSet, parent, weight));
        continue;
      }
      const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value);
      const condition = fragment?.typeCondition?.name.value;
      if (fragment) addTo(plan, fragment.selectionSet, condition ? schema.getType(condition) : parent, weight);
    }
    return plan;
  };

  const planField = (
    field: FieldNode,
    set: SelectionSetNode,
    parent: GraphQLNamedType | undefined,
    weight: number,
  ): Plan => {
    const definition = fieldOf(parent, field.name.value);
    const plan: Plan = {
      weight: definition === SchemaMetaFieldDef || definition === TypeMetaFieldDef ? introspectionWeight : weight,
      leaves: 0,
      lengthOf: definition && lengthArgument(field, definition),
      length: definition && lengthOfType(definition.type, `${parent?.name}.${definition.name}`),
      below: [],
    };
    return addTo(plan, set, definition && getNamedType(definition.type), 1);
  };

  const root: Plan = { weight: 0, leaves: 0, lengthOf: undefined, length: undefined, below: [] };
  const weight = operation.operation === 'mutation' ? changeWeight : 1;
  return addTo(root, operation.selectionSet, schema.getRootType(operation.operation) ?? undefined, weight);
};

/** @param page the length that the field above asks for: a connection has it, and its edges are as many */
const sum = (plan: Plan, variables: Variables, page?: number): number => {
  const asked = plan.lengthOf?.(variables);
  const items = plan.length === undefined ? 1 : (asked ?? page ?? plan.length);
  let below = plan.leaves;
  for (const inner of plan.below) below += sum(inner, variables, plan.length === undefined ? asked : undefined);
  return plan.weight + items * below;
};

const defaultsOf = ({ variableDefinitions }: OperationDefinitionNode): Variables =>
  Object.fromEntries(
    (variableDefinitions ?? []).flatMap(({ variable, defaultValue }) =>
      defaultValue ? [[variable.name.value, valueFromASTUntyped(defaultValue)]] : [],
    ),
  );

/** Plans are kept with their documents, so that an operation that is asked again costs a few multiplications. */
export const createCosts = (schema: GraphQLSchema): CostOf => {
  const plans = new WeakMap<OperationDefinitionNode, { plan: Plan; defaults: Variables }>();
  return (given) => {
    const operation = requireOperation(given);
    let known = plans.get(operation);
    if (!known) {
      const fragments = new Map<string, FragmentDefinitionNode>();
      for (const definition of given.document.definitions) {
        if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
      }
      known = { plan: planOperation(schema, operation, fragments), defaults: defaultsOf(operation) };
      plans.set(operation, known);
    }
    return sum(known.plan, { ...known.defaults, ...given.variables });
  };
};
