/** The seeded bank as a scorer sees it, the server's total of what it says, and the fair answers that others are held against. */
import type { KeyPoint, ScoreRequest, Scorer, Scoring } from '../../src/ai/scorer.js';
import { readSeedBank, type SeedQuestion } from '../../src/db/seed.js';
import { dimensions, dimensionWeights, totalScore } from '../../src/domain/score.js';
import { asSentence, joined, sentencesOf, shareOf } from './attack/text.js';

export type Question = Omit<ScoreRequest, 'answer'> & Pick<SeedQuestion, 'slug' | 'category' | 'tags' | 'hints'>;

export const readBank = async (): Promise<Question[]> =>
  (await readSeedBank()).questions.map(({ slug, category, tags, hints, locale, prompt, reference, keyPoints }) => ({
    ...{ slug, category, tags, hints, locale, prompt, reference },
    keyPoints: keyPoints.map((point, at) => ({ ...point, id: `${slug}-${at}` })),
  }));

export const requestOf = ({ locale, prompt, reference, keyPoints }: Question, answer: string): ScoreRequest => ({
  ...{ locale, prompt, reference, keyPoints, answer },
});

/** What is too little to judge has no score, and ranks below every score. */
export const tooLittle = -1;

export const totalOf = (scoring: Scoring): number =>
  scoring.status === 'INSUFFICIENT'
    ? tooLittle
    : totalScore(
        dimensions.map((dimension) => ({
          dimension,
          score: scoring.dimensions[dimension],
          weight: dimensionWeights[dimension],
        })),
      );

export const scoreOf = async (scorer: Scorer, question: Question, answer: string): Promise<number> =>
  totalOf(await scorer.score(requestOf(question, answer)));

/** The sentence of the reference that makes the point: the one that shares most with it. */
export const sentenceOf = ({ reference }: Question, { text }: KeyPoint): string => {
  const sentences = sentencesOf(reference);
  const shares = sentences.map((sentence) => shareOf(text, sentence));
  return sentences[shares.indexOf(Math.max(...shares))]!;
};

/** Sentences of the reference, in its order, each once. */
export const inOrder = ({ reference, locale }: Question, sentences: string[]): string =>
  sentencesOf(reference)
    .filter((sentence) => sentences.includes(sentence))
    .join(locale === 'EN' ? ' ' : '');

/** How many key points an honest partial answer makes: the first half, which is half of their weight. */
const honestCount = ({ keyPoints }: Question): number => Math.floor(keyPoints.length / 2);

/** The first half of the reference: the whole sentences that begin in it, but for one that lies mostly beyond. */
const firstHalf = ({ reference, locale }: Question): string => {
  const sentences = sentencesOf(reference);
  const before = (at: number) => joined(locale, sentences.slice(0, at)).length;
  return joined(
    locale,
    sentences.filter((sentence, at) => at === 0 || before(at) + sentence.length / 2 <= reference.length / 2),
  );
};

/**
 * The honest partial answer, which none that is not honest may beat: the reference's own sentences for the first half of
 * its key points, or its first half where there are none.
 */
export const honestPart = (question: Question): string =>
  question.keyPoints.length === 0
    ? firstHalf(question)
    : inOrder(
        question,
        question.keyPoints.slice(0, honestCount(question)).map((point) => sentenceOf(question, point)),
      );

/** Pairs of answers of which the second makes one key point more, in the reference's words or in its own. */
export function steps(question: Question): [less: string, more: string][] {
  const { locale, keyPoints } = question;
  const sentences = keyPoints.map((point) => sentenceOf(question, point));
  const statements = keyPoints.map(({ text }) => asSentence(locale, text));
  const part = honestPart(question);
  return keyPoints.slice(1).flatMap((_, before): [string, string][] => {
    const [said, saidMore] = [sentences.slice(0, before + 1), sentences.slice(0, before + 2)];
    const [list, statement] = [statements.slice(0, before + 1), statements[before + 1]!];
    const ways: [string, string][] = [
      [inOrder(question, said), inOrder(question, saidMore)],
      [joined(locale, list), joined(locale, [...list, statement])],
    ];
    if (!part.includes(sentences[before + 1]!)) ways.push([part, joined(locale, [part, statement])]);
    return ways;
  });
}

/** The sentence that makes the weightiest key point. */
export const centralSentence = (question: Question): string => {
  const heaviest = question.keyPoints.reduce((best, point) => (point.weight > best.weight ? point : best));
  return sentenceOf(question, heaviest);
};
