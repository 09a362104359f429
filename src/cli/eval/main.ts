/** Measures the scorer against people: scores graded answers, and prints how far it agrees. */
import { parseArgs } from 'node:util';
import { SingleBar } from 'cli-progress';
import { createLlmScorer } from '../../ai/llm/scorer.js';
import { createLanguageModel } from '../../ai/model/language.js';
import { createOfflineScorer } from '../../ai/offline/scorer.js';
import type { Scorer } from '../../ai/scorer.js';
import { createRandom } from '../../domain/random.js';
import { weightsOf } from '../../domain/score.js';
import { loadEnv } from '../../env.js';
import { AppError, StartupError } from '../../errors.js';
import { createLog } from '../../log.js';
import { readArguments, readChoice } from '../arguments.js';
import { type Graded, readGraded } from './read.js';
import { reportOn } from './report.js';
import { scoreAll } from './score.js';

const usage = `npm run eval -- FILE...   scores the graded answers of JSON Lines files, and prints how far people agree

  --scorer offline|llm   by default as the server chooses: the model of LLM_BASE_URL where that is set
  --highest N            what full marks are: a score above it is a mistake, and its line is named
  --help                 prints this

A line is one answer: {"set", "lang": "zh"|"en", "split"?, "questionId", "question", "references": [...], "answer", and
"score": 0.8 or "label": "correct"|"incorrect"}. Labelled sets take their threshold from the split "train".
`;

const options = {
  scorer: { type: 'string' },
  highest: { type: 'string' },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

const { values, positionals: files } = readArguments(usage, () => parseArgs({ options, allowPositionals: true }));

/** A model is asked about so many answers at a time. */
const requests = 4;

/** As the server chooses, unless it is said which. */
const chooseScorer = (given: string | undefined): Scorer => {
  const { llm, logLevel } = loadEnv();
  const chosen = readChoice('--scorer', given, ['OFFLINE', 'LLM']) ?? (llm ? 'LLM' : 'OFFLINE');
  const offline = createOfflineScorer();
  if (chosen === 'OFFLINE') return offline;
  if (!llm) throw new StartupError('--scorer llm needs LLM_BASE_URL and LLM_MODEL.');
  const log = createLog(logLevel, { destination: process.stderr });
  return createLlmScorer(createLanguageModel(llm, log), offline, log);
};

const readHighest = (given: string | undefined): number => {
  const highest = given === undefined ? Infinity : Number(given);
  if (highest > 0) return highest;
  throw new StartupError(`--highest is ${given}: it must be a number above 0.`);
};

/** A model takes seconds for each answer: a bar on the error output, so that the figures can be kept apart. */
const progressOf = (scorer: Scorer, total: number) => {
  if (scorer.kind === 'OFFLINE') return undefined;
  const bar = new SingleBar({
    format: 'Scoring {bar} {value} of {total} | {eta_formatted} left',
    stream: process.stderr,
    noTTYOutput: true,
    notTTYSchedule: 2_000,
    hideCursor: true,
  });
  bar.start(total, 0);
  return bar;
};

const run = async (): Promise<void> => {
  const scorer = chooseScorer(values.scorer);
  const highest = readHighest(values.highest);
  const graded: Graded[] = [];
  for (const file of files) graded.push(...(await readGraded(file, highest)));
  process.stdout.write(`${graded.length} answers by ${scorer.version}\n\n`);
  const weights = weightsOf({ env: loadEnv() });
  const concurrency = scorer.kind === 'LLM' ? requests : 1;
  const bar = progressOf(scorer, graded.length);
  const onScored = (done: number) => bar?.update(done);
  const { scored, away } = await scoreAll(scorer, graded, { concurrency, weights, onScored }).finally(() =>
    bar?.stop(),
  );
  if (scored.length > 0) process.stdout.write(reportOn(scored, createRandom('eval')));
  if (!away) return;
  process.stderr.write(`${away.message} ${graded.length - scored.length} answers were not scored.\n`);
  process.exitCode = 1;
};

if (values.help || files.length === 0) {
  process.stdout.write(usage);
  process.exitCode = values.help ? 0 : 1;
} else {
  await run().catch((error: unknown) => {
    const known = error instanceof StartupError || error instanceof AppError;
    process.stderr.write(`${known ? error.message : (error as Error).stack}\n`);
    process.exitCode = 1;
  });
}
