/** Rate limits: what users and addresses may ask for, counted by all servers together, and what happens while Redis is away. */
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import { loadEnv } from '../src/env.js';
import { openSocket } from './support/asking-socket.js';
import { postFrom, transports, type WireResult } from './support/wire.js';
import { codeOf, createWorld, eventually, type Person, plenty, unique, type World } from './support/world.js';

const worlds: World[] = [];
afterAll(async () => {
  for (const world of worlds) await world.dispose();
});
afterEach(() => vi.restoreAllMocks());

/** A server with limits of its own; everyone sends from an address that no other test has. */
const limited = async (limits: string, env: Record<string, string> = {}): Promise<World> => {
  const world = await createWorld({
    env: { ROLE: 'api', RATE_LIMITS: `${plenty},${limits}`, TRUSTED_PROXIES: '127.0.0.1', ...env },
  });
  worlds.push(world);
  return world;
};

let places = 0;
const freshAddress = () => `198.51.${Math.floor(places / 250) + (process.pid % 100)}.${(places++ % 250) + 1}`;

/** What costs one, of whoever asks. */
const cheap = '{ __typename }';

const ask = (world: World, from: string, query: string, token?: string) => postFrom(world.url, from, query, token);

const code = ({ errors }: WireResult): string => errors?.[0]?.extensions.code ?? 'accepted';
const times = <T>(count: number, work: (index: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: count }, (_, index) => work(index)));
const accepted = (answers: WireResult[]) => answers.filter((answer) => code(answer) === 'accepted').length;

