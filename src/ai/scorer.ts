/** The port that every scorer stands behind: what it is given and what it may say. */

export type KeyPoint = {
  id: string;
  text: string;
  weight: number;
  /** What an answer does to make this point, where its words cannot be foreseen; scorers ignore what they do not know. */
  cue?: string;
};

/** A range of the stored answer in UTF-16 code units: `answer.slice(start, end) === quote`. */
export type Span = { start: number; end: number; quote: string };

export type Dimension = 'ACCURACY' | 'COMPLETENESS' | 'DEPTH' | 'EXPRESSION';
export type PointVerdict = 'COVERED' | 'PARTIAL' | 'MISSED';

export type ScoreRequest = {
  /** The interview's language: feedback is written in it. The answer may be in another. */
  locale: 'ZH' | 'EN';
  prompt: string;
  keyPoints: KeyPoint[];
  reference: string;
  answer: string;
};

/** What a scorer concludes. Scores are 0 to 100; the total is computed by the domain, never here. */
export type Scoring =
  | {
      status: 'READY';
      dimensions: Record<Dimension, number>;
      /** One for each key point, in their order. A MISSED point has no evidence, the others at least one span. */
      points: { keyPoint: KeyPoint; verdict: PointVerdict; evidence: Span[] }[];
      /** Half-width of the scorer's own 90 % band around the total. */
      uncertainty: number;
      feedback: string;
      suggestion: string;
    }
  /** Too little to judge: empty, off-topic, an echo of the question. */
  | { status: 'INSUFFICIENT'; feedback: string; suggestion: string };

export type Scorer = {
  readonly kind: 'OFFLINE' | 'LLM';
  /** Changes whenever the same input may give another result. */
  readonly version: string;
  score(request: ScoreRequest): Promise<Scoring>;
};
