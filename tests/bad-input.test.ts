/** Bad input of every kind: a clear error with its code over both transports, and nothing changed. */
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { WebSocket } from 'ws';
import * as api from '../src/client/gql/graphql.js';
import { newId } from '../src/db/id.js';
import { transports } from './support/wire.js';
import { createWorld, goodAnswer, type Person, unique, type World } from './support/world.js';

let world: World;
let candidate: Person;
let interviewId: string;
let openTurn: string;
let closedTurn: string;
let questionId: string;

beforeAll(async () => {
  world = await createWorld({ env: { ROLE: 'api' } });
  candidate = await world.person();
  const interview = await world.interview(candidate, 3);
  interviewId = interview.id;
  const { startInterview } = await candidate.client.request(api.StartInterviewDocument, { id: interview.id });
  closedTurn = startInterview.currentTurn!.id;
  questionId = startInterview.currentTurn!.question!.id;
  await candidate.client.request(api.SubmitAnswerDocument, {
    input: { turnId: closedTurn, clientKey: 'first', text: goodAnswer },
  });
  openTurn = (await candidate.client.request(api.InterviewDocument, { id: interview.id })).interview!.turns[1]!.id;
});
afterAll(() => world.dispose());

const answer = 'mutation ($input: SubmitAnswerInput!) { submitAnswer(input: $input) { id } }';
const create = 'mutation ($input: CreateInterviewInput!) { createInterview(input: $input) { id } }';
type Case = { query: string; variables?: Record<string, unknown>; code: string; path?: string; says?: RegExp };

