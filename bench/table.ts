/** Prints what was measured. */
import { availableParallelism } from 'node:os';
import { connections, type Measurement, rounds } from './measure.js';
import type { Scenario } from './scenarios/index.js';
import { apollo, bare } from './server.js';

const median = (values: number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

const rate = (measurement: Measurement | undefined): number =>
  median((measurement?.rounds ?? []).map((round) => round.requestsPerSecond));

const columns = [
  '',
  'req/s',
  'p50 ms',
  'p99 ms',
  'CPU ms',
  '/ bare',
  '/ Apollo',
  'SQL/op',
  'bytes',
  'req/s of each round',
];

const line = (cells: string[], widths: number[]): string =>
  cells.map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0))).join('  ');

export const printTable = (scenario: Scenario, seconds: number, measurements: Measurement[]): void => {
  const rateOf = (contender: unknown) => rate(measurements.find((measurement) => measurement.contender === contender));
  const rows = measurements.map((measurement) => [
    measurement.contender.name,
    rate(measurement).toFixed(0),
    median(measurement.rounds.map(({ p50 }) => p50)).toFixed(1),
    median(measurement.rounds.map(({ p99 }) => p99)).toFixed(1),
    median(measurement.rounds.map(({ cpu }) => cpu)).toFixed(2),
    (rate(measurement) / rateOf(bare)).toFixed(2),
    (rate(measurement) / rateOf(apollo)).toFixed(2),
    String(measurement.statementsPerOperation),
    String(measurement.bytes),
    measurement.rounds.map(({ requestsPerSecond }) => requestsPerSecond.toFixed(0)).join(' '),
  ]);
  const widths = columns.map((column, at) => Math.max(column.length, ...rows.map((row) => row[at]?.length ?? 0)));
  process.stdout.write(
    [
      '',
      `${scenario.name}: ${scenario.description}`,
      line(columns, widths),
      ...rows.map((row) => line(row, widths)),
      'CPU ms: processor time of the server itself per request. / bare and / Apollo: its req/s in theirs.',
      `Node ${process.version}, ${availableParallelism()} cores, ${connections} connections, median of ${rounds} rounds of ${seconds} s`,
      '',
      '',
    ].join('\n'),
  );
};
