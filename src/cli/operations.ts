/** Lists the client's operations in operations.json, by their SHA-256; with --check, fails where the committed file differs. */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as documents from '../client/gql/graphql.js';
import { hashOf } from '../server/persisted.js';

const file = fileURLToPath(new URL('../../operations.json', import.meta.url));
const texts = Object.entries(documents)
  .filter(([name]) => name.endsWith('Document'))
  .map(([, document]) => String(document))
  .sort();
const printed = `${JSON.stringify(Object.fromEntries(texts.map((text) => [hashOf(text), text])), null, 2)}\n`;

if (!process.argv.includes('--check')) {
  writeFileSync(file, printed);
} else if (readFileSync(file, 'utf8') !== printed) {
  process.stderr.write('operations.json is not what the client sends: run npm run codegen and commit the result.\n');
  process.exitCode = 1;
}
