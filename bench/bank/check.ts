/** Holds the answers of a server to what SQL says of the same bank: a wrong answer must not be measured. */
import { searchWords } from '../../src/search/words.js';
import type { Asked } from './asked.js';
import type { Bank } from './bank.js';
import { type Depth, type Door, drawnBy, pageOf } from './door.js';
import { countByFullText } from './full-text.js';
import { countMatches, countUnseen, drawCount, idsThatMatch, pageOfMatches, pageSize } from './plain.js';

const checkedFilters = 6;
const checkedSearches = 40;

const require = (good: boolean, what: string): void => {
  if (!good) throw new Error(`wrong answer: ${what}`);
};

const same = (ours: string[], theirs: string[]): boolean => ours.join() === theirs.join();

const checkDraw = async ({ connection, seen, size }: Bank, door: Door, asked: Asked): Promise<void> => {
  const unseen = await countUnseen(connection, asked, seen);
  require(unseen >= drawCount, `a bank of ${size} is too small, a filter leaves ${unseen} that are new`);
  const ids = await drawnBy(door, asked);
  const known = new Set(seen);
  require(new Set(ids).size === drawCount, `${ids.length} drawn`);
  require(!ids.some((id) => known.has(id)), 'drawn though seen, and there were others');
  require((await idsThatMatch(connection, asked, ids)).length === drawCount, 'drawn though it does not match');
};

const checkList = async ({ connection }: Bank, door: Door, asked: Asked): Promise<void> => {
  const { totalCount, edges } = await pageOf(door, asked.filter);
  const count = await countMatches(connection, asked);
  require(totalCount === count, `a count of ${totalCount} instead of ${count}`);
  const rows = await pageOfMatches(connection, asked);
  require(same(
    edges.map(({ node }) => node.id),
    rows.map(({ id }) => id),
  ), 'another first page');
};

const checkDepth = async ({ connection }: Bank, door: Door, { asked, cursor, id }: Depth): Promise<void> => {
  const { edges } = await pageOf(door, asked.filter, cursor);
  const rows = await pageOfMatches(connection, asked, id);
  require(same(
    edges.map(({ node }) => node.id),
    rows.map((row) => row.id),
  ), 'another page deep inside');
};

const checkSearch = async ({ connection, fullText }: Bank, door: Door, search: string): Promise<void> => {
  const { totalCount, edges } = await pageOf(door, { search });
  require(edges.length === Math.min(pageSize, totalCount), `${edges.length} of ${totalCount} found for ${search}`);
  // Single characters are not in that index.
  if (!fullText || searchWords(search).some((word) => word.length === 1)) return;
  const count = await countByFullText(connection, search);
  require(totalCount === count, `${totalCount} instead of ${count} found for ${search}`);
};

/** @throws Error for any answer that is not what it should be */
export const checkBank = async (bank: Bank, door: Door, depths: Depth[]): Promise<void> => {
  for (const asked of bank.filters.slice(0, checkedFilters)) {
    await checkDraw(bank, door, asked);
    await checkList(bank, door, asked);
  }
  for (const depth of depths) await checkDepth(bank, door, depth);
  for (const search of bank.searches.slice(0, checkedSearches)) await checkSearch(bank, door, search);
};
