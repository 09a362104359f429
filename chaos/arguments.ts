/** The command line: `npm run chaos -- --seconds 60 --seed 7`. */
import { parseArgs } from 'node:util';
import { controlNames } from './control.js';

export type Arguments = {
  seconds: number;
  seed: number;
  candidates: number;
  control: string | undefined;
  deadlines: boolean;
};

const usage = `Usage: npm run chaos -- [--seconds N] [--seed N] [--candidates N] [--control NAME]
  --seconds N      how long faults happen, 10 to 3600 (default 60)
  --seed N         what decides which faults happen, when and to whom, and what each candidate does (default: by chance)
  --candidates N   who play interviews at once, 1 to 500 (default 24)
  --deadlines      nobody answers: every turn runs out, across restarts and pauses, within a second of its time
  --control NAME   a server that is weakened on purpose, of which the checker must disapprove: ${controlNames.join(', ')}`;

const whole = (name: string, text: string, least: number, most: number): number => {
  const number = Number(text);
  if (!(Number.isInteger(number) && number >= least && number <= most)) {
    throw new Error(`--${name} must be a whole number from ${least} to ${most}, not ${text}`);
  }
  return number;
};

/** @throws Error with the usage for anything unknown or out of range */
export const parseArguments = (args: string[]): Arguments => {
  try {
    const { values } = parseArgs({
      args,
      options: {
        seconds: { type: 'string', default: '60' },
        seed: { type: 'string', default: String(Math.floor(Math.random() * 1_000_000)) },
        candidates: { type: 'string', default: '24' },
        control: { type: 'string' },
        deadlines: { type: 'boolean', default: false },
      },
      allowPositionals: false,
      strict: true,
    });
    if (values.control !== undefined && !controlNames.includes(values.control)) {
      throw new Error(`there is no control ${values.control}`);
    }
    return {
      seconds: whole('seconds', values.seconds, 10, 3_600),
      seed: whole('seed', values.seed, 0, 2 ** 31 - 1),
      candidates: whole('candidates', values.candidates, 1, 500),
      control: values.control,
      deadlines: values.deadlines,
    };
  } catch (error) {
    throw new Error(`${(error as Error).message}\n\n${usage}`);
  }
};
