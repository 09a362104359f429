/** Says what is asked for, and its opposite, or its opposite alone. */
import type { Attack } from './attack.js';
import { asSentence, denied, joined, sentencesOf } from './text.js';

const lower = (text: string) => text.replace(/^[A-Z](?=[a-z ])/u, (letter) => letter.toLowerCase());

export const twists: Attack[] = [
  {
    name: 'each key point or its opposite',
    answers: ({ locale, keyPoints }) =>
      joined(
        locale,
        keyPoints.map(({ text }) =>
          locale === 'EN'
            ? `Either ${lower(text)}, or it is not true that ${lower(text)}.`
            : `要么${text}，要么并不是${text}。`,
        ),
      ),
  },
  {
    name: 'each key point, taken back',
    answers: ({ locale, keyPoints }) =>
      joined(
        locale,
        keyPoints.map(({ text }) =>
          locale === 'EN'
            ? `Some say that ${lower(text)}, but that is wrong. ${asSentence(locale, denied(locale, text))}`
            : `有人说${text}，但这是错的。${asSentence(locale, denied(locale, text))}`,
        ),
      ),
  },
  {
    name: 'each key point denied',
    answers: ({ locale, keyPoints }) =>
      joined(
        locale,
        keyPoints.map(({ text }) => asSentence(locale, denied(locale, text))),
      ),
  },
  {
    name: 'the reference denied',
    answers: ({ locale, reference }) =>
      joined(
        locale,
        sentencesOf(reference).map((sentence) => denied(locale, sentence)),
      ),
  },
];
