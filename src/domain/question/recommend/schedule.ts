/** When a question is to be asked again: spaced repetition, each answer being a review that its score grades. */
import { type FSRSState, fsrs, type Grade, Rating } from 'ts-fsrs';
import type { Day } from './day.js';
import type { Asked, Outcome } from './history.js';
import { mastered } from './standing.js';

/** Nobody prepares for longer, in days. */
const longest = 180;
/** What is mastered does not come back tomorrow, however often it failed before. */
const shortestMastered = 2;
/** After a poor answer, as a step of relearning; the answer to that tells how much was left. */
const relearning = 1;

/**
 * FSRS-6 with its published parameters (github.com/open-spaced-repetition; Ye, Su and Cao, KDD 2022): an interval ends where recall
 * has fallen to 90 %, grows with each good answer, and starts anew, with a day, after a poor one. By whole days alone: several tries
 * within a day teach no more than one.
 */
const scheduler = fsrs({ enable_short_term: false, maximum_interval: longest });

const gradeOf = (score: number): Grade => {
  if (score >= mastered) return Rating.Easy;
  if (score >= 60) return Rating.Good;
  return score >= 40 ? Rating.Hard : Rating.Again;
};

export type Repeat = {
  number: number;
  /** How the last time went; the score is null while it is UNKNOWN. */
  outcome: Outcome;
  score: number | null;
  /** Since it was asked last. */
  days: number;
  /** From asking it to asking it again. */
  interval: number;
  /** How likely it is still known, 0 to 1. */
  recall: number;
};

export const isDue = ({ days, interval }: Repeat): boolean => days >= interval;

/** Not to come before it is due. What is not known may be mastered. */
export const isResting = (repeat: Repeat): boolean =>
  !isDue(repeat) && (repeat.score === null || repeat.score >= mastered);

const intervalOf = (score: number | null, scheduled: number): number => {
  if (score === null || score >= mastered) return Math.max(shortestMastered, scheduled);
  return gradeOf(score) === Rating.Again ? relearning : scheduled;
};

type Memory = { day: Day; state: FSRSState };

const review = (memory: Memory | undefined, day: Day, grade: Grade): Memory => ({
  day,
  state: scheduler.next_state(memory?.state ?? null, memory ? day - memory.day : 0, grade),
});

const repeatOf = (number: number, list: Asked[], today: Day): Repeat => {
  let memory: Memory | undefined;
  for (const { day, score } of list) if (score !== null) memory = review(memory, day, gradeOf(score));
  const last = list.at(-1) as Asked;
  // As if it had been mastered at the first try: a shorter rest would tell that it was not, a longer one lose what could not be scored.
  const newest = last.score === null ? undefined : memory;
  const { stability } = (newest ?? review(undefined, last.day, Rating.Easy)).state;
  const days = Math.max(0, today - last.day);
  return {
    number,
    outcome: last.outcome,
    score: last.score,
    days,
    interval: intervalOf(last.score, scheduler.next_interval(stability, 0)),
    recall: scheduler.forgetting_curve(days, stability),
  };
};

/** One for each question of the bank that was asked. Follow-ups ask something else. */
export const repeatsOf = (history: Asked[], today: Day): Repeat[] => {
  const lists = new Map<number, Asked[]>();
  for (const asked of history) {
    if (!asked.question || asked.followUp) continue;
    const { number } = asked.question;
    const list = lists.get(number);
    if (list) list.push(asked);
    else lists.set(number, [asked]);
  }
  return [...lists].map(([number, list]) => repeatOf(number, list, today));
};
