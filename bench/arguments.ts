/** The command line: `npm run bench -- --seconds 5 --scenario history`. */
import { parseArgs } from 'node:util';
import { type Scenario, scenarios } from './scenarios/index.js';

export type Arguments = { scenarios: Scenario[]; seconds: number };

const names = scenarios.map(({ name }) => name).join(', ');
const usage = `Usage: npm run bench -- [--seconds N] [--scenario NAME]
  --seconds N       length of one measured round, 1 to 60 (default 2); each server gets three
  --scenario NAME   only this one, may be repeated: ${names} (default: all)`;

/** @throws Error with the usage for anything unknown or out of range */
export const parseArguments = (args: string[]): Arguments => {
  try {
    const { values } = parseArgs({
      args,
      options: { seconds: { type: 'string', default: '2' }, scenario: { type: 'string', multiple: true } },
      allowPositionals: false,
      strict: true,
    });
    const seconds = Number(values.seconds);
    if (!(seconds >= 1 && seconds <= 60)) throw new Error(`--seconds must be from 1 to 60, not ${values.seconds}`);
    const unknown = values.scenario?.find((name) => scenarios.every((scenario) => scenario.name !== name));
    if (unknown !== undefined) throw new Error(`there is no scenario ${unknown}`);
    return { seconds, scenarios: scenarios.filter(({ name }) => values.scenario?.includes(name) ?? true) };
  } catch (error) {
    throw new Error(`${(error as Error).message}\n\n${usage}`);
  }
};
