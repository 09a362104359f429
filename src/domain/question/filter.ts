/** Filters of the bank, as groups of terms of its index. */
import type { Context, Viewer } from '../../context.js';
import type { Locale, QuestionStatus } from '../../db/enums.js';
import { categoryTerm, difficultyTerm, localeTerm, statusTerm, tagTerm } from '../../search/term.js';
import { categorySubtree } from '../category/read.js';
import { badInput } from '../input.js';
import { isEditor } from '../viewer.js';

export type QuestionFilter = {
  categoryIds?: string[] | null;
  tags?: string[] | null;
  difficulty?: { min?: number | null; max?: number | null } | null;
  locale?: Locale | null;
  status?: QuestionStatus[] | null;
  search?: string | null;
};

const difficulties = [1, 2, 3, 4, 5];
const longestSearch = 500;
const longestList = 100;

const statusesFor = (viewer: Viewer | undefined, wanted: QuestionStatus[] | null | undefined): QuestionStatus[] => {
  if (!isEditor(viewer)) return ['PUBLISHED'];
  return wanted && wanted.length > 0 ? wanted : ['PUBLISHED'];
};

/**
 * What a question must carry to match, but for the words of a search: of each group one term.
 * A category stands for its whole subtree.
 * @throws AppError BAD_USER_INPUT
 */
export const filterGroups = async (ctx: Context, filter: QuestionFilter, path = 'filter'): Promise<string[][]> => {
  const { min, max } = filter.difficulty ?? {};
  if (min != null && max != null && min > max) {
    throw badInput(`${path}.difficulty`, { en: 'min is above max', zh: 'min 大于 max' });
  }
  if ((filter.search?.length ?? 0) > longestSearch) {
    throw badInput(`${path}.search`, { en: `at most ${longestSearch} characters`, zh: `最多 ${longestSearch} 个字符` });
  }
  for (const name of ['categoryIds', 'tags'] as const) {
    if ((filter[name]?.length ?? 0) > longestList) {
      throw badInput(`${path}.${name}`, { en: `at most ${longestList}`, zh: `最多 ${longestList} 个` });
    }
  }
  const groups = [statusesFor(ctx.viewer, filter.status).map(statusTerm)];
  if (filter.locale) groups.push([localeTerm(filter.locale)]);
  if (min != null || max != null) {
    groups.push(difficulties.filter((each) => each >= (min ?? 1) && each <= (max ?? 5)).map(difficultyTerm));
  }
  if (filter.categoryIds) groups.push((await categorySubtree(ctx, filter.categoryIds)).map(categoryTerm));
  // A question matches when it carries at least one of the tags.
  if (filter.tags) groups.push(filter.tags.map(tagTerm));
  return groups;
};
