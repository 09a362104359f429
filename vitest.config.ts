import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files that measure memory, set the clock, or kill what they run on: each has a process to itself. */
const alone = [
  'outage',
  'overload',
  'storage',
  'model',
  'exchange',
  'inspection',
  'document',
  'embedded',
  'process',
  'demo',
  'admin',
  'chaos',
  'rolling-restart',
  'architecture',
  'fuzz',
].map((name) => `tests/${name}.test.ts`);

/** On a fresh clone nothing else tells how long they take, and one that begins last is waited for. */
const longest = [
  ...[
    'outage',
    'fuzz',
    'chaos',
    'rolling-restart',
    'admin',
    'storage',
    'process',
    'embedded',
    'model',
    'demo',
    'explorer',
    'seed',
    'document',
  ],
  ...[
    'scorer-properties',
    'scoring-outage',
    'import',
    'account',
    'session',
    'file',
    'resume',
    'erasure',
    'question-draw',
    'database',
    'resume-corpus',
  ],
];

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]) {
    const rank = ({ moduleId }: TestSpecification) => {
      const index = longest.findIndex((name) => moduleId.endsWith(`/${name}.test.ts`));
      return index < 0 ? longest.length : index;
    };
    const together = ({ project }: TestSpecification) => Number(project.name === 'together');
    // Not one among the other: a process is handed on only to the file that is next.
    return (await super.sort(files)).sort((a, b) => together(a) - together(b) || rank(a) - rank(b));
  }
}

const resolve = {
  // Without this, graphql loads once as ESM and once as CommonJS, and its instanceof checks fail.
  alias: { graphql: 'graphql/index.js' },
};
const patience = { testTimeout: 20_000, hookTimeout: 60_000 };

export default defineConfig({
  test: {
    globalSetup: ['tests/support/stores.ts'],
    // Not more than the cores of a small machine: hashing gives way to all else, and would not get its turn.
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
    projects: [
      { resolve, test: { name: 'alone', include: alone, ...patience } },
      // To load the server takes a second: its tests share two processes, in each of which it is loaded once.
      {
        resolve,
        test: { name: 'together', include: ['tests/**/*.test.ts'], exclude: alone, isolate: false, ...patience },
      },
    ],
  },
});
