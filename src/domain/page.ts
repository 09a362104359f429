/** Relay pages over rows that are ordered by id, newest first. */
import { type AnyColumn, asc, desc, gt, lt, type SQL } from 'drizzle-orm';
import { isId, type Noun } from '../db/id.js';
import { badInput } from './input.js';

export type PageArgs = { first?: number | null; after?: string | null; last?: number | null; before?: string | null };

export type Page<R> = {
  edges: { cursor: string; node: R }[];
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string | null; endCursor: string | null };
};

/** A page of a list that can tell how long it is, if it is asked. */
export type CountedPage<R> = Page<R> & { count: () => Promise<number> };

const maxPageSize = 100;

// Opaque to clients, so that what it holds may change.
const encodeCursor = (id: string) => Buffer.from(id).toString('base64url');

const decodeCursor = (noun: Noun, name: string, cursor: string): string => {
  const id = Buffer.from(cursor, 'base64url').toString();
  if (!isId(noun, id)) throw badInput(name, { en: 'not a cursor of this list', zh: '不是此列表的游标' });
  return id;
};

const pageSize = (name: string, size: number): number => {
  if (size >= 1 && size <= maxPageSize) return size;
  throw badInput(name, { en: `must be from 1 to ${maxPageSize}`, zh: `必须在 1 到 ${maxPageSize} 之间` });
};

/**
 * How many rows, and from which end. `first` has a default, so `last` takes precedence over it.
 * @throws AppError BAD_USER_INPUT for sizes out of range
 */
export const pageBounds = ({ first, last }: PageArgs): { size: number; fromEnd: boolean } =>
  last == null
    ? { size: pageSize('first', first ?? 20), fromEnd: false }
    : { size: pageSize('last', last), fromEnd: true };

/**
 * Reads one page, newest first, in one statement.
 * @param read the rows that match `where`, in `order`, at most `limit`
 * @throws AppError BAD_USER_INPUT for sizes out of range, and foreign cursors
 */
export const readPage = async <R extends { id: string }>(
  noun: Noun,
  column: AnyColumn,
  args: PageArgs,
  read: (where: SQL[], order: SQL, limit: number) => Promise<R[]>,
): Promise<Page<R>> => {
  const { size, fromEnd: backwards } = pageBounds(args);
  const where: SQL[] = [];
  if (args.after) where.push(lt(column, decodeCursor(noun, 'after', args.after)));
  if (args.before) where.push(gt(column, decodeCursor(noun, 'before', args.before)));
  const rows = await read(where, backwards ? asc(column) : desc(column), size + 1);
  // Several pages read in one statement need not come in order.
  rows.sort((a, b) => (a.id < b.id === backwards ? -1 : 1));
  const more = rows.length > size;
  const page = rows.slice(0, size);
  if (backwards) page.reverse();
  const edges = page.map((node) => ({ cursor: encodeCursor(node.id), node }));
  return {
    edges,
    pageInfo: {
      hasNextPage: backwards ? Boolean(args.before) : more,
      hasPreviousPage: backwards ? more : Boolean(args.after),
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
};
