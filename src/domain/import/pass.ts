/** The two passes over the file of an import: one that only looks, and one that takes batch after batch. */
import { eq } from 'drizzle-orm';
import type { Services } from '../../context.js';
import { type ImportRow, imports } from '../../db/tables/index.js';
import { type Counts, type Finding, type Memory, noCounts, type Outcome, refusals } from './batch.js';
import type { Catalogue } from './catalogue.js';
import type { Row } from './check.js';
import { addCounts, countsOf, ImportFailure, keepFindings } from './record.js';
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
export type Run = {
  services: ImportServices;
  row: ImportRow;
  source: Source;
  watch: Watch;
  catalogue: Catalogue;
  memory: Memory;
};

/** @throws ImportFailure for one that has ended, or was called off */
export const requireState = (row: ImportRow): void => {
  if (row.status !== 'RUNNING') {
    throw new ImportFailure({ en: `The import is ${row.status}.`, zh: `导入当前状态为 ${row.status}。` });
  }
};

/** Whether it was called off meanwhile; asked beside any transaction, which holds an older view. */
export const requireRunning = async ({ services, row }: Run): Promise<void> => {
  const [current] = await services.db.select().from(imports).where(eq(imports.id, row.id));
  if (current) requireState(current);
};

/** Reads the whole file without writing a question: whether it can be read to its end, and which rows will not do. */
export const lookThrough = async (run: Run): Promise<number> => {
  const { services, row, source, watch, catalogue } = run;
  const strict = row.options.atomic && !row.options.dryRun;
  let [rowCount, refused] = [0, 0];
  for await (const { rows, bytesRead } of readBatches(source, catalogue, row.options, watch.signal)) {
    await requireRunning(run);
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
export const eachBatch = async (
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
