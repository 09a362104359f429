/** A server process for the tests to kill: holds the private stores until told to exit. */
import { type EmbeddedOptions, startEmbeddedStores } from '../../src/embedded/stores.js';
import { createLog } from '../../src/log.js';

const options: Omit<EmbeddedOptions, 'log'> = JSON.parse(process.argv[2] ?? '{}');
process.on('message', (message) => {
  if (message === 'exit') process.exit(1);
});
try {
  const { databaseUrl, redisUrl } = await startEmbeddedStores({ ...options, log: createLog('silent') });
  process.send?.({ databaseUrl, redisUrl });
} catch (error) {
  process.send?.({ failure: String(error) });
}
