/** Finding questions: a page of those that match, in any order, with how many there are. */
import { isDeepStrictEqual } from 'node:util';
import type { Context } from '../../context.js';
import type { Db, Tx } from '../../db/connection.js';
import type { QuestionOrderField, SortDirection } from '../../db/enums.js';
import type { Question } from '../../db/tables/index.js';
import { matchAll } from '../../search/match.js';
import type { NumberSet } from '../../search/number-set.js';
import { byKey, inTiers, type Ordered, type Place } from '../../search/order.js';
import { scoreAll, weighWords } from '../../search/rank.js';
import type { Reading } from '../../search/reading.js';
import { difficultyTerm, wordTerms } from '../../search/term.js';
import { searchWords } from '../../search/words.js';
import { badInput } from '../input.js';
import { type CountedPage, type PageArgs, pageBounds } from '../page.js';
import { requireViewer } from '../viewer.js';
import { decodeQuestionCursor, encodeQuestionCursor, type Ranking } from './cursor.js';
import { filterGroups, type QuestionFilter } from './filter.js';
import { canViewQuestion, questionsByNumber } from './read.js';
import { ownTurn } from './turn.js';

export type QuestionOrder = { field: QuestionOrderField; direction: SortDirection };

export type QuestionConnection = CountedPage<Question>;

export type QuestionListArgs = PageArgs & { filter?: QuestionFilter | null; orderBy?: QuestionOrder | null };

/** What matches, and how a search ranks it: all of its words, or, where nothing has all of them, any. */
type Found = { reading: Reading; set: NumberSet; words: string[]; ranking: Ranking };

export const difficultiesUp = [1, 2, 3, 4, 5];

/** @param given how a page before this one ranked: its weights stay, though the bank has changed since */
export const findQuestions = async (
  ctx: Context,
  filter: QuestionFilter,
  { path = 'filter', db = ctx.db, given }: { path?: string; db?: Db | Tx; given?: Ranking } = {},
): Promise<Found> => {
  const groups = await filterGroups(ctx, filter, path);
  const words = searchWords(filter.search ?? '');
  const wordGroups = words.map(wordTerms);
  const terms = [...groups.flat(), ...wordGroups.flat(), ...difficultiesUp.map(difficultyTerm)];
  const reading = await ctx.questionIndex.read(db, terms);
  await ownTurn();
  if (words.length === 0) {
    // Words were asked for, and there are none in them: punctuation matches nothing.
    const nothing = (filter.search ?? '').trim() !== '';
    return { reading, set: matchAll(reading, nothing ? [[]] : groups), words, ranking: { any: false, weights: [] } };
  }
  const [statuses = []] = groups;
  const weights = given?.weights ?? weighWords(reading, words, statuses);
  if (!given?.any) {
    const set = matchAll(reading, [...groups, ...wordGroups]);
    if (set.size > 0 || given) return { reading, set, words, ranking: { any: false, weights } };
  }
  const set = matchAll(reading, [...groups, wordGroups.flat()]);
  return { reading, set, words, ranking: { any: true, weights } };
};

const orderOf = ({ reading, set, words, ranking }: Found, { field, direction }: QuestionOrder): Ordered => {
  if (field === 'CREATED_AT') return inTiers([{ rank: 0, set }], direction === 'ASC' ? 'ascending' : 'descending');
  if (field === 'RELEVANCE') return byKey(scoreAll(reading, set, words, ranking.weights));
  const tiers = difficultiesUp.map((rank) => ({
    rank,
    set: set.and(matchAll(reading, [[difficultyTerm(rank)]])),
  }));
  return inTiers(direction === 'ASC' ? tiers : tiers.reverse(), 'descending');
};

/** @throws AppError BAD_USER_INPUT for an order by relevance to nothing */
const requireOrder = (filter: QuestionFilter, order: QuestionOrder | null | undefined): QuestionOrder => {
  const searched = searchWords(filter.search ?? '').length > 0;
  if (!order) return { field: searched ? 'RELEVANCE' : 'CREATED_AT', direction: 'DESC' };
  if (order.field !== 'RELEVANCE') return order;
  if (!filter.search) throw badInput('orderBy.field', { en: 'RELEVANCE needs a search', zh: 'RELEVANCE 需要搜索词' });
  if (order.direction === 'ASC') {
    throw badInput('orderBy.direction', { en: 'RELEVANCE is DESC alone', zh: 'RELEVANCE 只支持 DESC' });
  }
  return searched ? order : { field: 'CREATED_AT', direction: 'DESC' };
};

/** A page of the bank: a search the most relevant first, else the newest first, unless another order is given. */
export const listQuestions = async (ctx: Context, args: QuestionListArgs): Promise<QuestionConnection> => {
  requireViewer(ctx);
  const filter = args.filter ?? {};
  const listing = { order: requireOrder(filter, args.orderBy), words: searchWords(filter.search ?? '') };
  const { size, fromEnd } = pageBounds(args);
  const cursorOf = (name: 'after' | 'before') => {
    const cursor = args[name];
    return cursor ? decodeQuestionCursor(name, cursor, listing) : undefined;
  };
  const [after, before] = [cursorOf('after'), cursorOf('before')];
  if (after && before && !isDeepStrictEqual(after.ranking, before.ranking)) {
    throw badInput('before', { en: 'is of another reading of this list than after', zh: '与 after 不属于同一次读取' });
  }
  const found = await findQuestions(ctx, filter, { given: (after ?? before)?.ranking });
  const take = orderOf(found, listing.order);
  const places = take({ after: after?.place, before: before?.place, limit: size + 1, fromEnd });
  const more = places.length > size;
  const page = !more ? places : fromEnd ? places.slice(1) : places.slice(0, size);
  // What lies on the far side of the page is one look away; where there is no page, what the cursor names may still be there.
  const isBeyond = (edge: Place | undefined, cursor: Place): boolean =>
    (edge === undefined && found.set.has(cursor.number)) ||
    take({ [fromEnd ? 'after' : 'before']: edge ?? cursor, limit: 1, fromEnd: !fromEnd }).length > 0;
  const hasNextPage = fromEnd ? before !== undefined && isBeyond(page.at(-1), before.place) : more;
  const hasPreviousPage = fromEnd ? more : after !== undefined && isBeyond(page[0], after.place);
  const rows = await questionsByNumber(
    ctx,
    page.map(({ number }) => number),
  );
  const encode = (place: Place) => encodeQuestionCursor({ place, ranking: found.ranking }, listing);
  const edges = page.flatMap((place) => {
    const node = rows.get(place.number);
    // Deleted or hidden between the two statements.
    return node && canViewQuestion(ctx.viewer, node) ? [{ cursor: encode(place), node }] : [];
  });
  const [start, end] = [page[0], page.at(-1)];
  return {
    edges,
    // Of the places, whatever is still there of them: who reads on from here misses nothing.
    pageInfo: {
      hasNextPage,
      hasPreviousPage,
      startCursor: start ? encode(start) : null,
      endCursor: end ? encode(end) : null,
    },
    count: async () => found.set.size,
  };
};
