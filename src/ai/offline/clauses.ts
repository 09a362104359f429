/** Cuts an answer into the clauses and sentences that evidence is made of. */

import { markDenials } from './denial.js';
import { type Token, tokenize } from './tokens.js';
import { isNegator } from './words.js';

export type Clause = {
  /** UTF-16 offsets into the original text, without the white space and punctuation around. */
  start: number;
  end: number;
  /** Number of the sentence it belongs to. */
  sentence: number;
  tokens: Token[];
  /** For each token how surely it is negated: 1 right after the negator, less further on, 0 outside its reach. */
  negated: number[];
  /** What it says is taken back as a whole. */
  denied: boolean;
};

/** Speech comes without punctuation: a clause longer than this (in tokens) is cut, so that a span stays a pointer. */
const longestClause = 30;
/** How surely a negator means the first, the second content word after it. */
const negationReach = [1, 0.5];
/** Where the reach of a negator ends early: not pushed BUT pulled, 没有命中 就 回源. */
const turns = new Set(
  ['but', 'so', 'because', 'and', 'or', 'if', 'than', 'until', 'unless', 'while', 'when'].concat([
    ...'就便则才而但也再又都',
  ]),
);

const sentenceEnd = /[。！？!?；;…\n\r]|[.．](?=\s|$|["'”’)）\]])/u;
const clauseEnd = /[,，:：—–]|\s-\s/u;
/** What belongs to the word before it: the bracket of O(n), a closing quotation mark. */
const closers = /^[)）\]】」』”"]+/;
const abbreviation = /^(?:eg|e|ie|i|g|etc|vs|cf|no|approx)$/;

/** 没有索引的查询 speaks of a query, and only of the index in the negative; 不是简单的缓存 denies the cache itself. */
const stopsAtDe = /^(?:没有?|无|未|不)$/;

/** A negator looks through these at what they introduce: it does not SAY that it was checked, it is not TRUE that it scales. */
const transparent = new Set([
  'longer',
  'true',
  'case',
  'say',
  'says',
  'mean',
  'means',
  'imply',
  'think',
  '说',
  '意味',
  '意味着',
  '代表',
  '表示',
  '真的',
]);

/** 无法在树里定位 denies the finding and not the tree: the place behind the negator, which ends in one of these. */
const placeEnd = /^(?:[里中上下内]|之?[间前后]|里面|上面|时|期间)$/u;
const longestPlace = 8;

/** Where what a negator stands over begins: behind it, and behind the place that is named first. */
function reachFrom(tokens: Token[], negator: number): number {
  if (tokens[negator + 1]?.form !== '在') return negator + 1;
  const place = tokens.slice(negator + 2, negator + 2 + longestPlace);
  const end = place.findIndex(({ form }) => placeEnd.test(form));
  return negator + (end < 0 ? 1 : end + 3);
}

/** These deny all that follows in their clause. */
const sweeping = new Set(['并非', '并不是', '不是说']);

/** Marks the tokens that a negator stands over: the nearest one governs. */
function negations(tokens: Token[]): number[] {
  const negated: number[] = new Array(tokens.length).fill(0);
  tokens.forEach((token, index) => {
    // "Not only" and 不仅 affirm, 有没有 asks.
    const asks = token.form === '没有' && tokens[index - 1]?.form === '有';
    if (!isNegator(token.form) || asks || tokens[index + 1]?.form === 'only') return;
    // "Not that anybody checked" denies as much as 并不是.
    let whole = sweeping.has(token.form) || tokens[index + 1]?.form === 'that';
    let reached = 0;
    for (
      let next = reachFrom(tokens, index);
      next < tokens.length && (whole || reached < negationReach.length);
      next++
    ) {
      const { form, stop } = tokens[next]!;
      if (isNegator(form) || turns.has(form) || (form === '的' && stopsAtDe.test(token.form))) break;
      if (transparent.has(form)) whole ||= form !== 'longer';
      else if (!stop) negated[next] = negationReach[reached++] ?? negationReach.at(-1)!;
    }
  });
  return negated;
}

/** The clauses of a text in order; every token is in exactly one. */
export function clausesOf(text: string, tokens: Token[] = tokenize(text)): Clause[] {
  const clauses: Clause[] = [];
  let sentence = 0;
  let current: Token[] = [];
  const close = () => {
    if (current.length > 0) {
      const start = current[0]!.start;
      const end = current.at(-1)!.end;
      const closing = closers.exec(text.slice(end, end + 4))?.[0].length ?? 0;
      clauses.push({
        start,
        end: end + closing,
        sentence,
        tokens: current,
        negated: negations(current),
        denied: false,
      });
    }
    current = [];
  };
  tokens.forEach((token, index) => {
    const previous = tokens[index - 1];
    const gap = previous ? text.slice(previous.end, token.start) : '';
    // A full stop needs the white space after it, which the gap between two tokens holds.
    const ended = gap !== '' && sentenceEnd.test(gap) && !(gap.trim() === '.' && abbreviation.test(previous!.form));
    if (ended || clauseEnd.test(gap) || current.length >= longestClause) close();
    if (ended) sentence += 1;
    current.push(token);
  });
  close();
  markDenials(text, clauses, negations);
  return clauses;
}
