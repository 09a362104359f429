/** Reads data sets of graded answers: JSON Lines, one answer a line, with people's score or label. */
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { StartupError } from '../../errors.js';

const text = z.string().refine((value) => value.trim() !== '', 'must not be empty');

const shape = z
  .object({
    /** Which collection it is from. */
    set: text,
    lang: z.enum(['zh', 'en']),
    /** `train` or the name of a test; a set without splits has none. */
    split: text.optional(),
    questionId: text,
    question: z.string(),
    /** Whole answers that earn full marks. */
    references: z.array(text).min(1),
    answer: z.string(),
    /** In any unit, the same for the whole set; 0 is the lowest. */
    score: z.number().min(0).optional(),
    label: z.enum(['correct', 'incorrect']).optional(),
  })
  .refine(
    ({ score, label }) => (score === undefined) !== (label === undefined),
    'must have a score or a label, and not both',
  );

export type Graded = z.infer<typeof shape>;

const parse = (line: string): unknown => {
  try {
    return JSON.parse(line);
  } catch (error) {
    throw new StartupError(`not JSON (${(error as Error).message})`);
  }
};

const read = (line: string, highest: number): Graded => {
  const { data, error } = shape.safeParse(parse(line));
  if (data && (data.score ?? 0) > highest)
    throw new StartupError(`score: ${data.score} is above the highest, ${highest}`);
  if (data) return data;
  // What stands in the line stays out of the message: it may be long.
  throw new StartupError(
    error.issues.map(({ path, message }) => `${path.length > 0 ? `${path.join('.')}: ` : ''}${message}`).join('; '),
  );
};

/**
 * The answers of a file, in its order; empty lines are passed over.
 * @param highest the score of full marks, where it is known
 * @throws StartupError that names the file and the line
 */
export const readGraded = async (file: string, highest = Infinity): Promise<Graded[]> => {
  const graded: Graded[] = [];
  let number = 0;
  try {
    for await (const line of createInterface({ input: createReadStream(file, 'utf8'), crlfDelay: Infinity })) {
      number += 1;
      // A byte order mark is no part of the text.
      const bare = number === 1 ? line.replace(/^\uFEFF/, '') : line;
      if (bare.trim() !== '') graded.push(read(bare, highest));
    }
  } catch (error) {
    if (error instanceof StartupError) throw new StartupError(`${file}:${number}: ${error.message}`);
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    throw new StartupError(`${file} cannot be read: ${code}.`);
  }
  if (graded.length === 0) throw new StartupError(`${file} holds no answers.`);
  return graded;
};
