/** Lays out what was measured. */
import { type Measurement, rounds } from './measure.js';
import { median } from './number.js';
import { apollo, bare, mercurius, yoga } from './server.js';
import type { MeasuredRound } from './subject.js';

/** The first column to the left, the others to the right. */
export const layOut = (columns: string[], rows: string[][]): string[] => {
  const widths = columns.map((column, at) => Math.max(column.length, ...rows.map((row) => row[at]?.length ?? 0)));
  return [columns, ...rows].map((cells) =>
    cells.map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0))).join('  '),
  );
};

/** What is said of each round, in the middle of all rounds. */
export const middle = (measured: MeasuredRound[], of: keyof MeasuredRound): number =>
  median(measured.map((round) => round[of]));

const rivals = [
  { column: '/ bare', contender: bare },
  { column: '/ Apollo', contender: apollo },
  { column: '/ yoga', contender: yoga },
  { column: '/ mercurius', contender: mercurius },
];

/** What one rate is of another, in the middle of the rounds, each compared with the other's of the same turn. */
const ratio = (own: MeasuredRound[], other: MeasuredRound[]): number =>
  median(own.map((round, at) => round.requestsPerSecond / (other[at]?.requestsPerSecond ?? Number.NaN)));

/** One row a contender, compared with those rivals that are there. */
export const layOutComparison = (measurements: Measurement[]): string[] => {
  const present = rivals.flatMap(({ column, contender }) => {
    const measurement = measurements.find((one) => one.contender === contender);
    return measurement ? [{ column, rounds: measurement.rounds }] : [];
  });
  const before = ['', 'req/s', 'p50 ms', 'p99 ms', 'CPU ms'];
  const after = ['SQL/op', 'bytes', 'req/s of each round'];
  const rows = measurements.map((measurement) => {
    return [
      measurement.contender.name,
      middle(measurement.rounds, 'requestsPerSecond').toFixed(0),
      middle(measurement.rounds, 'p50').toFixed(1),
      middle(measurement.rounds, 'p99').toFixed(1),
      middle(measurement.rounds, 'cpu').toFixed(2),
      ...present.map((rival) => ratio(measurement.rounds, rival.rounds).toFixed(2)),
      String(measurement.statementsPerOperation),
      measurement.bytes.toFixed(0),
      measurement.rounds.map(({ requestsPerSecond }) => requestsPerSecond.toFixed(0)).join(' '),
    ];
  });
  return [
    ...layOut([...before, ...present.map(({ column }) => column), ...after], rows),
    `CPU ms: processor time of the server itself per request. ${present.map(({ column }) => column).join(', ')}: req/s over theirs, the median of the rounds.`,
  ];
};

/** @param how what else is to be known of the measuring, such as the number of connections */
export const footer = (how: string, seconds: number): string => `${how}, median of ${rounds} rounds of ${seconds} s`;
