/** Words as a large bank would use them: a few everywhere, most hardly ever (Zipf and Mandelbrot). */
import { dictionary } from '@zxcvbn-ts/language-common';
import type { Locale } from '../../src/db/enums.js';
import type { SeedBank } from '../../src/db/seed.js';
import { type Chance, createChance, createLottery } from './random.js';

/** Draws words that follow each other, each as often as it is used. */
export type Vocabulary = Record<Locale, (chance: Chance, count: number) => string[]>;

/** Words of a language; its texts in a bank of a million have some such number. */
const size = 40_000;
/** The first few are used less unlike each other than Zipf's law has it (Mandelbrot). */
const shift = 2.7;
/** Half of the time a word is followed by one of a dozen: without such habits a language has many more pairs than people use. */
const habit = { share: 0.5, followers: 12 };

const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });

export const chineseWords = (text: string): string[] =>
  [...segmenter.segment(text)].map(({ segment }) => segment).filter((word) => /^\p{Script=Han}+$/u.test(word));

export const englishWords = (text: string): string[] => text.toLowerCase().match(/[a-z]+(?:-[a-z]+)*/g) ?? [];

/** The most frequent first. */
const byFrequency = (words: Iterable<string>): string[] => {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a).map(([word]) => word);
};

/** Fills a list up with words that are made until there are enough. */
const fillUp = (words: string[], make: () => string): string[] => {
  const all = new Set(words);
  while (all.size < size) all.add(make());
  return [...all];
};

const speaker = (words: string[]): Vocabulary[Locale] => {
  const any = createLottery(words.map((_, member) => ({ member, weight: 1 / (member + 1 + shift) })));
  const habits = createChance(3);
  const followers = Uint16Array.from({ length: words.length * habit.followers }, () => any(habits));
  return (chance, count) => {
    const chosen: string[] = [];
    for (let at = any(chance); chosen.length < count; ) {
      chosen.push(words[at] as string);
      const usual = chance.next() < habit.share;
      at = usual ? (followers[at * habit.followers + chance.below(habit.followers)] as number) : any(chance);
    }
    return chosen;
  };
};

/** The words of the seed bank by how often they are there, then such as are in no text of it. */
export const createVocabulary = ({ questions }: SeedBank): Vocabulary => {
  const chance = createChance(1);
  const texts = (locale: Locale) =>
    questions
      .filter((question) => question.locale === locale)
      .flatMap(({ prompt, reference, hints }) => [prompt, reference, ...hints]);
  const english = byFrequency(texts('EN').flatMap(englishWords));
  const diceware = dictionary['diceware-common'] as string[];
  const chinese = byFrequency(texts('ZH').flatMap(chineseWords));
  const characters = createLottery(
    byFrequency(texts('ZH').flatMap((text) => text.match(/\p{Script=Han}/gu) ?? [])).map((member, at) => ({
      member,
      weight: 1 / (at + 30),
    })),
  );
  return {
    // Names of products and projects are made like this.
    EN: speaker(fillUp([...english, ...diceware], () => `${chance.one(diceware)}${chance.one(diceware)}`.slice(0, 14))),
    ZH: speaker(fillUp(chinese, () => `${characters(chance)}${characters(chance)}`)),
  };
};
