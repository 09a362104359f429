/** The player of --auto: good, middling and empty answers in turn, from the files of the question bank. */
import { once } from 'node:events';
import { readSeedBank } from '../db/seed.js';
import type { Player } from './player.js';
import type { DemoLocale, Words } from './words.js';

const cycle = ['GOOD', 'MIDDLING', 'EMPTY', 'GOOD', 'MIDDLING'] as const;

/** The first half of a text, in whole sentences. */
export const firstHalf = (text: string, locale: DemoLocale): string => {
  const sentences = [...new Intl.Segmenter(locale, { granularity: 'sentence' }).segment(text)];
  return sentences
    .slice(0, Math.max(1, Math.floor(sentences.length / 2)))
    .map(({ segment }) => segment)
    .join('')
    .trim();
};

/** @param hints whether it asks for one, once */
export const createScript = async (words: Words, locale: DemoLocale, hints: boolean): Promise<Player> => {
  const { questions } = await readSeedBank();
  const references = new Map(questions.map(({ prompt, reference }) => [prompt, reference]));
  let wantsHint = hints;
  return async ({ kind, turn, last, refused }, signal) => {
    if (kind === 'PAUSED') {
      // Whoever paused it goes on when they like.
      await once(signal, 'abort');
      throw signal.reason;
    }
    if (kind === 'BETWEEN') return { kind: last ? 'FINISH' : 'NEXT' };
    if (refused) return { kind: 'SKIP' };
    if (wantsHint && turn.hintCount > 0) {
      wantsHint = false;
      return { kind: 'HINT' };
    }
    const reference = references.get(turn.prompt);
    switch (cycle[(turn.position - 1) % cycle.length]) {
      case 'EMPTY':
        return { kind: 'ANSWER', text: '   ' };
      case 'MIDDLING':
        return { kind: 'ANSWER', text: reference ? firstHalf(reference, locale) : words.partial };
      default:
        return { kind: 'ANSWER', text: reference ?? words.partial };
    }
  };
};
