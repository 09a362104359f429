/** The scorer that asks a model, over a model server that does as it is told. */
import { expect } from 'vitest';
import { createLlmScorer } from '../../src/ai/llm/scorer.js';
import type { Assessment } from '../../src/ai/llm/shape.js';
import { createLanguageModel, type LanguageModelOptions } from '../../src/ai/model/language.js';
import { createOfflineScorer } from '../../src/ai/offline/scorer.js';
import type { ScoreRequest } from '../../src/ai/scorer.js';
import { createLog } from '../../src/log.js';
import { type Asked, judges } from './judge.js';
import { createLater } from './later.js';
import { type ChatRequest, createModelServer, type ModelServerOptions, type Reply, type Speech } from './openai.js';

export const offline = createOfflineScorer();

/** To be called once in a test file: makes scorers that ask servers of their own, which end with the test. */
export const createScoring = () => {
  const { later } = createLater();
  return async (chat: ModelServerOptions['chat'], options: LanguageModelOptions = {}) => {
    const server = later(await createModelServer({ chat }));
    const lines: Record<string, unknown>[] = [];
    const log = createLog('trace', { destination: { write: (line) => void lines.push(JSON.parse(line)) } });
    const settings = { baseUrl: server.url, apiKey: undefined, model: 'm-1' };
    const model = createLanguageModel(settings, log, { pause: 5, ...options });
    const scorer = createLlmScorer(model, offline, log);
    /** Scores, and keeps what was told meanwhile. */
    const score = async (question: Omit<ScoreRequest, 'answer'>, answer: string) => {
      const pieces: string[] = [];
      const scoring = await scorer.score({ ...question, answer }, { onFeedback: (piece) => pieces.push(piece) });
      return { scoring, pieces };
    };
    return { server, lines, model, scorer, score };
  };
};

export const failure = async (call: Promise<unknown>): Promise<Error & { reason?: string; retryAfter?: number }> =>
  call.then(
    () => expect.fail('it was scored'),
    (error: Error) => error,
  );

/** Says what the model would honestly say, but for a few things. */
export const saying =
  (
    change: Partial<Assessment> | ((assessment: Assessment, asked: Asked) => object),
    speech?: Omit<Speech, 'content'>,
  ) =>
  (request: ChatRequest): Reply =>
    judges(request, typeof change === 'function' ? change : (assessment) => ({ ...assessment, ...change }), speech);

export const perfect = { accuracy: 100, completeness: 100, depth: 100, expression: 100 };
export const covered = (asked: Asked, quotes: string[]) =>
  asked.points.map(({ number }) => ({ number, quotes, verdict: 'COVERED' as const }));
