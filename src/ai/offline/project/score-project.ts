/** Scores what people tell of their own projects: by what the answer does, since nobody knows what is right in it. */
import type { Dimension, Insufficiency, KeyPoint, PointVerdict, Scoring } from '../../scorer.js';
import { depthScore, signsOf as depthSigns } from '../depth.js';
import { describe, describeInsufficient } from '../feedback.js';
import { keywordList } from '../heap.js';
import { evidenceOf } from '../point.js';
import { expressionScore } from '../prose.js';
import type { Question, Text } from '../question.js';
import { isSaid } from '../statement.js';
import { type Cue, isCue } from './cue.js';
import { projectUncertainty } from './doubt.js';
import { chooseEvidence } from './evidence.js';
import { isIdle, narratorOf } from './narrator.js';
import { proseOf } from './prose.js';
import { readable, type Sign, signsOf } from './signs.js';
import { substanceOf } from './substance.js';

type CuedPoint = KeyPoint & { cue: Cue };

/** What was found for a key point; `credit` and `shown` are 0 to 1. */
type Found = { keyPoint: CuedPoint; verdict: PointVerdict; sign: Sign | undefined; credit: number; shown: number };

/** Fewer own words than this are no account of anything. */
const leastContent = 6;
/** Credit of a point, by its verdict, and how much of it hangs on being concrete. */
const worth = { COVERED: { base: 0.8, concrete: 0.2 }, PARTIAL: { base: 0.25, concrete: 0.15 } };
/** How much of ACCURACY a point keeps that was said without a number, a name or a cause. */
const vague = 0.5;
/** From this share of covered points on, depth and expression count in full. */
const fitting = 0.75;
/** So many concrete clauses make an account rich; from `rich` on it cannot be said that nothing was told. */
const manyFacts = 5;
const rich = 0.5;
/** How much of depth and expression counts for a rich account of which no point was recognised. */
const unrecognised = 0.6;
/** The share of ACCURACY that hangs on the key points; the rest on how rich the account is as a whole. */
const checked = 0.7;
/** From here on, on a scale from 0 to 1, it is words and no sentences. */
const heaped = 0.5;
const heapLoss = 0.7;
/** Half-width from which the feedback says that the score is a rough guide. */
const doubtfulFrom = 35;

const clamp = (value: number) => Math.min(1, Math.max(0, value));

const isCued = (point: KeyPoint): point is CuedPoint => isCue(point.cue);

/** The key points when each has a cue that is known here; else the question is one of knowledge. */
export const cuedPoints = (keyPoints: KeyPoint[]): CuedPoint[] | undefined =>
  keyPoints.length > 0 && keyPoints.every(isCued) ? keyPoints : undefined;

/** For each clause the first one that says the same. */
function repeatsOf({ clauses }: Text): number[] {
  const first = new Map<string, number>();
  return clauses.map(({ tokens }, index) => {
    const key = tokens.map(({ stem }) => stem).join(' ');
    const known = first.get(key);
    if (known === undefined) first.set(key, index);
    return known ?? index;
  });
}

/** @param sure whether the answer as a whole lets a point be covered */
function judge(keyPoint: CuedPoint, sign: Sign | undefined, sure: boolean): Found {
  if (!sign) return { keyPoint, verdict: 'MISSED', sign, credit: 0, shown: 0 };
  const verdict = sign.clear && sure ? 'COVERED' : 'PARTIAL';
  const { base, concrete } = worth[verdict];
  const credit = base + concrete * sign.concrete;
  return { keyPoint, verdict, sign, credit, shown: credit * (vague + (1 - vague) * sign.concrete) };
}

const weighted = (points: Found[], value: (point: Found) => number): number => {
  const weight = points.reduce((sum, { keyPoint }) => sum + keyPoint.weight, 0);
  return weight === 0 ? 0 : points.reduce((sum, point) => sum + point.keyPoint.weight * value(point), 0) / weight;
};

