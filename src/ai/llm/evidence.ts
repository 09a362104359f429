/** What of a model's quotes is evidence: they stand in the answer, and say something of the subject. */
import type { Clause } from '../offline/clauses.js';
import { mutedClauses } from '../offline/mute.js';
import { readText } from '../offline/question.js';
import { isSaid, vocabularyOf } from '../offline/statement.js';
import type { Token } from '../offline/tokens.js';
import type { ScoreRequest, Span } from '../scorer.js';
import { createPlacing, isPlaced } from './place.js';

/** The most quotes of one point that are looked at. */
const most = 6;
/** Another script than that of what is expected, from this difference of shares on: its words cannot be compared. */
const crossed = 0.5;

const hanShare = (tokens: Token[]): number =>
  tokens.length === 0 ? 0 : tokens.filter(({ kind }) => kind === 'han').length / tokens.length;

/** Where the rules find too little to judge, a word that happens to be the subject's, too, is no sign of it; this many are. */
const least = 3;

/**
 * Whether a span says anything of the subject.
 * @param isDoubtful the rules found too little in the answer to judge it
 */
const createBearing = (
  { prompt, keyPoints, reference, answer }: ScoreRequest,
  isDoubtful: boolean,
): ((span: Span) => boolean) => {
  const { clauses, tokens } = readText(answer);
  const asked = readText(prompt).tokens;
  const expected = [reference, ...keyPoints.map(({ text }) => text)].flatMap((text) => readText(text).tokens);
  const isOwn = keyPoints.length > 0 && keyPoints.every(({ cue }) => cue !== undefined);
  // Copies of the question, and orders to whoever judges; of one's own project nobody tells in the reference's words either.
  const muted = new Set<Clause>([
    ...mutedClauses(answer, clauses, asked),
    ...(isOwn ? mutedClauses(answer, clauses, expected) : []),
  ]);
  const said = vocabularyOf(asked);
  const subject = vocabularyOf(expected.filter((token) => !isSaid(token, said)));
  // What people tell of their own projects is in nobody's vocabulary, and neither is what is said in another language.
  const isForeign = Math.abs(hanShare(tokens) - hanShare(expected)) > crossed;
  const isAnybodys = isOwn || subject.size === 0 || (isForeign && !isDoubtful);
  const says = (token: Token) => !token.stop && !token.generic && (isAnybodys || isSaid(token, subject));
  const open = clauses.flatMap((clause) => (muted.has(clause) ? [] : clause.tokens.filter(says)));
  return ({ start, end }) => {
    const words = new Set(open.filter((token) => token.start >= start && token.end <= end).map(({ stem }) => stem));
    return words.size >= (isDoubtful ? least : 1);
  };
};

const byPlace = (spans: Span[]): Span[] => {
  const known = new Map(spans.map((span) => [`${span.start} ${span.end} ${isPlaced(span) ? '' : span.quote}`, span]));
  return [...known.values()].sort((one, other) => one.start - other.start);
};

export type Evidence = {
  /** What bears the point out. */
  borne: Span[];
  /** What stands nowhere in the answer. */
  invented: Span[];
};

/**
 * Sorts the quotes of a point; what stands in the answer and says nothing of the subject is neither.
 * @param isDoubtful the rules found too little in the answer to judge it
 */
export const createEvidence = (request: ScoreRequest, isDoubtful: boolean): ((quotes: string[]) => Evidence) => {
  const place = createPlacing(request.answer);
  const bears = createBearing(request, isDoubtful);
  return (quotes) => {
    const spans = byPlace(
      quotes
        .filter((quote) => quote.trim() !== '')
        .slice(0, most)
        .flatMap(place),
    );
    return {
      borne: spans.filter((span) => isPlaced(span) && bears(span)),
      invented: spans.filter((span) => !isPlaced(span)),
    };
  };
};
