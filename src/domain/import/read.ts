/** Reading imports, and what was found in their files: for editors. */
import { and, asc, eq, gt } from 'drizzle-orm';
import type { Context } from '../../context.js';
import { isId } from '../../db/id.js';
import { type FindingRow, findings, type ImportRow, imports } from '../../db/tables/index.js';
import { AppError } from '../../errors.js';
import { badInput } from '../input.js';
import { type CountedPage, type PageArgs, pageBounds, readPage } from '../page.js';
import { requireEditor } from '../viewer.js';

/** An import, to editors. @throws AppError FORBIDDEN, NOT_FOUND */
export const findImport = async (ctx: Context, id: string): Promise<ImportRow> => {
  requireEditor(ctx);
  const [row] = isId('import', id) ? await ctx.db.select().from(imports).where(eq(imports.id, id)) : [];
  if (!row) throw new AppError('NOT_FOUND');
  return row;
};

export type ImportConnection = CountedPage<ImportRow>;

/** A page of the imports, newest first. @throws AppError FORBIDDEN, BAD_USER_INPUT */
export const listImports = async (ctx: Context, args: PageArgs): Promise<ImportConnection> => {
  requireEditor(ctx);
  const page = await readPage('import', imports.id, args, (cursor, order, limit) =>
    ctx.db
      .select()
      .from(imports)
      .where(and(...cursor))
      .orderBy(order)
      .limit(limit),
  );
  return { ...page, count: () => ctx.db.$count(imports) };
};

export type FindingConnection = CountedPage<FindingRow>;

const ordinalOf = (cursor: string): number => {
  const ordinal = Number(Buffer.from(cursor, 'base64url').toString());
  if (Number.isSafeInteger(ordinal) && ordinal > 0) return ordinal;
  throw badInput('after', { en: 'not a cursor of this list', zh: '不是此列表的游标' });
};

/** What was found in the file, in its order. @throws AppError BAD_USER_INPUT */
export const listFindings = async (
  ctx: Context,
  { id }: ImportRow,
  { first, after }: Pick<PageArgs, 'first' | 'after'>,
): Promise<FindingConnection> => {
  const { size } = pageBounds({ first });
  const own = eq(findings.importId, id);
  const rows = await ctx.db
    .select()
    .from(findings)
    .where(and(own, after ? gt(findings.ordinal, ordinalOf(after)) : undefined))
    .orderBy(asc(findings.ordinal))
    .limit(size + 1);
  const edges = rows
    .slice(0, size)
    .map((node) => ({ cursor: Buffer.from(String(node.ordinal)).toString('base64url'), node }));
  return {
    edges,
    pageInfo: {
      hasNextPage: rows.length > size,
      hasPreviousPage: Boolean(after),
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
    count: () => ctx.db.$count(findings, own),
  };
};