/**
 * COMPLETENESS is the share of the key points, by weight, that the answer speaks to. ACCURACY cannot be known: nobody
 * here can check what happened in a project. What stands in its place is how far the answer could be checked: the same
 * share, of which half is given for evidence that has numbers, names or causes, and with it how many such facts the
 * whole account has, since people put things in more ways than the signals know. DEPTH and EXPRESSION are those of any
 * other answer, where what is told in the speaker's own words is taken for relevant.
 * @param muted indexes of the clauses that repeat the question or its reference, or speak to the grader
 */
export function scoreProject(
  keyPoints: CuedPoint[],
  { said, reference, source }: Pick<Question, 'said' | 'reference' | 'source'>,
  answer: Text,
  muted: ReadonlySet<number>,
  locale: 'ZH' | 'EN',
): Scoring {
  const { text, clauses } = answer;
  const refuse = (why: Insufficiency): Scoring => ({
    status: 'INSUFFICIENT',
    ...describeInsufficient(locale, why),
  });
  const narrator = narratorOf(text);
  if (narrator.advertises) return refuse('NOT_OWN');
  const own = answer.tokens.filter((token) => !token.stop && !isSaid(token, said));
  if (new Set(own.map(({ stem }) => stem)).size < leastContent) return refuse('SHORT');
  const heap = keywordList(clauses, source);
  if (heap >= heaped) return refuse('KEY_WORDS');

  const prose = proseOf(clauses);
  const repeats = repeatsOf(answer);
  const open = new Set(
    clauses.flatMap((clause, index) =>
      !muted.has(index) && prose.has(clause.sentence) && !isIdle(text, clause) ? [index] : [],
    ),
  );
  const telling = { text, clauses, open, said };
  const parts = readable(telling);
  const signs = chooseEvidence(
    keyPoints.map(({ cue }) => signsOf(cue, telling, parts)),
    (clause) => repeats[clause] ?? clause,
  );
  const told = clauses.flatMap((clause, index) => {
    if (!open.has(index) || repeats[index] !== index) return [];
    const substance = substanceOf(text, [clause], said, '');
    return substance.content > 0 ? [{ clause, ...substance }] : [];
  });
  const facts = told.reduce((sum, { concrete }) => sum + concrete, 0);
  const richness = narrator.personal && narrator.inTrade ? clamp(facts / manyFacts) : 0;
  if (signs.every((sign) => sign === undefined)) return refuse(richness < rich ? 'NOTHING_FOUND' : 'UNRECOGNISED');

  const sure = narrator.personal && narrator.inTrade;
  const points = keyPoints.map((keyPoint, index) => judge(keyPoint, signs[index], sure));
  const coverage = weighted(points, ({ credit }) => credit);
  const fit = clamp(Math.max(coverage / fitting, unrecognised * richness));
  const relevant = told.map(({ clause }) => clause);
  const depth = depthSigns(text, relevant);
  const listed = keywordList(relevant, source);
  const expression = expressionScore({ clauses, relevant, signs: depth, listed }, reference);
  const scale = (score: number) => Math.round(Math.min(100, score * (1 - heapLoss * heap)) * 10) / 10;
  const dimensions: Record<Dimension, number> = {
    ACCURACY: scale(100 * (checked * weighted(points, ({ shown }) => shown) + (1 - checked) * richness)),
    COMPLETENESS: scale(100 * coverage),
    DEPTH: scale(depthScore(depth, reference.signs) * fit),
    EXPRESSION: scale(expression * (0.4 + 0.6 * fit)),
  };

  const faint = points.filter(({ verdict }) => verdict === 'PARTIAL').length / points.length;
  const uncertainty = projectUncertainty(answer.tokens.length, faint, richness * (1 - coverage), narrator.inTrade);
  const words = describe(locale, {
    points: points.map((point) => ({ ...point, contradicted: false })),
    noSentences: false,
    depth: dimensions.DEPTH,
    doubtful: uncertainty >= doubtfulFrom,
    own: true,
  });
  return {
    status: 'READY',
    dimensions,
    points: points.map(({ keyPoint, verdict, sign }) => ({
      keyPoint,
      verdict,
      evidence: sign ? evidenceOf(text, clauses, sign.clauses) : [],
    })),
    uncertainty,
    ...words,
  };
}
