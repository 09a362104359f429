/** Operations that ask for too much, the same for both transports; `says` is what the refusal must have. */

const times = (count: number, write: (at: number) => string) =>
  Array.from({ length: count }, (_, at) => write(at)).join(' ');

export type TooMuch = { name: string; query: string; says: string };

export const tooMuch: TooMuch[] = [
  { name: '200 aliases', query: `{ ${times(200, (at) => `a${at}: __typename`)} }`, says: 'too many aliases' },
  { name: '10,000 tokens', query: `{ ${times(10_000, () => 'me')} }`, says: 'too many tokens' },
  {
    name: '30 levels',
    query: `{ categories ${'{ parent '.repeat(29)} { id } ${'}'.repeat(29)} }`,
    says: 'nested too deeply',
  },
  {
    name: 'circular fragments',
    query: '{ me { ...A } } fragment A on User { ...B } fragment B on User { id ...A }',
    says: 'within itself',
  },
  { name: '500 repeated fields', query: `{ me { ${times(500, () => 'id')} } }`, says: 'repeats a field too often' },
  { name: '10,000 directives', query: `{ __typename ${times(10_000, () => '@a')} }`, says: 'too many tokens' },
  {
    name: 'introspection by fragment',
    query: '{ ...F } fragment F on Query { __schema { types { name } } }',
    says: 'introspection',
  },
];
