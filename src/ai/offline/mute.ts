/** Finds the clauses of an answer that answer nothing: copies of the question, and orders to whoever marks it. */
import type { Clause } from './clauses.js';
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

function isCopy(tokens: Token[], asked: ReadonlySet<string>): boolean {
  if (tokens.length < leastTokens) return false;
  const pairs = pairsOf(tokens);
  return pairs.filter((pair) => asked.has(pair)).length >= copiedShare * pairs.length;
}

/** The clauses that must not be matched with anything. */
export function mutedClauses(text: string, clauses: Clause[], prompt: Token[]): Set<Clause> {
  const asked = new Set(pairsOf(prompt));
  const isOrder = ({ start, end }: Clause) => orders.some((order) => order.test(text.slice(start, end)));
  return new Set(clauses.filter((clause) => isCopy(clause.tokens, asked) || isOrder(clause)));
}
