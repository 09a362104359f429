/** Who may see and do what, alike over HTTP and websocket. */

import { eq } from 'drizzle-orm';
import {
  type GraphQLInputType,
  type GraphQLObjectType,
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isRequiredArgument,
  isRequiredInputField,
} from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as api from '../src/client/gql/graphql.js';
import { newId } from '../src/db/id.js';
import { users } from '../src/db/tables/index.js';
import { createSchema } from '../src/server/schema.js';
import { transports } from './support/wire.js';
import { createWorld, eventsUntil, goodAnswer, isEvent, type Person, unique, type World } from './support/world.js';

let world: World;
let owner: Person;
let stranger: Person;
let ids: { interview: string; turn: string; answer: string; evaluation: string; question: string };

beforeAll(async () => {
  world = await createWorld();
  [owner, stranger] = await Promise.all([world.person('Owner'), world.person('Stranger')]);
  const interview = await world.interview(owner, 2);
  const scored = eventsUntil(owner.client, interview.id, isEvent('AnswerScored'));
  const { startInterview } = await owner.client.request(api.StartInterviewDocument, { id: interview.id });
  const turn = startInterview.currentTurn!;
  const { submitAnswer } = await owner.client.request(api.SubmitAnswerDocument, {
    input: { turnId: turn.id, clientKey: unique('key'), text: goodAnswer },
  });
  await scored;
  ids = {
    interview: interview.id,
    turn: turn.id,
    answer: submitAnswer.id,
    evaluation: submitAnswer.evaluation.id,
    question: turn.question!.id,
  };
});
afterAll(() => world.dispose());

/** Every way to name something of the owner's. */
const attempts = (): Record<string, string> => ({
  interview: `{ interview(id: "${ids.interview}") { id } }`,
  'node of the interview': `{ node(id: "${ids.interview}") { id } }`,
  'node of the turn': `{ node(id: "${ids.turn}") { id } }`,
  'node of the answer': `{ node(id: "${ids.answer}") { id } }`,
  'node of the evaluation': `{ node(id: "${ids.evaluation}") { id } }`,
  'node of the user': `{ node(id: "${owner.id}") { id } }`,
  startInterview: `mutation { startInterview(id: "${ids.interview}") { id } }`,
  nextTurn: `mutation { nextTurn(interviewId: "${ids.interview}") { id } }`,
  finishInterview: `mutation { finishInterview(id: "${ids.interview}") { id } }`,
  skipTurn: `mutation { skipTurn(turnId: "${ids.turn}") { id } }`,
  submitAnswer: `mutation { submitAnswer(input: {turnId: "${ids.turn}", clientKey: "k", text: "mine"}) { id } }`,
  revealScore: `mutation { revealScore(answerId: "${ids.answer}") { id } }`,
  interviewEvents: `subscription { interviewEvents(interviewId: "${ids.interview}") { seq } }`,
});

const snapshot = async () => (await owner.client.request(api.InterviewDocument, { id: ids.interview })).interview;

/** A subscription is refused over HTTP before anyone asks who it is for. */
const attemptsBy = (transport: string) =>
  Object.entries(attempts()).filter(([what]) => transport === 'websocket' || what !== 'interviewEvents');

