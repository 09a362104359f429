/** What of the bank comes into question, as sets of its index: nothing here reads a question, or is longer for a larger bank. */
import type { Context } from '../../../context.js';
import type { Locale } from '../../../db/enums.js';
import type { CategoryRow } from '../../../db/tables/index.js';
import { matchAll } from '../../../search/match.js';
import type { NumberSet } from '../../../search/number-set.js';
import { categoryTerm, difficultyTerm, localeTerm, statusTerm, tagTerm, wordTerms } from '../../../search/term.js';
import { difficultiesUp } from '../list.js';
import type { Aim } from './aim.js';
import { topicsOfRole } from './role.js';

/** Something that the candidate is after, and where the bank asks about it. */
export type Interest = {
  kind: 'SKILL' | 'ROLE' | 'LABEL';
  name: string;
  tags: string[];
  /** Questions on just that. */
  narrow: NumberSet;
  /** Questions of the subjects that it belongs to. */
  broad: NumberSet;
};

export type Bank = {
  /** All that may be recommended: published, in the language. */
  pool: NumberSet;
  categories: { category: CategoryRow; set: NumberSet }[];
  tags: { tag: string; set: NumberSet }[];
  interests: Interest[];
  /** From 1 to 5. */
  difficulties: NumberSet[];
};

type Wish = Pick<Interest, 'kind' | 'name' | 'tags'> & { words: string[]; categoryIds: string[] };

/** A word that more of the bank has than this says nothing of a role. */
const commonFrom = 0.2;

const wishesOf = (ctx: Context, { skills, role }: Aim, categories: CategoryRow[]): Wish[] => {
  const { topicsOf } = ctx.resumeReader;
  const idsOf = (slugs: string[]) => categories.filter(({ slug }) => slugs.includes(slug)).map(({ id }) => id);
  const wishes = skills.flatMap((name): Wish[] => {
    const topics = topicsOf(name);
    if (!topics) return [];
    return [{ kind: 'SKILL', name, tags: topics.tags, words: [], categoryIds: idsOf(topics.categorySlugs) }];
  });
  if (!role) return wishes;
  const { tags, words, categorySlugs } = topicsOfRole(role.name, topicsOf, categories);
  return [...wishes, { ...role, tags, words, categoryIds: idsOf(categorySlugs) }];
};

/** A word only where a question is fairly or mainly about it. */
const aboutWord = (word: string): string[] => wordTerms(word).slice(1);

export const readBank = async (
  ctx: Context,
  locale: Locale,
  { categories, tags, aim }: { categories: CategoryRow[]; tags: string[]; aim: Aim },
): Promise<Bank> => {
  const wishes = wishesOf(ctx, aim, categories);
  const published = [[statusTerm('PUBLISHED')], [localeTerm(locale)]];
  const reading = await ctx.questionIndex.read(ctx.db, [
    ...new Set([
      ...published.flat(),
      ...difficultiesUp.map(difficultyTerm),
      ...categories.map(({ id }) => categoryTerm(id)),
      ...[...tags, ...wishes.flatMap((wish) => wish.tags)].map(tagTerm),
      ...wishes.flatMap(({ words }) => words.flatMap(aboutWord)),
    ]),
  ]);
  const pool = matchAll(reading, published);
  const any = (terms: string[]): NumberSet => matchAll(reading, [...published, terms]);
  const telling = (word: string): boolean => any(aboutWord(word)).size <= commonFrom * pool.size;
  return {
    pool,
    categories: categories.map((category) => ({ category, set: any([categoryTerm(category.id)]) })),
    tags: tags.map((tag) => ({ tag, set: any([tagTerm(tag)]) })),
    interests: wishes.map(({ kind, name, tags, words, categoryIds }) => ({
      kind,
      name,
      tags,
      narrow: any([...tags.map(tagTerm), ...words.filter(telling).flatMap(aboutWord)]),
      broad: any(categoryIds.map(categoryTerm)),
    })),
    difficulties: difficultiesUp.map((difficulty) => any([difficultyTerm(difficulty)])),
  };
};