describe('a user', () => {
  it('who has spent everything is told so, and when to come back; nobody else is', async () => {
    const world = await limited('user=10/1000');
    const [one, other] = [await world.person(), await world.person()];
    const from = freshAddress();
    const first = await ask(world, from, cheap, one.token);
    expect(first.headers.get('ratelimit-policy')).toBe('"user";q=10;w=1000, "address";q=900000000;w=60');
    expect(first.headers.get('ratelimit')).toMatch(/^"user";r=9;t=100, "address";r=\d{9};t=[01]$/);
    for (let left = 8; left >= 0; left--) {
      const { status, headers } = await ask(world, from, cheap, one.token);
      expect([status, headers.get('ratelimit')]).toEqual([200, expect.stringContaining(`"user";r=${left};`)]);
    }
    const refused = await ask(world, from, cheap, one.token);
    expect(refused.status).toBe(429);
    expect(refused.data).toBeFalsy();
    expect(refused.errors).toEqual([
      {
        message: 'Too many requests. Try again later.',
        extensions: { code: 'RATE_LIMITED', requestId: refused.headers.get('x-request-id'), retryAfter: 100 },
      },
    ]);
    expect(refused.headers.get('retry-after')).toBe('100');
    expect(refused.headers.get('ratelimit')).toContain('"user";r=0;t=1000');
    expect(code(await ask(world, from, cheap, other.token))).toBe('accepted');
    expect(code(await ask(world, freshAddress(), cheap, one.token))).toBe('RATE_LIMITED');
  });

  it('is told of it on the operation over a websocket, which goes on', async () => {
    const world = await limited('user=5/1000');
    const { token } = await world.person();
    const socket = await openSocket(world.url, token);
    const results = [];
    for (let sent = 0; sent < 7; sent++) results.push(await socket.ask(cheap));
    expect(results.map(code)).toEqual([...Array(5).fill('accepted'), 'RATE_LIMITED', 'RATE_LIMITED']);
    expect(results.at(-1)?.errors?.[0]?.extensions.retryAfter).toBeGreaterThan(100);
    // Of a subscription, too; and both transports take from the same.
    expect(
      code(await socket.ask('subscription { interviewEvents(interviewId: "int_01h455vb4pex5vsknk084sn02q") { at } }')),
    ).toBe('RATE_LIMITED');
    expect(code(await ask(world, freshAddress(), cheap, token))).toBe('RATE_LIMITED');
    expect(socket.isOpen()).toBe(true);
    socket.close();
  });

  it('that is refused over a websocket has nothing open there for it', async () => {
    const world = await limited('user=1/1000', { LIMITS: 'socketOperations=2,socketSubscriptions=1' });
    const { token } = await world.person();
    const socket = await openSocket(world.url, token);
    expect(code(await socket.ask(cheap))).toBe('accepted');
    const stream = 'subscription { interviewEvents(interviewId: "int_01h455vb4pex5vsknk084sn02q") { at } }';
    for (const query of [stream, cheap, stream, cheap, stream]) {
      const [error] = (await socket.ask(query)).errors ?? [];
      // That too many are open would be told without a time.
      expect(error?.extensions).toMatchObject({ code: 'RATE_LIMITED', retryAfter: expect.any(Number) });
    }
    socket.close();
  });

  it('pays for each field, times the length of the lists that it is in', async () => {
    const world = await limited('user=100/1000', { LIMITS: 'cost=500' });
    const { token } = await world.person();
    const from = freshAddress();
    const left = async (query: string) => {
      const { headers } = await ask(world, from, query, token);
      return /"user";r=(\d+);/.exec(headers.get('ratelimit') ?? '')?.[1];
    };
    expect(await left('{ a: me { id } b: me { id } }')).toBe('96');
    // The connection, its edges, and twenty times the node and its id.
    expect(await left('{ interviews(first: 20) { edges { node { id } } } }')).toBe('54');
    expect(await left('mutation { updateUser(input: { name: "Renamed" }) { id } }')).toBe('43');
  });

  it('has what costs more than there ever is of a full bucket alone; what costs too much to run is refused for one', async () => {
    const world = await limited('user=100/1000', { LIMITS: 'cost=250' });
    const [one, other] = [await world.person(), await world.person()];
    const from = freshAddress();
    const page = (first: number) => `{ interviews(first: ${first}) { edges { node { id status } } } }`;
    const refused = await ask(world, from, page(100), one.token);
    expect([code(refused), refused.errors?.[0]?.message]).toEqual([
      'BAD_USER_INPUT',
      expect.stringMatching(/costs too/),
    ]);
    expect(refused.headers.get('ratelimit')).toContain('"user";r=99;');
    expect(code(await ask(world, from, page(50), one.token))).toBe('RATE_LIMITED');
    expect(code(await ask(world, from, page(50), other.token))).toBe('accepted');
    expect(code(await ask(world, from, cheap, other.token))).toBe('RATE_LIMITED');
  });

  it('has again what time has brought back', async () => {
    const world = await limited('user=4/2');
    const { token } = await world.person();
    const from = freshAddress();
    expect(accepted(await times(8, () => ask(world, from, cheap, token)))).toBeLessThan(8);
    await eventually(async () => code(await ask(world, from, cheap, token)) === 'accepted');
  });
});

describe('several servers', () => {
  it('count together, however many ask at once, to within a lot for each', async () => {
    const servers = await times(3, () => limited('user=300/90000'));
    const { token } = await (servers[0] as World).person();
    const from = freshAddress();
    const answers = await times(600, (index) => ask(servers[index % 3] as World, from, cheap, token));
    // 300, and what three lots of 6 let through beyond that at most.
    expect(accepted(answers)).toBeGreaterThanOrEqual(300 - 3 * 6);
    expect(accepted(answers)).toBeLessThanOrEqual(300 + 3 * 6);
  });

  it('ask Redis once for a lot, and not at all for what is known', async () => {
    const world = await limited('user=500/90000');
    const { token } = await world.person();
    const from = freshAddress();
    await ask(world, from, cheap, token);
    const asked = vi.spyOn(world.app.services.redis, 'eval');
    expect(accepted(await times(100, () => ask(world, from, cheap, token)))).toBe(100);
    // Lots of 10; who comes while one is on its way waits for that.
    expect(asked.mock.calls.length).toBeGreaterThanOrEqual(9);
    expect(asked.mock.calls.length).toBeLessThanOrEqual(11);
    while (code(await ask(world, from, cheap, token)) === 'accepted');
    asked.mockClear();
    expect(accepted(await times(50, () => ask(world, from, cheap, token)))).toBe(0);
    expect(asked).not.toHaveBeenCalled();
  });
});

