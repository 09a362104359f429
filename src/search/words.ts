/** The words by which questions are found: English by stem, Chinese by its characters and each two neighbours. */
import { stemOf } from '../ai/offline/tokens.js';
import { stopWords } from '../ai/offline/words.js';

/** Counts changes of what is taken for a word, and how much for: an index made by another count is made anew. */
export const analysis = 1;

const longestWord = 40;
const han = String.raw`[\p{Script=Han}々〇]`;
const letters = String.raw`(?:(?!${han})[\p{L}\p{N}_])+`;
/** A run of Han characters; or two letters as in `I/O`; or a word, with its parts (`Node.js`) and marks (`C++`, `F#`). */
const run = new RegExp(
  [
    `(?<han>${han}+)`,
    String.raw`(?<word>(?<![a-z\d_/])[a-z]/[a-z](?![a-z\d_/])|${letters}(?:\.${letters})*(?:\+\+|#)?)`,
  ].join('|'),
  'gu',
);

const requests = new Set(['tell', 'explain', 'describe', 'discuss']);
/** Words that hold a question together, which no answer to a search hangs on. */
const isGlue = (word: string): boolean => stopWords.has(word) || requests.has(word);
/** The same in Chinese; `kept` are words of the field that have one of them in them. */
const chineseGlue = new RegExp(
  [
    '(?<kept>请求|申请|了解|目的|总和|求和|饱和|异或|或运算|与运算|参与|及时|涉及|普及|波及|解释器)',
    '为什么|有什么|什么|怎么样?|怎样|如何|为何|哪些|哪个|哪种|是否|能否|可以|请问|请',
    '介绍|解释|说明|说说|讲讲|谈谈|一下|一个|一种|以及|或者|还是|之间|我们?|你们?|的|了|吗|呢|吧|是|和|与|及|或',
  ].join('|'),
  'gu',
);

/** Case, width and accents make no difference. */
const fold = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFKC')
    .toLowerCase();

/** Cut between characters, since the database takes no half of one. */
const cut = (word: string): string => (word.length > longestWord ? [...word].slice(0, longestWord).join('') : word);

/** `Node.js` is found as nodejs, node and js. */
const formsOf = (word: string): string[] => {
  const parts = word.split(/[./]/);
  const whole = parts.join('');
  return (parts.length > 1 ? [whole, ...parts] : [whole]).map((part) => cut(stemOf(part)));
};

const pairsOf = (characters: string[]): string[] =>
  characters.slice(1).map((character, at) => `${characters[at]}${character}`);

/** A run of Han characters, or a word as it is written in lower case. */
type Run = { han: string[] } | { word: string };

const runsOf = (text: string): Run[] =>
  [...fold(text).matchAll(run)].map(({ groups }) =>
    groups?.han ? { han: [...groups.han] } : { word: groups?.word as string },
  );

/** Every word of a text with how often it is there, and how many there are. */
const countWords = (text: string): { counts: Map<string, number>; length: number } => {
  const counts = new Map<string, number>();
  let length = 0;
  for (const part of runsOf(text)) {
    const own = 'han' in part ? [...part.han, ...pairsOf(part.han)] : new Set(formsOf(part.word));
    for (const word of own) counts.set(word, (counts.get(word) ?? 0) + 1);
    length += 'han' in part ? part.han.length : 1;
  }
  return { counts, length };
};

/** How much a question is about a word: a little, fairly, mainly. */
export const levels = [1, 2, 3] as const;
export type Level = (typeof levels)[number];

/** Of BM25 (Robertson and Zaragoza 2009, §3.4), with the usual constants; the usual prompt has so many words. */
const saturation = 1.2;
const lengthShare = 0.75;
const usualLength = 20;
/** What being named by a tag adds to a weight, which runs from 0 to 2.2. */
const tagWeight = 0.8;

/** The words that a question is found by, each with its level. */
export const wordLevels = (prompt: string, tags: string[]): Map<string, Level> => {
  const { counts, length } = countWords(prompt);
  const tagged = countWords(tags.join(' ')).counts;
  const norm = saturation * (1 - lengthShare + (lengthShare * length) / usualLength);
  const levelOf = (word: string): Level => {
    const count = counts.get(word) ?? 0;
    const weight = (count * (saturation + 1)) / (count + norm) + (tagged.has(word) ? tagWeight : 0);
    return weight >= 1.6 ? 3 : weight >= 0.9 ? 2 : 1;
  };
  return new Map([...counts.keys(), ...tagged.keys()].map((word) => [word, levelOf(word)]));
};

/** More words than this narrow a search no further. */
const mostWords = 16;

/** The words of a text that carry its content, each once; where none does, all of them. */
const contentOf = (text: string): string[] => {
  const split = runsOf(text.replace(chineseGlue, (_match, kept?: string) => kept ?? ' '));
  const content = split.filter((part) => 'han' in part || !isGlue(part.word));
  const own = content.length > 0 ? content : runsOf(text);
  return own.flatMap((part) => {
    if ('word' in part) return formsOf(part.word).slice(0, 1);
    return part.han.length > 1 ? pairsOf(part.han) : part.han;
  });
};

/** What a search asks for. */
export const searchWords = (search: string): string[] => [...new Set(contentOf(search))].slice(0, mostWords);

/** What makes two questions alike, whatever holds it together and in whichever order. */
export const contentWords = (text: string): Set<string> => new Set(contentOf(text));
