/** Rounds over banks of all sizes in turn, so that a drift of the machine hits all alike. */
import { rounds } from '../measure.js';
import { median, percentile } from '../number.js';
import type { Bench } from '../scenarios/scenario.js';
import { type MeasuredRound, runRound } from '../subject.js';
import type { Bank } from './bank.js';
import type { Door } from './door.js';
import type { Kind } from './kinds.js';

/** A bank with the server in front of it. */
export type Subject = { bank: Bank; door: Door; pid: number; kinds: Kind[] };

export type PlainRound = { p50: number; p99: number };

/** One kind of question to one bank. */
export type Measured = { kind: Kind; ours: MeasuredRound[]; plain: PlainRound[] };

/** Requests of a round, however slow the machine; and of plain SQL, which may take a second each. */
const fewest = { ours: 50, plain: 5 };
const warmUp = 300;

const timePlain = async (run: (at: number) => Promise<unknown>, seconds: number, from: number): Promise<PlainRound> => {
  const latencies: number[] = [];
  const end = performance.now() + seconds * 1000;
  while (performance.now() < end || latencies.length < fewest.plain) {
    const start = performance.now();
    await run(from + latencies.length);
    latencies.push(performance.now() - start);
  }
  latencies.sort((a, b) => a - b);
  return { p50: percentile(latencies, 0.5), p99: percentile(latencies, 0.99) };
};

const runOurs = (
  bench: Bench,
  { door, pid }: Subject,
  { bodies, includes }: Kind,
  round: number,
  length: { seconds: number; atLeast: number },
): Promise<MeasuredRound> => {
  const request = { ...door, bodies: bodies[round] as string[] };
  return runRound(bench, { pid, request, expected: { includes } }, { connections: 1, ...length });
};

/** @returns for each subject what was measured of each kind, in their orders */
export const measureBanks = async (bench: Bench, subjects: Subject[]): Promise<Measured[][]> => {
  const measured = subjects.map(({ kinds }) => kinds.map((kind): Measured => ({ kind, ours: [], plain: [] })));
  for (const subject of subjects) {
    for (const kind of subject.kinds) {
      await runOurs(bench, subject, kind, 0, { seconds: 1, atLeast: warmUp });
      if (kind.plain) await timePlain(kind.plain, 0, 0);
    }
  }
  for (let round = 1; round <= rounds; round++) {
    for (const at of subjects[0]?.kinds.keys() ?? []) {
      for (const [index, subject] of subjects.entries()) {
        const { kind, ours, plain } = (measured[index] as Measured[])[at] as Measured;
        ours.push(await runOurs(bench, subject, kind, round, { seconds: bench.seconds, atLeast: fewest.ours }));
        if (!kind.plain) continue;
        const from = round * (kind.bodies[round]?.length ?? 0);
        plain.push(await timePlain(kind.plain, bench.seconds, from));
      }
    }
  }
  return measured;
};

/** How many times as long one took as another, in the middle of all rounds. */
export const ratioOf = (ones: { p50: number }[], others: { p50: number }[]): number =>
  median(ones.map(({ p50 }, round) => p50 / (others[round]?.p50 ?? Number.NaN)));
