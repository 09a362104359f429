/** How an answer is written: sentences that can be read and hang together, without the same thing again and again. */
import type { Clause } from './clauses.js';
import { connectedness, type Signs } from './depth.js';
import { leastTokens } from './heap.js';
import { clamp, share } from './shares.js';
import type { Token } from './tokens.js';

const toleratedRepetition = 0.2;

/** 0 (no) to 1: the share of the answer that repeats clauses or long runs of words from earlier in it. */
export function repetition(tokens: Token[]): number {
  if (tokens.length < leastTokens) return 0;
  const seen = new Set<string>();
  let repeated = 0;
  for (let index = 0; index + 4 <= tokens.length; index++) {
    const run = tokens
      .slice(index, index + 4)
      .map((token) => token.stem)
      .join(' ');
    if (seen.has(run)) repeated += 1;
    seen.add(run);
  }
  // Saying one thing twice, or taking up a term again, is how people talk.
  return clamp((share(repeated, tokens.length - 3) - toleratedRepetition) / (1 - toleratedRepetition));
}

type Written = { clauses: Clause[]; signs: Signs };

/**
 * EXPRESSION, 0 to 100: sentences of a bearable length, linked by reasons, contrasts or order as those of the reference
 * are, without lists of key words, repetition and padding.
 * @param answer with the clauses that speak of the subject, their signs, and how surely they are a list (0 to 1): what is only
 *   said around them makes no structure
 */
export function expressionScore(
  { clauses, relevant, signs, listed }: Written & { relevant: Clause[]; listed: number },
  reference: Written,
): number {
  const tokens = clauses.flatMap((clause) => clause.tokens);
  const sentences = new Map<number, number>();
  for (const clause of clauses)
    sentences.set(clause.sentence, (sentences.get(clause.sentence) ?? 0) + clause.tokens.length);
  const lengths = [...sentences.values()];
  // A sentence of 2 to 45 tokens can be read in one go.
  const readable = share(
    lengths.filter((length) => length >= 2 && length <= 45).reduce((sum, length) => sum + length, 0),
    tokens.length,
  );
  const sentencesOf = (own: Clause[]) => new Set(own.map(({ sentence }) => sentence)).size;
  // Who is asked for one sentence need not make three.
  const structure = Math.min(1, sentencesOf(relevant) / Math.max(1, Math.min(3, sentencesOf(reference.clauses))));
  const asked = connectedness(reference.signs);
  const connected = asked === 0 ? 1 : Math.min(1, connectedness(signs) / asked);
  const onTopic = share(
    relevant.reduce((sum, clause) => sum + clause.tokens.length, 0),
    tokens.length,
  );
  const base = 0.32 * readable + 0.26 * structure + 0.21 * connected + 0.21 * onTopic;
  return 100 * base * (1 - listed) * (1 - 0.8 * repetition(tokens));
}
