/** Tests the live engine against faults: arguments → one run → figures; fails when the checker finds anything. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createScope } from '../bench/scope.js';
import { parseArguments } from './arguments.js';
import { playInterviews } from './candidate.js';
import { group } from './checker.js';
import { faultKinds, restarts } from './fault.js';
import { figures, lateness } from './figures.js';
import { run } from './run.js';
import { waitThrough } from './waiter.js';

/** Findings of a kind that are spelled out. */
const most = 5;
/** Milliseconds after its deadline within which a turn is to expire, while the database is there. */
const mostLate = 1_000;

const scope = createScope();

const runOnce = async (): Promise<void> => {
  const { seconds, seed, candidates, control, deadlines } = parseArguments(process.argv.slice(2));
  const folder = await mkdtemp(join(tmpdir(), 'zpi-chaos-'));
  let keep = false;
  // Last of all, when nobody writes there any more.
  scope.add(async () => {
    if (!keep) await rm(folder, { recursive: true, force: true });
  });
  const say = (line: string) => void process.stderr.write(`${line}\n`);
  say(`seed ${seed}${control ? `, control ${control}` : ''}`);
  const cluster = { apis: 3, workers: 2, candidates, control, folder, scope, say };
  const what = deadlines ? { play: waitThrough, faults: restarts } : { play: playInterviews, faults: faultKinds };
  const result = await run({ ...cluster, ...what, seconds, patience: 0, seed });
  process.stdout.write(`\n${figures(result, seed, seconds).join('\n')}\n`);
  for (const [kind, findings] of group(result.findings, (finding) => finding.kind)) {
    process.stdout.write(`\n${kind}, ${findings.length}:\n`);
    for (const { detail } of findings.slice(0, most)) process.stdout.write(`  ${detail}\n`);
  }
  const late = deadlines ? lateness(result).filter((milliseconds) => milliseconds > mostLate) : [];
  if (deadlines)
    process.stdout.write(`\nTurns that expired more than ${mostLate} ms after their time: ${late.length}\n`);
  const found = result.findings.length + late.length > 0;
  if (control) process.stdout.write(`\nThe control ${control} was ${found ? 'caught' : 'NOT caught'}.\n`);
  keep = found && !control;
  if (keep) process.stdout.write(`\nData and logs are kept in ${folder}\n`);
  process.exitCode = found === (control !== undefined) ? 0 : 1;
};

const interruption = new Promise<never>((_resolve, reject) => {
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => reject(new Error(name)));
});

try {
  await Promise.race([runOnce(), interruption]);
} catch (error) {
  process.stderr.write(`\n${(error as Error).message}\n`);
  process.exitCode = 1;
} finally {
  await scope.dispose();
}
process.exit();
