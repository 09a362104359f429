/** Values of arguments and variables, right and wrong, read from a tape. */
import { type GraphQLInputType, isEnumType, isInputObjectType, isListType, isNonNullType, isScalarType } from 'graphql';
import type { Tape } from './tape.js';

/** Where ids come from; `hint` names the field or argument that takes one. */
export type Ids = (tape: Tape, hint: string) => string;

const texts = [
  'cache',
  '',
  ' ',
  '缓存为什么需要过期时间？',
  'e\u0301\u0308 ñ ß İ ǆ',
  '👩‍👩‍👧‍👦🏳️‍🌈',
  '\u0000',
  '\ud800',
  '\u202e\u200b\ufeff',
  "' OR 1=1 -- ",
  '%_\\',
  '{{7*7}}',
  '"""',
  '__proto__',
  'constructor',
  '../../etc/passwd',
  'x'.repeat(300),
  '长'.repeat(5_000),
  '123456',
  'application/pdf',
  'resume.pdf',
];
const numbers = [1, 0, 2, 3, 5, 20, 100, -1, 101, 65_536, 2_147_483_647, -2_147_483_648];
const scalars: Record<string, readonly unknown[]> = {
  Int: numbers,
  Float: [0.5, ...numbers, 1e-300, 1e300, -0],
  Boolean: [true, false],
  String: texts,
  DateTime: ['2026-01-01T00:00:00Z', '1970-01-01T00:00:00Z', '9999-12-31T23:59:59.999Z', '0001-01-01T00:00:00Z'],
  EmailAddress: ['nobody@example.com', 'ÄÖ@example.com', `${'a'.repeat(64)}@example.com`],
  PhoneNumber: ['+8613800138000', '+14155552671'],
  URL: ['https://example.com/', 'http://[::1]:1/', 'https://例え.jp/?q=1#x'],
  JSON: [{}, [], 'x', 1, null],
  JSONObject: [{}, { a: [{ b: null }] }],
};
/** What hardly any type takes. */
const wrong = [
  null,
  'x',
  -1,
  1.5,
  1e20,
  true,
  {},
  [],
  [[]],
  { nope: 1 },
  '\ud800',
  '2026-13-45T00:00:00Z',
  ['a', null],
];

export type ValueOptions = { ids: Ids /** Percent of values that are not of their type. */; mistakes: number };

/** A value as variables carry it. */
export const inputOf = (
  tape: Tape,
  type: GraphQLInputType,
  hint: string,
  options: ValueOptions,
  depth = 0,
): unknown => {
  if (options.mistakes > 0 && tape.happens(options.mistakes)) return tape.pick(wrong);
  if (!isNonNullType(type)) return tape.happens(4) ? null : someOf(tape, type, hint, options, depth);
  return someOf(tape, type.ofType, hint, options, depth);
};

/** One that is not null. */
const someOf = (tape: Tape, type: GraphQLInputType, hint: string, options: ValueOptions, depth: number): unknown => {
  if (isListType(type)) {
    const length = tape.happens(3) ? 60 : tape.below(4);
    return Array.from({ length }, () => inputOf(tape, type.ofType, hint, options, depth));
  }
  if (isEnumType(type)) return tape.pick(type.getValues()).name;
  if (isScalarType(type)) {
    if (type.name === 'ID') return options.ids(tape, hint);
    if (type.name === 'Int' && /^(first|last|count)$/.test(hint) && tape.happens(80)) return tape.below(6);
    return tape.pick(scalars[type.name] ?? texts);
  }
  if (!isInputObjectType(type)) throw new Error(`no values of ${type}`);
  const given: Record<string, unknown> = {};
  for (const field of Object.values(type.getFields())) {
    const required = isNonNullType(field.type) && field.defaultValue === undefined;
    const deep = depth > 3;
    if (required ? options.mistakes > 0 && tape.happens(options.mistakes) : deep || !tape.happens(35)) continue;
    given[field.name] = inputOf(tape, field.type, field.name === 'id' ? hint : field.name, options, depth + 1);
  }
  if (options.mistakes > 0 && tape.happens(options.mistakes)) given.nope = 1;
  return given;
};

/** The same as the text of an operation has it; what is an enum's is written without quotes. */
export const literalOf = (value: unknown, type: GraphQLInputType): string => {
  if (isNonNullType(type)) return literalOf(value, type.ofType);
  if (Array.isArray(value)) {
    const item = isListType(type) ? type.ofType : type;
    return `[${value.map((one) => literalOf(one, item)).join(', ')}]`;
  }
  if (isListType(type)) return literalOf(value, type.ofType);
  if (value !== null && typeof value === 'object') {
    const fields = isInputObjectType(type) ? type.getFields() : {};
    const written = Object.entries(value).map(
      ([name, one]) => `${name}: ${literalOf(one, fields[name]?.type ?? type)}`,
    );
    return `{${written.join(', ')}}`;
  }
  if (isEnumType(type) && typeof value === 'string' && /^\w+$/.test(value)) return value;
  return JSON.stringify(value);
};
