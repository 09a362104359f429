/** The log of security events: who did what to which account, from where and when. Rows are added, never changed. */
import { and, eq, sql } from 'drizzle-orm';
import type { Context } from '../context.js';
import type { Db, Tx } from '../db/connection.js';
import type { AuditAction } from '../db/enums.js';
import { isId, newId } from '../db/id.js';
import { type AuditRow, auditEvents } from '../db/tables/index.js';
import { AppError } from '../errors.js';
import { type Page, type PageArgs, readPage } from './page.js';
import { isAdmin, requireViewer } from './viewer.js';

export type SecurityEvent = {
  action: AuditAction;
  /** Whose account it is about; null for a failure that names none. */
  userId: string | null;
  /** By default whoever is signed in. */
  actorId?: string | null;
  /** By default the session of whoever is signed in. */
  sessionId?: string | null;
  /** What the action alone does not say; never a secret. */
  detail?: string;
};

/** Where an operation comes from: a request has all of it, a command on the server none. */
type Origin = Pick<Context, 'clock'> & Partial<Pick<Context, 'caller' | 'viewer'>>;

/** Adds an event, in the transaction that it is about. */
export const recordEvent = async (origin: Origin, db: Db | Tx, event: SecurityEvent): Promise<void> => {
  const { caller, viewer, clock } = origin;
  await db.insert(auditEvents).values({
    id: newId('audit'),
    actorId: viewer?.userId ?? null,
    sessionId: viewer?.sessionId ?? null,
    ...event,
    ip: caller?.ip ?? null,
    userAgent: caller?.userAgent?.slice(0, 255) ?? null,
    at: clock.now(),
  });
};

export const canViewEvent = (ctx: Context, event: { userId: string | null }): boolean =>
  isAdmin(ctx.viewer) || (ctx.viewer !== undefined && ctx.viewer.userId === event.userId);

/** @throws AppError NOT_FOUND for one that is not there, or not for the viewer to see */
export const findEvent = async (ctx: Context, id: string): Promise<AuditRow> => {
  const event = await ctx.loaders.auditEventById.load(id);
  if (!event || !canViewEvent(ctx, event)) throw new AppError('NOT_FOUND');
  return event;
};

/**
 * A page of events, newest first: of one account, or, to admins, of all.
 * @throws AppError NOT_FOUND when someone else's are asked for
 */
export const listEvents = async (
  ctx: Context,
  { userId, ...args }: PageArgs & { userId?: string | null },
): Promise<Page<AuditRow>> => {
  const viewer = requireViewer(ctx);
  // Whoever is no admin asks for their own, also without saying so.
  const of = userId ?? (isAdmin(viewer) ? undefined : viewer.userId);
  if (of !== undefined && !canViewEvent(ctx, { userId: of })) throw new AppError('NOT_FOUND');
  const where = of === undefined ? undefined : isId('user', of) ? eq(auditEvents.userId, of) : sql`false`;
  return readPage('audit', auditEvents.id, args, (cursor, order, limit) =>
    ctx.db
      .select()
      .from(auditEvents)
      .where(and(where, ...cursor))
      .orderBy(order)
      .limit(limit),
  );
};