describe.each(Object.entries(transports))('over %s', (name, transport) => {
  it("a stranger finds nothing of another's interview, and changes nothing", async () => {
    const send = transport(world.url);
    const before = await snapshot();
    for (const [what, query] of attemptsBy(name)) {
      const { data, errors } = await send(query, {}, stranger.token);
      expect([what, errors?.[0]?.extensions.code]).toEqual([what, 'NOT_FOUND']);
      expect(Object.values(data ?? {}).every((value) => value === null)).toBe(true);
    }
    expect(await snapshot()).toEqual(before);
  });

  it('says the same of what does not exist', async () => {
    const send = transport(world.url);
    const wrong: Record<string, string> = {
      [ids.interview]: newId('interview'),
      [ids.turn]: newId('turn'),
      [ids.answer]: newId('answer'),
      [ids.evaluation]: newId('evaluation'),
      [owner.id]: 'nonsense',
    };
    for (const [what, query] of attemptsBy(name)) {
      const other = Object.entries(wrong).reduce((text, [id, replacement]) => text.replace(id, replacement), query);
      const strangers = await send(query, {}, stranger.token);
      const nobodys = await send(other, {}, stranger.token);
      expect([what, nobodys.errors?.[0]?.message]).toEqual([what, strangers.errors?.[0]?.message]);
    }
  });

  it('nobody signed in is UNAUTHENTICATED everywhere but where signing in begins', async () => {
    const send = transport(world.url);
    for (const [what, query] of attemptsBy(name)) {
      const { errors } = await send(query);
      expect([what, errors?.[0]?.extensions.code]).toEqual([what, 'UNAUTHENTICATED']);
    }
    expect((await send('{ me { id } }')).data).toEqual({ me: null });
    expect((await send('{ health { status } }')).data.health.status).toBe('ok');
  });

  it('a malformed, foreign, expired or logged-out token is UNAUTHENTICATED', async () => {
    const send = transport(world.url);
    const code = async (token: string) => (await send('{ me { id } }', {}, token)).errors?.[0]?.extensions.code;
    const person = await world.person();
    expect((await send('{ me { id } }', {}, person.token)).data.me.id).toBe(person.id);
    const [header, purpose, body] = person.token.split('.') as [string, string, string];
    const forged = [header, purpose, `${body.slice(0, 40)}${body[40] === 'A' ? 'B' : 'A'}${body.slice(41)}`].join('.');
    const past = new Date(Date.now() - 16 * 60_000);
    const { sessionId } = await world.app.services.tokens.verify(person.token, new Date());
    const expired = await world.app.services.tokens.issue({ userId: person.id, sessionId }, past);
    const orphan = await world.app.services.tokens.issue(
      { userId: person.id, sessionId: newId('session') },
      new Date(),
    );
    for (const token of ['nonsense', forged, person.refreshToken, expired.token, orphan.token]) {
      expect([token, await code(token)]).toEqual([token, 'UNAUTHENTICATED']);
    }
    await person.client.request(api.LogoutDocument, {});
    expect(await code(person.token)).toBe('UNAUTHENTICATED');
  });

  it('an admin may read an interview and not act in it', async () => {
    const send = transport(world.url);
    const admin = await world.person('Admin');
    await world.app.services.db.update(users).set({ role: 'ADMIN' }).where(eq(users.id, admin.id));
    const read = await send(attempts().interview as string, {}, admin.token);
    expect(read.data.interview.id).toBe(ids.interview);
    const act = await send(attempts().finishInterview as string, {}, admin.token);
    expect(act.errors?.[0]?.extensions.code).toBe('NOT_FOUND');
  });
});

