/** The scorer that needs no model: a fixed formula over matched key points, the reference and the text itself. */
import type { Dimension, Insufficiency, ScoreRequest, Scorer, Scoring } from '../scorer.js';
import type { Clause } from './clauses.js';
import { compare } from './compare.js';
import { depthScore, signsOf } from './depth.js';
import { isForeign, isOfThirdLanguage, uncertaintyOf } from './doubt.js';
import { describe, describeInsufficient } from './feedback.js';
import { keywordList, shuffled } from './heap.js';
import { isIgnorance, mutedClauses } from './mute.js';
import { type Answer, emptiness, homeOf, relevantOf } from './pertinence.js';
import { evidenceOf, isContradicted } from './point.js';
import { cuedPoints, scoreProject } from './project/score-project.js';
import { expressionScore } from './prose.js';
import { type Question, readQuestion, readText, type Text } from './question.js';
import { clamp } from './shares.js';
import { unassertedClauses } from './withdrawal.js';

/** What says less of all that was asked for, and is not at home in the subject either, is about something else. */
const offTopic = [
  { related: 0.05, home: 0.5 },
  // A long text about anything says by chance some words of every reference.
  { related: 0.2, home: 0.15 },
];
/** What has no word of its own answers a question only if its answer is in its own words. */
const bareFrom = 0.1;
/** What counts as an answer, from here on in full: eloquence and explanations of something else earn little. */
const fitting = { depth: 0.5, expression: 0.4 };
/** How much of the depth hangs on keeping to the subject. */
const digression = 0.4;
/** Sentences are worth this much more than the same words in a heap. */
const heapLoss = 0.7;
/** Half-width from which the feedback says that the score is a rough guide. */
const doubtfulFrom = 35;

/** Names the reason why an answer without content of its own has none. */
function whyEmpty(
  found: Insufficiency,
  { text, clauses }: Answer,
  idle: Set<Clause>,
  unasserted: Set<Clause>,
): Insufficiency {
  if (clauses.some((clause) => isIgnorance(text, clause))) return 'EMPTY';
  return clauses.some((clause) => unasserted.has(clause) && !idle.has(clause)) ? 'UNASSERTED' : found;
}

async function scoreAnswer(
  question: Question,
  read: Text,
  { locale, keyPoints, answer: text }: ScoreRequest,
): Promise<Scoring> {
  const { expected, source, reference } = question;
  const unasserted = unassertedClauses(text, read.clauses);
  const idle = mutedClauses(text, read.clauses, question.prompt.tokens);
  const answer: Answer = { ...read, muted: new Set([...idle, ...unasserted]) };
  const without = emptiness(answer, question);
  // Who says nothing but that there is nothing to say repeats no question.
  const empty = without && whyEmpty(without, answer, idle, unasserted);
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

  if (expected.length === 0) return refuse(empty ?? 'NOTHING_EXPECTED');
  const relevant = relevantOf(answer, question);
  // Chatter around a heap of key words makes no sentences of it.
  const own = relevant.flatMap(({ tokens }) => tokens);
  const listed = keywordList(relevant, source);
  const heap =
    own.length === answer.tokens.length
      ? Math.max(listed, shuffled(own, source))
      : Math.max(
          listed,
          keywordList(answer.clauses, source),
          ...[own, answer.tokens].map((tokens) => shuffled(tokens, source)),
        );
  const compared = await compare(question, answer, heap);
  const related = Math.max(compared.similarity, compared.coverage) * (1 - compared.contradiction);
  if (empty && (related < bareFrom || answer.muted.size > 0)) return refuse(empty);
  const home = homeOf(answer, question);
  if (offTopic.some((bound) => related < bound.related && home < bound.home))
    return refuse(isForeign(answer.tokens, expected) || isOfThirdLanguage(answer.tokens) ? 'FOREIGN' : 'OFF_TOPIC');

  const onTopic = own.length / answer.tokens.length;
  const signs = signsOf(text, relevant);
  const depth = depthScore(signs, reference.signs) * (1 - digression + digression * onTopic);
  const expression = expressionScore({ clauses: answer.clauses, relevant, signs, listed }, reference);
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
    points: compared.points.map((point) => ({ ...point, contradicted: isContradicted(point.match, answer.clauses) })),
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
  // An answer is held against several references, or again after a revision, in a row.
  let latest: Text | undefined;
  const textOf = (answer: string): Text => {
    if (latest?.text !== answer) latest = readText(answer);
    return latest;
  };
  return {
    kind: 'OFFLINE',
    version: 'offline-6',
    score: async (request) => scoreAnswer(questionOf(request), textOf(request.answer), request),
  };
}
