/** HTTP as GraphQL over HTTP has it, and as browsers want it. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { text as textOf } from 'node:stream/consumers';
import { serverAudits } from 'graphql-http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { generateKey } from '../src/auth/key.js';
import { refuseConnection } from '../src/server/refusal.js';
import { createWorld, type Person, type World } from './support/world.js';

const friend = 'https://app.example.com';
let world: World;
let candidate: Person;
beforeAll(async () => {
  world = await createWorld({ env: { ROLE: 'api', CORS_ORIGINS: friend } });
  candidate = await world.person();
});
afterAll(() => world.dispose());

const json = { 'content-type': 'application/json' };
const post = (body: string, headers: Record<string, string> = {}, { url } = world) =>
  fetch(`${url}/graphql`, { method: 'POST', headers: { ...json, ...headers }, body });
const ask = (query: string, headers: Record<string, string> = {}, on = world) =>
  post(JSON.stringify({ query }), headers, on);

describe('GraphQL over HTTP', () => {
  const auditsWith = async (headers: Record<string, string>) => {
    const audits = serverAudits({
      url: `${world.url}/graphql`,
      fetchFn: (url: string, init: RequestInit = {}) =>
        fetch(url, { ...init, headers: { ...init.headers, ...headers } }),
    });
    const results = await Promise.all(audits.map(({ fn }) => fn()));
    return results.map((result) => (result.status === 'ok' ? 'ok' : `${result.status}: ${result.name}`));
  };

  it('passes every audit', async () => {
    const results = await auditsWith({ 'apollo-require-preflight': 'yes' });
    expect(results.filter((result) => result !== 'ok')).toEqual([]);
    expect(results).toHaveLength(61);
  });

  it('without the header that keeps other sites out, refuses what it MAY take by GET and that alone', async () => {
    const results = await auditsWith({});
    expect(results.filter((result) => result === 'ok')).toHaveLength(58);
    expect(results.filter((result) => result !== 'ok')).toEqual([
      'notice: MAY accept application/x-www-form-urlencoded formatted GET requests',
      'notice: MAY allow URL-encoded JSON string {variables} parameter in GETs when accepting application/graphql-response+json',
      'notice: MAY allow URL-encoded JSON string {variables} parameter in GETs when accepting application/json',
    ]);
  });

  const first = (n: number) => `{ interviews(first: ${n}) { totalCount } }`;
  const types = {
    old: 'application/json',
    new: 'application/graphql-response+json',
    // The first of those that are as welcome.
    either: 'application/json, application/graphql-response+json',
    rather: 'application/json;q=0.5, application/graphql-response+json',
  };
  it.each<[string, string, [number, number], Record<string, string>?]>([
    ['what runs', '{ health { status } }', [200, 200]],
    ['what runs and fails in part', '{ health { status } categories { id } }', [200, 200]],
    ['what is no document', '{', [200, 400]],
    ['what is not valid', '{ nope }', [200, 400]],
    ['what is too large', `{ categories ${'{ parent '.repeat(20)} { id } ${'}'.repeat(20)} }`, [200, 400]],
    ['what costs too much', `{ questions(first: 100000) { edges { cursor } } }`, [200, 400]],
    ['no operation that is meant', 'query A { __typename } query B { __typename }', [200, 400]],
    ['a variable without its value', 'query ($id: ID!) { node(id: $id) { id } }', [200, 400]],
    ['a subscription', 'subscription { interviewEvents(interviewId: "x") { seq } }', [200, 400]],
    ['a token that is not good', '{ me { id } }', [401, 401], { authorization: 'Bearer nonsense' }],
    ['what a resolver refuses', first(0), [200, 200]],
  ])('answers %s by status and media type', async (_what, query, [asJson, asResponse], headers = {}) => {
    const answer = async (accept: string) => {
      const response = await ask(query, { accept, ...headers });
      return [response.status, response.headers.get('content-type')];
    };
    const suffix = '; charset=utf-8';
    expect(await answer(types.old)).toEqual([asJson, types.old + suffix]);
    expect(await answer('*/*')).toEqual([asJson, types.old + suffix]);
    expect(await answer(types.either)).toEqual([asJson, types.old + suffix]);
    expect(await answer(types.new)).toEqual([asResponse, types.new + suffix]);
    expect(await answer(types.rather)).toEqual([asResponse, types.new + suffix]);
  });
});

