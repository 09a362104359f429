/** Questions of an invented bank: as many as are wanted, the same in every run. */
import type { Locale, QuestionStatus } from '../../src/db/enums.js';
import type { SeedBank } from '../../src/db/seed.js';
import { type Chance, createChance, createLottery } from './random.js';
import { createVocabulary } from './vocabulary.js';

export type Invented = {
  locale: Locale;
  prompt: string;
  /** The slug. */
  category: string;
  tags: string[];
  difficulty: number;
  timeLimit: number;
  status: QuestionStatus;
  referenceAnswer: string;
  keyPoints: { text: string; weight: number }[];
  hints: string[];
};

const weighted = <T>(entries: [T, number][]) => createLottery(entries.map(([member, weight]) => ({ member, weight })));

const tagCount = 200;

const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** @returns what makes the next question */
export const createInventor = (bank: SeedBank, seed = 2): (() => Invented) => {
  const chance: Chance = createChance(seed);
  const vocabulary = createVocabulary(bank);
  const parents = new Set(bank.categories.map(({ parent }) => parent));
  const leaves = bank.categories.map(({ slug }) => slug).filter((slug) => !parents.has(slug));
  const tags = [...new Set(bank.questions.flatMap((question) => question.tags))].slice(0, tagCount);
  const category = weighted(leaves.map((slug, at) => [slug, 1 / (at + 6)]));
  const tag = weighted(tags.map((name, at) => [name, 1 / (at + 5)]));
  const difficulty = weighted([
    [1, 15],
    [2, 25],
    [3, 30],
    [4, 20],
    [5, 10],
  ]);
  const status = weighted<QuestionStatus>([
    ['PUBLISHED', 90],
    ['DRAFT', 6],
    ['ARCHIVED', 4],
  ]);

  const words = (locale: Locale, least: number, most: number): string[] =>
    vocabulary[locale](chance, least + chance.below(most - least + 1));
  const phrase = (locale: Locale, least: number, most: number): string =>
    locale === 'ZH' ? words(locale, least, most).join('') : capitalised(words(locale, least, most).join(' '));
  /** Two halves, as most questions have them. */
  const prompt = (locale: Locale): string =>
    locale === 'ZH'
      ? `${phrase(locale, 6, 14)}，${phrase(locale, 4, 11)}？`
      : `${phrase(locale, 6, 14)}, ${words(locale, 4, 11).join(' ')}?`;

  return () => {
    const locale: Locale = chance.below(2) === 0 ? 'EN' : 'ZH';
    return {
      locale,
      prompt: prompt(locale),
      category: category(chance),
      tags: [...new Set(Array.from({ length: 1 + chance.below(4) }, () => tag(chance)))],
      difficulty: difficulty(chance),
      timeLimit: 60 + 30 * chance.below(8),
      status: status(chance),
      referenceAnswer: `${phrase(locale, 6, 12)}${locale === 'ZH' ? '。' : '.'}`,
      keyPoints: [3, 2].map((weight) => ({ text: phrase(locale, 3, 5), weight })),
      hints: [phrase(locale, 2, 4)],
    };
  };
};
