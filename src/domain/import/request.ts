/** What editors do about imports: begin one from an upload, call one off. */
import { and, eq, inArray } from 'drizzle-orm';
import { z } from 'zod';
import type { Context } from '../../context.js';
import { type Tx, transaction } from '../../db/connection.js';
import type { FileFormat, Locale, QuestionStatus } from '../../db/enums.js';
import { newId } from '../../db/id.js';
import { categories, type ImportOptions, type ImportRow, imports } from '../../db/tables/index.js';
import { AppError } from '../../errors.js';
import { formatOf } from '../../exchange/format.js';
import { requireUsable, setUnused, setUsed } from '../file/use.js';
import { badInput, parseInput } from '../input.js';
import { dispatchJob, type PromisedJob, promiseJobs, settleJobs } from '../job.js';
import { requireEditor } from '../viewer.js';
import { noCounts } from './batch.js';
import { findImport } from './read.js';

export type ImportQuestionsInput = {
  fileId: string;
  format?: FileFormat | null;
  categoryId?: string | null;
  createCategories?: boolean | null;
  locale?: Locale | null;
  status?: QuestionStatus | null;
  headingLevel?: number | null;
  dryRun?: boolean | null;
  atomic?: boolean | null;
};

const shape = z.object({ headingLevel: z.int().min(1).max(6).nullish() });

/** What an import is before it has begun. */
export const newImport = (
  content: Pick<ImportRow, 'userId' | 'fileId' | 'filename' | 'format' | 'sha256' | 'byteSize' | 'options'>,
  now: Date,
): ImportRow => ({
  id: newId('import'),
  ...content,
  status: 'QUEUED',
  failure: null,
  rowCount: null,
  rowsRead: 0,
  ...noCounts,
  createdAt: now,
  updatedAt: now,
  finishedAt: null,
});

const slugOf = async (tx: Tx, categoryId: string): Promise<string> => {
  const [row] = await tx.select().from(categories).where(eq(categories.id, categoryId));
  if (!row || row.deletedAt) throw badInput('input.categoryId', { en: 'no such category', zh: '类别不存在' });
  return row.slug;
};

/**
 * Begins to take an uploaded file of questions into the bank; a worker does it.
 * @throws AppError FORBIDDEN, NOT_FOUND, BAD_USER_INPUT
 */
export const importQuestions = async (ctx: Context, input: ImportQuestionsInput): Promise<ImportRow> => {
  const { userId } = requireEditor(ctx);
  const { headingLevel } = parseInput(ctx, shape, input);
  const now = ctx.clock.now();
  const { row, job } = await transaction(ctx.db, async (tx) => {
    const file = await requireUsable(tx, userId, input.fileId, 'QUESTIONS', 'input.fileId');
    const format = input.format ?? formatOf(file.filename);
    if (!format) {
      throw badInput('input.format', {
        en: 'the file name does not tell it: give one',
        zh: '无法从文件名判断，请指定',
      });
    }
    const options: ImportOptions = {
      dryRun: input.dryRun ?? false,
      atomic: input.atomic ?? false,
      category: input.categoryId ? await slugOf(tx, input.categoryId) : null,
      createCategories: input.createCategories ?? false,
      locale: input.locale ?? null,
      status: input.status ?? 'PUBLISHED',
      headingLevel: headingLevel ?? null,
    };
    const { id: fileId, filename, sha256, byteSize } = file;
    const row = newImport({ userId, fileId, filename, format, sha256: sha256 ?? '', byteSize, options }, now);
    await tx.insert(imports).values(row);
    await setUsed(tx, fileId);
    const job: PromisedJob = { topic: 'IMPORT_QUESTIONS', subjectId: row.id };
    await promiseJobs(tx, [job], now);
    return { row, job };
  });
  dispatchJob(ctx, job);
  return row;
};

/**
 * Calls an import off; what it has taken in stays, but for one that takes all or nothing.
 * @throws AppError FORBIDDEN, NOT_FOUND, CONFLICT when it has ended
 */
export const cancelImport = async (ctx: Context, id: string): Promise<ImportRow> => {
  await findImport(ctx, id);
  const now = ctx.clock.now();
  await transaction(ctx.db, async (tx) => {
    const [cancelled] = await tx
      .update(imports)
      .set({ status: 'CANCELLED', updatedAt: now, finishedAt: now })
      .where(and(eq(imports.id, id), inArray(imports.status, ['QUEUED', 'RUNNING'])));
    if (cancelled.affectedRows !== 1) {
      throw new AppError('CONFLICT', { message: { en: 'The import has ended.', zh: '该导入已结束。' } });
    }
    await settleJobs(tx, 'IMPORT_QUESTIONS', [id]);
    const [row] = await tx.select({ fileId: imports.fileId }).from(imports).where(eq(imports.id, id));
    if (row?.fileId) await setUnused(tx, row.fileId, now);
  });
  return findImport(ctx, id);
};
