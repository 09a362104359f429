/** The scorer that asks a language model, and believes only what the answer bears out. */
import { randomBytes, randomUUID } from 'node:crypto';
import type { Log } from '../../log.js';
import type { LanguageModel } from '../model/language.js';
import type { Secret } from '../model/leak.js';
import type { Insufficiency, Scorer } from '../scorer.js';
import { isTrusted } from './bound.js';
import { conclude, wholeOf } from './conclude.js';
import { systemFor, userFor } from './prompt.js';
import { readAnswer } from './reading.js';
import { shapeFor } from './shape.js';
import { createPassing } from './words.js';

/** Changes with the instructions, and with what is made of the model's answer. */
const revision = 2;
const longestVersion = 80;
/** Enough for twelve points with their quotes; a model that thinks first needs most of it for that. */
const maxTokens = 4_000;

const round = (share: number): number => Math.round(share * 100) / 100;

/** About eight words of the instructions in a row are no chance, */
const instructionRun = 36;
/** and a part of the word neither, whichever way it is read. */
const canaryRun = 8;
const secretsOf = (system: string, canary: string): Secret[] => [
  { text: system, run: instructionRun },
  { text: canary, run: canaryRun },
  { text: [...canary].reverse().join(''), run: canaryRun },
];

/** Of these there is no doubt, and nothing that a model could be talked into. */
const settled: ReadonlySet<Insufficiency | undefined> = new Set(['EMPTY', 'ECHO', 'SHORT', 'KEY_WORDS'] as const);

/** @param offline scores the same answers beside the model: what it doubts, and how far the two are apart, is the doubt that is shown */
export const createLlmScorer = (model: LanguageModel, offline: Scorer, log: Log): Scorer => ({
  kind: 'LLM',
  version: `llm-${revision}:${model.name}`.slice(0, longestVersion),
  score: async (request, { signal, onFeedback } = {}) => {
    const rules = await offline.score(request);
    if (rules.status === 'INSUFFICIENT' && settled.has(rules.why)) return rules;
    const marks = { fence: `DATA-${randomUUID()}`, canary: `zp${randomBytes(6).toString('hex')}` };
    const asked = { ...request, keyPoints: wholeOf(request) };
    const reading = readAnswer(request, rules);
    const system = systemFor(request.locale, marks);
    let told = '';
    let listener = isTrusted(reading) ? onFeedback : undefined;
    const tell = (delta: string) => {
      told += delta;
      try {
        listener?.(delta);
      } catch (error) {
        // Whoever cannot bear to be told is no reason to go without a score.
        listener = undefined;
        log.warn({ task: 'scoring', err: error }, 'feedback under way not told');
      }
    };
    const said = await model.complete({
      system,
      user: userFor(asked, marks),
      shape: shapeFor(asked.keyPoints.length),
      name: 'scoring',
      maxTokens,
      temperature: 0,
      watch: { field: 'feedback', onText: createPassing(tell) },
      secrets: secretsOf(system, marks.canary),
      signal,
    });
    const scoring = conclude(request, said, reading, (share) =>
      log.warn({ task: 'scoring', share: round(share) }, 'the model granted more than the answer bears out'),
    );
    if (scoring.status === 'READY') {
      const { feedback } = scoring;
      // The sentence of doubt follows what was told, unless that was of an attempt that failed.
      if (told !== '' && feedback.length > told.length && feedback.startsWith(told)) tell(feedback.slice(told.length));
    }
    return scoring;
  },
});
