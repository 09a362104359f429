/** Puts the server as one file in the place of its compiled entry, which would load all modules one by one. */
import { bundle } from './bundle.js';

await bundle('src/main.ts', 'dist/main.js');
