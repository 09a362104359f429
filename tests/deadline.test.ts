/** Deadlines kept by real time: by the alarm, by the round that reads them, and across restarts and pauses. */
import { eq, inArray } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as api from '../src/client/gql/graphql.js';
import { rounds, turns } from '../src/db/tables/index.js';
import { claimRound, openRounds } from '../src/domain/round.js';
import { createWorld, eventually, type Person, unique, type World } from './support/world.js';

const stores = 'deadline';
let world: World;
let candidate: Person;

beforeAll(async () => {
  world = await createWorld({ env: { ROLE: 'api' }, stores });
  candidate = await world.person();
});
afterAll(() => world.dispose());

const startWorker = () => createWorld({ env: { ROLE: 'worker' }, stores });

/** Starts an interview of questions with a second each; returns its id. */
const begin = async (count: number): Promise<string> => {
  const { ids } = await world.questions(count, { timeLimit: 1 });
  const { createInterview } = await candidate.client.request(api.CreateInterviewDocument, {
    input: { mode: 'CUSTOM', questionIds: ids },
  });
  await candidate.client.request(api.StartInterviewDocument, { id: createInterview.id });
  return createInterview.id;
};
const turnsOf = (...ids: string[]) => world.app.services.db.select().from(turns).where(inArray(turns.interviewId, ids));
const expired = (count: number, ...ids: string[]) =>
  eventually(async () => {
    const over = (await turnsOf(...ids)).filter(({ status }) => status === 'EXPIRED');
    return over.length === count ? over : undefined;
  }, 15);
const expectNoneEarly = (over: Awaited<ReturnType<typeof turnsOf>>) => {
  for (const { closedAt, deadlineAt } of over)
    expect(closedAt!.getTime()).toBeGreaterThanOrEqual(deadlineAt!.getTime());
};

describe('a deadline', () => {
  it('is kept by an alarm, without any round', async () => {
    const { db } = world.app.services;
    await db
      .insert(rounds)
      .values({ name: 'expiring turns', dueAt: new Date('2100-01-01') })
      .onDuplicateKeyUpdate({ set: { dueAt: new Date('2100-01-01') } });
    const worker = await startWorker();
    const id = await begin(2);
    expectNoneEarly(await expired(2, id));
    await worker.dispose();
    await db.delete(rounds).where(eq(rounds.name, 'expiring turns'));
  });

  it('is kept by a round when Redis has forgotten the alarm', async () => {
    const id = await begin(1);
    await world.app.services.redis.flushall();
    const worker = await startWorker();
    expectNoneEarly(await expired(1, id));
    await worker.dispose();
  });

  it('is kept across restarts and pauses, never early', async () => {
    const interviews = 10;
    const questions = 3;
    let worker = await startWorker();
    const ids = await Promise.all(Array.from({ length: interviews }, () => begin(questions)));
    const pauses = ids.slice(0, 5).map(async (id) => {
      await candidate.client.request(api.PauseInterviewDocument, { id });
      await new Promise((resolve) => setTimeout(resolve, 300));
      await candidate.client.request(api.ResumeInterviewDocument, { id });
    });
    await expired(interviews, ...ids);
    await worker.dispose();
    worker = await startWorker();
    const over = await expired(interviews * questions, ...ids);
    await Promise.all(pauses);
    expectNoneEarly(over);
    expect(over.filter(({ pausedTime }) => pausedTime >= 0.3)).toHaveLength(5);
    for (const { askedAt, deadlineAt, pausedTime } of over) {
      const granted = deadlineAt!.getTime() - askedAt.getTime() - pausedTime * 1_000;
      expect(Math.abs(granted - 1_000)).toBeLessThanOrEqual(2);
    }
    await worker.dispose();
  });
});

describe('a round', () => {
  it('is one process, whoever asks, and comes again once it is due', async () => {
    const other = await createWorld({ env: { ROLE: 'api' }, stores });
    const name = unique('round');
    const all = [world, other].flatMap(({ app }) => Array.from({ length: 20 }, () => app.services));
    const claimAll = async () =>
      (await Promise.all(all.map((services) => claimRound(services, name, 300)))).filter(Boolean);
    await Promise.all(all.map((services) => openRounds(services, name, 0)));
    expect(await claimAll()).toHaveLength(1);
    expect(await claimAll()).toHaveLength(0);
    await eventually(async () => (await claimAll()).length === 1);
    await other.dispose();
  });
});
