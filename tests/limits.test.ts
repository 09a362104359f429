/** Limits of operations: the same over both transports, told by name and not by value; those of the plainest abuses are in abuse.test.ts. */
import { getIntrospectionQuery, parse } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as documents from '../src/client/gql/graphql.js';
import { loadEnv } from '../src/env.js';
import { createCosts } from '../src/server/cost.js';
import { createSchema } from '../src/server/schema.js';
import { createValidator, isDocument } from '../src/server/validator.js';
import { query as welcome } from '../web/graphiql/welcome.js';
import { transports } from './support/wire.js';
import { createWorld, type Person, type World } from './support/world.js';

let world: World;
let candidate: Person;

beforeAll(async () => {
  world = await createWorld({ env: { ROLE: 'api' } });
  candidate = await world.person();
});
afterAll(() => world.dispose());

const times = (count: number, write: (at: number) => string) =>
  Array.from({ length: count }, (_, at) => write(at)).join(' ');

/** Twice as many fields a level, in a document that grows by one line. */
const spreading = (levels: number) => {
  const below = (level: number) => (level + 1 < levels ? `...F${level + 1}` : 'id');
  return `{ node(id: "x") { ...F0 } } ${times(
    levels,
    (at) => `fragment F${at} on Turn { a: parent { ${below(at)} } b: parent { ${below(at)} } }`,
  )}`;
};

type Refused = { query: string; variables?: Record<string, unknown>; says: RegExp };

const everything = 'edges { node { turns { answers { evaluation { points { evidence { start } } } } } } }';

const refused: Record<string, Refused> = {
  '200 aliases by a fragment': {
    query: `{ ${times(4, (at) => `...F${at}`)} } ${times(4, (at) => `fragment F${at} on Query { ${times(50, (alias) => `a${alias}x${at}: __typename`)} }`)}`,
    says: /too many aliases/,
  },
  '30 levels by fragments': {
    query: `{ categories { ...F0 } } ${times(30, (at) => `fragment F${at} on Category { parent { ${at < 29 ? `...F${at + 1}` : 'id'} } }`)}`,
    says: /nested too deeply/,
  },
  'a cycle that spreads twice as much each time': {
    query: `{ me { ...F0 } } ${times(20, (at) => `fragment F${at} on User { a: resume { user { ...F${(at + 1) % 20} } } b: resume { user { ...F${(at + 1) % 20} } } }`)}`,
    says: /within itself|too/,
  },
  'fragments that spread to millions of fields': { query: spreading(14), says: /too many fields/ },
  'a fragment spread 100 times': {
    query: `{ me { ${times(100, () => '...F')} } } fragment F on User { id }`,
    says: /repeats a field too often/,
  },
  '200 directives': { query: `{ __typename ${times(200, () => '@include(if: true)')} }`, says: /too many directives/ },
  '200 unknown directives': { query: `query ${times(200, () => '@a')} { __typename }`, says: /too many directives/ },
  'a text of 100 KB': { query: `{ me { id } } #${'x'.repeat(100_000)}`, says: /too long/ },
  'a page that costs too much': { query: `{ interviews(first: 100000) { ${everything} } }`, says: /costs too much/ },
  'the same from the end': {
    query: `{ interviews(first: 1, last: 100000) { ${everything} } }`,
    says: /costs too much/,
  },
  'the same by a variable': {
    query: `query ($first: Int) { interviews(first: $first) { ${everything} } }`,
    variables: { first: 100_000 },
    says: /costs too much/,
  },
  "the same by a variable's default": {
    query: `query ($first: Int = 100000) { interviews(first: $first) { ${everything} } }`,
    says: /costs too much/,
  },
  'pages within pages': {
    query: `{ users(first: 100) { edges { node { interviews(first: 100) { ${everything} } } } } }`,
    says: /costs too much/,
  },
  'a count in an input': {
    query: 'query ($input: DrawQuestionsInput!) { drawQuestions(input: $input) { id prompt } }',
    variables: { input: { count: 100_000 } },
    says: /costs too much/,
  },
  'a subscription that is nested too deeply': {
    query: `subscription { interviewEvents(interviewId: "x") { ... on TurnClosed { turn ${'{ parent '.repeat(20)} { id } ${'}'.repeat(20)} } } }`,
    says: /nested too deeply/,
  },
};

const create = 'mutation ($input: CreateInterviewInput!) { createInterview(input: $input) { id } }';

/** A websocket takes 64 KiB, and closes at more. */
const fits = ({ query }: Refused) => query.length < 60_000;

