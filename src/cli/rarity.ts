/** Counts in how many questions of the seeded bank each word stands, for the offline scorer: `npx tsx src/cli/rarity.ts`. */
import { writeFile } from 'node:fs/promises';
import { classes, classOf } from '../ai/offline/rarity.js';
import { tokenize } from '../ai/offline/tokens.js';
import { readSeedBank } from '../db/seed.js';

const { questions } = await readSeedBank();
const counts = new Map<string, number>();
for (const { prompt, reference, keyPoints } of questions) {
  const text = [prompt, reference, ...keyPoints.map((point) => point.text)].join('\n');
  const stems = tokenize(text).filter(({ stop, kind }) => !stop && kind !== 'number');
  for (const stem of new Set(stems.map((token) => token.stem))) counts.set(stem, (counts.get(stem) ?? 0) + 1);
}

/** Lines that an editor shows whole. */
const wrapped = (words: string[]): string => words.join(' ').replace(/(.{1,110})(?: |$)/gu, '  $1\n');

const lists = classes.map((least, at) => {
  const words = [...counts].flatMap(([stem, count]) => (classOf(count) === at ? stem : []));
  return `  // In ${least} questions or more.\n  \`\n${wrapped(words.sort())}  \`,\n`;
});
await writeFile(
  new URL('../ai/offline/common-words.ts', import.meta.url),
  `/** Stems that many questions of the bank use, by how many; written by src/cli/rarity.ts. */\n\nexport const commonWords: string[] = [\n${lists.join('')}];\n`,
);
