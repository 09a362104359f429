/** What a run comes to, in words. */
import { percentile } from '../bench/number.js';
import { type FindingKind, findingKinds } from './checker.js';
import type { Result } from './run.js';

const count = (number: number): string => number.toLocaleString('en-US');

const tally = (names: Iterable<string>): [string, number][] => {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].sort(([a], [b]) => a.localeCompare(b));
};

const rows = (entries: [string, number | string][]): string[] => {
  const width = Math.max(0, ...entries.map(([name]) => name.length));
  return entries.map(([name, value]) => `  ${name.padEnd(width)}  ${String(value).padStart(9)}`);
};

/** Milliseconds from an event's own time, which lies before its commit, to a client's socket; sorted. */
export const latencies = ({ history }: Result): number[] =>
  history.subscriptions.flatMap(({ frames }) => frames.map(({ at, received }) => received - at)).sort((a, b) => a - b);

/** Milliseconds from a deadline to its turn's end, of those that expired; sorted. */
export const lateness = ({ tables }: Result): number[] =>
  tables.turns
    .flatMap(({ status, deadlineAt, closedAt }) =>
      status === 'EXPIRED' && deadlineAt !== null && closedAt !== null ? [closedAt - deadlineAt] : [],
    )
    .sort((a, b) => a - b);

export const figures = (result: Result, seed: number, seconds: number): string[] => {
  const { faults, history, tables, findings, healed, marks } = result;
  const happened = faults.filter((fault) => fault.happened !== undefined);
  const acked = history.calls.filter(({ outcome }) => outcome.kind === 'ack');
  const unknown = history.calls.flatMap(({ outcome }) => (outcome.kind === 'unknown' ? [outcome.reason] : []));
  const refused = history.calls.flatMap(({ outcome }) => (outcome.kind === 'refused' ? [outcome.code] : []));
  const times = latencies(result);
  const at = (share: number) => `${count(percentile(times, share))} ms`;
  const late = lateness(result);
  const missed = faults.length - happened.length;
  return [
    `seed ${seed}, ${seconds} s`,
    '',
    `Faults: ${happened.length}${missed > 0 ? ` (of ${missed} more the moment did not come)` : ''}`,
    ...rows(tally(happened.map(({ kind }) => kind))),
    '',
    'Traffic',
    ...rows([
      ['acknowledged writes', count(acked.length)],
      ['refused', count(refused.length)],
      ['without an answer, sent again', count(unknown.length)],
      ['interviews', count(tables.interviews.length)],
      ['answers, each scored', count(tables.answers.length)],
      ['events', count(tables.events.length)],
      ['delivered events', count(times.length)],
      ['reconnects', count(history.reconnects)],
      ['kill points', count(marks.length)],
    ]),
    `  without an answer: ${
      tally(unknown)
        .map(([name, of]) => `${name} ${of}`)
        .join(', ') || 'none'
    }`,
    `  refused: ${
      tally(refused)
        .map(([name, of]) => `${name} ${of}`)
        .join(', ') || 'none'
    }`,
    '',
    'From commit to client',
    ...rows([
      ['p50', at(0.5)],
      ['p99', at(0.99)],
      ['max', at(1)],
    ]),
    '',
    `From deadline to the end of its turn, of ${count(late.length)} that expired`,
    ...rows([
      ['p50', `${count(percentile(late, 0.5))} ms`],
      ['p99', `${count(percentile(late, 0.99))} ms`],
      ['max', `${count(percentile(late, 1))} ms`],
    ]),
    '',
    healed === undefined ? 'Not healed in time' : `Healed within ${count(healed)} ms`,
    ...rows(
      Object.entries(findingKinds).map(([kind, name]) => [
        name,
        findings.filter((finding) => finding.kind === (kind as FindingKind)).length,
      ]),
    ),
  ];
};
