/** What is done with the rows of a file: only weighed, taken in as a whole, or batch by batch. */
import { eq } from 'drizzle-orm';
import { type Db, isDatabaseBusy, type Tx, transaction } from '../../db/connection.js';
import { imports } from '../../db/tables/index.js';
import { type Outcome, weighRows, writeRows } from './batch.js';
import type { Row } from './check.js';
import { eachBatch, type Run, requireRunning, requireState } from './pass.js';
import { addCounts, countFindings, countsOf, endImport, ImportFailure, keepFindings, lockImport } from './record.js';

/** Others may hold the bank for longer than a transaction waits, and nobody waits for an import at a screen. */
const patiently = async <T>(db: Db, work: (tx: Tx) => Promise<T>): Promise<T> => {
  for (;;) {
    try {
      return await transaction(db, work);
    } catch (error) {
      if (!isDatabaseBusy(error)) throw error;
    }
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
    const outcome = await patiently(services.db, (tx) => weighRows(tx, rows, memory));
    await keepFindings(services.db, row.id, told, outcome.findings);
    told += outcome.findings.length;
    return outcome;
  });
  await endImport(services.db, row.id, 'DONE', services.clock.now(), { ...counts, rowCount, rowsRead: rowCount });
};

/** Takes in all of the file in one transaction. */
export const takeWhole = async (run: Run, rowCount: number): Promise<void> => {
  const { services, row, memory, catalogue } = run;
  await patiently(services.db, async (tx) => {
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

/** Takes in some rows; of two processes at the same import, the second finds that they are there. */
const takeRows = async (run: Run, tx: Tx, rows: Row[], rowsBefore: number, told: number): Promise<Outcome> => {
  const current = await lockImport(tx, run.row.id);
  requireState(current);
  if (current.rowsRead !== rowsBefore) {
    throw new ImportFailure(
      {
        en: 'Another process is taking in this file. Should it stop, start this again: it goes on from there.',
        zh: '另一个进程正在导入此文件。若其中止，请重新运行，将从中断处继续。',
      },
      false,
    );
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
    const outcome = await patiently(services.db, (tx) => takeRows(run, tx, rows, rowsBefore, told));
    noteUnknown(run, rows);
    told += outcome.findings.length;
    return outcome;
  });
  await endImport(services.db, row.id, 'DONE', services.clock.now());
};