describe('an address', () => {
  it('has less for those who are not signed in than for those who are', async () => {
    const world = await limited('anonymous=3/1000,address=6/1000');
    const { token } = await world.person();
    const from = freshAddress();
    expect((await times(5, () => ask(world, from, cheap))).map(code).sort()).toEqual([
      'RATE_LIMITED',
      'RATE_LIMITED',
      'accepted',
      'accepted',
      'accepted',
    ]);
    expect(accepted(await times(9, () => ask(world, from, cheap, token)))).toBe(6);
    expect(code(await ask(world, freshAddress(), cheap))).toBe('accepted');
  });

  it('is one for a whole IPv6 network', async () => {
    const world = await limited('anonymous=3/1000');
    const network = `2001:db8:${process.pid.toString(16)}:${places.toString(16)}`;
    const answers = await times(6, (index) => ask(world, `${network}::${index + 1}`, cheap));
    expect(accepted(answers)).toBe(3);
  });

  it('that has nothing left is refused before the database is asked anything', async () => {
    const world = await limited('address=2/1000');
    const { token } = await world.person();
    const from = freshAddress();
    await times(3, () => ask(world, from, cheap, token));
    const before = world.app.services.database.statements();
    const refused = await ask(world, from, cheap, token);
    expect([refused.status, code(refused), Number(refused.headers.get('retry-after'))]).toEqual([
      429,
      'RATE_LIMITED',
      500,
    ]);
    expect(world.app.services.database.statements()).toBe(before);
  });

  describe.each(Object.entries(transports))('over %s', (_, connectTo) => {
    it('pays for what is no operation, too', async () => {
      const world = await limited('anonymous=5/1000');
      const send = connectTo(world.url);
      await eventually(async () => code(await send('{ nothing')) === 'RATE_LIMITED');
      expect(code(await send(cheap))).toBe('RATE_LIMITED');
    });

    it('has whoever is signed in there pay for it', async () => {
      const world = await limited('user=5/1000');
      const [one, other] = [await world.person(), await world.person()];
      const send = connectTo(world.url);
      await eventually(async () => code(await send('{ nothing', {}, one.token)) === 'RATE_LIMITED');
      expect(code(await send('{ nothing', {}, other.token))).toBe('BAD_USER_INPUT');
    });

    it('pays for it by its length, with all that it has where that is too little', async () => {
      const world = await limited('anonymous=100/1000');
      const send = connectTo(world.url);
      const long = `{ ${'nothing '.repeat(500)}}`;
      const answers: string[] = [];
      await eventually(async () => {
        answers.push(code(await send(long)));
        return answers.at(-1) === 'RATE_LIMITED';
      });
      // 41 each: of the third there is only a part.
      expect(answers.length).toBeLessThan(10);
      expect(code(await send(cheap))).toBe('RATE_LIMITED');
    });
  });

  it('pays as nobody for what is sent with a token that is none', async () => {
    const world = await limited('anonymous=5/1000');
    const { token } = await world.person();
    const from = freshAddress();
    await eventually(async () => code(await ask(world, from, '{ nothing', 'none')) === 'RATE_LIMITED');
    const refused = await ask(world, from, cheap, 'none');
    expect([code(refused), refused.headers.get('ratelimit')]).toEqual([
      'RATE_LIMITED',
      expect.stringContaining('"anonymous";r=0;'),
    ]);
    expect(code(await ask(world, from, cheap, token))).toBe('accepted');
  });

  it.each([
    ['malformed JSON', 400, '{', 'application/json'],
    ['another type', 415, 'query=x', 'application/x-www-form-urlencoded'],
    ['too much', 413, 'x'.repeat(300_000), 'application/json'],
  ])('pays for %s, which is not read any more once nothing is left', async (_, status, body, type) => {
    const world = await limited('anonymous=4/1000,user=4/1000');
    const { token } = await world.person();
    for (const authorization of ['', 'Bearer none', `Bearer ${token}`]) {
      const from = freshAddress();
      const send = async () => {
        const headers = { 'content-type': type, 'x-forwarded-for': from, authorization };
        const response = await fetch(`${world.url}/graphql`, { method: 'POST', headers, body });
        await response.text();
        return response.status;
      };
      expect(await send()).toBe(status);
      await eventually(async () => (await send()) === 429);
    }
  });
});

