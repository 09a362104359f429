/** Abuses that only a burst makes: a server that has refused them goes on to serve. Those of a single operation are in limits.test.ts. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openPeer, type Refused } from './support/socket.js';
import { transports } from './support/wire.js';
import { createWorld, eventually, type Person, type World } from './support/world.js';

let world: World;
let candidate: Person;

beforeAll(async () => {
  world = await createWorld({ env: { ROLE: 'api' } });
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

it('hangs up on a connection_init of 10 MB before it has arrived, and on a body of as much', async () => {
  const large = 'x'.repeat(10_000_000);
  const peer = await openPeer(world.url, { init: false });
  peer.send({ type: 'connection_init', payload: { large } });
  const [code] = await peer.closed;
  // Where the connection ends while it is being sent, the code may be lost with it.
  expect([1006, 1009]).toContain(code);
  const sent = await fetch(`${world.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: large }),
  }).then(
    ({ status }) => status,
    () => 'hung up',
  );
  expect([413, 'hung up']).toContain(sent);
  await requireServing();
});

it('refuses of 5,000 subscriptions on a socket all that are too many', async () => {
  const { id } = await world.interview(candidate, 1);
  const peer = await openPeer(world.url, { token: candidate.token });
  const payload = { query: `subscription { interviewEvents(interviewId: "${id}") { seq } }` };
  for (let at = 0; at < 5_000; at++) peer.send({ type: 'subscribe', id: `s${at}`, payload });
  for (let left = 5_000 - 100; left > 0; left--) {
    expect((await peer.next()).payload?.[0]?.extensions.code).toBe('RATE_LIMITED');
  }
  await requireServing();
  await peer.close();
  await eventually(() => world.app.services.live.readers() === 0);
});

it('has no more than 500 of 2,000 idle sockets from one address, and none of them for long', async () => {
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
