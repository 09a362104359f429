/** A question in the place of one that was taken out of the bank after an interview was planned. */
import { inArray } from 'drizzle-orm';
import { questions } from '../../db/tables/index.js';
import { matchAll } from '../../search/match.js';
import { categoryTerm, localeTerm, statusTerm } from '../../search/term.js';
import { type Draw, drawFrom, idsByNumber } from '../question/draw.js';
import { questionsSeen } from '../question/seen.js';
import { createRandom } from '../random.js';
import type { Change } from './change.js';

/** One of the subjects that the rest of the plan is about, if there is one: new to the candidate, if there is such a one. */
export const drawReplacement = async ({ tx, services, interview }: Change, plan: string[]): Promise<Draw> => {
  const planned = await tx
    .select({ number: questions.number, categoryId: questions.categoryId })
    .from(questions)
    .where(inArray(questions.id, plan));
  const groups = [
    [statusTerm('PUBLISHED')],
    [localeTerm(interview.locale)],
    planned.map(({ categoryId }) => categoryTerm(categoryId)),
  ];
  const reading = await services.questionIndex.read(tx, groups.flat());
  const seen = await questionsSeen(tx, interview.candidateId);
  const suitable = matchAll(reading, groups).without(planned.map(({ number }) => number));
  const fresh = suitable.without(seen.keys());
  const numbers = drawFrom(createRandom(), fresh.size > 0 ? fresh : suitable, 1);
  return { ids: await idsByNumber(tx, numbers), repeatedCount: numbers.filter((number) => seen.has(number)).length };
};
