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
      /**
       * One for each key point, in their order. A MISSED point has no evidence, the others at least one span. A quote that the
       * scorer could not place has `start` and `end` -1: the domain drops it, and says so.
       */
      points: { keyPoint: KeyPoint; verdict: PointVerdict; evidence: Span[] }[];
      /** Half-width of the scorer's own 90 % band around the total. */
      uncertainty: number;
      /** Plain text, a few sentences each; a scorer that takes them from elsewhere bounds them, and tells no more of them than it returns. */
      feedback: string;
      suggestion: string;
      /** One plain question about what was left out, in the interview's language; only of a scorer that words its own. */
      followUp?: string;
    }
  /** Too little to judge, and why where the scorer knows: empty, off-topic, an echo of the question. */
  | { status: 'INSUFFICIENT'; why?: Insufficiency; feedback: string; suggestion: string };

export type Insufficiency =
  | 'EMPTY'
  | 'ECHO'
  | 'OFF_TOPIC'
  // All of it is asked, doubted or taken back.
  | 'UNASSERTED'
  // In another language than the question: not to be judged by its words.
  | 'FOREIGN'
  // The question has neither key points nor a reference to hold an answer against.
  | 'NOTHING_EXPECTED'
  // Of an answer about one's own project.
  | 'SHORT'
  | 'KEY_WORDS'
  | 'NOT_OWN'
  | 'NOTHING_FOUND'
  | 'UNRECOGNISED';

export type ScoreOptions = {
  /** Gives the request up, and throws its reason. */
  signal?: AbortSignal | undefined;
  /** Told of the feedback as it is written, piece by piece, in order; an attempt that fails may have told its beginning. */
  onFeedback?: ((delta: string) => void) | undefined;
};

export type Scorer = {
  readonly kind: 'OFFLINE' | 'LLM';
  /** Changes whenever the same input may give another result. */
  readonly version: string;
  /**
   * @throws ModelError when there will be no usable result for this request
   * @throws AppError DEPENDENCY_UNAVAILABLE, with retryAfter where that is known, while the scorer is away
   */
  score(request: ScoreRequest, options?: ScoreOptions): Promise<Scoring>;
};
