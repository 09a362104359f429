/** Prints the schema to schema.graphql; with --check, fails where the committed file differs. */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createSchema, printSortedSchema } from '../server/schema.js';

const file = fileURLToPath(new URL('../../schema.graphql', import.meta.url));
const printed = printSortedSchema(createSchema());

if (!process.argv.includes('--check')) {
  writeFileSync(file, printed);
} else if (readFileSync(file, 'utf8') !== printed) {
  process.stderr.write('schema.graphql is not what the code prints: run npm run codegen and commit the result.\n');
  process.exitCode = 1;
}
