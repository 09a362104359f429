/** Drawing questions of the bank on the skills of a resume. */
import type { Context } from '../../context.js';
import type { CategoryRow } from '../../db/tables/index.js';
import { matchAll } from '../../search/match.js';
import type { NumberSet } from '../../search/number-set.js';
import { categoryTerm, tagTerm } from '../../search/term.js';
import { drawFrom } from '../question/draw.js';
import { type Random, shuffled } from '../random.js';

/** What of a pool each skill is about: by a tag, and by its subject. */
type Topics = { skill: string; byTag: NumberSet; byCategory: NumberSet };

const topicsOf = async (
  ctx: Context,
  pool: NumberSet,
  categories: CategoryRow[],
  skills: string[],
): Promise<Topics[]> => {
  const known = skills.flatMap((skill) => {
    const topics = ctx.resumeReader.topicsOf(skill);
    if (!topics) return [];
    const ids = categories.filter(({ slug }) => topics.categorySlugs.includes(slug)).map(({ id }) => id);
    return [{ skill, tags: topics.tags.map(tagTerm), categories: ids.map(categoryTerm) }];
  });
  const reading = await ctx.questionIndex.read(
    ctx.db,
    known.flatMap((topic) => [...topic.tags, ...topic.categories]),
  );
  return known.map((topic) => ({
    skill: topic.skill,
    byTag: pool.and(matchAll(reading, [topic.tags])),
    byCategory: pool.and(matchAll(reading, [topic.categories])),
  }));
};

/** Takes `count` questions for the skills in turn, so that none crowds out the others; what matches a tag goes before a category. */
export const drawForSkills = async (
  ctx: Context,
  random: Random,
  pool: NumberSet,
  categories: CategoryRow[],
  skills: string[],
  count: number,
): Promise<{ numbers: number[]; used: string[] }> => {
  const topics = await topicsOf(ctx, pool, categories, skills);
  const numbers: number[] = [];
  const used = new Set<string>();
  const take = (skill: string, match: NumberSet): boolean => {
    const [number] = drawFrom(random, match.without(numbers), 1);
    if (number === undefined) return false;
    used.add(skill);
    numbers.push(number);
    return true;
  };
  for (const by of ['byTag', 'byCategory'] as const) {
    let open = topics;
    while (open.length > 0 && numbers.length < count) {
      open = shuffled(random, open).filter((topic) => numbers.length < count && take(topic.skill, topic[by]));
    }
  }
  return { numbers, used: skills.filter((skill) => used.has(skill)) };
};
