/** What editors do to the tree of categories. */
import { and, eq, isNull } from 'drizzle-orm';
import { z } from 'zod';
import type { Context } from '../../context.js';
import { isDuplicate, type Tx, transaction } from '../../db/connection.js';
import { newId } from '../../db/id.js';
import { type CategoryRow, categories, questions } from '../../db/tables/index.js';
import { AppError, type Bilingual } from '../../errors.js';
import { lockBank } from '../../search/change.js';
import { differences, recordChanges, requireVersion } from '../history.js';
import { badInput, parseInput } from '../input.js';
import { line } from '../question/content.js';
import { forgetReads } from '../reads.js';
import { requireEditor } from '../viewer.js';

export type CreateCategoryInput = { slug: string; nameZh: string; nameEn: string; parentId?: string | null };
export type UpdateCategoryInput = {
  id: string;
  expectedVersion?: number | null;
  nameZh?: string | null;
  nameEn?: string | null;
  /** Null moves it to the top; left out, it stays where it is. */
  parentId?: string | null;
};

const name = line(100);
const slug = z
  .string()
  .max(80)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, {
    error: (issue) => (issue.input === '' ? undefined : 'kebab-case: a-z, 0-9, -'),
  });
const shape = z.object({ slug, nameZh: name, nameEn: name });
const edited = z.object({ nameZh: name.nullish(), nameEn: name.nullish() });
const fields = ['slug', 'nameZh', 'nameEn', 'parentId'] as const;
/** Enough for any tree that people find their way in. */
const deepest = 8;

const all = (tx: Tx): Promise<CategoryRow[]> => tx.select().from(categories).where(isNull(categories.deletedAt));

const conflict = (message: Bilingual): AppError => new AppError('CONFLICT', { message });

/** @throws AppError BAD_USER_INPUT for a parent that is not there, is the category itself or below it, or stands too deep */
const requireParent = (rows: CategoryRow[], id: string, parentId: string): void => {
  const refuse = (message: Bilingual) => badInput('input.parentId', message);
  const childrenOf = (of: string): CategoryRow[] => rows.filter((row) => row.parentId === of);
  const heightOf = (of: string): number => 1 + Math.max(0, ...childrenOf(of).map((child) => heightOf(child.id)));
  let depth = 0;
  for (let at: string | null = parentId; at !== null; depth++) {
    if (at === id) throw refuse({ en: 'would put it below itself', zh: '不能移到自身之下' });
    const row = rows.find((each) => each.id === at);
    if (!row) throw refuse({ en: 'no such category', zh: '类别不存在' });
    at = row.parentId;
  }
  if (depth + heightOf(id) > deepest) {
    throw refuse({ en: `at most ${deepest} levels`, zh: `最多 ${deepest} 层` });
  }
};

/** Runs a change of the tree, alone, so that two at once do not tie a knot. */
const change = async <T>(ctx: Context, work: (tx: Tx, rows: CategoryRow[]) => Promise<T>): Promise<T> => {
  const result = await transaction(ctx.db, async (tx) => {
    await lockBank(tx);
    return work(tx, await all(tx));
  });
  forgetReads(ctx);
  return result;
};

/** @throws AppError BAD_USER_INPUT, CONFLICT where the slug is taken */
export const createCategory = async (ctx: Context, input: CreateCategoryInput): Promise<CategoryRow> => {
  const { userId } = requireEditor(ctx);
  const content = parseInput(ctx, shape, input);
  const row: CategoryRow = {
    id: newId('category'),
    ...content,
    parentId: input.parentId ?? null,
    version: 1,
    deletedAt: null,
  };
  return change(ctx, async (tx, rows) => {
    if (row.parentId !== null) requireParent(rows, row.id, row.parentId);
    await tx
      .insert(categories)
      .values(row)
      .catch((error: unknown) => {
        if (!isDuplicate(error)) throw error;
        throw conflict({ en: `There is a category ${row.slug} already.`, zh: `类别 ${row.slug} 已存在。` });
      });
    const author = { editorId: userId, now: ctx.clock.now() };
    await recordChanges(tx, author, [{ action: 'CREATED', subjectId: row.id, version: 1, fields: [] }]);
    return row;
  });
};

const find = (rows: CategoryRow[], id: string): CategoryRow => {
  const row = rows.find((each) => each.id === id);
  if (!row) throw new AppError('NOT_FOUND');
  return row;
};

/** @throws AppError BAD_USER_INPUT, NOT_FOUND, CONFLICT when it has another version than expected */
export const updateCategory = async (ctx: Context, input: UpdateCategoryInput): Promise<CategoryRow> => {
  const { userId } = requireEditor(ctx);
  const content = parseInput(ctx, edited, input);
  return change(ctx, async (tx, rows) => {
    const before = find(rows, input.id);
    await requireVersion(tx, { en: 'category', zh: '类别' }, before, input.expectedVersion);
    const after: CategoryRow = {
      ...before,
      nameZh: content.nameZh ?? before.nameZh,
      nameEn: content.nameEn ?? before.nameEn,
      parentId: input.parentId === undefined ? before.parentId : input.parentId,
    };
    if (after.parentId !== null) requireParent(rows, after.id, after.parentId);
    const changed = differences(fields, before, after);
    if (changed.length === 0) return before;
    after.version += 1;
    await tx.update(categories).set(after).where(eq(categories.id, after.id));
    const author = { editorId: userId, now: ctx.clock.now() };
    await recordChanges(tx, author, [
      { action: 'UPDATED', subjectId: after.id, version: after.version, fields: changed },
    ]);
    return after;
  });
};

/**
 * Takes a category out of the tree; reports that name it go on doing so.
 * @throws AppError NOT_FOUND, CONFLICT while there are questions in it or categories below it
 */
export const deleteCategory = async (ctx: Context, id: string): Promise<boolean> => {
  const { userId } = requireEditor(ctx);
  return change(ctx, async (tx, rows) => {
    const row = find(rows, id);
    const count = await tx.$count(questions, and(eq(questions.categoryId, id)));
    const below = rows.filter((each) => each.parentId === id).length;
    if (count > 0 || below > 0) {
      throw conflict({
        en: `There are ${count} questions in it and ${below} categories below it. Move or delete them first.`,
        zh: `该类别下还有 ${count} 道题、${below} 个子类别，请先移动或删除。`,
      });
    }
    const now = ctx.clock.now();
    // Its slug is free again.
    await tx.update(categories).set({ deletedAt: now, slug: id, parentId: null }).where(eq(categories.id, id));
    await recordChanges(tx, { editorId: userId, now }, [
      { action: 'DELETED', subjectId: id, version: row.version, fields: differences(fields, row, undefined) },
    ]);
    return true;
  });
};
