/** Runs an import: looks through the whole file first, then takes it in by batches, each of which is there for good. */
import { eq } from 'drizzle-orm';
import type { Services } from '../../context.js';
import { type Tx, transaction } from '../../db/connection.js';
import { type ImportRow, imports } from '../../db/tables/index.js';
import { UnreadableFile } from '../../exchange/entry.js';
import { type Counts, type Finding, type Memory, noCounts, type Outcome, weighRows, writeRows } from './batch.js';
import { type Catalogue, readCatalogue } from './catalogue.js';
import type { Row } from './check.js';
import { addCounts, countFindings, countsOf, endImport, ImportFailure, keepFindings, lockImport } from './record.js';
import { readBatches, type Source } from './source.js';

export type ImportServices = Pick<Services, 'db' | 'clock'>;

export type Progress = Counts & {
  phase: 'CHECKING' | 'IMPORTING';
  /** Rows, and bytes, of this phase. */
  rows: number;
  bytes: number;
  /** Known once the file has been looked through. */
  rowCount: number | undefined;
};

export type Watch = {
  onProgress?(progress: Progress): void;
  onFinding?(finding: Finding): void;
  /** Gives it up; run again, it goes on from where it stopped. */
  signal?: AbortSignal;
};

/** One run of one import. */
type Run = {
  services: ImportServices;
  row: ImportRow;
  source: Source;
  watch: Watch;
  catalogue: Catalogue;
  memory: Memory;
};

const refusals = (rows: Row[]): Finding[] =>
  rows.flatMap((row): Finding[] =>
    'reason' in row ? [{ kind: 'REFUSED', line: row.line, reason: row.reason, questionId: null }] : [],
  );

/** Reads the whole file without writing a question: whether it can be read to its end, and which rows will not do. */
const lookThrough = async ({ services, row, source, watch, catalogue }: Run): Promise<number> => {
  const strict = row.options.atomic && !row.options.dryRun;
  let [rowCount, refused] = [0, 0];
  for await (const { rows, bytesRead } of readBatches(source, catalogue, row.options, watch.signal)) {
    const found = refusals(rows);
    rowCount += rows.length;
    // Only here will they be told, if they keep everything from being taken.
    if (strict) {
      await keepFindings(services.db, row.id, refused, found);
      for (const finding of found) watch.onFinding?.(finding);
    }
    refused += found.length;
    watch.onProgress?.({
      ...noCounts,
      refused,
      phase: 'CHECKING',
      rows: rowCount,
      bytes: bytesRead,
      rowCount: undefined,
    });
  }
  if (rowCount === 0) throw new ImportFailure({ en: 'There are no questions in the file.', zh: '文件中没有题目。' });
  if (strict && refused > 0) {
    await services.db.update(imports).set({ rowCount, refused }).where(eq(imports.id, row.id));
    throw new ImportFailure({
      en: `${refused} of ${rowCount} rows are refused, so nothing was imported.`,
      zh: `${rowCount} 行中有 ${refused} 行被拒绝，因此未导入任何内容。`,
    });
  }
  return rowCount;
};

/** Told by `work` what came of each batch, keeps the counts and tells whoever watches. */
const eachBatch = async (
  { row, source, watch, catalogue }: Run,
  rowCount: number,
  work: (rows: Row[], rowsBefore: number) => Promise<Outcome>,
): Promise<Counts> => {
  let rowsRead = 0;
  let counts = countsOf(row);
  for await (const { rows, bytesRead } of readBatches(source, catalogue, row.options, watch.signal)) {
    // Of an earlier run these are there already.
    const left = rows.slice(Math.max(0, row.rowsRead - rowsRead));
    if (left.length > 0) {
      const outcome = await work(left, rowsRead + rows.length - left.length);
      counts = addCounts(counts, outcome.counts);
      for (const finding of outcome.findings) watch.onFinding?.(finding);
    }
    rowsRead += rows.length;
    watch.onProgress?.({ ...counts, phase: 'IMPORTING', rows: rowsRead, bytes: bytesRead, rowCount });
  }
  return counts;
};

const authorOf = ({ services, row }: Run) => ({ editorId: row.userId, importId: row.id, now: services.clock.now() });

const noteUnknown = ({ memory }: Run, rows: Row[]): void => {
  for (const row of rows) if ('content' in row && row.unknown !== undefined) memory.unknown.add(row.unknown);
};

/** Says what would come of the file. */
const weigh = async (run: Run, rowCount: number): Promise<void> => {
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
const takeWhole = async (run: Run, rowCount: number): Promise<void> => {
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

const requireState = (row: ImportRow): void => {
  if (row.status !== 'RUNNING') {
    throw new ImportFailure({ en: `The import is ${row.status}.`, zh: `导入当前状态为 ${row.status}。` });
  }
};

/** Asked beside the transaction, which holds an older view. */
const requireRunning = async ({ services, row }: Run): Promise<void> => {
  const [current] = await services.db.select().from(imports).where(eq(imports.id, row.id));
  if (current) requireState(current);
};

/** Takes in some rows; of two processes at the same import, the second finds that they are there. */
const takeRows = (run: Run, tx: Tx, rows: Row[], rowsBefore: number, told: number): Promise<Outcome> =>
  lockImport(tx, run.row.id).then(async (current) => {
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
  });

const takeByBatches = async (run: Run, rowCount: number): Promise<void> => {
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

const failureOf = (error: unknown): ImportFailure | undefined => {
  if (error instanceof ImportFailure) return error;
  if (!(error instanceof UnreadableFile)) return undefined;
  const { line, reason } = error;
  if (line === undefined) return new ImportFailure(reason);
  return new ImportFailure({ en: `Line ${line}: ${reason.en}`, zh: `第 ${line} 行：${reason.zh}` });
};

/**
 * Runs an import to its end, from where an earlier run of it stopped.
 * @throws ImportFailure, which is written down with it; anything else leaves it to be run again
 */
export const runImport = async (
  services: ImportServices,
  id: string,
  source: Source,
  watch: Watch = {},
): Promise<ImportRow> => {
  const { db, clock } = services;
  const row = await transaction(db, async (tx) => {
    const current = await lockImport(tx, id);
    if (current.status !== 'QUEUED') return current;
    await tx.update(imports).set({ status: 'RUNNING', updatedAt: clock.now() }).where(eq(imports.id, id));
    return { ...current, status: 'RUNNING' as const };
  });
  try {
    requireState(row);
    const catalogue = await readCatalogue(db, row.options.createCategories);
    const run: Run = { services, row, source, watch, catalogue, memory: { seen: new Map(), unknown: new Set() } };
    const rowCount = await lookThrough(run);
    await db.update(imports).set({ rowCount, updatedAt: clock.now() }).where(eq(imports.id, id));
    if (row.options.dryRun) await weigh(run, rowCount);
    else if (row.options.atomic) await takeWhole(run, rowCount);
    else await takeByBatches(run, rowCount);
  } catch (error) {
    const failure = failureOf(error);
    if (!failure) throw error;
    const [current] = await db.select().from(imports).where(eq(imports.id, id));
    if (current?.status === 'RUNNING') await endImport(db, id, 'FAILED', clock.now(), { failure: failure.reason });
    throw failure;
  }
  const [ended] = await db.select().from(imports).where(eq(imports.id, id));
  return ended as ImportRow;
};
