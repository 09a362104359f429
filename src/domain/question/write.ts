/** Writes questions, and with them, in the same transaction, all that hangs on them: index, likeness, history. */
import { eq, inArray, sql } from 'drizzle-orm';
import type { Tx } from '../../db/connection.js';
import { newId } from '../../db/id.js';
import { type QuestionRow, questions, signatures } from '../../db/tables/index.js';
import { changeTerms, lockBank, setNextNumber, statementsOf } from '../../search/change.js';
import { type Likeness, likenessOf } from '../../search/likeness.js';
import { termsOf } from '../../search/term.js';
import { type Author, differences, recordChanges } from '../history.js';
import { contentFields, type QuestionContent } from './content.js';

export type NewQuestion = QuestionContent & {
  id?: string;
  seedSlug?: string | null;
  /** Of its prompt, where it is known already. */
  likeness?: Likeness;
};

/** Bytes of a short row in a statement. */
const shortRow = 250;

export const writeSignatures = async (tx: Tx, rows: { number: number; signature: number[] }[]): Promise<void> => {
  const entries = rows.flatMap(({ number, signature }) => signature.map((hash) => ({ hash, number })));
  for (const slice of statementsOf(entries, () => shortRow)) await tx.insert(signatures).ignore().values(slice);
};

const removeSignatures = async (tx: Tx, number: number, signature: number[]): Promise<void> => {
  await tx.delete(signatures).where(sql`${inArray(signatures.hash, signature)} and ${eq(signatures.number, number)}`);
};

/** Adds questions to the bank, which is held from here on until the transaction ends. */
export const insertQuestions = async (tx: Tx, list: NewQuestion[], author: Author): Promise<QuestionRow[]> => {
  if (list.length === 0) return [];
  const first = await lockBank(tx);
  const rows = list.map(({ likeness, ...content }, at) => {
    const { promptKey, signature } = likeness ?? likenessOf(content.locale, content.prompt);
    const row: QuestionRow = {
      seedSlug: null,
      ...content,
      id: content.id ?? newId('question'),
      number: first + at,
      promptKey,
      version: 1,
      createdAt: author.now,
      updatedAt: author.now,
    };
    return { row, signature };
  });
  // A question may have 200 KB of text, and usually has one.
  for (const slice of statementsOf(rows, ({ row }) => Buffer.byteLength(JSON.stringify(row)))) {
    await tx.insert(questions).values(slice.map(({ row }) => row));
  }
  await setNextNumber(tx, first + rows.length);
  await changeTerms(
    tx,
    rows.map(({ row }) => ({ number: row.number, remove: [], add: termsOf(row) })),
  );
  await writeSignatures(
    tx,
    rows.map(({ row, signature }) => ({ number: row.number, signature })),
  );
  const created = rows.map(({ row }) => ({ action: 'CREATED' as const, subjectId: row.id, version: 1, fields: [] }));
  for (const slice of statementsOf(created, () => shortRow)) await recordChanges(tx, author, slice);
  return rows.map(({ row }) => row);
};

/**
 * Changes a question, if the content differs at all.
 * @param before as read while the bank was held, which it must be
 */
export const rewriteQuestion = async (
  tx: Tx,
  before: QuestionRow,
  content: QuestionContent,
  author: Author,
): Promise<QuestionRow> => {
  const fields = differences<QuestionContent>(contentFields, before, content);
  if (fields.length === 0) return before;
  const old = likenessOf(before.locale, before.prompt);
  const now = likenessOf(content.locale, content.prompt);
  const after: QuestionRow = {
    ...before,
    ...content,
    promptKey: now.promptKey,
    version: before.version + 1,
    updatedAt: author.now,
  };
  await tx.update(questions).set(after).where(eq(questions.id, before.id));
  await changeTerms(tx, [{ number: before.number, remove: termsOf(before), add: termsOf(after) }]);
  if (before.prompt !== after.prompt || before.locale !== after.locale) {
    await removeSignatures(tx, before.number, old.signature);
    await writeSignatures(tx, [{ number: before.number, signature: now.signature }]);
  }
  await recordChanges(tx, author, [{ action: 'UPDATED', subjectId: before.id, version: after.version, fields }]);
  return after;
};

/** Takes a question out of the bank. Turns that asked it keep what they asked. The bank must be held. */
export const removeQuestion = async (tx: Tx, row: QuestionRow, author: Author): Promise<void> => {
  await changeTerms(tx, [{ number: row.number, remove: termsOf(row), add: [] }]);
  await removeSignatures(tx, row.number, likenessOf(row.locale, row.prompt).signature);
  await tx.delete(questions).where(eq(questions.id, row.id));
  // The seed has to know that it is not to bring it back.
  const names = row.seedSlug === null ? contentFields : [...contentFields, 'seedSlug' as const];
  const fields = differences<NewQuestion>(names, row, undefined);
  await recordChanges(tx, author, [{ action: 'DELETED', subjectId: row.id, version: row.version, fields }]);
};
