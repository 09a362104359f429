/** What is done to texts of both languages, by rule and always alike: cut up, mixed, denied, stripped to their key words. */
import { createRandom, shuffled } from '../../../src/domain/random.js';

export type Locale = 'EN' | 'ZH';

const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });

/** Sentences without the white space around. In Chinese a "?" may be part of a statement in SQL. */
export const sentencesOf = (text: string): string[] => {
  const sentence = /\p{Script=Han}/u.test(text) ? /.+?(?:[。！？]+|$)/gsu : /.+?(?:(?:[.!]|(?<!\s)\?)(?=\s|$)|$)/gsu;
  return (text.match(sentence) ?? [text]).map((found) => found.trim());
};

/** Words with their punctuation in English, with punctuation apart in Chinese. */
export const piecesOf = (locale: Locale, text: string): string[] =>
  locale === 'EN' ? text.split(/\s+/) : [...segmenter.segment(text)].map(({ segment }) => segment);

/** Words alone. */
export const wordsOf = (locale: Locale, text: string): string[] =>
  locale === 'EN'
    ? text.split(/[\s,.;:!?()"]+/).filter((word) => /[\p{L}\p{N}]/u.test(word))
    : [...segmenter.segment(text)].filter(({ isWordLike }) => isWordLike).map(({ segment }) => segment);

export const joined = (locale: Locale, pieces: string[]): string => pieces.join(locale === 'EN' ? ' ' : '');

const end = (locale: Locale) => (locale === 'EN' ? '.' : '。');

/** A sentence of it, with a full stop. */
export const asSentence = (locale: Locale, text: string): string => text.replace(/[.。]?$/u, end(locale));

const grams = (text: string): Set<string> => {
  const letters = text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
  const length = /\p{Script=Han}/u.test(text) ? 2 : 4;
  return new Set(Array.from({ length: letters.length - length + 1 }, (_, at) => letters.slice(at, at + length)));
};

/** The share of the part's runs of characters that the whole has, 0 to 1. */
export const shareOf = (part: string, whole: string): number => {
  const own = [...grams(part)];
  const others = grams(whole);
  return own.filter((gram) => others.has(gram)).length / own.length;
};

export const mixed = (locale: Locale, text: string, seed: string): string =>
  joined(locale, shuffled(createRandom(seed), piecesOf(locale, text)));

/** Each sentence keeps its words and its full stop, in which no order is left. */
export const mixedWithin = (locale: Locale, text: string, seed: string): string => {
  const sentences = sentencesOf(text).map((sentence) =>
    asSentence(locale, joined(locale, shuffled(createRandom(seed), wordsOf(locale, sentence)))),
  );
  return joined(locale, sentences);
};

const glue = new Set(
  `a an the of to is are was were be been being and or in on at it its that this these those which with for by as not than
  so but from i me my we our us you he his her she they their them would could can may might must will should what who
  when where how why if such each both into because since before after do does did have has had no up out about rather
  then there only also per more most less all any some one own other another between over under while through`.split(
    /\s+/,
  ),
);

/** The words that carry the subject, without what makes sentences of them. */
export const keyWordsOf = (locale: Locale, text: string): string[] =>
  wordsOf(locale, text).filter((word) => (locale === 'EN' ? !glue.has(word.toLowerCase()) : word.length > 1));

const englishLink = /^(?:(?:but|and|so|then|also|otherwise|finally|first|however|instead|therefore|for example),? )?/iu;
const chineseLink =
  /^(?:但是|但|不过|然而|而且|然后|所以|因此|于是|另外|此外|同时|接着|最后|首先|其次|比如|例如)?[，：]?/u;

/** The sentence behind "it is not true that", which stands after a word that links it to the one before; all of it is meant. */
export const denied = (locale: Locale, sentence: string): string => {
  const link = (locale === 'EN' ? englishLink : chineseLink).exec(sentence)![0];
  const rest = sentence.slice(link.length);
  if (locale === 'ZH') return `${link}并不是说${rest.replace(/。$/u, '')}，恰恰相反。`;
  const own = rest.replace(/^[A-Z](?=[a-z ])/u, (letter) => letter.toLowerCase());
  return link === '' ? `It is not true that ${own}` : `${link}it is not true that ${own}`;
};

const englishAffirmed = /\b(is|are|was|were|can|could|will|would|should|must|may|might)\b/giu;
const englishNegated = /\b(?:not|never)\s|n't\b/giu;
const chineseAffirmed = /^(?:是|会|能|可以|应该|必须|需要|能够|要)$/u;
const chineseNegated = /^(?:不|没|没有|不是|不会|不能|不可以|不应该|不需要|不要|不再|无法)$/u;

/** Every verb that can be turned is turned: "can" to "can not", 不会 to 会; a sentence without one is denied whole. */
export const turned = (locale: Locale, sentence: string): string => {
  const pieces = piecesOf('ZH', sentence);
  if (locale === 'EN') {
    if (sentence.search(englishNegated) >= 0) return sentence.replace(englishNegated, '');
    const denial = sentence.replace(englishAffirmed, '$1 not');
    return denial === sentence ? denied(locale, sentence) : denial;
  }
  if (pieces.some((piece) => chineseNegated.test(piece)))
    return pieces.map((piece) => (chineseNegated.test(piece) ? piece.slice(1).replace(/^法$/u, '能') : piece)).join('');
  const denial = pieces.map((piece) => (chineseAffirmed.test(piece) ? `不${piece}` : piece)).join('');
  return denial === sentence ? denied(locale, sentence) : denial;
};
