/** What is written down of an import while it runs. */
import { eq, inArray, max } from 'drizzle-orm';
import type { Db, Tx } from '../../db/connection.js';
import type { ImportStatus } from '../../db/enums.js';
import { idsOf } from '../../db/id.js';
import { findings, type ImportRow, imports } from '../../db/tables/index.js';
import type { Bilingual } from '../../errors.js';
import { settleJobs } from '../job.js';
import type { Counts, Finding } from './batch.js';

/** Of a file in which nothing is right, the first lines say enough; the counts are of all. */
export const mostFindings = 10_000;
/** Rows of one statement. */
const atOnce = 1_000;

/** An import that cannot be done, and why; nothing of the file has been taken, or nothing more will be. */
export class ImportFailure extends Error {
  /** @param ends whether the import has failed with it; else it is another's to go on with */
  constructor(
    readonly reason: Bilingual,
    readonly ends = true,
  ) {
    super(reason.en);
    this.name = 'ImportFailure';
  }
}

export const lockImport = async (tx: Tx, id: string): Promise<ImportRow> => {
  const [row] = await tx.select().from(imports).where(eq(imports.id, id)).for('update');
  if (!row) throw new ImportFailure({ en: 'The import has been deleted.', zh: '该导入已被删除。' });
  return row;
};

export const countFindings = async (db: Db | Tx, importId: string): Promise<number> => {
  const [row] = await db
    .select({ last: max(findings.ordinal) })
    .from(findings)
    .where(eq(findings.importId, importId));
  return row?.last ?? 0;
};

/** Keeps findings, as long as there is room. @param before how many there are already */
export const keepFindings = async (tx: Db | Tx, importId: string, before: number, list: Finding[]): Promise<void> => {
  const kept = list.slice(0, Math.max(0, mostFindings - before));
  const rows = kept.map((finding, at) => ({ importId, ordinal: before + at + 1, ...finding }));
  for (let at = 0; at < rows.length; at += atOnce) await tx.insert(findings).values(rows.slice(at, at + atOnce));
};

/** Counts what came of some rows. */
export const addCounts = (one: Counts, other: Counts): Counts => ({
  imported: one.imported + other.imported,
  drafted: one.drafted + other.drafted,
  duplicates: one.duplicates + other.duplicates,
  nearDuplicates: one.nearDuplicates + other.nearDuplicates,
  refused: one.refused + other.refused,
});

export const countsOf = ({ imported, drafted, duplicates, nearDuplicates, refused }: ImportRow): Counts => ({
  imported,
  drafted,
  duplicates,
  nearDuplicates,
  refused,
});

/** Ends an import, unless it has ended. */
export const endImport = async (
  tx: Db | Tx,
  id: string,
  status: Extract<ImportStatus, 'DONE' | 'FAILED'>,
  now: Date,
  patch: Partial<ImportRow> = {},
): Promise<void> => {
  await tx
    .update(imports)
    .set({ ...patch, status, updatedAt: now, finishedAt: now })
    .where(eq(imports.id, id));
};

/** Erases the imports of a user, with what was found; what they brought into the bank stays, as nobody's. */
export const eraseImports = async (tx: Tx, userId: string): Promise<void> => {
  const ids = idsOf(await tx.select({ id: imports.id }).from(imports).where(eq(imports.userId, userId)));
  if (ids.length === 0) return;
  await settleJobs(tx, 'IMPORT_QUESTIONS', ids);
  await tx.delete(findings).where(inArray(findings.importId, ids));
  await tx.delete(imports).where(inArray(imports.id, ids));
};
