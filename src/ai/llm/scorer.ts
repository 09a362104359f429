/** The scorer that asks a language model, and believes only what the answer bears out. */
import { randomBytes, randomUUID } from 'node:crypto';
import type { Log } from '../../log.js';
import type { LanguageModel } from '../model/language.js';
import type { Insufficiency, Scorer } from '../scorer.js';
import { conclude, wholeOf } from './conclude.js';
import { systemFor, userFor } from './prompt.js';
import { shapeFor } from './shape.js';

/** Changes with the instructions, and with what is made of the model's answer. */
const revision = 1;
const longestVersion = 80;
/** Enough for twelve points with their quotes; a model that thinks first needs most of it for that. */
const maxTokens = 4_000;

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
    let told = '';
    const tell = (delta: string) => {
      told += delta;
      onFeedback?.(delta);
    };
    const said = await model.complete({
      system: systemFor(request.locale, marks),
      user: userFor(asked, marks),
      shape: shapeFor(asked.keyPoints.length),
      name: 'scoring',
      maxTokens,
      temperature: 0,
      watch: { field: 'feedback', onText: tell },
      secret: marks.canary,
      signal,
    });
    const scoring = conclude(request, said, rules);
    if (scoring.status === 'READY') {
      const { feedback } = scoring;
      // The sentence of doubt follows what was told, unless that was of an attempt that failed.
      if (told !== '' && feedback.length > told.length && feedback.startsWith(told)) tell(feedback.slice(told.length));
      const dropped = scoring.points.flatMap(({ evidence }) => evidence).filter(({ start }) => start < 0).length;
      if (dropped > 0) log.warn({ task: 'scoring', dropped }, 'the model quoted what is not in the answer');
    }
    return scoring;
  },
});
