/** Batched reads of security events. */
import type { Db } from '../db/connection.js';
import { auditEvents } from '../db/tables/index.js';
import { inKeys, oneByKey } from './batch.js';

export const createAuditLoaders = (db: Db) => ({
  auditEventById: oneByKey(db.select().from(auditEvents).where(inKeys(auditEvents.id)).prepare(), (row) => row.id),
});
