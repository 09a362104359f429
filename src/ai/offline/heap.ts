/** Tells a heap of words from sentences: the reference's words shuffled, key words listed. */
import type { Clause } from './clauses.js';
import { cutAtGlue, cutAtParticles, type Particles, readAround, readParticles } from './cut.js';
import { refilled } from './frame.js';
import { clamp, share } from './shares.js';
import { pairsOf, type Token } from './tokens.js';

/** Too little text shows no style; below this many tokens nobody is accused of anything. */
export const leastTokens = 12;
/** The same of words of the subject, in so few of which all may be taken from the source. */
const leastContent = 8;

/** What an answer is made of, when it is made of the words of the reference and the key points. */
export type Source = {
  stems: ReadonlySet<string>;
  pairs: ReadonlySet<string>;
  /** Each two words with others between that only hold sentences together. */
  around: ReadonlySet<string>;
  characters: ReadonlySet<string>;
  /** Each two characters within a word. */
  bigrams: ReadonlySet<string>;
  /** The last and the first character of each two words that touch. */
  seams: ReadonlySet<string>;
  particles: Particles;
};

const seamsOf = (tokens: Token[]): string[] =>
  tokens.flatMap((token, at) => {
    const before = tokens[at - 1];
    return before && before.end === token.start ? [before.stem.slice(-1) + token.stem.slice(0, 1)] : [];
  });

/** The share of the places where two words touch that the source has, too; its own words may be cut otherwise. */
function knownSeams(answer: Token[], { seams, bigrams }: Source): number {
  const own = seamsOf(answer);
  return share(own.filter((seam) => seams.has(seam) || bigrams.has(seam)).length, own.length);
}

/** Without the words that only hold sentences together: those are everybody's. */
const contentOf = (tokens: Token[]) => tokens.filter(({ stop }) => !stop);

/** The same where another order makes other words of the characters. */
function shuffledHan(answer: Token[], source: Source): number {
  const own = [
    ...contentOf(answer)
      .map(({ stem }) => stem)
      .join(''),
  ];
  const taken = share(own.filter((character) => source.characters.has(character)).length, own.length);
  if (taken <= 0.9) return 0;
  return clamp((taken - 0.9) / 0.08) * clamp((0.32 - knownSeams(answer, source)) / 0.15);
}

/** Done once for a question. */
export function readSource(tokens: Token[]): Source {
  const stems = new Set(tokens.map(({ stem }) => stem));
  const pairs = new Set(pairsOf(tokens));
  return {
    stems,
    pairs,
    around: readAround(tokens, pairs),
    characters: new Set([...stems].join('')),
    bigrams: new Set([...stems].flatMap((stem) => [...stem].slice(1).map((c, at) => [...stem][at]! + c))),
    seams: new Set(seamsOf(tokens)),
    particles: readParticles(tokens),
  };
}

/**
 * 0 (no) to 1 (surely): are these the words of the source in an order that no sentence has? Who takes nearly all words
 * from a text takes some neighbours along too.
 */
export function shuffled(answer: Token[], source: Source): number {
  if (answer.length < leastTokens) return 0;
  if (answer.filter(({ kind }) => kind === 'han').length > answer.length / 2) return shuffledHan(answer, source);
  const content = contentOf(answer);
  if (content.length < leastContent) return 0;
  const taken = share(content.filter((token) => source.stems.has(token.stem)).length, content.length);
  if (taken <= 0.8) return 0;
  const neighbours = share(pairsOf(answer).filter((pair) => source.pairs.has(pair)).length, answer.length - 1);
  return clamp((taken - 0.8) / 0.15) * clamp((0.32 - neighbours) / 0.15);
}

/** 0 (no) to 1 (surely): key words without the words that make sentences of them? */
export function keywordList(clauses: Clause[], source: Source): number {
  const tokens = clauses.flatMap((clause) => clause.tokens);
  if (tokens.length < leastTokens) return 0;
  const latin = tokens.filter((token) => token.kind === 'latin');
  const han = tokens.filter((token) => token.kind === 'han');
  const english = latin.length > han.length;
  const glue = english
    ? share(latin.filter((token) => token.stop).length, latin.length)
    : share(han.filter((token) => token.stop).length, han.length);
  // A terse Chinese sentence does without: its words follow upon one another as those of the source do.
  const glueless = english
    ? clamp((0.3 - glue) / 0.12)
    : clamp((0.14 - glue) / 0.1) * (1 - clamp((knownSeams(tokens, source) - 0.32) / 0.15));
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
  return Math.max(
    glueless,
    refilled(tokens, source.stems),
    english ? cutAtGlue(pairsOf(tokens), source) : cutAtParticles(clauses, source.particles, parted),
    clamp((fragments - 0.5) / 0.3),
    clamp((parted - 0.3) / 0.2),
  );
}
