/** The plan of an interview: the questions that it was made with, and what stands in for one that is gone. */
import { and, eq } from 'drizzle-orm';
import type { Pace } from '../../db/enums.js';
import { isId } from '../../db/id.js';
import { questions, type TurnRow } from '../../db/tables/index.js';
import { readMadeQuestion } from './basis.js';
import type { Change } from './change.js';
import { drawReplacement } from './replace.js';

/** What is to be asked. */
export type Planned = Pick<
  TurnRow,
  'prompt' | 'referenceAnswer' | 'keyPoints' | 'questionId' | 'categoryId' | 'timeLimit'
> & {
  hints: string[];
  parentId?: string;
  /** Whether no follow-up comes after it. */
  probed?: boolean;
};

/** The share of a question's time limit that each pace grants; null where there is no clock. */
const clockShare: Record<Pace, number | null> = { ZERO_PRESSURE: null, STANDARD: 1, STRESS: 0.6 };

/** Seconds that the clock grants for a question. */
const grantedTime = (pace: Pace, timeLimit: number): number | null => {
  const share = clockShare[pace];
  return share === null ? null : Math.ceil(timeLimit * share);
};

/** A question of the bank, or one that was made for this interview; undefined for one that was withdrawn since. */
const readPlanned = async ({ tx, interview }: Change, planned: string): Promise<Planned | undefined> => {
  if (isId('question', planned)) {
    const published = and(eq(questions.id, planned), eq(questions.status, 'PUBLISHED'));
    const [question] = await tx
      .select({
        questionId: questions.id,
        categoryId: questions.categoryId,
        prompt: questions.prompt,
        referenceAnswer: questions.referenceAnswer,
        keyPoints: questions.keyPoints,
        hints: questions.hints,
        timeLimit: questions.timeLimit,
      })
      .from(questions)
      .where(published);
    return question && { ...question, timeLimit: grantedTime(interview.pace, question.timeLimit) };
  }
  const made = await readMadeQuestion(tx, interview.id, planned);
  if (!made) throw new Error(`planned question ${planned} does not exist`);
  return { hints: [], ...made, questionId: null, timeLimit: grantedTime(interview.pace, made.timeLimit) };
};

/** The next question of the plan. In the place of one that was withdrawn comes one like the others, as long as there is any. */
export const nextPlanned = async (change: Change, asked: number): Promise<Planned | undefined> => {
  for (;;) {
    const { plan, repeatedCount } = change.interview;
    const planned = plan[asked];
    if (planned === undefined) return undefined;
    const question = await readPlanned(change, planned);
    if (question) return question;
    const drawn = await drawReplacement(change, plan);
    const mended = plan.toSpliced(asked, 1, ...drawn.ids);
    change.set({
      plan: mended,
      questionCount: mended.length,
      repeatedCount: repeatedCount + drawn.repeatedCount,
    });
  }
};
