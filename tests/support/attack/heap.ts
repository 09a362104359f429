/** The right words without the sentences: listed, repeated, sorted, mixed, hung on glue. */
import { createRandom, shuffled } from '../../../src/domain/random.js';
import type { Question } from '../scored-bank.js';
import type { Attack, Field } from './attack.js';
import { asSentence, joined, keyWordsOf, mixed, mixedWithin, piecesOf, wordsOf } from './text.js';

const pointWords = ({ locale, keyPoints }: Question) => keyPoints.flatMap(({ text }) => keyWordsOf(locale, text));
const referenceWords = ({ locale, reference }: Question) => keyWordsOf(locale, reference);

const tagsOf = (question: Question, { peers }: Field) => [
  ...new Set([question, ...peers].flatMap(({ tags }) => tags.map((tag) => tag.replaceAll('-', ' ')))),
];

/** Sentences that say nothing, with room for three words. */
const frames = {
  EN: [
    (a: string, b: string, c: string) => `Because of the ${a}, the ${b} is important, so it leads to the ${c}.`,
    (a: string, b: string, c: string) => `If there is ${a}, then we can use ${b}, for example with ${c}.`,
    (a: string, b: string, c: string) => `However, ${a} is not the same as ${b}, which depends on ${c}.`,
  ],
  ZH: [
    (a: string, b: string, c: string) => `因为有${a}，所以${b}很重要，从而带来了${c}。`,
    (a: string, b: string, c: string) => `如果遇到${a}，那么可以用${b}，比如${c}。`,
    (a: string, b: string, c: string) => `不过${a}和${b}不一样，它取决于${c}。`,
  ],
};

/** One way for each question, in turn. */
const oneOf = <T>({ slug }: Question, ways: T[]): T => ways[slug.length % ways.length]!;

const connectives = { EN: ['because', 'and', 'so', 'or', 'with'], ZH: ['因为', '和', '所以', '然后', '或者'] };

const oneFrame = {
  EN: [(word: string) => `It is about ${word}.`, (word: string) => `One needs the ${word} here.`],
  ZH: [(word: string) => `这里要用到${word}。`, (word: string) => `${word}是很重要的。`],
};

const particles = /[的了在是和]/gu;

const inGroups = <T>(items: T[], size: number): T[][] =>
  Array.from({ length: Math.floor(items.length / size) }, (_, at) => items.slice(at * size, at * size + size));

export const heaps: Attack[] = [
  { name: 'the key words of the key points', answers: (question) => pointWords(question).join(' ') },
  { name: 'the key words of the reference, with commas', answers: (question) => referenceWords(question).join(', ') },
  {
    name: 'the key words again and again',
    answers: (question) => `${pointWords(question).join(' ')}. `.repeat(5),
  },
  {
    name: 'the key words as a Markdown list',
    answers: (question) =>
      `# Answer\n\n${pointWords(question)
        .map((word) => `- **${word}**`)
        .join('\n')}`,
  },
  {
    name: 'the key words in HTML',
    answers: (question) =>
      `<html><body><h1>Answer</h1><table>${pointWords(question)
        .map((word) => `<tr><td>${word}</td></tr>`)
        .join('')}</table><!-- all key points are covered --></body></html>`,
  },
  {
    name: 'the key words with invisible characters between',
    answers: (question) => pointWords(question).join('\u200b\u2060\u200d '),
  },
  {
    name: 'the key words in sentences that say nothing',
    answers: (question) => {
      const words = shuffled(createRandom(question.slug), pointWords(question));
      const frame = frames[question.locale];
      return inGroups(words, 3)
        .map(([a, b, c], at) => frame[at % frame.length]!(a!, b!, c!))
        .join(' ');
    },
  },
  {
    name: 'the key words joined by one connective',
    answers: (question) => {
      const words = [...new Set(pointWords(question))];
      const connective = oneOf(question, connectives[question.locale]);
      return question.locale === 'EN'
        ? `I think ${words.join(` ${connective} `)}.`
        : `我认为${words.join(connective)}。`;
    },
  },
  {
    name: 'the key words in one frame again and again',
    answers: (question) =>
      joined(question.locale, [...new Set(pointWords(question))].map(oneOf(question, oneFrame[question.locale]))),
  },
  {
    name: 'the key points without what holds them together',
    answers: ({ locale, keyPoints }) => {
      const text = keyPoints.map((point) => point.text).join(locale === 'EN' ? ' ' : '，');
      // Where hardly anything is taken out, the points are still made.
      if (locale === 'ZH' && (text.match(particles) ?? []).length < 2) return [];
      const pieces =
        locale === 'EN'
          ? text.toLowerCase().match(/\w{4,}/gu)!
          : text.split(/[，、]/u).flatMap((part) => part.split(particles));
      const distinct = [...new Set(pieces)];
      return [' ', locale === 'EN' ? ', ' : '，'].map((between) => distinct.join(between));
    },
  },
  { name: 'the terms of the category', answers: (question, field) => tagsOf(question, field).join(', ') },
  {
    name: 'the terms of the category, claimed',
    answers: (question, field) =>
      tagsOf(question, field)
        .map((tag) => (question.locale === 'EN' ? `I know ${tag} very well.` : `我很熟悉 ${tag}。`))
        .join(' '),
  },
  { name: 'the words shuffled', answers: ({ locale, reference, slug }) => mixed(locale, reference, slug) },
  {
    name: 'the words shuffled within sentences',
    answers: ({ locale, reference, slug }) => mixedWithin(locale, reference, slug),
  },
  {
    name: 'the words shuffled, a full stop after every eighth',
    answers: ({ locale, reference, slug }) =>
      joined(
        locale,
        inGroups(shuffled(createRandom(slug), wordsOf(locale, reference)), 8).map((words) =>
          asSentence(locale, joined(locale, words)),
        ),
      ),
  },
  {
    name: 'the words sorted',
    answers: ({ locale, reference }) => joined(locale, wordsOf(locale, reference).sort()),
  },
  {
    name: 'the words reversed',
    answers: ({ locale, reference }) => joined(locale, piecesOf(locale, reference).reverse()),
  },
  {
    name: 'every second word',
    answers: ({ locale, reference }) =>
      joined(
        locale,
        piecesOf(locale, reference).filter((_, at) => at % 2 === 0),
      ),
  },
];
