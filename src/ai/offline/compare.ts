/** Holds an answer against the key points and the reference of its question. */
import { setImmediate } from 'node:timers/promises';
import { indexAnswer } from './index-answer.js';
import { agreementWith } from './judgement.js';
import { type Match, matchStatement } from './match.js';
import type { Answer } from './pertinence.js';
import { creditOf, denialOf, ofPoint, ofSentence, type Point, verdictOf } from './point.js';
import type { Question } from './question.js';
import { mean } from './shares.js';
import type { Statement } from './statement.js';

/** How much of the reference its opening yes or no is, and what is left of the rest after the opposite of it. */
const judged = { share: 0.25, opposed: 0.3 };
/** Key points against the reference, in ACCURACY. Important points weigh more there than in COMPLETENESS. */
const accuracy = { points: 0.65, reference: 0.35, importance: 1.5 };

/** How the answer stands to what was asked for; shares from 0 to 1. */
type Comparison = {
  points: Point[];
  /** Credit over the key points by weight, or over the reference when there are none. */
  coverage: number;
  /** Credit over the sentences of the reference. */
  similarity: number;
  /** Credit over both, the important points first. */
  agreement: number;
  contradiction: number;
};

/** How much of the reference is said, when what it begins with is a yes or no. */
function withJudgement(similarity: number, agreement: number): number {
  const rest = (1 - judged.share) * similarity;
  if (agreement > 0) return judged.share + rest;
  return agreement < 0 ? judged.opposed * rest : rest;
}

/** So many tokens take milliseconds for each statement: others are let in between. For fewer that would only be waiting. */
const longFrom = 1_000;

export async function compare(question: Question, answer: Answer, heap: number): Promise<Comparison> {
  const index = indexAnswer(answer.clauses, answer.muted);
  const matches = new Map<Statement, Match>();
  for (const statement of [...question.points.map((point) => point.statement), ...question.sentences]) {
    if (answer.tokens.length >= longFrom) await setImmediate();
    matches.set(statement, matchStatement(statement, index));
  }
  const points = question.points.map(({ keyPoint, statement }): Point => {
    const match = matches.get(statement)!;
    return {
      keyPoint,
      verdict: verdictOf(match, heap),
      match,
      credit: creditOf(match, ofPoint),
      denial: denialOf(match),
    };
  });
  const scale = points.length === 0 ? ofSentence : ofPoint;
  const sentences = question.sentences.map((statement) => {
    return { weight: statement.weight, credit: creditOf(matches.get(statement)!, scale) };
  });

  const weight = ({ keyPoint }: Point) => keyPoint.weight;
  const credit = (item: { credit: number }) => item.credit;
  const said = mean(sentences, (sentence) => sentence.weight, credit);
  const similarity =
    question.judgement === 0
      ? said
      : withJudgement(said, agreementWith(question.judgement, answer.text, answer.clauses));
  const coverage = points.length === 0 ? similarity : mean(points, weight, credit);
  const important = mean(points, (point) => weight(point) ** accuracy.importance, credit);
  const agreement =
    points.length === 0 || sentences.length === 0
      ? coverage
      : accuracy.points * important + accuracy.reference * similarity;
  return { points, coverage, similarity, agreement, contradiction: mean(points, weight, (point) => point.denial) };
}
