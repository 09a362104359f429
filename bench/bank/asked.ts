/** What is asked of a bank: filters as candidates choose them, and searches of words that stand in its questions. */
import type { Connection, RowDataPacket } from 'mysql2/promise';
import { stopWords } from '../../src/ai/offline/words.js';
import type { Locale } from '../../src/db/enums.js';
import type { SeedBank } from '../../src/db/seed.js';
import { createChance } from './random.js';
import { chineseWords, englishWords } from './vocabulary.js';

/** A subject with all below it, some neighbouring difficulties, a language. */
export type Filter = {
  categoryIds: string[];
  difficulty: { min: number; max: number };
  locale: Locale;
};

export type Asked = { filter: Filter /** The category of the filter and those below it. */; subtree: string[] };

const ranges = [
  { min: 1, max: 2 },
  { min: 2, max: 3 },
  { min: 3, max: 4 },
  { min: 2, max: 4 },
];

/** Every subject at the top of the tree, with every range of difficulties, in both languages. */
export const filtersOf = (bank: SeedBank, categoryIds: Map<string, string>): Asked[] => {
  const idOf = (slug: string) => categoryIds.get(slug) as string;
  return bank.categories
    .filter(({ parent }) => parent === undefined)
    .flatMap(({ slug }) => {
      const below = bank.categories.filter(({ parent }) => parent === slug);
      const subtree = [slug, ...below.map((category) => category.slug)].map(idOf);
      return ranges.flatMap((difficulty) =>
        (['EN', 'ZH'] as const).map((locale) => ({
          filter: { categoryIds: [idOf(slug)], difficulty, locale },
          subtree,
        })),
      );
    });
};

/** Questions whose words are looked at in one go. */
const readAtOnce = 2_000;

const contentOf = (locale: Locale, prompt: string): string[] => {
  const words = locale === 'ZH' ? chineseWords(prompt).filter((word) => word.length > 1) : englishWords(prompt);
  return [...new Set(words)].filter((word) => !stopWords.has(word));
};

/**
 * Searches of someone who remembers a question: two or three of its content words, each as likely as any other of them, so
 * that over all searches a word is searched for as often as it is used.
 */
export const searchesOf = async (connection: Connection, size: number, count: number): Promise<string[]> => {
  const chance = createChance(5);
  const searches: string[] = [];
  while (searches.length < count) {
    const numbers = Array.from({ length: readAtOnce }, () => 1 + chance.below(size));
    const [rows] = await connection.query<RowDataPacket[]>(
      "SELECT number, locale, prompt FROM questions WHERE number IN (?) AND status = 'PUBLISHED'",
      [numbers],
    );
    const known = new Map(rows.map((row) => [row.number as number, row]));
    for (const number of numbers) {
      const row = known.get(number);
      if (!row) continue;
      const words = contentOf(row.locale, row.prompt);
      if (words.length < 3) continue;
      const wanted = 2 + chance.below(2);
      const chosen = new Set<string>();
      while (chosen.size < wanted) chosen.add(chance.one(words));
      searches.push([...chosen].join(' '));
    }
  }
  return searches.slice(0, count);
};
