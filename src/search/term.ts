/** The terms that the index of the bank knows questions by. */
import type { Locale, QuestionStatus } from '../db/enums.js';
import { type Level, levels, wordLevels } from './words.js';

export const statusTerm = (status: QuestionStatus): string => `status=${status}`;
export const localeTerm = (locale: Locale): string => `locale=${locale}`;
export const categoryTerm = (id: string): string => `category=${id}`;
export const difficultyTerm = (difficulty: number): string => `difficulty=${difficulty}`;
/** A tag as it is kept, however it is spelt: `Message Queue` and `message_queue` are message-queue. */
export const tagOf = (text: string): string =>
  text
    .normalize('NFKC')
    .trim()
    .toLowerCase()
    .replace(/[\s_]+/g, '-');
export const tagTerm = (tag: string): string => `tag=${tagOf(tag)}`;
const wordTerm = (word: string, level: Level): string => `word${level}=${word}`;
/** A word at each of its levels, the lowest first. */
export const wordTerms = (word: string): string[] => levels.map((level) => wordTerm(word, level));

export type Indexed = {
  status: QuestionStatus;
  locale: Locale;
  categoryId: string;
  difficulty: number;
  tags: string[];
  prompt: string;
};

/** All terms of a question. */
export const termsOf = ({ status, locale, categoryId, difficulty, tags, prompt }: Indexed): string[] => [
  statusTerm(status),
  localeTerm(locale),
  categoryTerm(categoryId),
  difficultyTerm(difficulty),
  ...tags.map(tagTerm),
  ...[...wordLevels(prompt, tags)].map(([word, level]) => wordTerm(word, level)),
];
