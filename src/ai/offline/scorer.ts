/** The scorer that needs no model: a fixed formula over matched key points, the reference and the text itself. */
import type { Dimension, Insufficiency, ScoreRequest, Scorer, Scoring } from '../scorer.js';
import type { Clause } from './clauses.js';
import { connectedness, depthScore } from './depth.js';
import { uncertaintyOf } from './doubt.js';
import { describe, describeInsufficient } from './feedback.js';
import { indexAnswer } from './index-answer.js';
import { matchStatement } from './match.js';
import { mutedClauses } from './mute.js';
import { creditOf, denialOf, evidenceOf, isContradicted, type Point, verdictOf } from './point.js';
import { cuedPoints, scoreProject } from './project/score-project.js';
import { expressionScore, keywordList, shuffled } from './prose.js';
import { type Question, readQuestion, readText, type Text } from './question.js';
import { isSaid } from './statement.js';
import type { Token } from './tokens.js';

/** Below this similarity to everything that was asked for, an answer is about something else. */
const offTopicBelow = 0.08;
/** From this much above that, depth and expression count in full: eloquence about something else earns little. */
const fitting = 0.25;
/** Sentences are worth this much more than the same words in a heap. */
const heapLoss = 0.7;
/** Key points against the reference, in ACCURACY. Important points weigh more there than in COMPLETENESS. */
const accuracy = { points: 0.65, reference: 0.35, importance: 1.5 };
/** Half-width from which the feedback says that the score is a rough guide. */
const doubtfulFrom = 35;

const clamp = (value: number) => Math.min(1, Math.max(0, value));

/** The weighted mean; 0 when nothing weighs anything. */
function mean<T>(items: T[], weight: (item: T) => number, value: (item: T) => number): number {
  const sum = items.reduce((total, item) => total + weight(item), 0);
  return sum === 0 ? 0 : items.reduce((total, item) => total + weight(item) * value(item), 0) / sum;
}

type Answer = Text & {
  /** Clauses that answer nothing. */
  muted: ReadonlySet<Clause>;
};

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

function compare(question: Question, answer: Answer, heap: number): Comparison {
  const index = indexAnswer(answer.clauses, answer.muted);
  const points = question.points.map(({ keyPoint, statement }): Point => {
    const match = matchStatement(statement, index);
    return { keyPoint, verdict: verdictOf(match, heap), match, credit: creditOf(match), denial: denialOf(match) };
  });
  const sentences = question.sentences.map((statement) => {
    return { weight: statement.weight, credit: creditOf(matchStatement(statement, index)) };
  });

  const weight = ({ keyPoint }: Point) => keyPoint.weight;
  const credit = (item: { credit: number }) => item.credit;
  const similarity = mean(sentences, (sentence) => sentence.weight, credit);
  const coverage = points.length === 0 ? similarity : mean(points, weight, credit);
  const important = mean(points, (point) => weight(point) ** accuracy.importance, credit);
  const agreement =
    points.length === 0 || sentences.length === 0
      ? coverage
      : accuracy.points * important + accuracy.reference * similarity;
  return { points, coverage, similarity, agreement, contradiction: mean(points, weight, (point) => point.denial) };
}

/** An answer without a content word of its own is nothing, or an echo of the question. */
function emptiness(answer: Answer, said: ReadonlySet<string>): Insufficiency | undefined {
  const content = answer.tokens.filter((token) => !token.stop);
  if (!content.every((token) => token.generic || isSaid(token, said))) return undefined;
  return content.some((token) => isSaid(token, said)) ? 'ECHO' : 'EMPTY';
}

function scoreAnswer(question: Question, { locale, keyPoints, answer: text }: ScoreRequest): Scoring {
  const { said, subject, expected, reference } = question;
  const read = readText(text);
  const answer: Answer = { ...read, muted: mutedClauses(text, read.clauses, question.prompt.tokens) };
  const empty = emptiness(answer, said);
  if (empty) return { status: 'INSUFFICIENT', ...describeInsufficient(locale, empty) };
  const cued = cuedPoints(keyPoints);
  if (cued) {
    // What the question or its reference says is nobody's own project.
    const copied = mutedClauses(text, read.clauses, question.expected);
    const isMuted = (clause: Clause) => answer.muted.has(clause) || copied.has(clause);
    const muted = new Set(answer.clauses.flatMap((clause, index) => (isMuted(clause) ? [index] : [])));
    return scoreProject(cued, question, read, muted, locale);
  }

  const heap = Math.max(shuffled(answer.tokens, expected), keywordList(answer.clauses));
  const compared = compare(question, answer, heap);
  const related = Math.max(compared.similarity, compared.coverage);
  if (related < offTopicBelow) return { status: 'INSUFFICIENT', ...describeInsufficient(locale, 'OFF_TOPIC') };

  const isOwn = (token: Token) => !token.stop && isSaid(token, subject) && !isSaid(token, said);
  const relevant = answer.clauses.filter((clause) => !answer.muted.has(clause) && clause.tokens.some(isOwn));
  const length = (clauses: Clause[]) => clauses.reduce((sum, clause) => sum + clause.tokens.length, 0);
  const onTopic = length(relevant) / length(answer.clauses);
  const fit = clamp((related - offTopicBelow) / fitting);
  const depth = depthScore({ text: text, clauses: relevant }, reference);
  const expression = expressionScore(answer.clauses, onTopic, connectedness(text, answer.clauses));
  const scale = (score: number) => Math.round(Math.min(100, score * (1 - heapLoss * heap)) * 10) / 10;
  const dimensions: Record<Dimension, number> = {
    ACCURACY: scale(100 * compared.agreement * (1 - compared.contradiction)),
    COMPLETENESS: scale(100 * compared.coverage),
    DEPTH: scale(depth * fit),
    EXPRESSION: scale(expression * (0.4 + 0.6 * fit)),
  };

  const uncertainty = uncertaintyOf(answer.tokens, expected, compared.points);
  const words = describe(locale, {
    similarity: compared.similarity,
    points: compared.points.map((point) => ({ ...point, contradicted: isContradicted(point.match) })),
    noSentences: heap >= 0.5,
    depth: dimensions.DEPTH,
    doubtful: uncertainty >= doubtfulFrom,
  });
  const points = compared.points.map(({ keyPoint, verdict, match }) => ({
    keyPoint,
    verdict,
    evidence: verdict === 'MISSED' ? [] : evidenceOf(text, answer.clauses, match.clauses),
  }));
  return { status: 'READY', dimensions, points, uncertainty, ...words };
}

/** Questions kept ready: more than a bank of the usual size, little enough memory (about 0.1 MB each). */
const keptQuestions = 400;

/** Scores in this process: deterministic, without network or files, in a few milliseconds. */
export function createOfflineScorer(): Scorer {
  const kept = new Map<string, Question>();
  const questionOf = (request: ScoreRequest): Question => {
    const key = JSON.stringify([request.prompt, request.keyPoints, request.reference]);
    const question = kept.get(key) ?? readQuestion(request);
    // Insertion order is the order of use: the first is the one to drop.
    kept.delete(key);
    kept.set(key, question);
    if (kept.size > keptQuestions) kept.delete(kept.keys().next().value!);
    return question;
  };
  return { kind: 'OFFLINE', version: 'offline-2', score: async (request) => scoreAnswer(questionOf(request), request) };
}
