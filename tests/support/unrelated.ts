/** An answer about another subject, that shares no word with a question. */
import { joined, keyWordsOf, sentencesOf } from './attack/text.js';
import type { Question } from './scored-bank.js';

/** Words that hold Chinese sentences together, and are in all of them. */
const everywhere = new Set(
  `可以 因为 所以 如果 就是 不是 没有 这个 一个 它们 我们 自己 需要 应该 必须 而且 但是 或者 以及 然后 时候 之后 之前 不会 不能 什么 怎么
  为什么 还是 也是 都是 只有 只要 才能 通过 使用 进行 这样 那么 例如 比如 其中 同时 另外 首先 其次 最后 已经 一样 不同 哪些 如何 怎样 说明 即使`.split(
    /\s+/,
  ),
);

/** What two texts have in common when they share a word: the beginnings of English ones, Chinese ones whole. */
const traces = (text: string): string[] => [
  ...keyWordsOf('EN', text.replace(/\p{Script=Han}+/gu, ' ')).map((word) => word.toLowerCase().slice(0, 4)),
  ...keyWordsOf('ZH', text).filter((word) => /^\p{Script=Han}+$/u.test(word) && !everywhere.has(word)),
];

const known = new Map<string, string[]>();
const tracesOf = (text: string): string[] => {
  const found = known.get(text) ?? traces(text);
  known.set(text, found);
  return found;
};

/** As many as a short answer has. */
const sentenceCount = 3;

/** Sentences of the references of one other category in the same language, of which none has a word of this question. */
export function unrelated({ category, locale, prompt, reference, keyPoints }: Question, bank: Question[]): string {
  const own = new Set(tracesOf([prompt, reference, ...keyPoints.map(({ text }) => text)].join('\n')));
  const foreign = new Map<string, string[]>();
  for (const other of bank) {
    if (other.locale !== locale || other.category === category) continue;
    const found = foreign.get(other.category) ?? [];
    found.push(
      ...sentencesOf(other.reference).filter((sentence) => !tracesOf(sentence).some((trace) => own.has(trace))),
    );
    foreign.set(other.category, found);
  }
  const longest = [...foreign.values()].map((sentences) =>
    joined(locale, sentences.sort((a, b) => b.length - a.length).slice(0, sentenceCount)),
  );
  return longest.reduce((best, answer) => (answer.length > best.length ? answer : best));
}
