/** Runs an import: looks through the whole file first, then takes it in; what is taken in is there for good. */
import { eq } from 'drizzle-orm';
import { transaction } from '../../db/connection.js';
import { type ImportRow, imports } from '../../db/tables/index.js';
import { UnreadableFile } from '../../exchange/entry.js';
import { readCatalogue } from './catalogue.js';
import { type ImportServices, lookThrough, type Run, requireState, type Watch } from './pass.js';
import { endImport, ImportFailure, lockImport } from './record.js';
import type { Source } from './source.js';
import { takeByBatches, takeWhole, weigh } from './take.js';

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
    if (current?.status === 'RUNNING' && failure.ends)
      await endImport(db, id, 'FAILED', clock.now(), { failure: failure.reason });
    throw failure;
  }
  const [ended] = await db.select().from(imports).where(eq(imports.id, id));
  return ended as ImportRow;
};
