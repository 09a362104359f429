/** Drawing questions of the bank on the skills of a resume. */
import type { Context } from '../../context.js';
import { shuffle } from './draw.js';

export type Candidate = { id: string; tags: string[]; categoryId: string };

/** Takes `count` questions for the skills in turn, so that none crowds out the others; what matches a tag goes before a category. */
export const drawForSkills = (
  ctx: Context,
  pool: Candidate[],
  slugs: Map<string, string>,
  skills: string[],
  count: number,
): { ids: string[]; used: string[] } => {
  const left = new Set(shuffle([...pool]));
  const used = new Set<string>();
  const ids: string[] = [];
  const take = (skill: string, byTag: boolean): boolean => {
    const topics = ctx.resumeReader.topicsOf(skill);
    if (!topics) return false;
    const match = [...left].find(({ tags, categoryId }) =>
      byTag
        ? tags.some((tag) => topics.tags.includes(tag))
        : topics.categorySlugs.includes(slugs.get(categoryId) ?? ''),
    );
    if (!match) return false;
    left.delete(match);
    used.add(skill);
    ids.push(match.id);
    return true;
  };
  for (const byTag of [true, false]) {
    let open = [...skills];
    while (open.length > 0 && ids.length < count) {
      open = shuffle(open).filter((skill) => ids.length < count && take(skill, byTag));
    }
  }
  return { ids, used: skills.filter((skill) => used.has(skill)) };
};
