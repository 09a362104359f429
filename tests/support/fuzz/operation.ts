/** Operations over the schema, valid ones and broken ones, written from a tape. */
import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isInterfaceType,
  isLeafType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import type { Tape } from './tape.js';
import { type Ids, inputOf, literalOf } from './value.js';

export type Written = { query: string; variables: unknown; operationName?: unknown };

const junk = [
  '}',
  '{',
  '$',
  '"',
  '@',
  '#',
  '…',
  '\ud800',
  '\u0000',
  '...',
  '(',
  '!',
  '"""',
  '\ufeff',
  'fragment on on on',
];
/** How much is wrong with an operation: nothing with half of them. */
const kinds = ['valid', 'valid', 'valid', 'mistaken', 'broken', 'broken'] as const;

/** Removes, doubles or adds something somewhere. */
const broken = (tape: Tape, text: string): string => {
  const at = tape.below(text.length);
  const end = at + 1 + tape.below(12);
  return tape.pick([
    text.slice(0, at) + text.slice(end),
    text.slice(0, end) + text.slice(at),
    text.slice(0, at) + tape.pick(junk) + text.slice(at),
    text.slice(0, at),
  ]);
};

/** @param ids where ids come from, one's own and those of others */
export const writeOperation = (tape: Tape, schema: GraphQLSchema, ids: Ids): Written => {
  const kind = tape.pick(kinds);
  const mistakes = kind === 'mistaken' ? 6 : 0;
  const declared: string[] = [];
  const variables: Record<string, unknown> = {};
  const fragments: string[] = [];
  let aliases = 0;

  const mistaken = () => mistakes > 0 && tape.happens(mistakes);
  const options = { ids, mistakes };

  const given = (type: GraphQLInputType, hint: string): string => {
    const value = inputOf(tape, type, hint, options);
    if (!tape.happens(50)) return literalOf(value, type);
    const name = `v${declared.length}`;
    declared.push(`$${name}: ${mistaken() ? 'Int' : type}`);
    if (!mistaken()) variables[name] = value;
    return `$${name}`;
  };
  const argumentsOf = (args: readonly GraphQLArgument[], field: string): string => {
    const written = args
      .filter(({ type, defaultValue }) =>
        isNonNullType(type) && defaultValue === undefined ? !mistaken() : tape.happens(35),
      )
      .map(({ name, type }) => `${name}: ${given(type, name === 'id' || name === 'ids' ? field : name)}`);
    if (mistaken()) written.push('nope: 1');
    return written.length > 0 ? `(${written.join(', ')})` : '';
  };
  const directives = (): string => {
    if (mistaken())
      return tape.pick([' @nope', ' @include', ' @skip(if: 3)', ' @include(if: true) @include(if: true)']);
    if (!tape.happens(6)) return '';
    return tape.pick([' @include(if: true)', ' @skip(if: false)', ' @skip(if: true)']);
  };

  const fieldOf = (field: GraphQLField<unknown, unknown>, depth: number): string => {
    // Two of the same name with other arguments do not merge: what takes some has a name of its own.
    const alias = field.args.length > 0 || tape.happens(30) ? `a${mistaken() ? 0 : aliases++}: ` : '';
    const type = getNamedType(field.type);
    const below = isCompositeType(type) ? ` ${selection(type, depth - 1)}` : '';
    const name = mistaken() ? `${field.name}x` : field.name;
    return `${alias}${name}${argumentsOf(field.args, field.name)}${directives()}${mistaken() ? '' : below}`;
  };
  const spread = (type: GraphQLNamedType, depth: number): string => {
    const possible = isAbstractType(type) ? schema.getPossibleTypes(type) : [];
    const target = mistaken() ? schema.getQueryType() : tape.pick([type, ...possible]);
    const body = selection(target as GraphQLNamedType, depth);
    if (tape.happens(50)) return `... on ${target}${directives()} ${body}`;
    const name = `F${fragments.length}`;
    fragments.push(`fragment ${name} on ${target} ${mistaken() ? `{ ...${name} }` : body}`);
    return mistaken() ? '...Missing' : `...${name}${directives()}`;
  };
  const selection = (type: GraphQLNamedType, depth: number): string => {
    const all = isObjectType(type) || isInterfaceType(type) ? Object.values(type.getFields()) : [];
    const fields = depth > 0 ? all : all.filter((field) => isLeafType(getNamedType(field.type)));
    const parts: string[] = [];
    for (let count = 1 + tape.below(depth > 0 ? 4 : 2); count > 0; count--) {
      if (fields.length === 0 || tape.happens(5)) parts.push('__typename');
      else if (depth > 0 && tape.happens(isAbstractType(type) ? 50 : 8)) parts.push(spread(type, depth - 1));
      else parts.push(fieldOf(tape.pick(fields), depth));
    }
    return `{ ${parts.join(' ')} }`;
  };

  const roots = [schema.getQueryType(), schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  const at = tape.happens(20) ? 3 : tape.below(3);
  const root = roots[tape.happens(80) && at === 3 ? 0 : at] as GraphQLNamedType;
  const keyword = root.name.toLowerCase();
  const depth = tape.pick([2, 1, 2, 1, 3, 4, 18]);
  const streams = root === schema.getSubscriptionType() && isObjectType(root);
  const body = streams ? `{ ${fieldOf(tape.pick(Object.values(root.getFields())), depth)} }` : selection(root, depth);
  const header = declared.length > 0 ? `(${declared.join(', ')})` : '';
  const second = mistaken() ? ' query Second { __typename }' : '';
  const text = `${keyword} Fuzz${header} ${body} ${fragments.join(' ')}${second}`;
  if (mistaken()) variables.extra = 1;
  return {
    query: kind === 'broken' ? broken(tape, text) : text,
    variables: kind === 'broken' && tape.happens(10) ? tape.pick<unknown>([null, [], 'x', 3]) : variables,
    ...(mistaken() ? { operationName: tape.pick<unknown>(['Fuzz', 'Other', '', null, 7]) } : {}),
  };
};
