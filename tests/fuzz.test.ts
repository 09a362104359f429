/** Operations that nobody has thought of, valid and broken, by everyone: nothing breaks, and nobody sees what is another's. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createSchema } from '../src/server/schema.js';
import { type Cast, createCast, type Member } from './support/fuzz/cast.js';
import { complaintAbout, idsIn } from './support/fuzz/check.js';
import { createLanes, type Lanes } from './support/fuzz/lanes.js';
import { type Written, writeOperation } from './support/fuzz/operation.js';
import { createTape, tapes } from './support/fuzz/tape.js';
import { createWorld, type World } from './support/world.js';

/** `npm run fuzz` sets these. */
const runs = Number(process.env.FUZZ_RUNS ?? 20_000);
const seed = Number(process.env.FUZZ_SEED ?? Date.now() % 2 ** 31);
/** Operations that are under way at once. */
const together = 64;
/** Bytes by which the second half may raise what the first half has left in memory. */
const allowance = 40 * 1024 * 1024;
/** Operations with which the server has all that it keeps of them, so that what comes then is a leak. */
const enough = 20_000;

const schema = createSchema();
let world: World;
let cast: Cast;
let lanes: Lanes;

beforeAll(async () => {
  world = await createWorld({
    stores: 'fuzz',
    env: { LOG_LEVEL: 'error', LIMITS: 'socketMessages=1000000,socketBurst=1000000' },
  });
  cast = await createCast(world);
  lanes = createLanes(world.url);
});
afterAll(async () => {
  await lanes.close();
  await world.dispose();
});

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;
const inUse = () => {
  collectGarbage();
  collectGarbage();
  return process.memoryUsage().heapUsed;
};

/** Ids that candidates, and who is not signed in, were shown: to whom (one's id, or none), and by what. */
const seen = new Map<string, Map<string, string>>();

const requireOwn = async () => {
  const owners = await cast.owners();
  for (const [id, viewers] of seen) {
    const owner = owners.get(id);
    if (owner === undefined) continue;
    for (const [viewer, by] of viewers)
      if (viewer !== owner) throw new Error(`${viewer || 'nobody'} saw ${id} of ${owner} by ${by}`);
  }
  seen.clear();
};

it(`${runs} operations break nothing and show nobody what is another's`, { timeout: 60_000 + runs * 20 }, async () => {
  const asked = { all: 0, answered: 0, refused: 0, lost: 0 };
  const tally = new Map<string, number>();
  const one = async (written: Written, { name, role, person }: Member, at: number): Promise<void> => {
    const fail = (complaint: unknown, result?: unknown): never => {
      const causes = world.log.filter(({ level }) => Number(level) >= 50).slice(-3);
      const texts = [written, result, causes].map((value) => JSON.stringify(value));
      throw new Error(`${complaint}, for ${name}: ${texts.join('\n')}`);
    };
    const result = await lanes.ask(written, person?.token, at).catch(fail);
    const complaint = result && complaintAbout(result);
    if (complaint) fail(complaint, result);
    asked.all++;
    if (!result) asked.lost++;
    else if (result.data) asked.answered++;
    else asked.refused++;
    for (const { extensions } of result?.errors ?? [])
      tally.set(extensions.code, (tally.get(extensions.code) ?? 0) + 1);
    if (role && role !== 'CANDIDATE') return;
    const by = JSON.stringify(written);
    for (const id of idsIn(result?.data)) seen.set(id, (seen.get(id) ?? new Map()).set(person?.id ?? '', by));
  };

  let batches = 0;
  const batch = async (numbers: number[][]): Promise<void> => {
    world.log.length = 0;
    const written = numbers.map((some) => writeOperation(createTape(some), schema, cast.ids));
    const [nobody, ...people] = cast.members as [Member, ...Member[]];
    // Nobody's operations end at a guard, for a quarter of what it costs to carry one out: four of five are theirs.
    const memberOf = (at: number) =>
      (at + batches) % 5 === 0 ? (people[((at + batches) / 5) % people.length] as Member) : nobody;
    const asks = written.map((operation, at) => one(operation, memberOf(at), at));
    const ends = Promise.all(asks);
    // Whatever fails first is told below.
    ends.catch(() => undefined);
    await Promise.all(asks.filter((_, at) => !lanes.isStream(written[at] as Written, at)));
    await lanes.leave();
    await ends;
    if (++batches % 4 === 0) await cast.refresh();
    if (batches % 50 === 0) await requireOwn();
  };
  const half = async (of: number) => {
    const property = fc.asyncProperty(fc.array(tapes, { minLength: together, maxLength: together }), batch);
    // Who is who changes as they are asked: a smaller counterexample would be of another world.
    const options = { seed: seed + of, numRuns: Math.ceil(runs / 2 / together), endOnFailure: true };
    const { failed, errorInstance } = await fc.check(property, options);
    if (failed)
      throw new Error(`To run it again: npm run fuzz -- --runs ${runs} --seed ${seed}`, { cause: errorInstance });
    await requireOwn();
    return inUse();
  };
  const before = process.cpuUsage();
  const start = inUse();
  const middle = await half(0);
  const end = await half(1);
  const { user, system } = process.cpuUsage(before);
  const seconds = (user + system) / 1e6;
  if (process.env.FUZZ_RUNS) {
    const megabytes = [start, middle, end].map((bytes) => Math.round(bytes / 1024 / 1024));
    process.stdout.write(
      `seed ${seed}: ${JSON.stringify({ ...asked, ...Object.fromEntries(tally), megabytes, seconds })}\n`,
    );
  }
  expect(asked.all).toBeGreaterThanOrEqual(runs);
  // Neither all wrong nor all right, or little would be said.
  expect(asked.answered).toBeGreaterThan(runs / 20);
  expect(asked.refused).toBeGreaterThan(runs / 2);
  expect(asked.lost).toBeLessThan(runs / 20);
  if (runs >= enough) expect(end - middle).toBeLessThan(allowance);
});