describe.each(Object.entries(transports))('over %s', (name, transport) => {
  it.each(Object.entries(refused))('refuses %s', async (_what, given) => {
    const { data, errors, status } = await transport(world.url)(given.query, given.variables, candidate.token);
    if (name === 'websocket' && !fits(given)) return expect(status).toBe(1009);
    expect(data).toBeUndefined();
    expect(errors?.[0]).toMatchObject({
      message: expect.stringMatching(given.says),
      extensions: { code: 'BAD_USER_INPUT', requestId: expect.stringMatching(/^[\w-]{36}$/) },
    });
    expect(errors?.[0]?.message).not.toMatch(/\d/);
  });

  it.each([
    ['its field', 'subscription { interviewEvents(interviewId: "x") @skip(if: true) { seq } }'],
    ['a fragment', 'subscription { ... @include(if: false) { interviewEvents(interviewId: "x") { seq } } }'],
    [
      'a fragment in a fragment',
      'subscription { ...A } fragment A on Subscription { ...B @skip(if: true) } fragment B on Subscription { interviewEvents(interviewId: "x") { seq } }',
    ],
  ])('refuses a subscription to nothing, by a condition on %s', async (_where, query) => {
    const { errors } = await transport(world.url)(query, {}, candidate.token);
    expect(errors?.[0]).toMatchObject({
      message: expect.stringMatching(/must not have the directive/),
      extensions: { code: 'BAD_USER_INPUT' },
    });
  });

  it('knows from the variables what the same text costs', async () => {
    const query = `query ($first: Int) { interviews(first: $first) { ${everything} } }`;
    const send = (variables: Record<string, unknown>) => transport(world.url)(query, variables, candidate.token);
    expect((await send({ first: 5 })).errors).toBeUndefined();
    expect((await send({ first: 100_000 })).errors?.[0]?.message).toMatch(/costs too much/);
    expect((await send({})).errors).toBeUndefined();
    // What is no length at all is the variable's mistake.
    expect((await send({ first: 'x'.repeat(9) })).errors?.[0]?.message).toMatch(/^first: /);
  });

  it("lets the explorers' introspection pass", async () => {
    const { data, errors } = await transport(world.url)(getIntrospectionQuery());
    expect(errors).toBeUndefined();
    expect(data.__schema.types.length).toBeGreaterThan(40);
  });

  describe('where introspection is off', () => {
    let quiet: World;
    beforeAll(async () => {
      quiet = await createWorld({ env: { ROLE: 'api', INTROSPECTION: 'false' } });
    });
    afterAll(() => quiet.dispose());

    it.each([
      ['in full', getIntrospectionQuery()],
      ['of a type', '{ __type(name: "User") { name } }'],
      ['by a fragment', '{ ...F } fragment F on Query { __schema { types { name } } }'],
      ['by an alias in a fragment', '{ ... { mine: __schema { types { name } } } }'],
      ['in a mutation', 'mutation { __schema { types { name } } }'],
    ])('the schema is not shown %s', async (_how, query) => {
      const { data, errors } = await transport(quiet.url)(query);
      expect(data).toBeUndefined();
      expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
    });

    it.each<[string, string, RegExp, Record<string, unknown>?]>([
      ['a field', '{ mee { id } }', /"mee"/],
      ['a field of a type', '{ me { nam } }', /"nam"/],
      ['an argument', '{ interviews(frst: 1) { totalCount } }', /"frst"/],
      ['an enum value', 'mutation { createInterview(input: {mode: RANDON}) { id } }', /RANDON/],
      ['an input field', 'mutation { createInterview(input: {mod: RANDOM}) { id } }', /"mod"/],
      ['a type', '{ node(id: "x") { ... on Interviw { id } } }', /"Interviw"/],
      ['an input field of a variable', create, /"mod"/, { input: { mod: 'RANDOM' } }],
      ['an enum value of a variable', create, /"RANDON"/, { input: { mode: 'RANDON' } }],
      ['a directive', '{ me { id @includ(if: true) } }', /"@includ"/],
    ])('nothing is suggested for %s', async (_what, query, says, variables) => {
      const [open, closed] = await Promise.all(
        [world, quiet].map(({ url }) => transport(url)(query, variables, candidate.token)),
      );
      const told = JSON.stringify(closed?.errors).replaceAll('\\"', '"');
      expect(told).not.toMatch(/Did you mean/);
      expect(told).toMatch(says);
      // Elsewhere it is, or this would say nothing; of directives nothing ever is.
      if (!query.includes('@')) expect(JSON.stringify(open?.errors)).toMatch(/Did you mean/);
    });
  });
});

