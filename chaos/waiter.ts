/** A candidate who never answers: lets every question run out, and pauses now and then. */
import { setTimeout as delay } from 'node:timers/promises';
import type { CandidateOptions } from './candidate.js';
import { openRoom } from './room.js';

/** Questions with a short limit, of which the bank has one in three. */
const questions = 5;

/** Plays one interview to its end; it ends by the clock alone. */
export const waitThrough = async (options: CandidateOptions): Promise<void> => {
  const { number, caller, followers, bank, chance, stopAt } = options;
  const short = bank.filter((_, at) => at % 3 === 0);
  const questionIds = Array.from({ length: questions }, (_, at) => short[(number + at) % short.length]?.id as string);
  const created = await caller.persist(
    { action: 'createInterview', interviewId: '', clientKey: `waiting-${number}` },
    { mode: 'CUSTOM', pace: 'STANDARD', questionIds, locale: 'EN' },
  );
  if (created.kind !== 'ack') return;
  const interviewId = created.ack.id;
  const room = openRoom(interviewId, caller, followers, stopAt);
  const started = await caller.persist({ action: 'startInterview', interviewId });
  if (started.kind === 'ack' && started.ack.turnId) room.opened(started.ack.turnId);
  for (;;) {
    const turnId = await room.turn();
    if (!turnId) return;
    if (chance.below(3) === 0) {
      await delay(chance.below(2_000));
      await caller.persist({ action: 'pauseInterview', interviewId });
      await delay(chance.below(2_000));
      await caller.persist({ action: 'resumeInterview', interviewId });
    }
    await room.closing(turnId);
    room.closed(turnId);
  }
};
