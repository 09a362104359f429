/** Names what a key point is about, so that it can be asked for without being told. */
import { isSaid, vocabularyOf } from './statement.js';
import { type Token, tokenize } from './tokens.js';
import { isNegator } from './words.js';

/** Forms of verbs, adverbs and plurals: out of their sentence they ask for nothing. */
const bent = /(?:ed|ing|ly|s)$/;

/** Whether a word can stand alone in a question: names and abbreviations, and words too long to be everyday ones. */
const isName = ({ term, kind, form }: Token): boolean =>
  term || (kind === 'han' ? form.length > 2 && !/[不没无未]/.test(form) : form.length > 5 && !bent.test(form));

const telling = ({ term, start, end }: Token): number => (term ? 100 : 0) + (end - start);

/**
 * The word of a key point that tells best what it is about, as it is written there.
 * @param said texts whose words are no news: the question, and the answer
 * @returns undefined where there is none that was not named already
 */
export const topicOf = (point: string, said: string[]): string | undefined => {
  const known = vocabularyOf(said.flatMap((text) => tokenize(text)));
  const [best] = tokenize(point)
    .filter((token) => !token.stop && !token.generic && token.kind !== 'number' && !isNegator(token.form))
    .filter((token) => isName(token) && !isSaid(token, known))
    .sort((a, b) => telling(b) - telling(a));
  return best && point.slice(best.start, best.end);
};
