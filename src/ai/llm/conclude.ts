/** What is concluded from what a model says of an answer: nothing that the answer does not bear out. */
import { ModelError } from '../model/failure.js';
import { describe, describeInsufficient } from '../offline/feedback.js';
import type { KeyPoint, ScoreRequest, Scoring } from '../scorer.js';
import { boundByCoverage, boundByRules, coverageOf, isTrusted, uncertaintyOf } from './bound.js';
import { createEvidence } from './evidence.js';
import type { Reading } from './reading.js';
import type { Assessment } from './shape.js';
import { isIn, plainText, questionOf, tellsScore } from './words.js';

/** Half-width from which the feedback says that the score is a rough guide. */
const doubtfulFrom = 35;
/** A model that granted this much more than is borne out does not know what it speaks of in its feedback either. */
const mistaken = 0.25;

const doubt = { ZH: '本次评分的把握不大，仅供参考。', EN: ' This score is uncertain: take it as a rough guide.' };
/** Said where a model finds something, and the rules found nothing. */
const lowered = {
  ZH: '按规则核对时，没有在回答中找到足够的相关内容，因此得分从低。',
  EN: ' The check by rules found too little about the subject in it, so the score is kept low.',
};

/** Stands for all that is expected where a question has no key points. */
export const wholeOf = ({ keyPoints, reference, prompt }: ScoreRequest): KeyPoint[] =>
  keyPoints.length > 0
    ? keyPoints
    : [
        {
          id: 'whole',
          weight: 1,
          text: reference.trim() ? 'What the REFERENCE says.' : `A right answer to: ${prompt}`,
        },
      ];

const isCovered = (rules: Scoring): boolean =>
  rules.status === 'READY' && rules.points.some(({ verdict }) => verdict === 'COVERED');

const round = (value: number): number => Math.round(value * 10) / 10;

/**
 * @param onLoss told what share of the points, by weight, the model granted and the answer does not bear out
 * @throws ModelError UNFOUNDED where an answer covers a point word by word, and the model finds nothing to judge in it, or nothing but
 *   what it makes up
 */
export const conclude = (
  request: ScoreRequest,
  said: Assessment,
  reading: Reading,
  onLoss: (share: number) => void,
): Scoring => {
  const { locale } = request;
  const { rules } = reading;
  if (said.judgeable !== 'YES') {
    if (isCovered(rules)) throw new ModelError('UNFOUNDED');
    return { status: 'INSUFFICIENT', ...describeInsufficient(locale, said.judgeable) };
  }
  const expected = wholeOf(request);
  const evidenceOf = createEvidence(request.answer, reading);
  const claimed = expected.map((keyPoint, index) => {
    const { verdict = 'MISSED', quotes = [] } = said.points.find(({ number }) => number === index + 1) ?? {};
    return { keyPoint, verdict, quotes };
  });
  const points = claimed.map(({ keyPoint, verdict, quotes }) => {
    if (verdict === 'MISSED') return { keyPoint, verdict, evidence: [] };
    const { borne, invented } = evidenceOf(quotes);
    // What was invented goes along: that it is dropped is for the server to say.
    return { keyPoint, verdict: borne.length > 0 ? verdict : ('MISSED' as const), evidence: [...borne, ...invented] };
  });
  const coverage = coverageOf(points);
  const lost = coverageOf(claimed) - coverage;
  if (lost > 0) onLoss(lost);
  // All that it quotes is made up, and what stands there word by word it did not see.
  if (coverage === 0 && lost > 0 && isCovered(rules)) throw new ModelError('UNFOUNDED');
  // Neither finds anything in it, whatever the model makes of that.
  if (coverage === 0 && rules.status === 'INSUFFICIENT') return rules;

  const { accuracy, completeness, depth, expression } = said;
  const tied = boundByCoverage(
    { ACCURACY: accuracy, COMPLETENESS: completeness, DEPTH: depth, EXPRESSION: expression },
    coverage,
  );
  const uncertainty = uncertaintyOf(tied, rules, lost);
  const scores = boundByRules(tied, reading);
  const doubtful = uncertainty >= doubtfulFrom;
  const result = {
    status: 'READY' as const,
    dimensions: {
      ACCURACY: round(scores.ACCURACY),
      COMPLETENESS: round(scores.COMPLETENESS),
      DEPTH: round(scores.DEPTH),
      EXPRESSION: round(scores.EXPRESSION),
    },
    points: request.keyPoints.length > 0 ? points : [],
    uncertainty: round(uncertainty),
  };
  const [feedback, suggestion] = [said.feedback, said.suggestion].map(plainText) as [string, string];
  const isFit = (text: string) => isIn(locale, text) && !tellsScore(text);
  if (lost >= mistaken || !isTrusted(reading) || !isFit(feedback) || !isFit(suggestion)) {
    const words = describe(locale, {
      points: result.points.map((point) => ({ ...point, contradicted: false })),
      similarity: coverage,
      noSentences: reading.isHeap,
      depth: scores.DEPTH,
      doubtful,
      own: request.keyPoints.some(({ cue }) => cue !== undefined),
    });
    return { ...result, ...words, feedback: words.feedback + (rules.status === 'READY' ? '' : lowered[locale]) };
  }
  const followUp = coverage < 1 ? questionOf(locale, said.followUp ?? '') : undefined;
  return {
    ...result,
    feedback: feedback + (doubtful ? doubt[locale] : ''),
    suggestion,
    ...(followUp === undefined ? {} : { followUp }),
  };
};
