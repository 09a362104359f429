/** The kinds of faults, and the plan of a run: which, when and to whom, all of it from the seed. */
import { createChance } from '../bench/bank/random.js';

/** How often each happens in a minute; every one happens at least once in a run. */
export const faultKinds = {
  /** SIGKILL of an API process. */
  'kill-api': 3,
  /** SIGKILL of a worker. */
  'kill-worker': 2,
  /** SIGSTOP of an API process for longer than the database waits for locks and statements, then SIGCONT. */
  'stop-api': 2,
  'stop-worker': 1,
  /** SIGTERM of an API process, which sends its clients elsewhere. */
  'roll-api': 2,
  /** SIGKILL exactly between a commit and its announcement. */
  'die-before-publish': 4,
  /** SIGKILL exactly between the effect of a job and its completion in the queue. */
  'die-before-completion': 3,
  /** SIGSTOP of a worker exactly between taking an answer up and scoring it, until another has scored it; then SIGCONT. */
  'halt-while-scoring': 1,
  'flush-redis': 5,
  /** SIGKILL of Redis, and a new start one to three seconds later. */
  'redis-outage': 3,
  /** Redis drops every connection that listens to messages. */
  'kill-pubsub': 7,
  /** SIGKILL of the database, and a new start. */
  'restart-database': 3,
  /** The database drops every connection of the servers. */
  'kill-connections': 6,
  /** Every client connection of a server is reset. */
  'cut-clients': 12,
  /** Nothing passes between the clients and a server for one to three seconds. */
  'stall-clients': 4,
} as const;

export type FaultKind = keyof typeof faultKinds;

/** What happens to the servers alone, the clock of which is to go on: how often in a minute. */
export const restarts: Partial<Record<FaultKind, number>> = {
  'kill-api': 4,
  'kill-worker': 4,
  'roll-api': 2,
  'flush-redis': 6,
  'kill-pubsub': 4,
  'kill-connections': 4,
};

export type Fault = {
  kind: FaultKind;
  /** Milliseconds after the start. */
  at: number;
  /** Picks the victim. */
  victim: number;
  /** Milliseconds, where it has a length. */
  length: number;
};

/** The shortest, and how much longer at most. */
const lengths: Partial<Record<FaultKind, [number, number]>> = {
  'stop-api': [9_000, 1_500],
  'stop-worker': [6_000, 4_000],
  // Twice as long as the queue takes to notice.
  'halt-while-scoring': [20_000, 10_000],
  'redis-outage': [1_000, 2_000],
  'restart-database': [100, 900],
  'stall-clients': [1_000, 2_000],
};

/** What takes so long that it has to begin early. */
const long = new Set<FaultKind>(['stop-api', 'stop-worker', 'halt-while-scoring']);

/** @param kinds those that happen, each with how often in a minute */
export const planFaults = (seed: number, seconds: number, kinds: Partial<Record<FaultKind, number>>): Fault[] => {
  const chance = createChance(seed);
  const list = Object.entries(kinds).flatMap(([kind, perMinute]) =>
    Array.from({ length: Math.max(1, Math.round((perMinute * seconds) / 60)) }, () => ({
      kind: kind as FaultKind,
      order: chance.next(),
    })),
  );
  const span = (seconds - 1) * 1000;
  return list
    .sort((a, b) => a.order - b.order)
    .map(({ kind }, slot) => {
      const [least, more] = lengths[kind] ?? [0, 1];
      const length = least + chance.below(more);
      const at = ((slot + chance.next()) / list.length) * (long.has(kind) ? Math.max(0, span - length) : span);
      return { kind, at: Math.round(at), victim: chance.below(1_000), length };
    })
    .sort((a, b) => a.at - b.at);
};
