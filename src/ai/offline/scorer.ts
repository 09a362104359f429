/** The scorer that needs no model: a fixed formula over matched key points, the reference and the text itself. */
import type { Dimension, Insufficiency, ScoreRequest, Scorer, Scoring } from '../scorer.js';
import type { Clause } from './clauses.js';
import { depthScore } from './depth.js';
import { uncertaintyOf } from './doubt.js';
import { describe, describeInsufficient } from './feedback.js';
import { indexAnswer } from './index-answer.js';
import { agreementWith } from './judgement.js';
import { matchStatement } from './match.js';
import { mutedClauses } from './mute.js';
import { creditOf, denialOf, evidenceOf, isContradicted, type Point, verdictOf } from './point.js';
import { cuedPoints, scoreProject } from './project/score-project.js';
import { expressionScore, keywordList, shuffled } from './prose.js';
import { type Question, readQuestion, readText, type Text } from './question.js';
import { isSaid } from './statement.js';
import type { Token } from './tokens.js';

/** What says less of all that was asked for, and is not at home in the subject either, is about something else. */
const offTopic = [
  { related: 0.05, home: 0.5 },
  // A long text about anything says by chance some words of every reference.
  { related: 0.15, home: 0.15 },
];
/** What has no word of its own answers a question only if its answer is in its own words. */
const bareFrom = 0.1;
/** What counts as an answer, from here on in full: eloquence and explanations of something else earn little. */
const fitting = { depth: 0.75, expression: 0.5 };
/** A clause speaks of the subject if this share of its content is the subject's; a single word may be there by chance. */
const pertinent = { several: 0.25, one: 0.75 };
/** How much of the depth hangs on keeping to the subject. */
const digression = 0.5;
/** How much of the reference its opening yes or no is, and what is left of the rest after the opposite of it. */
const judged = { share: 0.25, opposed: 0.3 };
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

const contentOf = ({ clauses, muted }: Answer) =>
  clauses.flatMap((clause) => (muted.has(clause) ? [] : clause.tokens.filter((token) => !token.stop)));

/** An answer without a content word of its own is nothing, or an echo of the question. */
function emptiness(answer: Answer, { prompt, said }: Question): Insufficiency | undefined {
  // In capitals a word that holds a sentence together looks like an abbreviation.
  const asked = new Set(prompt.tokens.map(({ stem }) => stem));
  const isAsked = (token: Token) => asked.has(token.stem) || isSaid(token, said);
  if (contentOf(answer).some((token) => !token.generic && !isAsked(token))) return undefined;
  return answer.tokens.some((token) => !token.stop && isAsked(token)) ? 'ECHO' : 'EMPTY';
}

/** The clauses that take up something of the subject beyond the question's own words. */
function relevantOf({ clauses, muted }: Answer, { subject }: Question): Clause[] {
  return clauses.filter((clause) => {
    const content = clause.tokens.filter((token) => !token.stop);
    const own = content.filter((token) => !token.generic && isSaid(token, subject));
    const least = own.length > 1 ? pertinent.several : pertinent.one;
    return !muted.has(clause) && own.length > 0 && own.length >= least * content.length;
  });
}

/** The share of an answer's content, 0 to 1, that speaks of what the question and its reference speak of. */
function homeOf(answer: Answer, { said, subject }: Question): number {
  const content = contentOf(answer).filter((token) => !token.generic);
  const known = content.filter((token) => isSaid(token, said) || isSaid(token, subject));
  return content.length === 0 ? 0 : known.length / content.length;
}

/** How much of the reference is said, when what it begins with is a yes or no. */
function withJudgement(similarity: number, agreement: number): number {
  const rest = (1 - judged.share) * similarity;
  if (agreement > 0) return judged.share + rest;
  return agreement < 0 ? judged.opposed * rest : rest;
}

function scoreAnswer(question: Question, { locale, keyPoints, answer: text }: ScoreRequest): Scoring {
  const { expected, reference } = question;
  const read = readText(text);
  const answer: Answer = { ...read, muted: mutedClauses(text, read.clauses, question.prompt.tokens) };
  const empty = emptiness(answer, question);
  const refuse = (why: Insufficiency): Scoring => ({ status: 'INSUFFICIENT', ...describeInsufficient(locale, why) });
  const cued = cuedPoints(keyPoints);
  if (cued) {
    if (empty) return refuse(empty);
    // What the question or its reference says is nobody's own project.
    const copied = mutedClauses(text, read.clauses, question.expected);
    const isMuted = (clause: Clause) => answer.muted.has(clause) || copied.has(clause);
    const muted = new Set(answer.clauses.flatMap((clause, index) => (isMuted(clause) ? [index] : [])));
    return scoreProject(cued, question, read, muted, locale);
  }

  const relevant = relevantOf(answer, question);
  // Chatter around a heap of key words makes no sentences of it.
  const own = relevant.flatMap(({ tokens }) => tokens);
  const heap = Math.max(
    ...[own, answer.tokens].map((tokens) => shuffled(tokens, expected)),
    ...[relevant, answer.clauses].map(keywordList),
  );
  const compared = compare(question, answer, heap);
  const related = Math.max(compared.similarity, compared.coverage) * (1 - compared.contradiction);
  if (empty && (related < bareFrom || answer.muted.size > 0)) return refuse(empty);
  const home = homeOf(answer, question);
  if (offTopic.some((bound) => related < bound.related && home < bound.home)) return refuse('OFF_TOPIC');

  const onTopic = own.length / answer.tokens.length;
  const depth = depthScore({ text, clauses: relevant }, reference) * (1 - digression + digression * onTopic);
  const expression = expressionScore({ ...answer, relevant }, reference);
  const scale = (score: number) => Math.round(Math.min(100, score * (1 - heapLoss * heap)) * 10) / 10;
  const dimensions: Record<Dimension, number> = {
    ACCURACY: scale(100 * compared.agreement * (1 - compared.contradiction)),
    COMPLETENESS: scale(100 * compared.coverage),
    DEPTH: scale(depth * clamp(related / fitting.depth)),
    EXPRESSION: scale(expression * clamp(related / fitting.expression)),
  };

  const uncertainty = uncertaintyOf(answer.tokens, expected, compared.points, compared.similarity);
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
  return { kind: 'OFFLINE', version: 'offline-3', score: async (request) => scoreAnswer(questionOf(request), request) };
}