describe('every operation of the schema', () => {
  const anyone = new Set(['health', 'me', 'sendVerificationCode', 'register', 'login', 'refreshSession']);
  const schema = createSchema();

  /** Any value that the type accepts, as it is written in an operation. */
  const literal = (type: GraphQLInputType): string => {
    const named = getNullableType(type);
    if (isListType(named)) return `[${literal(named.ofType)}]`;
    if (isEnumType(named)) return named.getValues()[0]!.name;
    if (isInputObjectType(named)) {
      const required = Object.values(named.getFields()).filter(isRequiredInputField);
      return `{${required.map((field) => `${field.name}: ${literal(field.type)}`).join(', ')}}`;
    }
    return named.name === 'Int' ? '1' : named.name === 'Boolean' ? 'true' : '"x"';
  };
  const operationsOf = (kind: 'query' | 'mutation' | 'subscription', type: GraphQLObjectType | null | undefined) =>
    Object.values(type?.getFields() ?? {}).map((field) => {
      const args = field.args.filter(isRequiredArgument).map((arg) => `${arg.name}: ${literal(arg.type)}`);
      const selection = isLeafType(getNamedType(field.type)) ? '' : ' { __typename }';
      return [
        field.name,
        `${kind} { ${field.name}${args.length > 0 ? `(${args.join(', ')})` : ''}${selection} }`,
      ] as const;
    });
  const operations = [
    ...operationsOf('query', schema.getQueryType()),
    ...operationsOf('mutation', schema.getMutationType()),
    ...operationsOf('subscription', schema.getSubscriptionType()),
  ].filter(([name]) => !anyone.has(name));

  it('wants someone signed in, but for those that are listed here', async () => {
    const send = transports.websocket(world.url);
    expect(operations.length).toBeGreaterThan(10);
    for (const [name, query] of operations) {
      const { errors } = await send(query);
      expect([name, errors?.[0]?.extensions.code]).toEqual([name, 'UNAUTHENTICATED']);
    }
  });
});

describe('a question', () => {
  it('keeps its answer from a candidate until the turn that asked it is over', async () => {
    const query = 'query ($id: ID!) { question(id: $id) { prompt referenceAnswer keyPoints { text } } }';
    const send = transports.http(world.url);
    const { interview } = await owner.client.request(api.InterviewDocument, { id: ids.interview });
    const open = interview!.turns[1]!.question!.id;
    const over = await send(query, { id: ids.question }, owner.token);
    expect(over.data.question.referenceAnswer).toContain('stale');
    expect(over.data.question.keyPoints).toHaveLength(3);
    const hidden = { referenceAnswer: null, keyPoints: null };
    expect((await send(query, { id: open }, owner.token)).data.question).toMatchObject(hidden);
    expect((await send(query, { id: ids.question }, stranger.token)).data.question).toMatchObject(hidden);
  });

  it('that is a draft is seen by editors alone', async () => {
    const { ids: drafts } = await world.questions(1, { status: 'DRAFT' });
    const query = `{ question(id: "${drafts[0]}") { id referenceAnswer } }`;
    const send = transports.http(world.url);
    expect((await send(query, {}, stranger.token)).data.question).toBeNull();
    const editor = await world.person('Editor');
    await world.app.services.db.update(users).set({ role: 'EDITOR' }).where(eq(users.id, editor.id));
    expect((await send(query, {}, editor.token)).data.question.referenceAnswer).toContain('stale');
    const create = await stranger.client
      .request(api.CreateInterviewDocument, { input: { mode: 'CUSTOM', questionIds: drafts } })
      .catch((error: { code: string }) => error.code);
    expect(create).toBe('BAD_USER_INPUT');
  });
});

describe('sessions', () => {
  it('a refresh token works once, and ten at once give one session', async () => {
    const person = await world.person();
    const refresh = () =>
      person.client.request(api.RefreshSessionDocument, { refreshToken: person.refreshToken }).then(
        () => 'renewed',
        (error: { code: string }) => error.code,
      );
    const results = await Promise.all(Array.from({ length: 10 }, refresh));
    expect(results.filter((result) => result === 'renewed')).toHaveLength(1);
    expect(new Set(results)).toEqual(new Set(['renewed', 'UNAUTHENTICATED']));
  });

  it('logout everywhere ends them all', async () => {
    const person = await world.person();
    const send = transports.http(world.url);
    const { login } = await person.client.request(api.LoginDocument, {
      input: { contact: { email: person.email }, password: person.password },
    });
    await person.client.request(api.LogoutDocument, { everywhere: true });
    for (const token of [person.token, login.accessToken]) {
      expect((await send('{ me { id } }', {}, token)).status).toBe(401);
    }
    const again = await send('mutation ($token: String!) { refreshSession(refreshToken: $token) { accessToken } }', {
      token: login.refreshToken,
    });
    expect(again.errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
  });
});