const cases = (): Record<string, Case> => ({
  'an unknown field': { query: '{ nope }', code: 'BAD_USER_INPUT', says: /nope/ },
  'a syntax error': { query: '{ me { id }', code: 'BAD_USER_INPUT', says: /Syntax/ },
  'no operation': { query: 'fragment F on User { id }', code: 'BAD_USER_INPUT' },
  'a wrong type': { query: '{ interview(id: 3.5) { id } }', code: 'BAD_USER_INPUT', says: /ID/ },
  'a wrong type in a variable': {
    query: answer,
    variables: { input: { turnId: openTurn, clientKey: 'k', text: 7 } },
    code: 'BAD_USER_INPUT',
    path: 'input.text',
  },
  'a missing variable': { query: answer, variables: {}, code: 'BAD_USER_INPUT', path: 'input' },
  'an unknown enum value': { query: create, variables: { input: { mode: 'MAGIC' } }, code: 'BAD_USER_INPUT' },
  'an unknown interview': { query: `{ interview(id: "${newId('interview')}") { id } }`, code: 'NOT_FOUND' },
  'an id of another kind': { query: `{ interview(id: "${openTurn}") { id } }`, code: 'NOT_FOUND' },
  'an id in other characters': { query: '{ interview(id: "💥") { id } }', code: 'NOT_FOUND' },
  'an interview in other characters': { query: 'mutation { startInterview(id: "😀") { id } }', code: 'NOT_FOUND' },
  'an interview with a letter too many': {
    query: 'mutation { pauseInterview(id: "int_01m8h7q3t7eh1b1j6t9skzdktt ") { id } }',
    code: 'NOT_FOUND',
  },
  'a turn in other characters': { query: 'mutation { skipTurn(turnId: "ａ") { id } }', code: 'NOT_FOUND' },
  'a category in other characters': {
    query: create,
    variables: { input: { mode: 'RANDOM', filter: { categoryIds: ['💥'] } } },
    code: 'NOT_ENOUGH_QUESTIONS',
  },
  'an id that is none': { query: `{ node(id: "x'; drop table users") { id } }`, code: 'NOT_FOUND' },
  'an empty answer': {
    query: answer,
    variables: { input: { turnId: openTurn, clientKey: 'k', text: '' } },
    code: 'BAD_USER_INPUT',
    path: 'input.text',
  },
  'a blank answer': {
    query: answer,
    variables: { input: { turnId: openTurn, clientKey: 'k', text: ' \n\t ' } },
    code: 'BAD_USER_INPUT',
    path: 'input.text',
  },
  'no answer': {
    query: answer,
    variables: { input: { turnId: openTurn, clientKey: 'k' } },
    code: 'BAD_USER_INPUT',
    path: 'input.text',
  },
  'an answer that is too long': {
    query: answer,
    variables: { input: { turnId: openTurn, clientKey: 'k', text: 'x'.repeat(20_001) } },
    code: 'BAD_USER_INPUT',
    path: 'input.text',
  },
  'a broken character': {
    query: answer,
    variables: { input: { turnId: openTurn, clientKey: 'k', text: 'half \ud83d' } },
    code: 'BAD_USER_INPUT',
    path: 'input.text',
  },
  'a client key with a space': {
    query: answer,
    variables: { input: { turnId: openTurn, clientKey: 'a b', text: goodAnswer } },
    code: 'BAD_USER_INPUT',
    path: 'input.clientKey',
  },
  'a second answer to a turn': {
    query: answer,
    variables: { input: { turnId: closedTurn, clientKey: 'second', text: goodAnswer } },
    code: 'TURN_STATE',
    says: /ANSWERED/,
  },
  'the same key with another answer': {
    query: answer,
    variables: { input: { turnId: closedTurn, clientKey: 'first', text: 'other' } },
    code: 'CONFLICT',
  },
  'skipping a turn that is over': {
    query: `mutation { skipTurn(turnId: "${closedTurn}") { id } }`,
    code: 'TURN_STATE',
  },
  'too many questions': {
    query: create,
    variables: { input: { mode: 'RANDOM', questionCount: 51 } },
    code: 'BAD_USER_INPUT',
    path: 'input.questionCount',
  },
  'more questions than there are': {
    query: create,
    variables: { input: { mode: 'RANDOM', questionCount: 50, filter: { tags: [unique('tag')] } } },
    code: 'NOT_ENOUGH_QUESTIONS',
    says: /and 0 match/,
  },
  'no questions named': {
    query: create,
    variables: { input: { mode: 'CUSTOM' } },
    code: 'BAD_USER_INPUT',
    path: 'input.questionIds',
  },
  'a question named twice': {
    query: create,
    variables: { input: { mode: 'CUSTOM', questionIds: [questionId, questionId] } },
    code: 'BAD_USER_INPUT',
    path: 'input.questionIds',
  },
  'a question that is none': {
    query: create,
    variables: { input: { mode: 'CUSTOM', questionIds: [newId('question')] } },
    code: 'BAD_USER_INPUT',
    path: 'input.questionIds',
  },
  'a range upside down': {
    query: create,
    variables: { input: { mode: 'RANDOM', filter: { difficulty: { min: 4, max: 2 } } } },
    code: 'BAD_USER_INPUT',
    path: 'input.filter.difficulty',
  },
  'a page of none': { query: '{ interviews(first: 0) { totalCount } }', code: 'BAD_USER_INPUT', path: 'first' },
  'a page too large': { query: '{ interviews(first: 101) { totalCount } }', code: 'BAD_USER_INPUT', path: 'first' },
  'a foreign cursor': { query: '{ interviews(after: "eA") { totalCount } }', code: 'BAD_USER_INPUT', path: 'after' },
  'a negative event cursor': {
    query: `subscription { interviewEvents(interviewId: "${interviewId}", after: -1) { seq } }`,
    code: 'BAD_USER_INPUT',
    path: 'after',
  },
  'a phone number that takes no messages': {
    query:
      'mutation ($phone: PhoneNumber!) { sendVerificationCode(input: {contact: {phone: $phone}, purpose: REGISTER}) { expiresAt } }',
    variables: { phone: '+862085123456' },
    code: 'BAD_USER_INPUT',
    path: 'input.contact.phone',
  },
  'a name of blanks': {
    query: 'mutation { updateUser(input: {name: "  "}) { id } }',
    code: 'BAD_USER_INPUT',
    path: 'input.name',
  },
  'a name that turns what stands around it': {
    query: 'mutation { updateUser(input: {name: "a\\u202eb"}) { id } }',
    code: 'BAD_USER_INPUT',
    path: 'input.name',
  },
  'a new password that is too short': {
    query: 'mutation { changePassword(input: {currentPassword: "x", newPassword: "short"}) }',
    code: 'BAD_USER_INPUT',
    path: 'input.newPassword',
  },
  'a new password with half a character': {
    query: 'mutation ($new: String!) { changePassword(input: {currentPassword: "x", newPassword: $new}) }',
    variables: { new: 'long enough \ud800' },
    code: 'BAD_USER_INPUT',
    path: 'input.newPassword',
  },
  'the wrong password so far': {
    query: 'mutation { changePassword(input: {currentPassword: "not-mine", newPassword: "long-enough-1"}) }',
    code: 'INVALID_CREDENTIALS',
  },
  'a code that was never sent': {
    query: 'mutation { changeContact(input: {contact: {email: "someone.else@example.com"}, code: "123456"}) { id } }',
    code: 'CODE_EXPIRED',
  },
  'nothing to show for a deletion': {
    query: 'mutation { deleteAccount(input: {}) }',
    code: 'BAD_USER_INPUT',
    path: 'input',
  },
  'a session that is none': { query: 'mutation { revokeSession(id: "ses_nonsense") }', code: 'NOT_FOUND' },
  'a refresh token that is none': {
    query: 'mutation { refreshSession(refreshToken: "密码") { accessToken } }',
    code: 'UNAUTHENTICATED',
  },
  'a page of accounts that is too long': { query: '{ users(first: 1000) { edges { cursor } } }', code: 'FORBIDDEN' },
  'an invisible answer': {
    query: answer,
    variables: { input: { turnId: openTurn, clientKey: 'k', text: '\u200b\u200b' } },
    code: 'BAD_USER_INPUT',
    path: 'input.text',
  },
  'two operations and none named': { query: 'query A { __typename } query B { __typename }', code: 'BAD_USER_INPUT' },
  'an address that is none': {
    query: 'mutation { sendVerificationCode(input: {contact: {email: "x"}, purpose: REGISTER}) { expiresAt } }',
    code: 'BAD_USER_INPUT',
  },
  'two contacts': {
    query:
      'mutation { sendVerificationCode(input: {contact: {email: "a@b.co", phone: "+8613800138000"}, purpose: REGISTER}) { expiresAt } }',
    code: 'BAD_USER_INPUT',
    path: 'input.contact',
  },
  'no contact': {
    query: 'mutation { sendVerificationCode(input: {contact: {}, purpose: REGISTER}) { expiresAt } }',
    code: 'BAD_USER_INPUT',
    path: 'input.contact',
  },
  'a short password and a blank name': {
    query:
      'mutation { register(input: {contact: {email: "a@b.co"}, code: "1", password: "short", name: " "}) { accessToken } }',
    code: 'BAD_USER_INPUT',
    path: 'input.password',
  },
});

