/** SQL statements per event, as the number of sockets grows. */
import { countStatements } from '../measure.js';
import type { Bench } from '../scenarios/scenario.js';
import { runStep, type Side } from './rounds.js';

/** `all`: what the database was sent per event, by anyone. `stream`: without what made the event. */
export type Counted = { name: string; all: number; stream?: number };

/**
 * Of one event, or of one to each interview where there are many. The least of several times: the server looks after open
 * sockets and followed interviews once a second, which may fall into one of them. Nobody else may be at work.
 */
export const countStep = async ({ database }: Bench, side: Side, times: number): Promise<number> => {
  const counts: number[] = [];
  for (let done = 0; done < times; done++) {
    await side.trigger.prepare();
    const before = await countStatements(database);
    await runStep(side);
    // The question itself is one.
    counts.push((await countStatements(database)) - before - 1);
  }
  return Math.min(...counts);
};

/** @param counted the first of them that has a stream is what the others are compared with */
export const statementRows = (counted: Counted[]): string[][] => {
  const least = counted.find(({ stream }) => stream !== undefined)?.stream ?? Number.NaN;
  const shown = (count: number) => (Number.isInteger(count) ? String(count) : count.toFixed(1));
  return counted.map(({ name, all, stream }) => [
    name,
    shown(all),
    ...(stream === undefined ? ['', ''] : [shown(stream), (stream / least).toFixed(2)]),
  ]);
};
