/** What a model is asked to conclude about an answer. */
import { z } from 'zod';

const score = z.number().min(0).max(100);

/**
 * The findings come before the scores, and the scores before the words: a model writes in this order, and what it has
 * written is what it goes by.
 * @param points how many are judged
 */
export const shapeFor = (points: number) =>
  z.object({
    judgeable: z.enum(['YES', 'EMPTY', 'ECHO', 'OFF_TOPIC']),
    points: z
      .array(
        z.object({
          number: z.number(),
          quotes: z.array(z.string()),
          verdict: z.enum(['COVERED', 'PARTIAL', 'MISSED']),
        }),
      )
      // One that is left out would count as missed, and nobody has judged it.
      .refine(
        (judged) => {
          const numbers = new Set(judged.map(({ number }) => number));
          return Array.from({ length: points }, (_, index) => index + 1).every((number) => numbers.has(number));
        },
        { error: `one entry for each key point, numbered 1 to ${points}` },
      ),
    accuracy: score,
    completeness: score,
    depth: score,
    expression: score,
    feedback: z.string(),
    suggestion: z.string(),
    followUp: z.string().nullable(),
  });

/** What a model says of an answer. */
export type Assessment = z.infer<ReturnType<typeof shapeFor>>;
