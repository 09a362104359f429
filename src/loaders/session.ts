/** Batched reads of sessions. */
import { and, desc, eq, isNull } from 'drizzle-orm';
import type { Db } from '../db/connection.js';
import { sessionColumns, sessions, users } from '../db/tables/index.js';
import { inKeys, manyByKey, oneByKey } from './batch.js';

export const createSessionLoaders = (db: Db) => ({
  /** Who is signed in by a session that is alive. */
  viewerBySessionId: oneByKey(
    db
      .select({ sessionId: sessions.id, userId: users.id, role: users.role, locale: users.locale })
      .from(sessions)
      .innerJoin(users, eq(users.id, sessions.userId))
      .where(and(inKeys(sessions.id), isNull(sessions.revokedAt)))
      .prepare(),
    (row) => row.sessionId,
  ),
  /** Those that have not been ended, the newest first. */
  sessionsByUserId: manyByKey(
    db
      .select(sessionColumns)
      .from(sessions)
      .where(and(inKeys(sessions.userId), isNull(sessions.revokedAt)))
      .orderBy(desc(sessions.id))
      .prepare(),
    (row) => row.userId,
  ),
  sessionById: oneByKey(
    db
      .select(sessionColumns)
      .from(sessions)
      .where(and(inKeys(sessions.id), isNull(sessions.revokedAt)))
      .prepare(),
    (row) => row.id,
  ),
});