describe('an operation that Apollo sees and one that comes straight', () => {
  const twice = 'query A { me { id } } query B { me { id } }';
  const byId = 'query ($id: ID!) { interview(id: $id) { id } }';
  const asked: Record<string, unknown>[] = [
    { query: '{ me { id } }' },
    { query: twice, operationName: 'B', variables: null },
    { query: twice },
    { query: twice, operationName: 'C' },
    { query: byId, variables: { id: 'none' } },
    { query: byId, variables: { id: { none: 1 } } },
    { query: '{ nothing }' },
    { query: '{ me { id } ' },
    { query: '  ' },
    { query: 'subscription { interviewEvents(interviewId: "none") { __typename } }' },
    { query: 'mutation { pauseInterview(id: "none") { id } }' },
  ];
  const signedIn = () => ({ authorization: `Bearer ${candidate.token}` });

  it.each([
    ['nobody', () => ({})],
    ['a candidate', signedIn],
    ['a token that is none', () => ({ authorization: 'Bearer none' })],
    ['who takes the type of GraphQL', () => ({ ...signedIn(), accept: 'application/graphql-response+json' })],
    ['who takes pages alone', () => ({ accept: 'text/html' })],
  ])('are answered alike to %s, to the byte', async (_name, headers) => {
    const answerOf = async (body: Record<string, unknown>) => {
      const response = await post(JSON.stringify(body), { ...headers(), 'x-request-id': 'one' });
      const { date, ratelimit, 'content-length': _length, ...fields } = Object.fromEntries(response.headers);
      // Apollo ends what it says with a line.
      return { status: response.status, fields, body: (await response.text()).trimEnd() };
    };
    for (const body of asked) expect(await answerOf(body)).toEqual(await answerOf({ ...body, extensions: {} }));
  });
});

