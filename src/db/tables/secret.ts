/** Secrets that all servers share and that outlive a change of the signing key. */
import { mysqlTable } from 'drizzle-orm/mysql-core';
import { asciiKey } from '../columns.js';

export const secrets = mysqlTable('secrets', {
  name: asciiKey('name', { length: 32 }).primaryKey(),
  /** Hex. */
  value: asciiKey('value', { length: 64 }).notNull(),
});
