/** What the server is abused with: refused by HTTP and by websocket, and served goes whoever is honest. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { tooMuch } from '../bench/abuse/operations.js';
import { postOpening, pour, websocketOpenings } from './support/pour.js';
import { type Message, openPeer, type Refused } from './support/socket.js';
import { transports } from './support/wire.js';
import { createWorld, eventually, type Person, type World } from './support/world.js';

let world: World;
let candidate: Person;

beforeAll(async () => {
  world = await createWorld({ env: { ROLE: 'api', INTROSPECTION: 'false' } });
  candidate = await world.person();
});
afterAll(() => world.dispose());

const requireServing = async () => {
  for (const transport of Object.values(transports)) {
    expect((await transport(world.url)('{ me { id } }', {}, candidate.token)).data).toEqual({
      me: { id: candidate.id },
    });
  }
};

const ask = (body: string, headers: Record<string, string> = {}) =>
  fetch(`${world.url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/graphql-response+json',
      authorization: `Bearer ${candidate.token}`,
      ...headers,
    },
    body,
  });
const codeIn = async (response: Response) => [
  response.status,
  ((await response.json()) as { errors: { extensions: { code: string } }[] }).errors[0]?.extensions.code,
];
/** What a socket is closed with for this message. */
const closeFor = async (text: string) => {
  const peer = await openPeer(world.url, { token: candidate.token });
  peer.socket.send(text);
  return (await peer.closed)[0];
};
const invalidMessage = 4400;

it.each(tooMuch)('$name', async ({ query, says }) => {
  const response = await ask(JSON.stringify({ query }));
  expect([response.status, await response.text()]).toEqual([400, expect.stringContaining(says)]);
  const peer = await openPeer(world.url, { token: candidate.token });
  peer.send({ type: 'subscribe', id: 'much', payload: { query } });
  const answer = await peer.next();
  expect(answer).toMatchObject({ type: 'error', id: 'much' });
  expect(answer.payload?.[0]).toMatchObject({
    message: expect.stringContaining(says),
    extensions: { code: 'BAD_USER_INPUT' },
  });
  // The socket stays open.
  peer.send({ type: 'subscribe', id: 'little', payload: { query: '{ me { id } }' } });
  expect(await peer.next()).toMatchObject({ type: 'next', payload: { data: { me: { id: candidate.id } } } });
  await peer.close();
});

it('90 MB, as a connection_init and as a body, told beforehand or not', async () => {
  const bytes = 90_000_000;
  // What the system holds for two ends that do not read.
  const most = bytes / 4;
  const init = await pour(world.url, websocketOpenings(bytes), bytes);
  expect(init.taken).toBeLessThan(most);
  // The last frame: a close, with 1009.
  expect([...init.heard.subarray(-4)]).toEqual([0x88, 2, 1009 >> 8, 1009 & 255]);
  const told = await pour(world.url, postOpening(`Content-Length: ${bytes}`), bytes);
  expect(told.taken).toBeLessThan(most);
  expect(told.heard.toString()).toMatch(/^HTTP\/1.1 413 [\s\S]*"PAYLOAD_TOO_LARGE"/);
  const piece = `${bytes.toString(16)}\r\n`;
  const untold = await pour(
    world.url,
    [Buffer.concat([...postOpening('Transfer-Encoding: chunked'), Buffer.from(piece)])],
    bytes,
  );
  expect(untold.taken).toBeLessThan(most);
  expect(untold.heard.toString()).toMatch(/^HTTP\/1.1 413 [\s\S]*"PAYLOAD_TOO_LARGE"/);
  await requireServing();
});