describe('what is no request of ours', () => {
  type Wrong = () => Promise<Response>;
  const form = 'query=%7B__typename%7D';
  const mutation = encodeURIComponent('mutation { logout }');
  const preflighted = { 'apollo-require-preflight': 'yes' };
  const wrong: Record<string, [Wrong, number, string]> = {
    'malformed JSON': [() => post('{bad'), 400, 'BAD_USER_INPUT'],
    'an empty body': [() => post(''), 400, 'BAD_USER_INPUT'],
    'JSON that is no object': [() => post('"text"'), 400, 'BAD_USER_INPUT'],
    'a body with a prototype': [() => post('{"query":"{__typename}","__proto__":{"x":1}}'), 400, 'BAD_USER_INPUT'],
    XML: [() => post('<x/>', { 'content-type': 'text/xml' }), 415, 'UNSUPPORTED_MEDIA_TYPE'],
    'a form': [
      () => post(form, { 'content-type': 'application/x-www-form-urlencoded' }),
      415,
      'UNSUPPORTED_MEDIA_TYPE',
    ],
    'plain text': [() => post('{"query":"{__typename}"}', { 'content-type': 'text/plain' }), 400, 'BAD_USER_INPUT'],
    'a form of several parts': [
      () => post('--x--', { 'content-type': 'multipart/form-data; boundary=x' }),
      415,
      'UNSUPPORTED_MEDIA_TYPE',
    ],
    'a body of a megabyte': [() => post(`"${'x'.repeat(1_000_000)}"`), 413, 'PAYLOAD_TOO_LARGE'],
    'a packed body': [
      () => post('{"query":"{__typename}"}', { 'content-encoding': 'gzip' }),
      415,
      'UNSUPPORTED_MEDIA_TYPE',
    ],
    'a body in another alphabet': [
      () => post('{"query":"{__typename}"}', { 'content-type': 'application/json; Charset="utf-16"' }),
      415,
      'UNSUPPORTED_MEDIA_TYPE',
    ],
    'a batch of one': [() => post('[{"query":"{__typename}"}]'), 400, 'BAD_USER_INPUT'],
    'a query by GET that another site could send': [
      () => fetch(`${world.url}/graphql?query={__typename}`),
      400,
      'BAD_USER_INPUT',
    ],
    'a mutation by GET': [
      () => fetch(`${world.url}/graphql?query=${mutation}`, { headers: preflighted }),
      405,
      'BAD_USER_INPUT',
    ],
    'a method that GraphQL has not': [() => fetch(`${world.url}/graphql`, { method: 'DELETE' }), 405, 'BAD_USER_INPUT'],
    'a method of other protocols': [() => fetch(`${world.url}/graphql`, { method: 'PROPFIND' }), 405, 'BAD_USER_INPUT'],
    'a method that is new': [
      () => fetch(`${world.url}/graphql`, { method: 'QUERY', body: '{bad', headers: json }),
      405,
      'BAD_USER_INPUT',
    ],
    'a PUT': [
      () => fetch(`${world.url}/graphql`, { method: 'PUT', body: '{bad', headers: json }),
      405,
      'BAD_USER_INPUT',
    ],
    'an unknown path': [() => fetch(`${world.url}/nope/../../etc/passwd`), 404, 'NOT_FOUND'],
    'an unknown path by POST': [() => fetch(`${world.url}/nope`, { method: 'POST', body: '{}' }), 404, 'NOT_FOUND'],
    'another method of a known path': [() => fetch(`${world.url}/livez`, { method: 'POST' }), 404, 'NOT_FOUND'],
    'a path that is none': [() => fetch(`${world.url}/%zz`), 400, 'BAD_USER_INPUT'],
  };

  it.each(Object.entries(wrong))('%s gets a JSON error with a request id', async (_what, [send, status, code]) => {
    const response = await send();
    const body = await response.text();
    expect([response.status, response.headers.get('content-type')]).toEqual([status, expect.stringMatching(/json/)]);
    expect(JSON.parse(body)).toEqual({
      errors: [expect.objectContaining({ extensions: { code, requestId: response.headers.get('x-request-id') } })],
    });
    expect(response.headers.get('x-request-id')).toMatch(/^[\w-]{36}$/);
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(body).not.toMatch(/node_modules|\bat \w+ \(|\/work|\.ts|\.js|FST_/);
    if (status === 405) expect(response.headers.get('allow')).toMatch(/POST/);
  });

  it('says what is wrong in Chinese to who asks for it', async () => {
    const chinese = { 'accept-language': 'zh' };
    const message = async (response: Response) =>
      ((await response.json()) as { errors: { message: string }[] }).errors[0]?.message;
    expect(await message(await post('{bad', chinese))).toBe('请求体不是有效的 JSON。');
    expect(await message(await ask(`{ categories ${'{ parent '.repeat(20)} { id } ${'}'.repeat(20)} }`, chinese))).toBe(
      '操作嵌套过深。',
    );
  });

  const upgrade = 'Host: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n';
  it.each<[string, string, number, string, RegExp?]>([
    ['no HTTP', 'HELLO\r\n\r\n', 400, 'not well-formed'],
    ['headers without end', `GET / HTTP/1.1\r\nHost: x\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`, 431, 'too large'],
    [
      'two lengths',
      'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n{}',
      400,
      'well-formed',
    ],
    ['no host', 'GET /livez HTTP/1.1\r\nConnection: close\r\n\r\n', 400, 'not well-formed'],
    ['what expects too much', 'GET /livez HTTP/1.1\r\nHost: x\r\nExpect: all\r\n\r\n', 417, 'expects'],
    [
      'TRACE',
      'TRACE /graphql HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n',
      405,
      'method',
      /^allow: GET, POST\r$/im,
    ],
    ['a websocket elsewhere', `GET /nope HTTP/1.1\r\n${upgrade}\r\n`, 404, 'Not found'],
    ['a websocket by POST', `POST /graphql HTTP/1.1\r\n${upgrade}\r\n`, 405, 'method', /^allow: GET\r$/im],
    [
      'a websocket of no key',
      `GET /graphql HTTP/1.1\r\n${upgrade}\r\n`,
      400,
      'well-formed',
      /^sec-websocket-version: 13\r$/im,
    ],
    [
      'a websocket of strangers',
      `GET /graphql HTTP/1.1\r\nOrigin: https://evil.example.com\r\n${upgrade}\r\n`,
      403,
      'not allowed',
    ],
  ])('%s gets a JSON error, too', async (_what, bytes, status, words, field = /./) => {
    const socket = connect(Number(new URL(world.url).port), '127.0.0.1');
    socket.write(bytes);
    const [head, body] = (await textOf(socket)).split('\r\n\r\n') as [string, string];
    expect(head).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(head).toMatch(/^content-type: application\/json/im);
    expect(head).toMatch(field);
    const { code, requestId, message } = { ...JSON.parse(body).errors[0], ...JSON.parse(body).errors[0].extensions };
    expect(code).toBe({ 404: 'NOT_FOUND', 403: 'FORBIDDEN' }[status] ?? 'BAD_USER_INPUT');
    expect(requestId).toBe(/^x-request-id: (\S+)/im.exec(head)?.[1]);
    expect(message).toContain(words);
  });

  it('a request that drips gets a JSON error, too', async () => {
    const options = { headersTimeout: 20, connectionsCheckingInterval: 10 };
    const server = createServer(options).on('clientError', refuseConnection).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
    socket.write('GET / HTTP/1.1\r\nHost: x\r\n');
    const [head, body] = (await textOf(socket)).split('\r\n\r\n') as [string, string];
    expect(head).toMatch(/^HTTP\/1.1 408 Request Timeout\r\n/);
    expect(JSON.parse(body).errors[0].message).toBe('The request took too long to arrive.');
    server.close();
  });
});

describe('other origins', () => {
  const preflight = (origin: string, { url } = world) =>
    fetch(`${url}/graphql`, {
      method: 'OPTIONS',
      headers: {
        origin,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'content-type,authorization',
      },
    });
  const allowed = async (origin: string, on = world) =>
    (await preflight(origin, on)).headers.get('access-control-allow-origin');

  it('may ask where they are listed, and the sandbox beside them', async () => {
    expect(await allowed(friend)).toBe(friend);
    expect(await allowed('https://studio.apollographql.com')).toBe('https://studio.apollographql.com');
    const answer = await ask('{ __typename }', { origin: friend });
    expect(answer.headers.get('access-control-allow-origin')).toBe(friend);
    expect(answer.headers.get('access-control-expose-headers')).toMatch(/x-request-id/);
    expect(answer.headers.get('vary')).toMatch(/origin/i);
  });

  it('may not, where they are not', async () => {
    for (const origin of ['https://evil.example.com', `${friend}.evil.example.com`, 'http://app.example.com', 'null']) {
      expect([origin, await allowed(origin)]).toEqual([origin, null]);
    }
    expect(
      (await ask('{ __typename }', { origin: 'https://evil.example.com' })).headers.get('access-control-allow-origin'),
    ).toBe(null);
  });
});

describe('headers', () => {
  const own = ["default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'", "form-action 'none'"].join(';');
  const expected = {
    'content-security-policy': own,
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'no-referrer',
    'cross-origin-resource-policy': 'same-origin',
    'x-powered-by': null,
    'strict-transport-security': null,
  };
  const headersOf = ({ headers }: Response, names: object) =>
    Object.fromEntries(Object.keys(names).map((name) => [name, headers.get(name)]));

  it('tell browsers to trust an answer with nothing', async () => {
    for (const response of [
      await ask('{ __typename }'),
      await fetch(`${world.url}/livez`),
      await fetch(`${world.url}/nope`),
    ]) {
      expect(headersOf(response, expected)).toEqual(expected);
    }
  });

  it('keep answers out of every cache, and apart by what was asked for', async () => {
    const byGet = `${world.url}/graphql?query={__typename}`;
    for (const response of [
      await ask('{ __typename }', { origin: friend }),
      await ask('{', { accept: 'application/graphql-response+json' }),
      await post('{bad'),
      await fetch(byGet, { headers: { 'apollo-require-preflight': 'yes', 'accept-encoding': 'br' } }),
      await fetch(byGet),
    ]) {
      expect(response.headers.get('cache-control')).toBe('no-store');
      expect(response.headers.get('vary')).toMatch(/\bAccept(,|$)/);
    }
    expect((await ask('{ __typename }', { origin: friend })).headers.get('vary')).toMatch(/origin/i);
  });

  it('let pages of the explorers be what they are, in no page of another', async () => {
    const sandbox = await fetch(`${world.url}/graphql`, { headers: { accept: 'text/html' } });
    expect(sandbox.headers.get('content-security-policy')).toBe("frame-ancestors 'none'");
    const graphiql = await fetch(`${world.url}/graphiql`);
    expect(graphiql.headers.get('content-security-policy')).toMatch(/script-src 'self'.*frame-ancestors 'none'/);
  });
});

describe('in production', () => {
  let strict: World;
  beforeAll(async () => {
    const { secret } = await generateKey();
    const env = { NODE_ENV: 'production', DRAIN_SECONDS: '0', HOST: '127.0.0.1', PASETO_SECRET_KEY: secret };
    strict = await createWorld({ env: { ROLE: 'api', CORS_ORIGINS: friend, ...env } });
  });
  afterAll(() => strict.dispose());

  it('the sandbox may not ask, browsers are to come by TLS alone, and there is nothing to explore', async () => {
    const answer = async (origin: string) => ask('{ __typename }', { origin }, strict);
    const allowed = (response: Response) => response.headers.get('access-control-allow-origin');
    expect(allowed(await answer(friend))).toBe(friend);
    expect(allowed(await answer('https://studio.apollographql.com'))).toBe(null);
    expect((await answer(friend)).headers.get('strict-transport-security')).toBe('max-age=31536000');
    const page = await fetch(`${strict.url}/graphql`, { headers: { accept: 'text/html' } });
    expect([page.status, page.headers.get('content-type')]).toEqual([400, expect.stringMatching(/json/)]);
    expect((await fetch(`${strict.url}/graphiql`)).status).toBe(404);
    const shown = (await (await ask('{ __schema { types { name } } }', {}, strict)).json()) as { data?: object };
    expect(shown.data).toBeUndefined();
  });
});

describe('packing', () => {
  const large = '{ __schema { types { name description fields { name description } } } }';
  // As plain node:http, fetch would unpack it.
  const encodingOf = async (query: string, accept: string | undefined) => {
    const response = await ask(query, { 'accept-encoding': accept ?? 'identity' });
    expect((await response.json()) as object).toHaveProperty('data');
    return response.headers.get('content-encoding');
  };

  it('is for large answers, by what the client takes', async () => {
    expect(await encodingOf(large, 'gzip, deflate, br')).toBe('br');
    expect(await encodingOf(large, 'gzip')).toBe('gzip');
    expect(await encodingOf(large, undefined)).toBe(null);
    expect(await encodingOf('{ health { status } }', 'gzip, br')).toBe(null);
    const response = await ask(large, { 'accept-encoding': 'br' });
    expect(response.headers.get('vary')).toMatch(/accept-encoding/i);
  });

  it('leaves what went wrong its request id', async () => {
    // Long enough to be packed.
    const query = `{ ${'x'.repeat(2_000)} }`;
    const response = await ask(query, { 'accept-encoding': 'gzip', authorization: `Bearer ${candidate.token}` });
    expect(response.headers.get('content-encoding')).toBe('gzip');
    const { errors } = (await response.json()) as { errors: { extensions: { requestId: string } }[] };
    expect(new Set(errors.map(({ extensions }) => extensions.requestId))).toEqual(
      new Set([response.headers.get('x-request-id')]),
    );
  });
});
