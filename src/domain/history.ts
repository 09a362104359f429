/** The history of the bank: who changed what, and when. */
import { isDeepStrictEqual } from 'node:util';
import { and, desc, eq, type SQL, sql } from 'drizzle-orm';
import type { Context } from '../context.js';
import type { Tx } from '../db/connection.js';
import type { ChangeOrigin } from '../db/enums.js';
import { isId, newId } from '../db/id.js';
import { type BankChangeRow, bankChanges, type FieldChange, users } from '../db/tables/index.js';
import { AppError, type Bilingual } from '../errors.js';
import { type CountedPage, type PageArgs, readPage } from './page.js';
import { isEditor, requireEditor } from './viewer.js';

/** Who is at it: an editor, or the console; by hand or by an import. */
export type Author = { editorId: string | null; importId?: string | null; now: Date };

export type Change = Pick<BankChangeRow, 'action' | 'subjectId' | 'version' | 'fields'>;

/** What differs between two states; of one that is gone, everything that it was. */
export const differences = <T extends object>(
  fields: readonly (keyof T & string)[],
  before: T,
  after: T | undefined,
): FieldChange[] =>
  fields
    .filter((field) => !after || !isDeepStrictEqual(before[field], after[field]))
    .map((field) => ({ field, before: before[field] ?? null, after: after?.[field] ?? null }));

/** Adds to the history, in the transaction of the changes. */
export const recordChanges = async (tx: Tx, author: Author, changes: Change[]): Promise<void> => {
  if (changes.length === 0) return;
  const { editorId, importId = null, now } = author;
  const origin: ChangeOrigin = editorId === null ? 'CONSOLE' : 'EDITOR';
  await tx
    .insert(bankChanges)
    .values(changes.map((change) => ({ ...change, id: newId('change'), origin, editorId, importId, at: now })));
};

/** @throws AppError CONFLICT that says who changed it since, when it has another version than expected; null expects any */
export const requireVersion = async (
  tx: Tx,
  noun: Bilingual,
  { id, version }: { id: string; version: number },
  expected: number | null | undefined,
): Promise<void> => {
  if (expected == null || version === expected) return;
  const [last] = await tx
    .select({ name: users.name })
    .from(bankChanges)
    .leftJoin(users, eq(users.id, bankChanges.editorId))
    .where(eq(bankChanges.subjectId, id))
    .orderBy(desc(bankChanges.id))
    .limit(1);
  const by = last?.name ?? null;
  throw new AppError('CONFLICT', {
    message: {
      en: `The ${noun.en} is at version ${version} by now${by ? `, changed by ${by}` : ''}; you changed version ${expected}. Nothing was written: look at bankChanges, and send your change again for version ${version}.`,
      zh: `${noun.zh}现为第 ${version} 版${by ? `（由 ${by} 修改）` : ''}，你修改的是第 ${expected} 版。未写入任何内容：请查看 bankChanges，再针对第 ${version} 版重新提交。`,
    },
  });
};

/** What cannot be the id of a question or a category has no history. */
const ofSubject = (id: string): SQL =>
  isId('question', id) || isId('category', id) ? eq(bankChanges.subjectId, id) : sql`false`;

export type BankChangeConnection = CountedPage<BankChangeRow>;

/** A page of the history, newest first. @param subjectId of a question or category, there still or not */
export const listChanges = async (
  ctx: Context,
  args: PageArgs & { subjectId?: string | null },
): Promise<BankChangeConnection> => {
  requireEditor(ctx);
  const where: SQL[] = args.subjectId == null ? [] : [ofSubject(args.subjectId)];
  const page = await readPage('change', bankChanges.id, args, (cursor, order, limit) =>
    ctx.db
      .select()
      .from(bankChanges)
      .where(and(...where, ...cursor))
      .orderBy(order)
      .limit(limit),
  );
  return { ...page, count: () => ctx.db.$count(bankChanges, and(...where)) };
};

/** Who made a change, as editors know each other; null for the console, and for whoever has left. */
export const editorName = async (ctx: Context, { editorId }: BankChangeRow): Promise<string | null> =>
  editorId === null ? null : ((await ctx.loaders.userById.load(editorId))?.name ?? null);

/** A change, if the viewer may see it: editors alone may. */
export const findChange = async (ctx: Context, id: string): Promise<BankChangeRow | undefined> => {
  if (!isEditor(ctx.viewer)) return undefined;
  const [row] = await ctx.db.select().from(bankChanges).where(eq(bankChanges.id, id));
  return row;
};

/** Changes of one statement: all of a busy editor at once could take longer than a statement may. */
const forgottenAtOnce = 20_000;

/** Leaves of an editor's changes that an editor made them. */
export const forgetEditor = async (tx: Tx, editorId: string): Promise<void> => {
  for (;;) {
    const [forgotten] = await tx
      .update(bankChanges)
      .set({ editorId: null })
      .where(eq(bankChanges.editorId, editorId))
      .limit(forgottenAtOnce);
    if (forgotten.affectedRows === 0) return;
  }
};
