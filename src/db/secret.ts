/** Reads the secret that the servers of one database share. */
import { randomBytes } from 'node:crypto';
import { eq } from 'drizzle-orm';
import type { Db } from './connection.js';
import { secrets } from './tables/index.js';

/** A random 256-bit secret in hex, made at the first call: of several servers at once one makes it, and all read it. */
export const loadSharedSecret = async (db: Db, name: string): Promise<string> => {
  await db
    .insert(secrets)
    .ignore()
    .values({ name, value: randomBytes(32).toString('hex') });
  const [row] = await db.select().from(secrets).where(eq(secrets.name, name));
  if (!row) throw new Error(`the secret ${name} was not stored`);
  return row.value;
};
