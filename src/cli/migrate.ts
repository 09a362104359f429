/** Brings the database to the newest schema. */
import { migrateDatabase } from '../db/migrate.js';
import { withStores } from './stores.js';

await withStores(async ({ databaseUrl, log }) => {
  await migrateDatabase(databaseUrl);
  log.info('the database is up to date');
});
