/** Reads postings: from the database what has changed, the rest from the memory of this process. */
import { and, inArray } from 'drizzle-orm';
import { LRUCache } from 'lru-cache';
import type { Db, Tx } from '../db/connection.js';
import { postings, segments } from '../db/tables/index.js';
import { decodePosting, type Posting } from './segment.js';

/** What the index says of some terms. */
export type Reading = {
  /** All segments, ascending. */
  segments: number[];
  /** Which questions of a segment carry a term. */
  posting(term: string, segment: number): Posting | undefined;
};

export type QuestionIndex = { read(db: Db | Tx, terms: string[]): Promise<Reading> };

/** What is known of one term: each segment under the stamp that it had when it was read. */
type Known = { stamps: Map<number, number>; postings: Map<number, Posting> };

/** Bytes. Of a million questions, some hundred common terms fill it. */
const cacheSize = 64 * 1024 * 1024;
const overhead = 200;
/** How often a reading begins anew when the bank changes under it; then it takes what it has. */
const mostTries = 5;

const bytesOf = ({ stamps, postings: held }: Known, term: string): number => {
  let size = overhead + term.length * 2 + stamps.size * 48;
  for (const posting of held.values()) size += posting.byteLength + overhead;
  return size;
};

/** The stamp of each segment, by segment, ascending. */
const readStamps = async (db: Db | Tx): Promise<Map<number, number>> => {
  const rows = await db.select().from(segments).orderBy(segments.segment);
  return new Map(rows.map(({ segment, stamp }) => [segment, stamp]));
};

const areSame = (one: Map<number, number>, other: Map<number, number>): boolean =>
  one.size === other.size && [...one].every(([segment, stamp]) => other.get(segment) === stamp);

/** Any number of servers may change the bank: the stamps of the segments are asked for at each reading. */
export const createQuestionIndex = (): QuestionIndex => {
  const cache = new LRUCache<string, Known>({ maxSize: cacheSize, sizeCalculation: bytesOf });

  /** What is held of the terms: copies, since two readings at once must not see each other's half. */
  const copies = (terms: string[]): Map<string, Known> =>
    new Map(
      terms.map((term) => {
        const held = cache.get(term);
        return [term, { stamps: new Map(held?.stamps), postings: new Map(held?.postings) }];
      }),
    );

  /** Brings what is known up to date. @returns which terms were read anew */
  const refresh = async (db: Db | Tx, stamps: Map<number, number>, known: Map<string, Known>): Promise<string[]> => {
    const isStale = (held: Known, segment: number) => held.stamps.get(segment) !== stamps.get(segment);
    const stale = [...stamps.keys()].filter((segment) => [...known.values()].some((held) => isStale(held, segment)));
    const behind = [...known].filter(([, held]) => stale.some((segment) => isStale(held, segment)));
    if (behind.length === 0) return [];
    const terms = behind.map(([term]) => term);
    for (const [, held] of behind) {
      for (const segment of stale) {
        held.postings.delete(segment);
        held.stamps.set(segment, stamps.get(segment) as number);
      }
    }
    const rows = await db
      .select()
      .from(postings)
      .where(and(inArray(postings.segment, stale), inArray(postings.term, terms)));
    // The database takes a term for the same that only has spaces after it; it is not.
    for (const { segment, term, members } of rows) known.get(term)?.postings.set(segment, decodePosting(members));
    return terms;
  };

  return {
    read: async (db, terms) => {
      for (let tries = 1, stamps = await readStamps(db); ; tries++) {
        const known = copies(terms);
        const read = await refresh(db, stamps, known);
        // What changed meanwhile may be in one term already and not yet in another: a question would be in both, or in none.
        const now = read.length > 0 ? await readStamps(db) : stamps;
        const settled = areSame(stamps, now);
        if (settled) for (const term of read) cache.set(term, known.get(term) as Known);
        else if (tries < mostTries) {
          stamps = now;
          continue;
        }
        return {
          segments: [...stamps.keys()],
          posting: (term, segment) => known.get(term)?.postings.get(segment),
        };
      }
    },
  };
};
