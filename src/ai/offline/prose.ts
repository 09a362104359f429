/** Tells sentences from what only looks like an answer: lists of key words, shuffled words, the same thing again and again. */
import type { Clause } from './clauses.js';
import { connectedness } from './depth.js';
import { pairsOf, type Token } from './tokens.js';

const clamp = (value: number) => Math.min(1, Math.max(0, value));
const share = (part: number, whole: number) => (whole === 0 ? 0 : part / whole);

/** Too little text shows no style; below this many tokens nobody is accused of anything. */
const leastTokens = 12;

const toleratedRepetition = 0.2;

/** The last and the first character of each two words that touch. */
const seamsOf = (tokens: Token[]): string[] =>
  tokens.flatMap((token, at) => {
    const before = tokens[at - 1];
    return before && before.end === token.start ? [before.stem.slice(-1) + token.stem.slice(0, 1)] : [];
  });

/** The same where another order makes other words of the characters. */
function shuffledHan(answer: Token[], source: Token[]): number {
  const known = source.map(({ stem }) => stem);
  const characters = new Set(known.join(''));
  const bigrams = new Set([
    ...seamsOf(source),
    ...known.flatMap((stem) => [...stem].slice(1).map((c, at) => [...stem][at]! + c)),
  ]);
  const own = answer.map(({ stem }) => stem).join('');
  const seams = seamsOf(answer);
  const taken = share([...own].filter((character) => characters.has(character)).length, [...own].length);
  const neighbours = share(seams.filter((seam) => bigrams.has(seam)).length, seams.length);
  return clamp((taken - 0.85) / 0.1) * clamp((0.32 - neighbours) / 0.15);
}

/**
 * 0 (no) to 1 (surely): are these the words of the source in an order that no sentence has? Who takes nearly all words
 * from a text takes some neighbours along too.
 */
export function shuffled(answer: Token[], source: Token[]): number {
  if (answer.length < leastTokens) return 0;
  if (answer.filter(({ kind }) => kind === 'han').length > answer.length / 2) return shuffledHan(answer, source);
  const words = new Set(source.map((token) => token.stem));
  const pairs = new Set(pairsOf(source));
  const taken = share(answer.filter((token) => words.has(token.stem)).length, answer.length);
  const neighbours = share(pairsOf(answer).filter((pair) => pairs.has(pair)).length, answer.length - 1);
  return clamp((taken - 0.65) / 0.2) * clamp((0.32 - neighbours) / 0.15);
}

/** 0 (no) to 1 (surely): key words without the words that make sentences of them? */
export function keywordList(clauses: Clause[]): number {
  const tokens = clauses.flatMap((clause) => clause.tokens);
  if (tokens.length < leastTokens) return 0;
  const latin = tokens.filter((token) => token.kind === 'latin');
  const han = tokens.filter((token) => token.kind === 'han');
  const english = latin.length > han.length;
  const glue = english
    ? share(latin.filter((token) => token.stop).length, latin.length)
    : share(han.filter((token) => token.stop).length, han.length);
  const glueless = english ? clamp((0.3 - glue) / 0.12) : clamp((0.14 - glue) / 0.1);
  // Chinese is written without spaces: words set apart are a list.
  const parted = english
    ? 0
    : share(
        clauses.reduce(
          (sum, { tokens: own }) =>
            sum +
            own.filter(
              (token, at) =>
                at > 0 && token.start > own[at - 1]!.end && token.kind === 'han' && own[at - 1]!.kind === 'han',
            ).length,
          0,
        ),
        han.length,
      );
  const fragments = share(
    clauses.filter((clause) => clause.tokens.length <= 2).reduce((sum, clause) => sum + clause.tokens.length, 0),
    tokens.length,
  );
  return Math.max(glueless, clamp((fragments - 0.5) / 0.3), clamp((parted - 0.3) / 0.2));
}

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

type Text = { text: string; clauses: Clause[] };

/**
 * EXPRESSION, 0 to 100: sentences of a bearable length, linked by reasons, contrasts or order as those of the reference
 * are, without lists of key words, repetition and padding.
 * @param answer with the clauses that speak of the subject: what is only said around them makes no structure
 */
export function expressionScore(answer: Text & { relevant: Clause[] }, reference: Text): number {
  const { text, clauses, relevant } = answer;
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
  const asked = connectedness(reference.text, reference.clauses);
  const connected = asked === 0 ? 1 : Math.min(1, connectedness(text, relevant) / asked);
  const onTopic = share(
    relevant.reduce((sum, clause) => sum + clause.tokens.length, 0),
    tokens.length,
  );
  const base = 0.3 * readable + 0.25 * structure + 0.2 * connected + 0.25 * onTopic;
  return 100 * base * (1 - keywordList(relevant)) * (1 - 0.8 * repetition(tokens));
}
