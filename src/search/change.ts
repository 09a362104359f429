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
  packBits,
  placeOf,
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

type Wanted = Map<string, { add: number[]; remove: number[] }>;

const byTerm = (changes: TermChange[]): Wanted => {
  const wanted: Wanted = new Map();
  const of = (term: string) => {
    const known = wanted.get(term) ?? { add: [], remove: [] };
    wanted.set(term, known);
    return known;
  };
  for (const { number, remove, add } of changes) {
    const staying = new Set(add);
    const before = new Set(remove);
    for (const term of remove) if (!staying.has(term)) of(term).remove.push(placeOf(number));
    for (const term of add) if (!before.has(term)) of(term).add.push(placeOf(number));
  }
  return wanted;
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

const changeSegment = async (tx: Tx, segment: number, changes: TermChange[]): Promise<void> => {
  const wanted = byTerm(changes);
  if (wanted.size === 0) return;
  const rows: { segment: number; term: string; members: Buffer }[] = [];
  const gone: string[] = [];
  const bits = newBits();
  for (const slice of statementsOf([...wanted], () => termSize)) {
    const terms = slice.map(([term]) => term);
    const found = await tx
      .select({ term: postings.term, members: postings.members })
      .from(postings)
      .where(and(eq(postings.segment, segment), inArray(postings.term, terms)));
    const known = new Map(found.map(({ term, members }) => [term, members]));
    for (const [term, { add, remove }] of slice) {
      bits.fill(0);
      const members = known.get(term);
      if (members) addTo(bits, decodePosting(members));
      for (const place of remove) clearBit(bits, place);
      for (const place of add) setBit(bits, place);
      const packed = packBits(bits);
      if (packed.length > 0) rows.push({ segment, term, members: encodePosting(packed) });
      else gone.push(term);
    }
  }
  // Written in hex, and with the term beside it.
  for (const slice of statementsOf(rows, ({ members }) => members.length * 2 + 150)) {
    await tx
      .insert(postings)
      .values(slice)
      .onDuplicateKeyUpdate({ set: { members: sql`values(${postings.members})` } });
  }
  if (gone.length > 0) {
    await tx.delete(postings).where(and(eq(postings.segment, segment), inArray(postings.term, gone)));
  }
  await stampSegment(tx, segment);
};

/** Writes changes of what questions are found by. The bank must be held. */
export const changeTerms = async (tx: Tx, changes: TermChange[]): Promise<void> => {
  const bySegment = new Map<number, TermChange[]>();
  for (const change of changes) {
    const segment = segmentOf(change.number);
    const list = bySegment.get(segment);
    if (list) list.push(change);
    else bySegment.set(segment, [change]);
  }
  for (const [segment, list] of bySegment) await changeSegment(tx, segment, list);
};
