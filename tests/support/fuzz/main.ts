/** `npm run fuzz -- --runs N --seed N`: the test of fuzzed operations, as long as one likes. */
import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';

const usage =
  'Usage: npm run fuzz -- [--runs N] [--seed N]   (100000 operations unless told, of a seed that is printed)';

try {
  const { values } = parseArgs({ options: { runs: { type: 'string', default: '100000' }, seed: { type: 'string' } } });
  for (const value of Object.values(values)) if (!/^\d{1,10}$/.test(value)) throw new Error(`${value} is no number`);
  const { runs, seed = String(Date.now() % 2 ** 31) } = values;
  const env = { ...process.env, FUZZ_RUNS: runs, FUZZ_SEED: seed };
  const { status } = spawnSync('npx', ['vitest', 'run', 'tests/fuzz.test.ts'], { stdio: 'inherit', env });
  process.exitCode = status ?? 1;
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n${usage}\n`);
  process.exitCode = 1;
}
