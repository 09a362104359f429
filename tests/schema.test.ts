/** The schema: printed as committed, everything described, and everything that the public contract promises. */
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import {
  buildSchema,
  type GraphQLArgument,
  type GraphQLInputField,
  type GraphQLNamedType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isSpecifiedScalarType,
  validateSchema,
} from 'graphql';
import { describe, expect, it } from 'vitest';
import { createSchema, printSortedSchema } from '../src/server/schema.js';
import { owed } from './support/owed.js';

const root = resolve(import.meta.dirname, '..');
const schema = createSchema();

const ownTypes = (of: GraphQLSchema): GraphQLNamedType[] =>
  Object.values(of.getTypeMap()).filter((type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type));

const typed = ({ type, defaultValue }: GraphQLArgument | GraphQLInputField): string =>
  `${type}${defaultValue === undefined ? '' : ` = ${JSON.stringify(defaultValue)}`}`;

/** Every name of a schema with the shape that goes with it: `Type.field(arg:)` → the type. */
const shapesOf = (of: GraphQLSchema): Map<string, string> => {
  const shapes = new Map<string, string>();
  for (const type of ownTypes(of)) {
    shapes.set(type.name, type.constructor.name);
    if (isEnumType(type)) for (const { name } of type.getValues()) shapes.set(`${type.name}.${name}`, 'value');
    if (isInputObjectType(type)) {
      for (const field of Object.values(type.getFields())) shapes.set(`${type.name}.${field.name}`, typed(field));
    }
    if (isObjectType(type) || isInterfaceType(type)) {
      for (const { name } of type.getInterfaces()) shapes.set(`${type.name} implements ${name}`, 'interface');
      for (const field of Object.values(type.getFields())) {
        shapes.set(`${type.name}.${field.name}`, String(field.type));
        for (const arg of field.args) shapes.set(`${type.name}.${field.name}(${arg.name}:)`, typed(arg));
      }
    }
  }
  return shapes;
};

describe('schema.graphql', () => {
  it('is what the code prints (npm run codegen)', () => {
    expect(readFileSync(resolve(root, 'schema.graphql'), 'utf8')).toBe(printSortedSchema(schema));
  });

  it('is one that GraphQL accepts', () => {
    expect(validateSchema(schema)).toEqual([]);
  });

  it('describes every type, field, argument and value', () => {
    const silent: string[] = [];
    const check = (name: string, { description }: { description?: string | null }) => {
      if (!description?.trim()) silent.push(name);
    };
    for (const type of ownTypes(schema)) {
      if (!['Query', 'Mutation', 'Subscription'].includes(type.name)) check(type.name, type);
      if (isEnumType(type) && type.name !== 'ErrorCode') {
        for (const value of type.getValues()) check(`${type.name}.${value.name}`, value);
      }
      if (isInputObjectType(type)) {
        for (const field of Object.values(type.getFields())) check(`${type.name}.${field.name}`, field);
      }
      if (isObjectType(type) || isInterfaceType(type)) {
        for (const field of Object.values(type.getFields())) {
          check(`${type.name}.${field.name}`, field);
          for (const arg of field.args) check(`${type.name}.${field.name}(${arg.name}:)`, arg);
        }
      }
    }
    expect(silent).toEqual([]);
  });
});

describe('the public contract', () => {
  const read = (file: string) => shapesOf(buildSchema(readFileSync(resolve(root, file), 'utf8')));
  const promised = read('tests/support/contract.graphql');
  const kept = shapesOf(schema);

  it('is the one that frontends were given, where that is at hand', () => {
    const published = '../shared/contract.graphql';
    if (existsSync(resolve(root, published))) expect(promised).toEqual(read(published));
    expect(promised.size).toBeGreaterThan(300);
  });

  it('is kept but for the names that are still owed', () => {
    const missing = [...promised.keys()].filter((name) => !kept.has(name));
    // A name within an owed type or field is owed with it.
    const within = (name: string) =>
      [...owed].some(
        (due) => name === due || name.startsWith(`${due}.`) || name.startsWith(`${due}(`) || name.startsWith(`${due} `),
      );
    expect(missing.filter((name) => !within(name))).toEqual([]);
    expect([...owed].filter((name) => kept.has(name))).toEqual([]);
    expect([...owed].filter((name) => !promised.has(name))).toEqual([]);
  });

  it('has every shape as promised', () => {
    const changed = [...promised].filter(([name, shape]) => kept.has(name) && kept.get(name) !== shape);
    expect(changed.map(([name, shape]) => `${name}: ${shape}, and is ${kept.get(name)}`)).toEqual([]);
  });
});
