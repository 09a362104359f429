/** Builds the explorer, unless it is already built from the same sources and packages: it goes before every start. */
import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

const project = new URL('..', import.meta.url);
const page = new URL('web/graphiql/', project);
const stamp = new URL('dist/graphiql/inputs.sha256', project);

const files = (await readdir(page)).sort().map((name) => new URL(name, page));
const hash = createHash('sha256');
for (const file of [...files, new URL('package-lock.json', project)])
  hash.update(`${file} `).update(await readFile(file));
const inputs = hash.digest('hex');

// The stamp goes away with the old output and is written last: a build that broke off is done again.
if ((await readFile(stamp, 'utf8').catch(() => '')) !== inputs) {
  const { build } = await import('vite');
  await build({ configFile: fileURLToPath(new URL('vite.config.ts', page)), logLevel: 'warn' });
  await writeFile(stamp, inputs);
}
