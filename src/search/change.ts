/** Changes the index together with the questions that it is made from, in the same transaction. */
import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Tx } from '../db/connection.js';
import { bankState, postings, segments } from '../db/tables/index.js';
import {
  addTo,
  clearBit,
  decodePosting,
  encodePosting,
  newBits,
  type Posting,
  packBits,
  placeOf,
  postingOf,
  segmentOf,
  setBit,
} from './segment.js';

/** What a question is no longer found by, and what it is found by from now on. */
export type TermChange = { number: number; remove: string[]; add: string[] };

/** Bytes of one statement; the database takes 16 MB unless told otherwise. */
const statementSize = 1024 * 1024;
/** Bytes that a statement which reads has for each term, which brings up to 4 KiB back; few terms are as common as that. */
const termSize = 500;

/**
 * Holds the bank until the transaction ends: one at a time changes it, so numbers follow the order of commits, and of two
 * editors at once the second sees what the first has done.
 * @returns the number that the next new question gets
 */
export const lockBank = async (tx: Tx): Promise<number> => {
  const [state] = await tx.select().from(bankState).where(eq(bankState.id, 1)).for('update');
  if (!state) throw new Error('the bank has no state: its migration has not run');
  return state.nextNumber;
};

/** Says which number is the next. The bank must be held. */
export const setNextNumber = async (tx: Tx, nextNumber: number): Promise<void> => {
  await tx.update(bankState).set({ nextNumber }).where(eq(bankState.id, 1));
};

/** A stamp that no segment has ever had: one of a transaction that is rolled back must not be given out again. */
const newStamp = (): number => Math.floor(Math.random() * Number.MAX_SAFE_INTEGER);

/** Of one segment: the places that each term gets, and, below 0, the complements of those that it loses. */
type Wanted = Map<string, number[]>;

type Changes = Iterable<TermChange> | AsyncIterable<TermChange>;

const bySegment = async (changes: Changes): Promise<Map<number, Wanted>> => {
  const segments = new Map<number, Wanted>();
  const wantedOf = (segment: number): Wanted => {
    const known = segments.get(segment) ?? new Map();
    segments.set(segment, known);
    return known;
  };
  const note = (wanted: Wanted, term: string, place: number): void => {
    const known = wanted.get(term);
    if (known) known.push(place);
    else wanted.set(term, [place]);
  };
  for await (const { number, remove, add } of changes) {
    const wanted = wantedOf(segmentOf(number));
    const place = placeOf(number);
    const staying = new Set(remove.length > 0 ? add : []);
    const before = new Set(remove);
    for (const term of remove) if (!staying.has(term)) note(wanted, term, ~place);
    for (const term of add) if (!before.has(term)) note(wanted, term, place);
  }
  return segments;
};

/** A list in slices, each for one statement: of about a megabyte. @param bytesOf an item, as the statement writes it */
export const statementsOf = <T>(list: T[], bytesOf: (item: T) => number): T[][] => {
  const result: T[][] = [];
  let slice: T[] | undefined;
  let size = 0;
  for (const item of list) {
    const bytes = bytesOf(item);
    if (!slice || size + bytes > statementSize) {
      slice = [];
      size = 0;
      result.push(slice);
    }
    slice.push(item);
    size += bytes;
  }
  return result;
};

/** Says that a segment has changed: what was read of it is out of date. */
export const stampSegment = async (tx: Tx, segment: number): Promise<void> => {
  const stamp = newStamp();
  await tx.insert(segments).values({ segment, stamp }).onDuplicateKeyUpdate({ set: { stamp } });
};

// By hand: a segment has a hundred thousand terms, and the query builder makes several objects of each value. Hex needs no
// quoting.
const hexOf = (bytes: Buffer): string => `x'${bytes.toString('hex')}'`;
const literalOf = (term: string): string => `_utf8mb4 ${hexOf(Buffer.from(term))}`;

const readPostings = async (tx: Tx, segment: number, terms: string[]): Promise<Map<string, Posting>> => {
  const literals = sql.raw(terms.map(literalOf).join(','));
  const rows = await tx
    .select({ term: postings.term, members: postings.members })
    .from(postings)
    .where(and(eq(postings.segment, segment), sql`${postings.term} in (${literals})`));
  return new Map(rows.map(({ term, members }) => [term, decodePosting(members)]));
};

/** @param rows as literals, in the order of the columns */
const writePostings = async (tx: Tx, rows: string[]): Promise<void> => {
  await tx
    .insert(postings)
    .select(sql.raw(`values ${rows.join(',')}`))
    .onDuplicateKeyUpdate({ set: { members: sql`values(${postings.members})` } });
};

const changeSegment = async (tx: Tx, segment: number, wanted: Wanted): Promise<void> => {
  if (wanted.size === 0) return;
  const [any] = await tx
    .select({ segment: postings.segment })
    .from(postings)
    .where(eq(postings.segment, segment))
    .limit(1);
  const gone: string[] = [];
  const bits = newBits();
  // In the order of the key, so that the pages of the table are filled one after the other.
  for (const terms of statementsOf([...wanted.keys()].sort(), () => termSize)) {
    const known = any ? await readPostings(tx, segment, terms) : new Map<string, Posting>();
    const rows: string[] = [];
    for (const term of terms) {
      const places = wanted.get(term) as number[];
      const added = places.filter((place) => place >= 0);
      const before = known.get(term);
      if (before) {
        bits.fill(0);
        addTo(bits, before);
        for (const place of places) if (place < 0) clearBit(bits, ~place);
        for (const place of added) setBit(bits, place);
      }
      const after = before ? packBits(bits) : postingOf(added);
      if (after.length > 0) rows.push(`(${segment},${literalOf(term)},${hexOf(encodePosting(after))})`);
      else if (before) gone.push(term);
    }
    for (const slice of statementsOf(rows, (row) => row.length + 1)) await writePostings(tx, slice);
  }
  if (gone.length > 0) {
    await tx.delete(postings).where(and(eq(postings.segment, segment), inArray(postings.term, gone)));
  }
  await stampSegment(tx, segment);
};

/** Writes changes of what questions are found by. The bank must be held. */
export const changeTerms = async (tx: Tx, changes: Changes): Promise<void> => {
  for (const [segment, wanted] of await bySegment(changes)) await changeSegment(tx, segment, wanted);
};
