/** Batched reads of files. */
import { and, desc, eq, getTableColumns, ne } from 'drizzle-orm';
import type { Db } from '../db/connection.js';
import { avatars, type FileRow, files } from '../db/tables/index.js';
import { inKeys, inOneStatement, oneByKey } from './batch.js';

/** Files of one account. */
const listed = 100;

export const createFileLoaders = (db: Db) => ({
  fileById: oneByKey(db.select().from(files).where(inKeys(files.id)).prepare(), (row) => row.id),
  /** Those that are taken or may still be, the newest first, and no more than can be of interest. */
  filesByOwnerId: inOneStatement(
    (ownerId: string, number) =>
      db
        .select({ ...getTableColumns(files), number })
        .from(files)
        .where(and(eq(files.ownerId, ownerId), ne(files.status, 'REJECTED')))
        .orderBy(desc(files.id))
        .limit(listed),
    (rows): FileRow[] => rows.map(({ number, ...row }) => row).sort((a, b) => (a.id < b.id ? 1 : -1)),
  ),
  avatarByUserId: oneByKey(
    db.select({ userId: avatars.userId, fileId: avatars.fileId }).from(avatars).where(inKeys(avatars.userId)).prepare(),
    (row) => row.userId,
  ),
});
