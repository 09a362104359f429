/** Gives back what was asked, in its own words, in others, in disguise. */
import type { Question } from '../scored-bank.js';
import type { Attack } from './attack.js';

const filler = {
  EN: 'That is a very good question, and it is important in practice. It depends on the situation, because every project is different, so one has to look at it carefully and find a good balance.',
  ZH: '这是一个非常好的问题，在实际工作中也很重要。这要看具体情况，因为每个项目都不一样，所以需要仔细分析，找到一个合适的平衡。',
};

/** The question turned into a statement about the question, its parts the other way round, everyday words exchanged. */
const paraphrased = ({ locale, prompt }: Question): string => {
  if (locale === 'ZH') {
    const parts = prompt
      .replace(/[？?。]$/u, '')
      .split(/[，；：、]/u)
      .reverse();
    const own = parts.map((part) => part.replace(/^请|为什么|怎么|怎样|如何|什么|哪些|哪个|吗|呢|是否|[。？]/gu, ''));
    return `题目想了解的是这样几点：${own.join('，还有')}。换句话说，就是围绕${own[0]}来谈${own.at(-1)}。`;
  }
  const parts = prompt
    .replace(/[?.]$/u, '')
    .split(/[,;:]\s*/u)
    .reverse();
  const own = parts.map((part) =>
    part
      .replace(/\b(?:what|which|why|how|when|where|who|do|does|did|would|you|your)\b\s*/giu, '')
      .replace(/[.?]/gu, '')
      .replace(/\buse\b/giu, 'employ')
      .replace(/\bexplain|describe\b/giu, 'speak about')
      .trim(),
  );
  return `The interviewer wants to hear about ${own.join(', and about ')}. In other words, this is about ${own.at(-1)}.`;
};

const lookalikes: Record<string, string> = { a: 'а', c: 'с', e: 'е', i: 'і', o: 'о', p: 'р', s: 'ѕ', x: 'х', y: 'у' };
const fullWidth = (text: string) =>
  text.replace(/[!-~]/gu, (character) => String.fromCharCode(character.charCodeAt(0) + 0xfee0));

export const echoes: Attack[] = [
  { name: 'the question', answers: ({ prompt }) => prompt },
  { name: 'the question ten times', answers: ({ prompt }) => `${prompt}\n`.repeat(10) },
  { name: 'the question in other words', answers: paraphrased },
  { name: 'the question and filler', answers: ({ prompt, locale }) => `${prompt} ${filler[locale]}` },
  {
    name: 'the question in other words, and filler',
    answers: (question) => `${paraphrased(question)} ${filler[question.locale]}`,
  },
  {
    name: 'the question in look-alike letters',
    answers: ({ prompt }) => prompt.replace(/[aceiopsxy]/gu, (letter) => lookalikes[letter]!),
  },
  {
    name: 'the question with invisible characters',
    answers: ({ prompt }) => [[...prompt].join('\u200b'), `\u202e${fullWidth(prompt)}\u2066`],
  },
  { name: 'the hints', answers: ({ hints }) => hints.join(' ') },
  {
    name: 'the question, the hints and filler',
    answers: ({ prompt, hints, locale }) => `${prompt} ${hints.join(' ')} ${filler[locale]}`,
  },
];