describe.each(Object.entries(transports))('over %s', (name, transport) => {
  it('each is told by its code, and changes nothing', async () => {
    const send = transport(world.url);
    const before = (await candidate.client.request(api.InterviewDocument, { id: interviewId })).interview;
    for (const [what, { query, variables, code, path, says }] of Object.entries(cases())) {
      // A subscription over HTTP is refused before its arguments are looked at.
      if (name === 'http' && query.startsWith('subscription')) continue;
      const { errors } = await send(query, variables, candidate.token);
      expect([what, errors?.[0]?.extensions.code]).toEqual([what, code]);
      expect([what, errors?.[0]?.extensions.requestId]).toEqual([what, expect.stringMatching(/^[\w-]{36}$/)]);
      if (path) expect([what, errors?.[0]?.extensions.issues?.[0]?.path]).toEqual([what, path]);
      if (says) expect([what, errors?.[0]?.message]).toEqual([what, expect.stringMatching(says)]);
      expect(JSON.stringify(errors)).not.toMatch(/node_modules|\bat \w+ \(|select |insert /);
    }
    expect((await candidate.client.request(api.InterviewDocument, { id: interviewId })).interview).toEqual(before);
    expect(world.log.filter(({ msg }) => msg === 'unexpected error')).toEqual([]);
  });
});

it('an account in other characters has no events, and is no failure to an admin', async () => {
  const admin = await world.person('Admin', 'ADMIN');
  const query = 'query ($of: ID) { auditEvents(userId: $of) { edges { cursor } } }';
  for (const of of ['长'.repeat(9), '💥', 'nope']) {
    const { data } = await transports.http(world.url)(query, { of }, admin.token);
    expect(data).toEqual({ auditEvents: { edges: [] } });
  }
});

describe('over HTTP', () => {
  const post = async (body: string, headers: Record<string, string> = {}) => {
    const response = await fetch(`${world.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body,
    });
    const { errors } = (await response.json()) as { errors: { extensions: { code: string; requestId: string } }[] };
    return [response.status, errors[0]?.extensions.code, errors[0]?.extensions.requestId];
  };

  it('a body that is no GraphQL request gets a JSON error', async () => {
    const id = expect.stringMatching(/^[\w-]{36}$/);
    expect(await post('{bad')).toEqual([400, 'BAD_USER_INPUT', id]);
    expect(await post('')).toEqual([400, 'BAD_USER_INPUT', id]);
    expect(await post('{}')).toEqual([400, 'BAD_USER_INPUT', id]);
    expect(await post('[{"query":"{me{id}}"}]')).toEqual([400, 'BAD_USER_INPUT', id]);
    expect(await post('{"query":7}')).toEqual([400, 'BAD_USER_INPUT', id]);
    expect(await post('<x/>', { 'content-type': 'text/xml' })).toEqual([415, 'UNSUPPORTED_MEDIA_TYPE', id]);
    const answerOf1Mb = JSON.stringify({ query: answer, variables: { input: { text: 'x'.repeat(1_000_000) } } });
    expect(await post(answerOf1Mb, { authorization: `Bearer ${candidate.token}` })).toEqual([
      413,
      'PAYLOAD_TOO_LARGE',
      id,
    ]);
  });

  it('an unknown path is NOT_FOUND, and a mutation by GET is refused', async () => {
    const unknown = await fetch(`${world.url}/nope`);
    expect(unknown.status).toBe(404);
    expect(await unknown.json()).toMatchObject({ errors: [{ extensions: { code: 'NOT_FOUND' } }] });
    const get = await fetch(`${world.url}/graphql?query=${encodeURIComponent('mutation { logout }')}`, {
      headers: { 'apollo-require-preflight': 'yes' },
    });
    expect([400, 405]).toContain(get.status);
  });

  it('a subscription is sent to the websocket', async () => {
    const { errors } = await transports.http(world.url)(`subscription { interviewEvents(interviewId: "x") { seq } }`);
    expect(errors?.[0]).toMatchObject({
      message: expect.stringContaining('websocket'),
      extensions: { code: 'BAD_USER_INPUT' },
    });
  });

  it('takes a request id from the caller when it is a sane one', async () => {
    const ask = async (id: string) =>
      (await fetch(`${world.url}/livez`, { headers: { 'x-request-id': id } })).headers.get('x-request-id');
    expect(await ask('trace-1')).toBe('trace-1');
    expect(await ask('a b')).not.toBe('a b');
  });

  it('speaks Chinese to who asks for it', async () => {
    const response = await fetch(`${world.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'accept-language': 'zh-CN,zh;q=0.9,en;q=0.8' },
      body: JSON.stringify({ query: '{ categories { id } }' }),
    });
    const { errors } = (await response.json()) as { errors: { message: string }[] };
    expect(errors[0]?.message).toBe('请先登录：令牌缺失、无效或已过期。');
    const page = await fetch(`${world.url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'accept-language': 'zh',
        authorization: `Bearer ${candidate.token}`,
      },
      body: JSON.stringify({ query: '{ interviews(first: 0) { totalCount } }' }),
    });
    expect(await page.json()).toMatchObject({
      errors: [{ extensions: { issues: [{ message: '必须在 1 到 100 之间' }] } }],
    });
  });
});

describe('over a websocket', () => {
  /** Sends raw text after the handshake; resolves with the code that the server closes with. */
  const closing = (send: (socket: WebSocket) => void): Promise<number> =>
    new Promise((resolve, reject) => {
      const socket = new WebSocket(`${world.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
      socket.on('open', () => send(socket));
      socket.on('close', resolve);
      socket.on('error', reject);
    });

  it('a message that is not of the protocol closes the socket with its code', async () => {
    const printed = vi.spyOn(console, 'error');
    expect(await closing((socket) => socket.send('{bad'))).toBe(4400);
    for (const type of ['connection_ack', 'next', 'error']) {
      const message = { type, id: '1', payload: [{}] };
      expect(await closing((socket) => socket.send(JSON.stringify(message)))).toBe(4400);
    }
    // A stranger's mistake is no fault of ours.
    expect(printed).not.toHaveBeenCalled();
    expect(
      await closing((socket) =>
        socket.send(JSON.stringify({ type: 'subscribe', id: '1', payload: { query: '{me{id}}' } })),
      ),
    ).toBe(4401);
    expect(await closing((socket) => socket.send('x'.repeat(1_000_000)))).toBe(1009);
  });

  it('a peer that resets its connection in the middle of an upgrade ends nothing but that', async () => {
    const { port } = new URL(world.url);
    for (let left = 10; left > 0; left--) {
      await new Promise<void>((resolve) => {
        const socket = connect(Number(port), '127.0.0.1', () => {
          socket.write(
            'GET /nope HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n',
          );
          socket.resetAndDestroy();
        });
        socket.on('close', () => resolve());
      });
    }
    // An unheard error would have failed this process.
    expect((await transports.http(world.url)('{ health { status } }')).data.health.status).toBe('ok');
  });

  it('what connection_init carries ends at most the socket', async () => {
    const init = { type: 'connection_init', payload: { acceptLanguage: { toString: 1, valueOf: 1 } } };
    const answered = await new Promise<string>((resolve, reject) => {
      const socket = new WebSocket(`${world.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
      socket.on('open', () => socket.send(JSON.stringify(init)));
      socket.on('message', (data) => {
        socket.close();
        resolve(String(data));
      });
      socket.on('close', (code) => reject(new Error(String(code))));
    });
    expect(JSON.parse(answered)).toEqual({ type: 'connection_ack' });
  });

  it('an operation without a query is told, and the socket lives on', async () => {
    const messages: { type: string; payload?: { extensions?: { code: string } }[] }[] = [];
    const socket = new WebSocket(`${world.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
    await new Promise<void>((resolve, reject) => {
      socket.on('error', reject);
      socket.on('open', () => socket.send(JSON.stringify({ type: 'connection_init' })));
      socket.on('message', (data) => {
        const message = JSON.parse(String(data)) as (typeof messages)[number];
        messages.push(message);
        if (message.type === 'connection_ack') {
          socket.send(JSON.stringify({ type: 'subscribe', id: '1', payload: { query: '{ bad syntax' } }));
        } else if (message.type === 'error') {
          socket.send(JSON.stringify({ type: 'subscribe', id: '2', payload: { query: '{ health { status } }' } }));
        } else if (message.type === 'complete') resolve();
      });
    });
    socket.close();
    expect(messages.map(({ type }) => type)).toEqual(['connection_ack', 'error', 'next', 'complete']);
    expect(messages[1]?.payload?.[0]?.extensions?.code).toBe('BAD_USER_INPUT');
  });
});

describe('what nobody expected', () => {
  const secret = 'the password of the database is sesame';
  let broken: World;
  beforeAll(async () => {
    const reaches = () => {
      throw new TypeError(secret);
    };
    const notifier = { reaches, send: async () => {}, dispose: async () => {} };
    broken = await createWorld({ env: { ROLE: 'api' }, parts: { notifier } });
  });
  afterAll(() => broken.dispose());

  it.each(Object.entries(transports))(
    'is a code and a request id over %s, and the log has the rest',
    async (_name, transport) => {
      const query =
        'mutation ($email: EmailAddress!) { sendVerificationCode(input: {contact: {email: $email}, purpose: REGISTER}) { expiresAt } }';
      const { errors, data } = await transport(broken.url)(query, { email: `${unique('x')}@example.com` });
      expect(data).toBeNull();
      expect(errors?.[0]).toMatchObject({
        message: 'Something went wrong on our side.',
        extensions: { code: 'INTERNAL_SERVER_ERROR' },
      });
      expect(JSON.stringify(errors)).not.toContain('sesame');
      const line = broken.log.find(({ requestId }) => requestId === errors?.[0]?.extensions.requestId);
      expect(JSON.stringify(line)).toContain(secret);
    },
  );
});
