/** What is done with the rows of a file: only weighed, taken in as a whole, or batch by batch. */
import { eq } from 'drizzle-orm';
import { type Tx, transaction } from '../../db/connection.js';
import { type ImportRow, imports } from '../../db/tables/index.js';
import { type Outcome, weighRows, writeRows } from './batch.js';
import type { Row } from './check.js';
import { eachBatch, type Run } from './pass.js';
import { addCounts, countFindings, countsOf, endImport, ImportFailure, keepFindings, lockImport } from './record.js';

/** @throws ImportFailure for one that has ended, or was called off */
export const requireState = (row: ImportRow): void => {
  if (row.status !== 'RUNNING') {
    throw new ImportFailure({ en: `The import is ${row.status}.`, zh: `导入当前状态为 ${row.status}。` });
  }
};

const authorOf = ({ services, row }: Run) => ({ editorId: row.userId, importId: row.id, now: services.clock.now() });

const noteUnknown = ({ memory }: Run, rows: Row[]): void => {
  for (const row of rows) if ('content' in row && row.unknown !== undefined) memory.unknown.add(row.unknown);
};

/** Says what would come of the file. */
export const weigh = async (run: Run, rowCount: number): Promise<void> => {
  const { services, row, memory } = run;
  let told = 0;
  const counts = await eachBatch(run, rowCount, async (rows) => {
    const outcome = await transaction(services.db, (tx) => weighRows(tx, rows, memory));
    await keepFindings(services.db, row.id, told, outcome.findings);
    told += outcome.findings.length;
    return outcome;
  });
  await endImport(services.db, row.id, 'DONE', services.clock.now(), { ...counts, rowCount, rowsRead: rowCount });
};

/** Takes in all of the file in one transaction. */
export const takeWhole = async (run: Run, rowCount: number): Promise<void> => {
  const { services, row, memory, catalogue } = run;
  await transaction(services.db, async (tx) => {
    let told = 0;
    const counts = await eachBatch(run, rowCount, async (rows) => {
      await requireRunning(run);
      const outcome = await writeRows(tx, rows, memory, catalogue, authorOf(run));
      noteUnknown(run, rows);
      await keepFindings(tx, row.id, told, outcome.findings);
      told += outcome.findings.length;
      return outcome;
    });
    requireState(await lockImport(tx, row.id));
    await endImport(tx, row.id, 'DONE', services.clock.now(), { ...counts, rowCount, rowsRead: rowCount });
  });
};

/** Asked beside the transaction, which holds an older view. */
const requireRunning = async ({ services, row }: Run): Promise<void> => {
  const [current] = await services.db.select().from(imports).where(eq(imports.id, row.id));
  if (current) requireState(current);
};

/** Takes in some rows; of two processes at the same import, the second finds that they are there. */
const takeRows = async (run: Run, tx: Tx, rows: Row[], rowsBefore: number, told: number): Promise<Outcome> => {
  const current = await lockImport(tx, run.row.id);
  requireState(current);
  if (current.rowsRead !== rowsBefore) {
    throw new ImportFailure({ en: 'Another process is at this import.', zh: '另一个进程正在执行此导入。' });
  }
  const outcome = await writeRows(tx, rows, run.memory, run.catalogue, authorOf(run));
  await keepFindings(tx, current.id, told, outcome.findings);
  await tx
    .update(imports)
    .set({
      ...addCounts(countsOf(current), outcome.counts),
      rowsRead: rowsBefore + rows.length,
      updatedAt: run.services.clock.now(),
    })
    .where(eq(imports.id, current.id));
  return outcome;
};

/** Takes in a batch at a time, each for good. */
export const takeByBatches = async (run: Run, rowCount: number): Promise<void> => {
  const { services, row } = run;
  let told = await countFindings(services.db, row.id);
  await eachBatch(run, rowCount, async (rows, rowsBefore) => {
    const outcome = await transaction(services.db, (tx) => takeRows(run, tx, rows, rowsBefore, told));
    noteUnknown(run, rows);
    told += outcome.findings.length;
    return outcome;
  });
  await endImport(services.db, row.id, 'DONE', services.clock.now());
};
