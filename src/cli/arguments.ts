/** The arguments of commands: what they mean, and what is said of those that mean nothing. */
import { StartupError } from '../errors.js';
import { type Format, formatOf } from '../exchange/format.js';

/** What `parse` makes of the arguments; ends the process with the usage where they are not as it says. */
export const readArguments = <T>(usage: string, parse: () => T): T => {
  try {
    return parse();
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n\n${usage}`);
    process.exit(1);
  }
};

/** @returns the word as the list has it, whatever its case; undefined when none was given */
export const readChoice = <const T extends string>(
  option: string,
  given: string | undefined,
  choices: readonly T[],
): T | undefined => {
  if (given === undefined) return undefined;
  const choice = choices.find((each) => each.toLowerCase() === given.toLowerCase());
  if (choice !== undefined) return choice;
  throw new StartupError(`${option} is one of ${choices.join(', ').toLowerCase()}; it was given ${given}.`);
};

/** What a file of questions is: as given, else as its name says. */
export const readFormat = (file: string, given: string | undefined): Format => {
  const format = readChoice('--format', given, ['JSON', 'JSONL', 'CSV', 'MARKDOWN']) ?? formatOf(file);
  if (format) return format;
  throw new StartupError(`${file}: its name does not tell what it is. Give --format json, jsonl, csv or markdown.`);
};
