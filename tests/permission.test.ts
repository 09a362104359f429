/** What the matrix of permissions leaves to be said of who may see and do what, alike over HTTP and websocket. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as api from '../src/client/gql/graphql.js';
import { newId } from '../src/db/id.js';
import { transports } from './support/wire.js';
import { createWorld, eventsUntil, goodAnswer, isEvent, type Person, unique, type World } from './support/world.js';

let world: World;
let owner: Person;
let stranger: Person;
let ids: { interview: string; turn: string; answer: string; evaluation: string; session: string; audit: string };

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
  const { sessionId } = await world.app.services.tokens.verify(owner.token, new Date());
  const { auditEvents } = await owner.client.request(api.AuditEventsDocument, {});
  ids = {
    interview: interview.id,
    turn: turn.id,
    answer: submitAnswer.id,
    evaluation: submitAnswer.evaluation.id,
    session: sessionId,
    audit: auditEvents.edges[0]!.node.id,
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
  'node of the session': `{ node(id: "${ids.session}") { id } }`,
  'node of the audit event': `{ node(id: "${ids.audit}") { id } }`,
  user: `{ user(id: "${owner.id}") { id } }`,
  auditEvents: `{ auditEvents(userId: "${owner.id}") { edges { cursor } } }`,
  revokeSession: `mutation { revokeSession(id: "${ids.session}") }`,
  startInterview: `mutation { startInterview(id: "${ids.interview}") { id } }`,
  nextTurn: `mutation { nextTurn(interviewId: "${ids.interview}") { id } }`,
  finishInterview: `mutation { finishInterview(id: "${ids.interview}") { id } }`,
  skipTurn: `mutation { skipTurn(turnId: "${ids.turn}") { id } }`,
  submitAnswer: `mutation { submitAnswer(input: {turnId: "${ids.turn}", clientKey: "k", text: "mine"}) { id } }`,
  revealScore: `mutation { revealScore(answerId: "${ids.answer}") { id } }`,
  interviewEvents: `subscription { interviewEvents(interviewId: "${ids.interview}") { seq } }`,
});

/** A subscription is refused over HTTP before anyone asks who it is for. */
const attemptsBy = (transport: string) =>
  Object.entries(attempts()).filter(([what]) => transport === 'websocket' || what !== 'interviewEvents');

describe.each(Object.entries(transports))('over %s', (name, transport) => {
  it('says the same of what does not exist', async () => {
    const send = transport(world.url);
    const wrong: Record<string, string> = {
      [ids.interview]: newId('interview'),
      [ids.turn]: newId('turn'),
      [ids.answer]: newId('answer'),
      [ids.evaluation]: newId('evaluation'),
      [ids.session]: newId('session'),
      [ids.audit]: newId('audit'),
      [owner.id]: newId('user'),
    };
    for (const [what, query] of attemptsBy(name)) {
      const other = Object.entries(wrong).reduce((text, [id, replacement]) => text.replace(id, replacement), query);
      const strangers = await send(query, {}, stranger.token);
      const nobodys = await send(other, {}, stranger.token);
      expect([what, strangers.errors?.[0]?.extensions.code]).toEqual([what, 'NOT_FOUND']);
      expect([what, nobodys.errors?.[0]?.message]).toEqual([what, strangers.errors?.[0]?.message]);
    }
  });

  it('a token that was tampered with, or whose session never was, is UNAUTHENTICATED', async () => {
    const send = transport(world.url);
    const { token, id: userId } = stranger;
    expect((await send('{ me { id } }', {}, token)).data.me.id).toBe(userId);
    const [version, purpose, body, footer] = token.split('.') as [string, string, string, string];
    const altered = `${body.slice(0, 40)}${body[40] === 'A' ? 'B' : 'A'}${body.slice(41)}`;
    const { tokens } = world.app.services;
    const orphan = await tokens.issue({ userId, sessionId: newId('session') }, new Date());
    const { sessionId } = await tokens.verify(owner.token, new Date());
    // Each half is right; together they name nobody.
    const mixed = await tokens.issue({ userId, sessionId }, new Date());
    for (const wrong of [
      [version, purpose, altered, footer].join('.'),
      [version, purpose, body].join('.'),
      orphan.token,
      mixed.token,
    ]) {
      const { status, errors } = await send('{ me { id } }', {}, wrong);
      expect([wrong, status, errors?.[0]?.extensions.code]).toEqual([
        wrong,
        name === 'http' ? 401 : 4401,
        'UNAUTHENTICATED',
      ]);
    }
  });
});

describe('a question', () => {
  it('that is a draft is asked in no interview', async () => {
    const { ids: drafts } = await world.questions(1, { status: 'DRAFT' });
    const create = await stranger.client
      .request(api.CreateInterviewDocument, { input: { mode: 'CUSTOM', questionIds: drafts } })
      .catch((error: { code: string }) => error.code);
    expect(create).toBe('BAD_USER_INPUT');
  });
});

describe('sessions', () => {
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
