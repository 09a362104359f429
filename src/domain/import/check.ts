/** Rows of a file against the rules of the bank. */
import type { ImportOptions } from '../../db/tables/index.js';
import type { Bilingual } from '../../errors.js';
import type { Draft, Entry } from '../../exchange/entry.js';
import { tagOf } from '../../search/term.js';
import { checkValue } from '../input.js';
import {
  isAskable,
  keepIds,
  longestTag,
  mostTags,
  newContent,
  type QuestionContent,
  usualTimeLimit,
} from '../question/content.js';
import type { Catalogue } from './catalogue.js';

export type Row = { line: number } & (
  | {
      content: QuestionContent;
      /** It became a draft for want of an answer. */
      drafted: boolean;
      /** The subject that it names and the bank does not have. */
      unknown?: string;
    }
  | { reason: Bilingual }
);

const usualDifficulty = 3;
/** From this share of Han characters among its letters on, a text is Chinese. */
const chineseShare = 0.15;

const localeOf = (text: string): 'ZH' | 'EN' => {
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  const han = text.match(/\p{Script=Han}/gu)?.length ?? 0;
  return han > chineseShare * letters ? 'ZH' : 'EN';
};

/** Where a question goes, and the name of its subject where the bank has none of that name. */
const placeOf = (
  draft: Draft,
  catalogue: Catalogue,
  options: ImportOptions,
): { categoryId: string; unknown?: string } => {
  const named = draft.category?.trim();
  const known = named ? catalogue.find(named) : undefined;
  if (known !== undefined) return { categoryId: known };
  const given = options.category === null ? undefined : catalogue.find(options.category);
  return { categoryId: given ?? catalogue.fallback(), unknown: named || undefined };
};

/** What a question was filed under elsewhere is kept as a tag, where it can be one. */
const withTag = (tags: string[], unknown: string | undefined): string[] => {
  if (unknown === undefined) return tags;
  const tag = tagOf(unknown)
    .replace(/[^\p{L}\p{N}+#.]+/gu, '-')
    .slice(0, longestTag)
    .replace(/^-+|-+$/g, '');
  const checked = checkValue(newContent.shape.tags, [tag]);
  return 'data' in checked ? [...new Set([...tags, ...(checked.data ?? [])])].slice(0, mostTags) : tags;
};

/** A row as a question, or why it cannot be one. */
export const checkEntry = (entry: Entry, catalogue: Catalogue, options: ImportOptions): Row => {
  const { line } = entry;
  if ('problem' in entry) return { line, reason: entry.problem };
  const { draft } = entry;
  const checked = checkValue(newContent, {
    ...draft,
    difficulty: draft.difficulty ?? usualDifficulty,
    referenceAnswer: draft.referenceAnswer ?? '',
  });
  if ('reason' in checked) return { line, reason: checked.reason };
  const { prompt, tags, difficulty, timeLimit, referenceAnswer, keyPoints, hints } = checked.data;
  const { categoryId, unknown } = placeOf(draft, catalogue, options);
  const wanted = draft.status ?? options.status;
  const drafted = !isAskable({ status: wanted, referenceAnswer });
  const content: QuestionContent = {
    locale: draft.locale ?? options.locale ?? localeOf(prompt),
    prompt,
    categoryId,
    tags: withTag(tags ?? [], unknown),
    difficulty,
    timeLimit: timeLimit ?? usualTimeLimit,
    status: drafted ? 'DRAFT' : wanted,
    referenceAnswer,
    keyPoints: keepIds(keyPoints ?? []),
    hints: hints ?? [],
  };
  return { line, content, drafted, unknown };
};
