/** Batched reads of files. */
import type { Db } from '../db/connection.js';
import { avatars, files } from '../db/tables/index.js';
import { inKeys, oneByKey } from './batch.js';

export const createFileLoaders = (db: Db) => ({
  fileById: oneByKey(db.select().from(files).where(inKeys(files.id)).prepare(), (row) => row.id),
  avatarByUserId: oneByKey(
    db.select({ userId: avatars.userId, fileId: avatars.fileId }).from(avatars).where(inKeys(avatars.userId)).prepare(),
    (row) => row.userId,
  ),
});
