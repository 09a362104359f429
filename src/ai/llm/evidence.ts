/** What of a model's quotes is evidence: they stand in the answer, and say something of the subject. */
import type { Span } from '../scorer.js';
import { createPlacing, isPlaced } from './place.js';
import type { Reading } from './reading.js';

/** The most quotes of one point that are looked at. */
const most = 6;
/** Where the rules find too little to judge, a word that happens to be the subject's, too, is no sign of it; this many are. */
const least = 3;

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

/** Sorts the quotes of a point; what stands in the answer and says nothing of the subject is neither. */
export const createEvidence = (answer: string, { rules, words }: Reading): ((quotes: string[]) => Evidence) => {
  const place = createPlacing(answer);
  const needed = rules.status === 'INSUFFICIENT' ? least : 1;
  const bears = ({ start, end }: Span): boolean =>
    new Set(words.filter((word) => word.start >= start && word.end <= end).map(({ stem }) => stem)).size >= needed;
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
