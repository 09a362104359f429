/** Operations made from the schema, with a text of its own in every place of every input that takes one. */
import {
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
} from 'graphql';

export type Planted = {
  /** `Mutation.login` */
  name: string;
  kind: 'query' | 'mutation' | 'subscription';
  /** With everything in its variables. */
  query: string;
  variables: Record<string, unknown>;
  /** The same with everything written out in the document. */
  literal: string;
};

/** Makes texts that stand nowhere else, and remembers them. */
export const createSecrets = () => {
  const texts: string[] = [];
  const keep = (text: string): string => {
    texts.push(text);
    return text;
  };
  let count = 0;
  const word = (where: string) =>
    `${where.replace(/\W/g, '').toLowerCase().slice(-24)}9f3c${(count++).toString(36)}x7q`;
  return {
    texts,
    text: (where: string) => keep(`geheim-${word(where)}`),
    email: (where: string) => keep(`${word(where)}@geheim.example`),
    // Of a number, what is told apart is its end.
    phone: () => keep(`+86138${String(70_000_000 + count++).slice(0, 8)}`),
  };
};

type Secrets = ReturnType<typeof createSecrets>;

const sampleOf = (type: GraphQLInputType, where: string, secrets: Secrets): unknown => {
  if (isNonNullType(type)) return sampleOf(type.ofType, where, secrets);
  if (isListType(type)) return [sampleOf(type.ofType, where, secrets)];
  if (isInputObjectType(type)) {
    const fields = Object.values(type.getFields());
    return Object.fromEntries(
      fields.map((field) => [field.name, sampleOf(field.type, `${where}.${field.name}`, secrets)]),
    );
  }
  if (isEnumType(type)) return type.getValues()[0]?.name;
  switch (type.name) {
    case 'Int':
    case 'Float':
      return 2;
    case 'Boolean':
      return true;
    case 'EmailAddress':
      return secrets.email(where);
    case 'PhoneNumber':
      return secrets.phone();
    case 'String':
    case 'ID':
      return secrets.text(where);
    default:
      throw new Error(`no value for ${type.name}, which ${where} takes`);
  }
};

/** As it is written in a document. */
const written = (value: unknown, type: GraphQLInputType): string => {
  if (isNonNullType(type)) return written(value, type.ofType);
  if (isListType(type)) return `[${(value as unknown[]).map((item) => written(item, type.ofType)).join(', ')}]`;
  if (isInputObjectType(type)) {
    const fields = type.getFields();
    const entries = Object.entries(value as object);
    return `{ ${entries.map(([name, item]) => `${name}: ${written(item, fields[name]?.type as GraphQLInputType)}`).join(', ')} }`;
  }
  return isEnumType(type) ? String(value) : JSON.stringify(value);
};

const plant = (
  kind: Planted['kind'],
  root: string,
  field: GraphQLField<unknown, unknown>,
  secrets: Secrets,
): Planted => {
  const name = `${root}.${field.name}`;
  const selection = isLeafType(getNamedType(field.type)) ? '' : ' { __typename }';
  const variables: Record<string, unknown> = {};
  const literals: string[] = [];
  for (const { name: argument, type } of field.args) {
    variables[argument] = sampleOf(type, `${name}.${argument}`, secrets);
    literals.push(`${argument}: ${written(sampleOf(type, `${name}.${argument}`, secrets), type)}`);
  }
  const declared = field.args.map((argument) => `$${argument.name}: ${argument.type}`);
  const used = field.args.map((argument) => `${argument.name}: $${argument.name}`);
  const inBrackets = (parts: string[]) => (parts.length > 0 ? `(${parts.join(', ')})` : '');
  return {
    name,
    kind,
    query: `${kind} Of_${field.name}${inBrackets(declared)} { ${field.name}${inBrackets(used)}${selection} }`,
    variables,
    literal: `${kind} { ${field.name}${inBrackets(literals)}${selection} }`,
  };
};

export const plantAll = (schema: GraphQLSchema, secrets: Secrets): Planted[] =>
  (
    [
      ['query', schema.getQueryType()],
      ['mutation', schema.getMutationType()],
      ['subscription', schema.getSubscriptionType()],
    ] as const
  ).flatMap(([kind, root]) =>
    Object.values(root?.getFields() ?? {}).map((field) => plant(kind, root?.name as string, field, secrets)),
  );