describe('LIMITS', () => {
  it('sets limits by name', async () => {
    const strict = await createWorld({ env: { ROLE: 'api', LIMITS: 'depth=2, cost=30' } });
    const send = transports.http(strict.url);
    expect((await send('{ health { status } }')).errors).toBeUndefined();
    expect((await send('{ health { dependencies { name } } }')).errors?.[0]?.message).toMatch(/nested too deeply/);
    expect((await send('{ users(first: 29) { edges { cursor } } }')).errors?.[0]?.message).toMatch(/deeply/);
    expect((await send('{ categories { id } }')).errors?.[0]?.message).toMatch(/costs too much/);
    await strict.dispose();
  });

  it.each(['depht=3', 'depth', 'depth=0', 'depth=-1', 'depth=many', 'toString=3'])('refuses %s', (value) => {
    expect(() => loadEnv({ LIMITS: value })).toThrow(/LIMITS.*must be NAME=NUMBER/);
  });
});

describe('the cost of an operation', () => {
  const costOf = createCosts(createSchema());
  const cost = (text: string, variables?: Record<string, unknown>, operationName?: string) =>
    costOf({ document: parse(text), variables, operationName });

  it.each<[string, number, Record<string, unknown>?]>([
    ['{ me { id } }', 2],
    ['{ me { id name } health { status } }', 5],
    // users 1, edges 1, 7 × (node 1, id, name), pageInfo 1, hasNextPage 1
    ['{ users(first: 7) { edges { node { id name } } pageInfo { hasNextPage } } }', 25],
    ['{ users { edges { node { id name } } pageInfo { hasNextPage } } }', 64],
    [`query ($n: Int) { users(first: $n) { edges { cursor } } }`, 9, { n: 7 }],
    [`query ($n: Int) { users(first: $n) { edges { cursor } } }`, 22, {}],
    [`query ($n: Int) { users(first: $n) { edges { cursor } } }`, 22, { n: null }],
    [`query ($n: Int = 3) { users(first: $n) { edges { cursor } } }`, 5, {}],
    [`query ($n: Int = 3) { users(first: $n) { edges { cursor } } }`, 9, { n: 7 }],
    // Nobody gets rid of what it costs by asking for less than nothing.
    ['{ a: users(first: -1000) { edges { cursor } } b: users { edges { cursor } } }', 25],
    ['{ questions(first: 1, last: 9) { edges { cursor } } }', 11],
    ['{ recommendedQuestions(first: 5) { reason score } }', 11],
    ['{ drawQuestions(input: {count: 6}) { id } }', 7],
    ['query ($n: Int!) { drawQuestions(input: {count: $n}) { id } }', 7, { n: 6 }],
    ['query ($i: DrawQuestionsInput!) { drawQuestions(input: $i) { id } }', 7, { i: { count: 6 } }],
    ['{ me { interviews(first: 2) { edges { node { turns { id } } } } } }', 27],
    ['mutation { logout }', 10],
    ['mutation { a: logout b: logout }', 20],
    ['{ ...F } fragment F on Query { me { ...U } } fragment U on User { id ... on Node { id } }', 3],
    ['{ __typename }', 1],
  ])('of %s is %d', (text, expected, variables) => {
    expect(cost(text, variables)).toBe(expected);
  });

  it('is that of the operation that is meant', () => {
    const text = 'query A { me { id } } mutation B { logout }';
    expect([cost(text, {}, 'A'), cost(text, {}, 'B')]).toEqual([2, 10]);
    expect(() => cost(text)).toThrow(/several and none is named/);
  });

  it('and its size are within the limits for whatever our clients and explorers ask, pages of a hundred included', () => {
    const { limits } = loadEnv({});
    const documentOf = createValidator(createSchema(), { limits, introspection: true });
    const texts = Object.entries(documents)
      .filter(([name]) => name.endsWith('Document'))
      .map(([, document]) => String(document));
    expect(texts.length).toBeGreaterThan(50);
    for (const text of [...texts, getIntrospectionQuery({ inputValueDeprecation: true, oneOf: false }), welcome]) {
      const document = documentOf(text);
      if (!isDocument(document)) throw document[0];
      for (const definition of document.definitions) {
        if (definition.kind !== 'OperationDefinition') continue;
        const operation = { document, operationName: definition.name?.value, variables: { first: 100, last: 100 } };
        expect([text, costOf(operation) <= limits.cost]).toEqual([text, true]);
      }
    }
  });
});

it('of many mistakes a few are told, and the rest not looked for', () => {
  const { limits } = loadEnv({});
  const documentOf = createValidator(createSchema(), { limits, introspection: true });
  const mistakes = documentOf(`{ ${Array.from({ length: 90 }, (_, at) => `interview${at}`).join(' ')} }`);
  if (isDocument(mistakes)) throw new Error('taken for valid');
  const told = mistakes.map(({ message }) => message);
  expect(told.filter((message) => message.includes('Did you mean'))).toHaveLength(5);
  expect(told.slice(5)).toEqual([expect.stringContaining('Too many validation errors')]);
});
