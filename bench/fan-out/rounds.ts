/** Rounds of events: the next happens when the one before has reached every socket. */
import { cpuTime } from '../cpu.js';
import { median, percentile } from '../number.js';
import type { RunningServer } from '../server.js';
import type { Arrivals, Followers } from './followers.js';
import { now } from './now.js';
import type { Trigger } from './trigger.js';

/** A server with sockets on it, and what makes it send. */
export type Side = {
  server: RunningServer;
  followers: Followers;
  /** How many messages each event is. */
  sockets: number;
  trigger: Trigger;
  /** The message that was sent last. */
  sample: string;
};

/** `perSecond`: messages, from an event to its last receipt; `cpu`: microseconds of the server's processor time for each. */
export type StreamRound = { perSecond: number; p50: number; p99: number; cpu: number };

/** Events of a round, however slow the machine. */
const fewest = 3;

type Step = Arrivals & { triggeredAt: number };

const atOf = (message: string): number => Date.parse(/"at":"([^"]+)"/.exec(message)?.[1] ?? '');

/** One event, until everyone has it. */
export const runStep = async (side: Side): Promise<Step> => {
  const [firedAt, arrived] = await Promise.all([
    side.trigger.fire(),
    side.sockets > 0 ? side.followers.arrived(side.sockets) : { arrivals: [], sample: side.sample },
  ]);
  side.sample = arrived.sample;
  return { ...arrived, triggeredAt: firedAt ?? atOf(arrived.sample) };
};

export const runStreamRound = async (side: Side, seconds: number): Promise<StreamRound> => {
  const latencies: number[] = [];
  let delivering = 0;
  const cpuBefore = await cpuTime(side.server.pid);
  const end = now() + seconds * 1000;
  for (let steps = 0; now() < end || steps < fewest; steps++) {
    await side.trigger.prepare();
    const { arrivals, triggeredAt } = await runStep(side);
    for (const at of arrivals) latencies.push(at - triggeredAt);
    delivering += (arrivals.at(-1) as number) - triggeredAt;
  }
  const cpu = (await cpuTime(side.server.pid)) - cpuBefore;
  latencies.sort((a, b) => a - b);
  return {
    perSecond: latencies.length / (delivering / 1000),
    p50: percentile(latencies, 0.5),
    p99: percentile(latencies, 0.99),
    cpu: (cpu * 1000) / latencies.length,
  };
};

/** What is said of each round, in the middle of all rounds. */
export const middleOf = (measured: StreamRound[], of: keyof StreamRound): number =>
  median(measured.map((round) => round[of]));