describe('signing in', () => {
  const attempt =
    'login(input: { contact: { email: "nobody@example.com" }, password: "wrong-password" }) { accessToken }';

  it('is limited by itself, each attempt of an operation counting, in fragments as well', async () => {
    const world = await limited('signIn=4/1000');
    const from = freshAddress();
    const spread = `mutation { ...More a: ${attempt} } fragment More on Mutation { b: ${attempt} }`;
    expect((await ask(world, from, spread)).errors?.map(({ extensions }) => extensions.code)).toContain(
      'INVALID_CREDENTIALS',
    );
    const { headers } = await ask(world, from, `mutation { ${attempt} }`);
    expect(headers.get('ratelimit')).toContain('"signIn";r=1;');
    expect(code(await ask(world, from, `mutation { a: ${attempt} b: ${attempt} }`))).toBe('RATE_LIMITED');
    expect(code(await ask(world, from, cheap))).toBe('accepted');
    // Renewing a session is no guess.
    expect(code(await ask(world, from, 'mutation { refreshSession(refreshToken: "none") { accessToken } }'))).toBe(
      'UNAUTHENTICATED',
    );
  });

  it('goes no further while Redis is away; everything else does, each server counting for itself', async () => {
    const world = await limited('user=6/1000', { REDIS_URL: 'redis://127.0.0.1:1' });
    const home = await limited('user=1000/1000');
    const person: Person = await home.person();
    const from = freshAddress();
    const answer = await ask(world, from, `mutation { ${attempt} }`);
    expect([answer.status, code(answer)]).toEqual([503, 'DEPENDENCY_UNAVAILABLE']);
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(accepted(await times(9, () => ask(world, from, cheap, person.token)))).toBe(6);
    const { refreshToken } = person;
    const renewed = await ask(
      world,
      from,
      `mutation { refreshSession(refreshToken: "${refreshToken}") { accessToken } }`,
    );
    expect(code(renewed)).toBe('accepted');
  });

  it('without Redis nobody guesses by another door, either', async () => {
    const world = await createWorld({ env: { ROLE: 'api', REDIS_URL: 'redis://127.0.0.1:1', RATE_LIMITS: 'off' } });
    worlds.push(world);
    const home = await limited('user=1000/1000');
    const { token, password } = await home.person();
    const change = `mutation { changePassword(input: { currentPassword: "${password}", newPassword: "${unique('other-long')}" }) }`;
    expect(code(await ask(world, freshAddress(), change, token))).toBe('DEPENDENCY_UNAVAILABLE');
    expect(await codeOf(home.person())).toBe('accepted');
  });
});

describe('RATE_LIMITS', () => {
  const read = (value: string) => loadEnv({ RATE_LIMITS: value, DATABASE_URL: 'mysql://h/d' }).rateLimits;

  it('changes what it names, and leaves the rest', () => {
    expect(read('signIn=5/30')).toEqual({ ...loadEnv({}).rateLimits, signIn: { tokens: 5, seconds: 30 } });
    expect(read('off')).toBeUndefined();
  });

  it.each(['nobody=5/30', 'user=5', 'user=0/30', 'user=-1/3', 'user=5/0', 'constructor=1/1', 'user=x'])(
    '%s is not taken',
    (value) => {
      expect(() => read(value)).toThrow('RATE_LIMITS');
    },
  );

  it('off asks Redis nothing, and says nothing', async () => {
    const world = await createWorld({ env: { ROLE: 'api', RATE_LIMITS: 'off' } });
    worlds.push(world);
    const asked = vi.spyOn(world.app.services.redis, 'eval');
    const { headers } = await ask(world, freshAddress(), cheap);
    expect([headers.has('ratelimit'), asked.mock.calls.length]).toEqual([false, 0]);
  });
});
