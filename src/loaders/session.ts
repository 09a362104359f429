/** Batched reads of sessions. */
import { and, desc, eq, getTableColumns, isNull } from 'drizzle-orm';
import type { Database } from '../db/connection.js';
import { type Session, sessionColumns, sessions, users } from '../db/tables/index.js';
import { inKeys, inOneStatement, oneByKey } from './batch.js';
import { statement } from './statement.js';

/** Sessions of one account. */
const listed = 100;

export const createSessionLoaders = (database: Database) => ({
  /** The account that is signed in by a session that is alive. */
  viewerBySessionId: oneByKey(
    statement(database, { sessionId: sessions.id, ...getTableColumns(users) }, (select) =>
      select
        .from(sessions)
        .innerJoin(users, eq(users.id, sessions.userId))
        .where(and(inKeys(sessions.id), isNull(sessions.revokedAt))),
    ),
    (row) => row.sessionId,
  ),
  /** Those that have not been ended, the newest first, and no more than can be of interest. */
  sessionsByUserId: inOneStatement(
    (userId: string, number) =>
      database.db
        .select({ ...sessionColumns, number })
        .from(sessions)
        .where(and(eq(sessions.userId, userId), isNull(sessions.revokedAt)))
        .orderBy(desc(sessions.id))
        .limit(listed),
    (rows): Session[] => rows.map(({ number, ...row }) => row).sort((a, b) => (a.id < b.id ? 1 : -1)),
  ),
  sessionById: oneByKey(
    statement(database, sessionColumns, (select) =>
      select.from(sessions).where(and(inKeys(sessions.id), isNull(sessions.revokedAt))),
    ),
    (row) => row.id,
  ),
});
