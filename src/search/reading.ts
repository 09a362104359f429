/** Reads postings: from the database what has changed, the rest from the memory of this process. */
import { and, inArray, or } from 'drizzle-orm';
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

const nothing: Known = { stamps: new Map(), postings: new Map() };

const areSame = (one: Map<number, number>, other: Map<number, number>): boolean =>
  one.size === other.size && [...one].every(([segment, stamp]) => other.get(segment) === stamp);

/** Any number of servers may change the bank: the stamps of the segments are asked for at each reading. */
export const createQuestionIndex = (): QuestionIndex => {
  const cache = new LRUCache<string, Known>({ maxSize: cacheSize, sizeCalculation: bytesOf });

  /** Brings what is known up to date. @returns which terms were read anew */
  const refresh = async (db: Db | Tx, stamps: Map<number, number>, known: Map<string, Known>): Promise<string[]> => {
    // Terms that miss the same segments are read together: a change of one segment makes nobody read the others.
    const missing = new Map<string, { of: number[]; terms: string[] }>();
    for (const [term, held] of known) {
      const stale = [...stamps].filter(([segment, stamp]) => held.stamps.get(segment) !== stamp);
      if (stale.length === 0) continue;
      // A copy: what is held may be under another reading's eyes.
      const copy: Known = { stamps: new Map(held.stamps), postings: new Map(held.postings) };
      for (const [segment, stamp] of stale) {
        copy.postings.delete(segment);
        copy.stamps.set(segment, stamp);
      }
      known.set(term, copy);
      const of = stale.map(([segment]) => segment);
      const group = missing.get(of.join()) ?? { of, terms: [] };
      group.terms.push(term);
      missing.set(of.join(), group);
    }
    const groups = [...missing.values()];
    if (groups.length === 0) return [];
    const rows = await db
      .select()
      .from(postings)
      .where(or(...groups.map(({ of, terms }) => and(inArray(postings.segment, of), inArray(postings.term, terms)))));
    // The database takes a term for the same that only has spaces after it; it is not.
    for (const { segment, term, members } of rows) known.get(term)?.postings.set(segment, decodePosting(members));
    return groups.flatMap(({ terms }) => terms);
  };

  return {
    read: async (db, terms) => {
      for (let tries = 1, stamps = await readStamps(db); ; tries++) {
        const known = new Map(terms.map((term) => [term, cache.get(term) ?? nothing]));
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
