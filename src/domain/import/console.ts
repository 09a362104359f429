/** Imports from the console: of a file on disk, found again by what is in it. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { and, desc, eq, isNull } from 'drizzle-orm';
import type { Db } from '../../db/connection.js';
import type { FileFormat } from '../../db/enums.js';
import { categories, type ImportOptions, type ImportRow, imports } from '../../db/tables/index.js';
import { StartupError } from '../../errors.js';
import type { ImportServices, Watch } from './pass.js';
import { newImport } from './request.js';
import { runImport } from './run.js';

const hashOf = async (path: string): Promise<string> => {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest('hex');
};

/** An import of the same bytes in the same way that has not come to its end. */
const findUnfinished = async (
  { db }: ImportServices,
  sha256: string,
  format: FileFormat,
  options: ImportOptions,
): Promise<ImportRow | undefined> => {
  const rows = await db
    .select()
    .from(imports)
    .where(
      and(
        eq(imports.sha256, sha256),
        eq(imports.format, format),
        eq(imports.status, 'RUNNING'),
        isNull(imports.userId),
        isNull(imports.fileId),
      ),
    )
    .orderBy(desc(imports.id));
  return rows.find((row) => isDeepStrictEqual({ ...row.options }, options));
};

/** @throws StartupError for a category that the bank does not have */
export const requireSubject = async (db: Db, slug: string | null | undefined): Promise<void> => {
  if (slug == null || (await db.$count(categories, and(eq(categories.slug, slug), isNull(categories.deletedAt)))) > 0)
    return;
  throw new StartupError(`--category: there is no category ${slug}.`);
};

export type FileImport = {
  row: ImportRow;
  /** Rows that an earlier run has taken in. */
  rowsBefore: number;
};

/**
 * Takes a file into the bank; one that was cut off goes on after what is there.
 * @param begun told which import it is, before the first row
 * @throws ImportFailure; what the file system fails with
 */
export const importFile = async (
  services: ImportServices,
  path: string,
  format: FileFormat,
  options: ImportOptions,
  begun: (start: FileImport & { byteSize: number }) => Watch,
): Promise<ImportRow> => {
  await requireSubject(services.db, options.category);
  const { size: byteSize } = await stat(path);
  const sha256 = await hashOf(path);
  const unfinished =
    options.dryRun || options.atomic ? undefined : await findUnfinished(services, sha256, format, options);
  const row =
    unfinished ??
    newImport(
      { userId: null, fileId: null, filename: basename(path).slice(0, 255), format, sha256, byteSize, options },
      services.clock.now(),
    );
  if (!unfinished) await services.db.insert(imports).values(row);
  const watch = begun({ row, rowsBefore: row.rowsRead, byteSize });
  return runImport(services, row.id, { format, open: () => createReadStream(path) }, watch);
};
