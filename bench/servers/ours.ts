/** The server as `npm start` runs it; only, it does not outlive a benchmark that was killed. */
process.on('disconnect', () => process.exit());
await import('../../src/main.js');
