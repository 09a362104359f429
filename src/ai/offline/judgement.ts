/** Finds the yes or no that a text begins with: where the question asks for one, the rest only explains it. */
import type { Clause } from './clauses.js';

const opening =
  /^(?:答案?(?:是|为)?|我(?:认为|觉得)|[这该此]+|个|句话|叙述|说法|命题|观点|结论|是|很|\s|the|this|that|it|statement|claim|is|i think|[:：,，])*/iu;
const yes = /^(?:正确|对(?!于|应|比|象|一)|yes\b|true\b|correct\b|right\b)/iu;
const no = /^(?:不正确|不对|不是|错误|错|否|no\b|false\b|incorrect\b|wrong\b|not (?:true|correct|right)\b)/iu;

/** 1 for yes, -1 for no, 0 where the text begins otherwise. */
function judgementOf(text: string): number {
  const rest = text.replace(opening, '');
  return no.test(rest) ? -1 : yes.test(rest) || /^是的?(?:$|[,，。;；])/u.test(text) ? 1 : 0;
}

/** More words than this are a sentence that begins with one of those. */
const mostTokens = 4;

/** Of a reference: it stands by itself, so that nothing is taken for one. */
export const judgementAsked = (text: string, [first]: Clause[]): number =>
  first && first.tokens.length <= mostTokens ? judgementOf(text.slice(first.start, first.end)) : 0;

/** Of an answer: 1 when it begins as the reference does, -1 with the opposite, 0 with neither. */
export const agreementWith = (asked: number, text: string, [first]: Clause[]): number =>
  first ? asked * judgementOf(text.slice(first.start, first.end)) : 0;