it('20,000 subscriptions on a socket, and one by HTTP', async () => {
  const [all, atOnce] = [20_000, 1_000];
  const { id } = await world.interview(candidate, 1);
  const query = `subscription { interviewEvents(interviewId: "${id}") { seq } }`;
  expect(await codeIn(await ask(JSON.stringify({ query })))).toEqual([400, 'BAD_USER_INPUT']);
  const peer = await openPeer(world.url, { token: candidate.token });
  const codes = new Map<unknown, number>();
  peer.socket.on('message', (data) => {
    const code = (JSON.parse(String(data)) as Message).payload?.[0]?.extensions.code;
    codes.set(code, (codes.get(code) ?? 0) + 1);
  });
  for (let at = 0; at < all; at++) peer.send({ type: 'subscribe', id: `s${at}`, payload: { query } });
  // Between two of them whoever else asks has a turn.
  expect(await (await ask('{"query":"{ me { id } }"}')).json()).toEqual({ data: { me: { id: candidate.id } } });
  expect(codes.get('RATE_LIMITED') ?? 0).toBeLessThan(all / 20);
  // Those that may come at once are refused, but the hundred that may be open.
  await eventually(() => (codes.get('RATE_LIMITED') ?? 0) >= atOnce - 101);
  await requireServing();
  expect([...codes.keys()]).toEqual(['RATE_LIMITED']);
  expect(peer.socket.readyState).toBe(peer.socket.OPEN);
  peer.socket.terminate();
  await eventually(() => world.app.services.live.readers() === 0);
});

it('250,000 pings and pongs on a socket: no more are answered than may come at once', async () => {
  const peer = await openPeer(world.url, { token: candidate.token });
  let [answers, sent] = [0, 0];
  peer.socket.on('pong', () => answers++);
  while (sent < 250_000 && peer.socket.readyState === peer.socket.OPEN) {
    for (const end = sent + 1_000; sent < end; sent++) sent % 2 === 0 ? peer.socket.ping() : peer.socket.pong();
    await new Promise((resolve) => setImmediate(resolve));
  }
  expect(await peer.closed).toEqual([4429, 'Too many messages']);
  expect(answers).toBeLessThan(2_000);
  await requireServing();
});

it('2,000 idle sockets: 500 from one address, the others refused by HTTP, and none for long', async () => {
  const opening = Array.from({ length: 2_000 }, () =>
    openPeer(world.url, { init: false }).catch((error: Refused) => error.status),
  );
  const peers = await Promise.all(opening);
  const held = peers.filter((peer) => typeof peer !== 'number');
  expect(held.length).toBeLessThanOrEqual(500);
  expect(peers.filter((peer) => peer === 429).length).toBe(2_000 - held.length);
  expect((await transports.http(world.url)('{ __typename }')).data).toEqual({ __typename: 'Query' });
  for (const { closed } of held) expect((await closed)[0]).toBe(4408);
  await eventually(() =>
    openPeer(world.url).then(
      (peer) => peer.close().then(() => true),
      () => false,
    ),
  );
  await requireServing();
});

it('a batch of 1,000', async () => {
  const [operations, messages] = [
    Array.from({ length: 1_000 }, () => ({ query: '{ __typename }' })),
    Array.from({ length: 500 }, (_, at) => ({ type: 'subscribe', id: `${at}`, payload: { query: '{ __typename }' } })),
  ].map((batch) => JSON.stringify(batch));
  expect(await codeIn(await ask(operations as string))).toEqual([400, 'BAD_USER_INPUT']);
  expect(await closeFor(messages as string)).toBe(invalidMessage);
  await requireServing();
});

it('a mutation by GET, also of the request that opens a websocket', async () => {
  const query = `?query=${encodeURIComponent('mutation { logout }')}`;
  const headers = { authorization: `Bearer ${candidate.token}` };
  const preflighted = { ...headers, 'apollo-require-preflight': 'yes' };
  expect(await codeIn(await fetch(`${world.url}/graphql${query}`, { headers: preflighted }))).toEqual([
    405,
    'BAD_USER_INPUT',
  ]);
  const peer = await openPeer(world.url, { token: candidate.token, headers, query });
  await peer.close();
  await requireServing();
});

it('a form', async () => {
  const form = `query=${encodeURIComponent('mutation { logout }')}`;
  const type = { 'content-type': 'application/x-www-form-urlencoded' };
  expect(await codeIn(await ask(form, type))).toEqual([415, 'UNSUPPORTED_MEDIA_TYPE']);
  expect(await closeFor(form)).toBe(invalidMessage);
  await requireServing();
});
