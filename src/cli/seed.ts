/** Loads the question bank of seed/; a second run changes nothing. */
import { createDatabase } from '../db/connection.js';
import { migrateDatabase } from '../db/migrate.js';
import { readSeedBank } from '../db/seed.js';
import { ensureIndex } from '../domain/question/reindex.js';
import { seedBank } from '../domain/question/seed.js';
import { withStores } from './stores.js';

await withStores(async ({ databaseUrl, log }) => {
  const bank = await readSeedBank();
  await migrateDatabase(databaseUrl);
  const database = createDatabase(databaseUrl, 1);
  try {
    await ensureIndex(database.db, log);
    log.info(await seedBank(database.db, bank, new Date()), 'question bank loaded');
  } finally {
    await database.dispose();
  }
});
