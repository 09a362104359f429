/** Finds the clauses of an answer that answer nothing: copies of the question, orders to whoever marks it, ignorance. */
import type { Clause } from './clauses.js';
import { share } from './shares.js';
import { isSaid, vocabularyOf } from './statement.js';
import { pairsOf, type Token } from './tokens.js';

/** A clause that takes this share of its pairs of neighbours from the question is a copy of it. */
const copiedShare = 0.7;
/** Shorter ones take up a term of the question, as anybody does. */
const leastTokens = 5;

/** Said to a grader, never about a subject. Matched against one clause at a time. */
const orders = [
  /\b(?:ignore|disregard|forget|override)\b.{0,40}\b(?:above|instructions?|prompts?|rubric|criteria|grading)\b/iu,
  /\b(?:give|award|grant|assign)\b.{0,24}\b(?:100|full|maximum|highest|top|perfect)\b.{0,12}(?:score|marks?|points?|grade|%|$)/iu,
  /\b(?:as an ai|system prompt|you are (?:now )?(?:a|an|the) (?:grader|examiner|assistant|model))\b/iu,
  /(?:忽略|无视|忘记|忘掉).{0,12}(?:以上|上面|上述|前面|之前|指令|提示词|要求|规则|评分)/u,
  /(?:给|打|评|判).{0,6}(?:100|一百|满|最高)\s*分/u,
  /(?:系统提示|评分系统|评分员|阅卷人)/u,
];

/** Says that there is nothing to say; as a whole clause, since in others it is a client that does not know. */
const ignorance = [
  /^(?:(?:sorry|well|honestly|frankly|to be honest|but|i'?m|i|am|really|just|have|do|did|still|afraid)[\s,]*)*(?:don'?t know|not know|no idea|no clue|not sure|can(?:no|')?t (?:say|answer|remember)|don'?t remember|let'?s skip|skip|pass)(?:\s(?:this|that|it|the|answer|one|question|about|either|at all))*$/iu,
  /^(?:(?:sorry|and|but|honestly|i|i've|we|have|had|just|really)[\s,]*)*(?:never|not|haven't|no experience)(?:\s(?:ever|yet|really|actually|i|i've))*(?:\s(?:worked|work|used|done|seen|met|heard|dealt|come across|touched|tried|learn(?:ed|t)|studied|had))?(?:\s(?:with|of|to do|across))?\s(?:this|that|it|these|such (?:a )?things?|any of (?:this|that|it)|anything like (?:this|that|it))(?:\s(?:before|myself|yet|at all|so far))*$/iu,
  /^(?:不好意思|抱歉|对不起|这个|这道题|这题|这块|这方面|我|真的|也|都|确实|完全|实在|还|以前|之前|平时|的|内容|东西|技术)*(?:没有?|从没有?|从来没有?|未曾?)(?:怎么|真正|实际)?(?:接触|用|做|学|听说|听|遇到|碰到|了解|研究|见)过?(?:这个|这些|这块|这方面|它|的|内容|东西)*$/u,
  /^(?:不好意思|抱歉|对不起|这个|这道题|这题|这块|题|我|真的|也|就|确实|完全|实在|还|是|的|太|不太|暂时|先)*(?:不知道|不太?清楚|不太?了解|不太?懂|不太?会|没学过|没听说过|不记得|忘了|想不起来|答不上来|跳过)(?:这个|这题|这道题|吧|了|啊|呢|它|怎么回答|答案)*$/u,
];

export const isIgnorance = (text: string, { start, end }: Clause): boolean => {
  const clause = text.slice(start, end).replaceAll('’', "'");
  return ignorance.some((nothing) => nothing.test(clause));
};

/** The clauses that are copied from the question; a short one only where it stands beside another. */
function copiedClauses(clauses: Clause[], asked: ReadonlySet<string>): Set<Clause> {
  const shares = clauses.map(({ tokens }) => {
    const pairs = pairsOf(tokens);
    return share(pairs.filter((pair) => asked.has(pair)).length, pairs.length);
  });
  const isLong = ({ tokens }: Clause) => tokens.length >= leastTokens;
  const copied = new Set(clauses.filter((clause, at) => isLong(clause) && shares[at]! >= copiedShare));
  const beside = (at: number, step: number) => {
    const [clause, neighbour] = [clauses[at]!, clauses[at + step]];
    if (neighbour && copied.has(neighbour) && !isLong(clause) && shares[at] === 1) copied.add(clause);
  };
  for (let at = 1; at < clauses.length; at++) beside(at, -1);
  for (let at = clauses.length - 2; at >= 0; at--) beside(at, 1);
  return copied;
}

/** The clauses that must not be matched with anything. A copy that goes on in words of its own is an answer. */
export function mutedClauses(text: string, clauses: Clause[], source: Token[]): Set<Clause> {
  const copied = copiedClauses(clauses, new Set(pairsOf(source)));
  const said = vocabularyOf(source);
  const isOwn = (token: Token) => !token.stop && !isSaid(token, said);
  const isIdle = (clause: Clause) =>
    orders.some((order) => order.test(text.slice(clause.start, clause.end))) || isIgnorance(text, clause);
  return new Set(clauses.filter((clause) => (copied.has(clause) && !clause.tokens.some(isOwn)) || isIdle(clause)));
}
