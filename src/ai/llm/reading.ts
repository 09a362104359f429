/** An answer as the rules read it, before what a model says of it is believed. */
import type { Clause } from '../offline/clauses.js';
import { keywordList, readSource, shuffled } from '../offline/heap.js';
import { isIgnorance, mutedClauses } from '../offline/mute.js';
import { readText } from '../offline/question.js';
import { isSaid, vocabularyOf } from '../offline/statement.js';
import type { Token } from '../offline/tokens.js';
import { unassertedClauses } from '../offline/withdrawal.js';
import type { ScoreRequest, Scoring } from '../scorer.js';
import { isAddress } from './address.js';

/** From here on words are a heap, and no sentences. */
const heapFrom = 0.5;
/** Another script than that of what is expected, from this difference of shares on: its words cannot be compared. */
const crossed = 0.5;
/** A clause of which more words than this are the question's or its reference's speaks of the subject. */
const knownShare = 0.6;

export type Reading = {
  /** What the offline scorer concludes. */
  rules: Scoring;
  /** The words that say something of the subject. */
  words: Token[];
  /** Words of the subject in an order that no sentence has. */
  isHeap: boolean;
  /** It speaks to whoever judges it. */
  isAddressed: boolean;
};

const hanShare = (tokens: Token[]): number =>
  tokens.length === 0 ? 0 : tokens.filter(({ kind }) => kind === 'han').length / tokens.length;

/** @param rules what the offline scorer says of the same answer */
export const readAnswer = ({ prompt, keyPoints, reference, answer }: ScoreRequest, rules: Scoring): Reading => {
  const { clauses, tokens } = readText(answer);
  const asked = readText(prompt).tokens;
  const expected = [reference, ...keyPoints.map(({ text }) => text)].flatMap((text) => readText(text).tokens);
  const isOwn = keyPoints.length > 0 && keyPoints.every(({ cue }) => cue !== undefined);
  const isDoubtful = rules.status === 'INSUFFICIENT';
  const idle = mutedClauses(answer, clauses, []);
  const known = vocabularyOf([...asked, ...expected]);
  // A question may be about such things itself.
  const isKnown = ({ tokens: words }: Clause) =>
    words.filter((token) => isSaid(token, known)).length > words.length * knownShare;
  const addresses = clauses.filter(
    (clause) => (isAddress(answer, clause) || (idle.has(clause) && !isIgnorance(answer, clause))) && !isKnown(clause),
  );
  const muted = new Set<Clause>([
    ...mutedClauses(answer, clauses, asked),
    ...addresses,
    // Of one's own project nobody tells in the reference's words either.
    ...(isOwn ? mutedClauses(answer, clauses, expected) : []),
    // Whether something is asserted a model knows better, but not where the rules find nothing.
    ...(isDoubtful ? unassertedClauses(answer, clauses) : []),
  ]);
  const said = vocabularyOf(asked);
  const subject = vocabularyOf(expected.filter((token) => !isSaid(token, said)));
  // What people tell of their own projects is in nobody's vocabulary, and neither is what is said in another language.
  const isForeign = Math.abs(hanShare(tokens) - hanShare(expected)) > crossed;
  const isAnybodys = isOwn || subject.size === 0 || (isForeign && !isDoubtful);
  const says = (token: Token) => !token.stop && !token.generic && (isAnybodys || isSaid(token, subject));
  const source = readSource(expected);
  return {
    rules,
    words: clauses.flatMap((clause) => (muted.has(clause) ? [] : clause.tokens.filter(says))),
    isHeap: !isOwn && Math.max(shuffled(tokens, source), keywordList(clauses, source)) >= heapFrom,
    isAddressed: addresses.length > 0,
  };
};
