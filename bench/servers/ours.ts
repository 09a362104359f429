/** The server as `npm start` runs it; only, it does not outlive a benchmark that was killed, and tells what it takes. */
import './memory.js';
import './profile.js';

process.on('disconnect', () => process.exit());
await import('../../src/main.js');
