/** The command line: `npm run bench -- --seconds 5 --scenario mix`. */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type Scenario, scenarios } from './scenarios/index.js';

export type Arguments = {
  scenarios: Scenario[];
  seconds: number;
  sizes: number[];
  rows: number;
  requests: number;
  operations?: string[];
  profile?: string;
};

const names = scenarios.map(({ name }) => name).join(', ');
const usage = `Usage: npm run bench -- [--seconds N] [--scenario NAME] [--operation NAME] [--sizes N,N,…] [--rows N] [--requests N] [--profile FOLDER]
  --seconds N       length of one measured round, 1 to 60 (default 2); each server gets three
  --scenario NAME   only this one, may be repeated: ${names} (default: all)
  --operation NAME  of mix only this one, may be repeated: history, interview, search, me, submit (default: all)
  --sizes N,N,…     questions of the banks that are measured, 1000 to 3000000 each (default 1000,30000,1000000)
  --rows N          rows of the file that is imported, 1000 to 1000000 (default 100000)
  --requests N      requests after which memory is looked at, 1000 to 10000000 (default 200000)
  --profile FOLDER  where mix and fan-out leave profiles of CPU and memory; its figures are then a little worse`;

const parseSizes = (text: string): number[] => {
  const sizes = text.split(',').map(Number);
  if (sizes.some((size) => !Number.isInteger(size) || size < 1_000 || size > 3_000_000)) {
    throw new Error(`--sizes must be whole numbers from 1000 to 3000000, not ${text}`);
  }
  return [...new Set(sizes)].sort((a, b) => a - b);
};

/** @throws Error with the usage for anything unknown or out of range */
export const parseArguments = (args: string[]): Arguments => {
  try {
    const { values } = parseArgs({
      args,
      options: {
        seconds: { type: 'string', default: '2' },
        scenario: { type: 'string', multiple: true },
        operation: { type: 'string', multiple: true },
        sizes: { type: 'string', default: '1000,30000,1000000' },
        rows: { type: 'string', default: '100000' },
        requests: { type: 'string', default: '200000' },
        profile: { type: 'string' },
      },
      allowPositionals: false,
      strict: true,
    });
    const seconds = Number(values.seconds);
    if (!(seconds >= 1 && seconds <= 60)) throw new Error(`--seconds must be from 1 to 60, not ${values.seconds}`);
    const unknown = values.scenario?.find((name) => scenarios.every((scenario) => scenario.name !== name));
    if (unknown !== undefined) throw new Error(`there is no scenario ${unknown}`);
    const rows = Number(values.rows);
    if (!(Number.isInteger(rows) && rows >= 1_000 && rows <= 1_000_000)) {
      throw new Error(`--rows must be a whole number from 1000 to 1000000, not ${values.rows}`);
    }
    const requests = Number(values.requests);
    if (!(Number.isInteger(requests) && requests >= 1_000 && requests <= 10_000_000)) {
      throw new Error(`--requests must be a whole number from 1000 to 10000000, not ${values.requests}`);
    }
    return {
      seconds,
      rows,
      requests,
      ...(values.operation === undefined ? {} : { operations: values.operation }),
      ...(values.profile === undefined ? {} : { profile: resolve(values.profile) }),
      sizes: parseSizes(values.sizes),
      scenarios: scenarios.filter(({ name }) => values.scenario?.includes(name) ?? true),
    };
  } catch (error) {
    throw new Error(`${(error as Error).message}\n\n${usage}`);
  }
};
