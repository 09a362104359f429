/** Cursors of the bank: a place in an order, and how the search that it belongs to ranks. */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Place } from '../../search/order.js';
import { badInput } from '../input.js';
import type { QuestionOrder } from './list.js';

/** Frozen with the first page, since what is rare in the bank changes with it; without weights where the order asks for none. */
export type Ranking = { any: boolean; weights: number[] };
export type QuestionCursor = { place: Place; ranking: Ranking };

/** What a cursor belongs to: an order of what a search finds. */
export type Listing = { order: QuestionOrder; words: string[] };

const whole = (max: number) => z.int().min(0).max(max);
const shape = z.tuple([
  z.string(),
  whole(2 ** 21 - 1),
  whole(2 ** 32 - 1),
  z.union([z.literal(0), z.literal(1)]),
  z.array(z.int().min(1).max(200)),
]);

const nameOf = ({ order: { field, direction }, words }: Listing): string => {
  const name = `${field} ${direction}`;
  if (words.length === 0) return name;
  return `${name} ${createHash('sha256').update(words.join(' ')).digest('base64url').slice(0, 8)}`;
};

const isRank = ({ order: { field } }: Listing, rank: number): boolean =>
  field === 'RELEVANCE' || (field === 'DIFFICULTY' ? rank >= 1 && rank <= 5 : rank === 0);

const isWeighed = ({ order }: Listing): boolean => order.field === 'RELEVANCE';

// Opaque to clients, so that what it holds may change.
export const encodeQuestionCursor = ({ place, ranking: { any, weights } }: QuestionCursor, listing: Listing): string =>
  Buffer.from(
    JSON.stringify([nameOf(listing), place.rank, place.number, any ? 1 : 0, isWeighed(listing) ? weights : []]),
  ).toString('base64url');

/** @throws AppError BAD_USER_INPUT for what is no cursor of this order and search */
export const decodeQuestionCursor = (name: string, cursor: string, listing: Listing): QuestionCursor => {
  const refusal = badInput(name, { en: 'not a cursor of this list', zh: '不是此列表的游标' });
  let raw: unknown;
  try {
    raw = JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch {
    throw refusal;
  }
  const parsed = shape.safeParse(raw);
  if (!parsed.success) throw refusal;
  const [listed, rank, number, any, weights] = parsed.data;
  if (listed !== nameOf(listing) || !isRank(listing, rank)) throw refusal;
  if (weights.length !== (isWeighed(listing) ? listing.words.length : 0)) throw refusal;
  return { place: { rank, number }, ranking: { any: any === 1, weights } };
};
