/** Measures the scorer against people: scores graded answers, and prints how far it agrees. */
import { parseArgs } from 'node:util';
import { createLlmScorer } from '../../ai/llm/scorer.js';
import { createLanguageModel } from '../../ai/model/language.js';
import { createOfflineScorer } from '../../ai/offline/scorer.js';
import type { Scorer } from '../../ai/scorer.js';
import { createRandom } from '../../domain/random.js';
import { loadEnv } from '../../env.js';
import { AppError, StartupError } from '../../errors.js';
import { createLog } from '../../log.js';
import { readArguments, readChoice } from '../arguments.js';
import { type Graded, readGraded } from './read.js';
import { reportOn } from './report.js';
import { scoreAll } from './score.js';

const usage = `npm run eval -- FILE...   scores the graded answers of JSON Lines files, and prints how far people agree

  --scorer offline|llm   by default as the server chooses: the model of LLM_BASE_URL where that is set
  --help                 prints this

A line is one answer: {"set", "lang": "zh"|"en", "split"?, "questionId", "question", "references": [...], "answer", and
"score": 0.8 or "label": "correct"|"incorrect"}. Labelled sets take their threshold from the split "train".
`;

const options = { scorer: { type: 'string' }, help: { type: 'boolean', short: 'h', default: false } } as const;

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

const run = async (): Promise<void> => {
  const scorer = chooseScorer(values.scorer);
  const graded: Graded[] = [];
  for (const file of files) graded.push(...(await readGraded(file)));
  process.stdout.write(`${graded.length} answers by ${scorer.version}\n\n`);
  process.stdout.write(
    reportOn(await scoreAll(scorer, graded, scorer.kind === 'LLM' ? requests : 1), createRandom('eval')),
  );
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
