/** Says all that is asked for, and asserts none of it: doubted, asked, called false before or afterwards. */
import type { Question } from '../scored-bank.js';
import type { Attack } from './attack.js';
import { asSentence, joined } from './text.js';

const bare = (text: string) =>
  text.replace(/[.。]$/u, '').replace(/^[A-Z](?=[a-z ])/u, (letter) => letter.toLowerCase());

const each =
  (en: (text: string) => string, zh: (text: string) => string) =>
  ({ locale, keyPoints }: Question) =>
    joined(
      locale,
      keyPoints.map(({ text }) => (locale === 'EN' ? en : zh)(bare(text))),
    );

const listed =
  (en: string, zh: string, between: { EN: string; ZH: string }) =>
  ({ locale, keyPoints }: Question) =>
    asSentence(locale, `${locale === 'EN' ? en : zh}${keyPoints.map(({ text }) => bare(text)).join(between[locale])}`);

const semicolon = { EN: '; ', ZH: '；' };

/** In brackets how the frame, and the end of it, are put. */
export const unasserted: Attack[] = [
  {
    name: 'each key point, not believed',
    answers: (question) => [
      each(
        (text) => `I do not believe that ${text}.`,
        (text) => `我不认为${text}。`,
      )(question),
      each(
        (text) => `Personally, I really can't accept that ${text}.`,
        (text) => `说实话，我并不同意${text}。`,
      )(question),
    ],
  },
  {
    name: 'the key points, called false before',
    answers: (question) => [
      listed('The following claims are all false: ', '以下说法都是错的：', semicolon)(question),
      listed('None of the following is true. ', '下面这些话没有一句是对的。', { EN: '. ', ZH: '。' })(question),
    ],
  },
  {
    name: 'the key points, not known',
    answers: (question) => [
      listed('I have no idea whether ', '我不知道是不是', { EN: ', or whether ', ZH: '，或者是不是' })(question),
      each(
        (text) => `I am not really sure if ${text}.`,
        (text) => `我其实不太确定${text}。`,
      )(question),
    ],
  },
  {
    name: 'each key point as a question',
    answers: (question) => [
      each(
        (text) => `${text}?`,
        (text) => `${text}？`,
      )(question),
      each(
        (text) => `Is it so that ${text} ?`,
        (text) => `${text}吗。`,
      )(question),
    ],
  },
  {
    name: 'each key point as the mistake of others',
    answers: (question) => [
      each(
        (text) => `Some people wrongly claim that ${text}.`,
        (text) => `有些人错误地以为${text}。`,
      )(question),
      each(
        (text) => `It is a common myth that ${text}.`,
        (text) => `一个常见的误解是${text}。`,
      )(question),
    ],
  },
  {
    name: 'the reference, taken back behind it',
    answers: ({ locale, reference }) =>
      locale === 'EN'
        ? [
            `${reference} But none of this is true; the opposite is the case.`,
            `${reference} Everything I just said is wrong.`,
          ]
        : [`${reference}以上这些说法全都不对。`, `${reference}不过，上面说的都是错的。`],
  },
];
