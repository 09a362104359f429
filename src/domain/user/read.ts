/** Reading accounts: one's own, and to admins all. */
import { and, like, or, type SQL } from 'drizzle-orm';
import type { Context, Viewer } from '../../context.js';
import { type UserRow, users } from '../../db/tables/index.js';
import { AppError } from '../../errors.js';
import { type Page, type PageArgs, readPage } from '../page.js';
import { isOwnerOrAdmin, requireAdmin } from '../viewer.js';

export const canViewUser = (viewer: Viewer | undefined, user: { id: string }): boolean =>
  isOwnerOrAdmin(viewer, user.id);

/** The signed-in user, or null. */
export const me = async (ctx: Context): Promise<UserRow | null> =>
  ctx.viewer ? ((await ctx.loaders.userById.load(ctx.viewer.userId)) ?? null) : null;

/** @throws AppError NOT_FOUND alike for one that does not exist and one that the viewer may not see */
export const findUser = async (ctx: Context, id: string): Promise<UserRow> => {
  const user = canViewUser(ctx.viewer, { id }) ? await ctx.loaders.userById.load(id) : undefined;
  if (!user) throw new AppError('NOT_FOUND');
  return user;
};

/** What someone typed, wherever it stands; the wildcards of the database mean themselves. */
const contains = (text: string): string => `%${text.replace(/[\\%_]/g, '\\$&')}%`;

const matches = (search: string): SQL | undefined => {
  const text = search.trim();
  // Numbers are stored without the spaces and dashes that people write them with.
  const digits = text.replace(/[\s()-]/g, '');
  return or(
    like(users.name, contains(text)),
    // Addresses are ASCII in lower case, and other characters cannot be compared with them.
    ...(/^[\x20-\x7e]*$/.test(text) ? [like(users.email, contains(text.toLowerCase()))] : []),
    ...(/^\+?\d+$/.test(digits) ? [like(users.phone, contains(digits))] : []),
  );
};

/** A page of all accounts, newest first; with `search`, those whose name, email or phone contains it. For admins. */
export const listUsers = async (
  ctx: Context,
  { search, ...args }: PageArgs & { search?: string | null },
): Promise<Page<UserRow>> => {
  requireAdmin(ctx);
  const page = await readPage('user', users.id, args, (cursor, order, limit) =>
    ctx.db
      .select()
      .from(users)
      .where(and(search?.trim() ? matches(search) : undefined, ...cursor))
      .orderBy(order)
      .limit(limit),
  );
  for (const { node } of page.edges) ctx.loaders.userById.prime(node.id, node);
  return page;
};
