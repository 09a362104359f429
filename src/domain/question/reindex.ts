/** Makes the index of the bank anew from its questions: after an upgrade that takes texts apart in another way. */
import { and, asc, eq, getTableColumns, gte, lt, lte, sql } from 'drizzle-orm';
import { type Db, type Tx, transaction } from '../../db/connection.js';
import { bankState, postings, questions, signatures } from '../../db/tables/index.js';
import type { Log } from '../../log.js';
import { changeTerms, lockBank, stampSegment, type TermChange } from '../../search/change.js';
import { likenessOf } from '../../search/likeness.js';
import { segmentSize } from '../../search/segment.js';
import { termsOf } from '../../search/term.js';
import { analysis } from '../../search/words.js';
import { writeSignatures } from './write.js';

/** Questions read at once. */
const slice = 2_000;

/** What of a question the index is made from. */
const { number, status, locale, categoryId, difficulty, tags, prompt } = getTableColumns(questions);
const indexed = { number, status, locale, categoryId, difficulty, tags, prompt };

/** Reads the questions of a segment for the index, and writes what hangs on them beside it. */
async function* readSegment(tx: Tx, segment: number): AsyncGenerator<TermChange> {
  const end = (segment + 1) * segmentSize;
  for (let from = segment * segmentSize; ; ) {
    const rows = await tx
      .select(indexed)
      .from(questions)
      .where(and(gte(questions.number, from), lt(questions.number, end)))
      .orderBy(asc(questions.number))
      .limit(slice);
    const last = rows.at(-1);
    if (!last) return;
    const likenesses = rows.map((row) => ({ ...likenessOf(row.locale, row.prompt), number: row.number }));
    const keys = sql.join(
      likenesses.map(({ number, promptKey }) => sql`when ${number} then ${promptKey}`),
      sql` `,
    );
    await tx
      .update(questions)
      .set({ promptKey: sql`case ${questions.number} ${keys} else ${questions.promptKey} end` })
      .where(and(gte(questions.number, from), lte(questions.number, last.number)));
    await writeSignatures(tx, likenesses);
    for (const row of rows) yield { number: row.number, remove: [], add: termsOf(row) };
    from = last.number + 1;
  }
}

/** Makes one segment anew: its postings are written once, whatever the number of questions. */
const indexSegment = async (tx: Tx, segment: number): Promise<number> => {
  await tx.delete(postings).where(eq(postings.segment, segment));
  await changeTerms(tx, readSegment(tx, segment));
  // Also where no question is left: servers that remember what was there must forget it.
  await stampSegment(tx, segment);
  const start = segment * segmentSize;
  return tx.$count(questions, and(gte(questions.number, start), lt(questions.number, start + segmentSize)));
};

/** Makes the whole index anew, a segment at a time; what is asked meanwhile may miss what is not yet in it. */
export const rebuildIndex = async (db: Db): Promise<number> => {
  // Names this making, below 0: of two at once, the one that began last has the last word on whether it is done.
  const making = -1 - Math.floor(Math.random() * 2 ** 31);
  const next = await transaction(db, async (tx) => {
    const nextNumber = await lockBank(tx);
    await tx.update(bankState).set({ analysis: making });
    return nextNumber;
  });
  // All at once would take longer than a statement may.
  for (;;) {
    const [removed] = await db.delete(signatures).limit(slice * 10);
    if (removed.affectedRows === 0) break;
  }
  let count = 0;
  for (let segment = 0; segment * segmentSize < next; segment++) {
    count += await transaction(db, async (tx) => {
      await lockBank(tx);
      return indexSegment(tx, segment);
    });
  }
  await db.update(bankState).set({ analysis }).where(eq(bankState.analysis, making));
  return count;
};

/** Makes the index anew where it was made by another version, or never. Of several servers at once, one is enough. */
export const ensureIndex = async (db: Db, log: Log): Promise<void> => {
  const [state] = await db.select().from(bankState);
  if (state?.analysis === analysis) return;
  const count = await rebuildIndex(db);
  if (count > 0) log.info({ questions: count }, 'index of the question bank made anew');
};
