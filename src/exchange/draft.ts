/** A row's values as a draft, or what is wrong with them. */
import { difficultyOf, localeOf, statusOf, timeLimitOf } from './choices.js';
import type { Draft, Entry } from './entry.js';
import { gather, isEmpty, placeOf, type Values } from './fields.js';
import { cut, Refusal } from './refusal.js';
import { hintsOf, keyPointsOf, tagsOf, textOf } from './texts.js';

const draftOf = (values: Values): Draft => {
  const { locale, category, tags, difficulty, timeLimit, status, referenceAnswer, keyPoints, hints } = values;
  if (isEmpty(values.prompt))
    throw new Refusal({ en: 'no question: the row has no prompt', zh: '没有题目：该行缺少题干' });
  const draft: Draft = { prompt: textOf('prompt', values.prompt) };
  // Texts and lists may be empty; of what is chosen or counted, emptiness is absence.
  if (category !== undefined) draft.category = textOf('category', category);
  if (referenceAnswer !== undefined) draft.referenceAnswer = textOf('referenceAnswer', referenceAnswer);
  if (tags !== undefined) draft.tags = tagsOf(tags);
  if (keyPoints !== undefined) draft.keyPoints = keyPointsOf(keyPoints);
  if (hints !== undefined) draft.hints = hintsOf(hints);
  if (!isEmpty(locale)) draft.locale = localeOf(locale);
  if (!isEmpty(difficulty)) draft.difficulty = difficultyOf(difficulty);
  if (!isEmpty(timeLimit)) draft.timeLimit = timeLimitOf(timeLimit);
  if (!isEmpty(status)) draft.status = statusOf(status);
  return draft;
};

/** What `make` gives, or why it cannot. */
export const attempt = (line: number, make: () => Draft): Entry => {
  try {
    return { line, draft: make() };
  } catch (error) {
    if (error instanceof Refusal) return { line, problem: error.problem };
    throw error;
  }
};

export const entryOf = (line: number, values: Values): Entry => attempt(line, () => draftOf(values));

/** Own properties only, so that no name reaches a prototype. */
const valuesOf = (record: object): Values =>
  gather(Object.entries(record).map(([name, value]) => [placeOf(name), value] as const));

/** A value of JSON as a row. */
export const entryOfJson = (line: number, value: unknown): Entry =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? entryOf(line, valuesOf(value))
    : {
        line,
        problem: {
          en: `“${cut(value)}” is not a question: an object such as {"question": "…"} belongs here`,
          zh: `“${cut(value)}”不是题目：此处应为对象，例如 {"question": "…"}`,
        },
      };
