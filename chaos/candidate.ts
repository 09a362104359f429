/** A candidate: plays one interview after another, as a patient person with a bad network would. */
import { setTimeout as delay } from 'node:timers/promises';
import type { Chance } from '../bench/bank/random.js';
import type { Bank } from './dataset.js';
import type { Follower } from './follower.js';
import type { Outcome } from './history.js';
import { type Caller, openRoom, type Room } from './room.js';

const paces = ['ZERO_PRESSURE', 'ZERO_PRESSURE', 'STANDARD', 'STANDARD', 'STRESS'] as const;

/** What is done with a turn, and how often among a hundred. */
const habits = {
  answer: 33,
  skip: 32,
  /** The same answer to two servers at once. */
  answerTwice: 7,
  /** The same answer once more after it was taken. */
  answerAgain: 6,
  /** Another answer under the key of the one that was taken. */
  answerOther: 4,
  /** An answer to one server, a skip to another. */
  answerAgainstSkip: 7,
  skipTwice: 5,
  /** Says nothing until the time is up. */
  letExpire: 3,
  /** Takes a turn that is over up once more; without a clock. */
  retry: 4,
};
type Habit = keyof typeof habits;

const drawHabit = (chance: Chance): Habit => {
  let left = chance.below(Object.values(habits).reduce((sum, weight) => sum + weight, 0));
  for (const [habit, weight] of Object.entries(habits)) {
    left -= weight;
    if (left < 0) return habit as Habit;
  }
  return 'answer';
};

const sentences = [
  'An expiry bounds how long stale data is served.',
  'Cached copies go stale when the source changes.',
  'It frees memory of entries that nobody reads.',
  'I do not know.',
];

export type CandidateOptions = {
  number: number;
  caller: Caller;
  followers: Follower[];
  bank: Bank;
  servers: number;
  chance: Chance;
  /** When no new interview is begun, and when nothing is waited for any more; milliseconds since the epoch. */
  stopAt(): number;
  giveUpAt(): number;
};

export const playInterviews = async (options: CandidateOptions): Promise<void> => {
  const { stopAt } = options;
  for (let count = 0; Date.now() < stopAt(); count++) await playOne(options, count);
};

const playOne = async (options: CandidateOptions, count: number): Promise<void> => {
  const { number, caller, followers, bank, chance, stopAt, giveUpAt } = options;
  const pace = chance.one(paces);
  const questions = 3 + chance.below(18);
  const first = chance.below(bank.length);
  const questionIds = Array.from({ length: questions }, (_, at) => bank[(first + at) % bank.length]?.id as string);
  // One in ten leaves early; one in twenty gives up.
  const played = chance.below(10) === 0 ? 1 + chance.below(questions) : questions;
  const givesUp = chance.below(20) === 0;
  const created = await caller.persist(
    { action: 'createInterview', interviewId: '', clientKey: `interview-${number}-${count}` },
    { mode: 'CUSTOM', pace, questionIds, locale: 'EN' },
  );
  if (created.kind !== 'ack') return;
  const interviewId = created.ack.id;
  const room = openRoom(interviewId, caller, followers, giveUpAt);
  const started = await caller.persist({ action: 'startInterview', interviewId });
  if (started.kind === 'ack' && started.ack.turnId) room.opened(started.ack.turnId);

  for (let position = 0; position < played && Date.now() < stopAt(); position++) {
    const turnId = await room.turn();
    if (!turnId) break;
    if (chance.below(12) === 0) await pause(options, interviewId);
    if (pace !== 'STRESS') await revealHints(options, interviewId, turnId);
    await playTurn(options, room, turnId, `${number}-${count}-${position}`, pace !== 'ZERO_PRESSURE');
    room.closed(turnId);
    if (pace === 'ZERO_PRESSURE' && position + 1 < questions) await goOn(options, room);
  }
  await caller.persist({ action: givesUp ? 'cancelInterview' : 'finishInterview', interviewId });
};

/** Halts the interview and goes on at once; now and then from two servers. */
const pause = async ({ caller, chance, servers }: CandidateOptions, interviewId: string): Promise<void> => {
  const both = chance.below(4) === 0;
  for (const action of ['pauseInterview', 'resumeInterview'] as const) {
    const request = { action, interviewId };
    await Promise.all([caller.persist(request), both ? caller.once(request, chance.below(servers)) : undefined]);
  }
};

/** Asks for none, one or both of the hints. */
const revealHints = async (
  { caller, chance }: CandidateOptions,
  interviewId: string,
  turnId: string,
): Promise<void> => {
  const count = Math.max(0, chance.below(6) - 3);
  for (let hint = 1; hint <= count; hint++) {
    const outcome = await caller.persist({ action: 'revealHint', interviewId, turnId, hint });
    if (outcome.kind !== 'ack') return;
  }
};

/** Asks for the next question, now and then twice at once. */
const goOn = async ({ caller, chance, servers }: CandidateOptions, room: Room): Promise<void> => {
  const request = { action: 'nextTurn' as const, interviewId: room.id };
  const [outcome] = await Promise.all([
    caller.persist(request),
    chance.below(15) === 0 ? caller.once(request, chance.below(servers)) : undefined,
  ]);
  if (outcome.kind === 'ack' && outcome.ack.turnId) room.opened(outcome.ack.turnId);
};

const playTurn = async (
  options: CandidateOptions,
  room: Room,
  turnId: string,
  clientKey: string,
  clocked: boolean,
): Promise<void> => {
  const { caller, chance, servers } = options;
  const text = `${chance.one(sentences)} (${clientKey})`;
  const other = chance.below(servers);
  const answer = { action: 'submitAnswer' as const, interviewId: room.id, turnId, clientKey, text };
  const skip = { action: 'skipTurn' as const, interviewId: room.id, turnId };
  const habit = drawHabit(chance);
  switch (habit) {
    case 'answer':
      await caller.persist(answer);
      return;
    case 'skip':
      await caller.persist(skip);
      return;
    case 'answerTwice':
      await Promise.all([caller.persist(answer), caller.once(answer, other)]);
      return;
    case 'answerAgain':
      await caller.persist(answer);
      await caller.once(answer, other);
      return;
    case 'answerOther': {
      const outcome: Outcome = await caller.persist(answer);
      if (outcome.kind === 'ack') await caller.persist({ ...answer, text: `${text} And more.` });
      return;
    }
    case 'answerAgainstSkip':
      await Promise.all([caller.persist(answer), caller.persist(skip)]);
      return;
    case 'skipTwice':
      await Promise.all([caller.persist(skip), caller.once(skip, other)]);
      return;
    case 'retry': {
      const first = await caller.persist(chance.below(3) === 0 ? skip : answer);
      if (clocked || first.kind !== 'ack') return;
      const again = await caller.persist({ action: 'retryTurn', interviewId: room.id, turnId });
      if (again.kind !== 'ack') return;
      const second = { ...answer, clientKey: `${clientKey}-2`, text: `${text} Or so.` };
      await caller.persist(chance.below(3) === 0 ? skip : second);
      return;
    }
    case 'letExpire':
      // Without a clock it would be for ever.
      if (!clocked) await caller.persist(skip);
      else if (await Promise.race([room.closing(turnId).then(() => true), delay(6_000, false)])) return;
      else await caller.persist(skip);
  }
};
