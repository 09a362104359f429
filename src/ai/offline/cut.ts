/** Finds the pieces of the source's sentences without what held them together: its particles in Chinese, its short words in English. */
import type { Clause } from './clauses.js';
import { clamp, share } from './shares.js';
import type { Token } from './tokens.js';

/** What every Chinese sentence is held together by. */
const particles = new Set('的了在是和');

/** What a text of Han characters has of particles, and what stands around them. */
export type Particles = {
  /** Of its characters, 0 to 1. */
  share: number;
  /** Each two characters side by side. */
  pairs: ReadonlySet<string>;
  /** Each two characters with one between them that stand nowhere side by side. */
  around: ReadonlySet<string>;
};

/** A word of another script is as one. */
const partsOf = ({ kind, form }: Token): string[] => (kind === 'han' ? [...form] : [form]);
const charactersOf = (tokens: Token[]): string[] => tokens.flatMap(partsOf);
const pairsIn = (characters: string[]) => characters.slice(1).map((character, at) => characters[at]! + character);
/** Each two with blanks or punctuation between, and whether a sentence ends there. */
const gapsIn = (clauses: Clause[]) => {
  const found: { pair: string; isEnd: boolean }[] = [];
  let last: { token: Token; sentence: number } | undefined;
  for (const { tokens, sentence } of clauses) {
    for (const token of tokens) {
      if (last && last.token.end < token.start) {
        const pair = `${partsOf(last.token).at(-1)}${partsOf(token)[0]}`;
        found.push({ pair, isEnd: last.sentence !== sentence });
      }
      last = { token, sentence };
    }
  }
  return found;
};
const countOf = (characters: string[]) => characters.filter((character) => particles.has(character)).length;

/** Done once for a question. */
export function readParticles(tokens: Token[]): Particles {
  const characters = charactersOf(tokens);
  const pairs = new Set(pairsIn(characters));
  const around = characters.flatMap((character, at) =>
    particles.has(character) ? `${characters[at - 1]}${characters[at + 1]}` : [],
  );
  return {
    share: share(countOf(characters), characters.length),
    pairs,
    around: new Set(around.filter((pair) => !pairs.has(pair))),
  };
}

/** Pieces of the source are its own pairs of characters but for where they meet; own words share not half of them. */
const verbatim = { from: 0.6, surely: 0.75 };
/** Who writes tersely leaves out some of the particles that are due, but hardly more than this share of them. */
const terse = { usual: 0.5, most: 0.7 };
/**
 * What each particle that is missing tells, which is little in all, each place where one was taken out, and blanks, of which
 * Chinese has none.
 */
const telling = { missing: 0.25, atMost: 1, trace: 2, parted: 30 };
/** A sentence or two show no style. */
const leastCharacters = 40;
/** So many places where one sentence ends and the next begins may look like such a place by chance. */
const endsByChance = 1;
/** Evidence up to here may be chance; with so much more one can be sure. */
const doubtful = { upTo: 2, sure: 2 };

/**
 * 0 (no) to 1 (surely): is this the source with its particles taken out?
 * @param parted the share of the words that stand behind a blank, 0 to 1
 */
export function cutAtParticles(clauses: Clause[], source: Particles, parted: number): number {
  const characters = charactersOf(clauses.flatMap(({ tokens }) => tokens));
  if (characters.length < leastCharacters) return 0;
  const due = source.share * characters.length;
  const missing = due - countOf(characters);
  const style = clamp((share(missing, due) - terse.usual) / (terse.most - terse.usual));
  // Nearly every text ends here.
  if (style === 0) return 0;
  const found = gapsIn(clauses).filter(({ pair }) => source.around.has(pair));
  const traces = found.length - Math.min(endsByChance, found.filter(({ isEnd }) => isEnd).length);
  const pairs = pairsIn(characters);
  const taken = share(pairs.filter((pair) => source.pairs.has(pair)).length, pairs.length);
  const evidence =
    Math.min(telling.atMost, telling.missing * missing) + telling.trace * traces + telling.parted * parted;
  return (
    style *
    clamp((evidence - doubtful.upTo) / doubtful.sure) *
    clamp((taken - verbatim.from) / (verbatim.surely - verbatim.from))
  );
}

/** Each two words of a text with words between them that only hold sentences together, where they stand nowhere side by side. */
export function readAround(tokens: Token[], pairs: ReadonlySet<string>): Set<string> {
  const around = new Set<string>();
  tokens.forEach(({ stem }, at) => {
    for (let next = at + 1; tokens[next]?.stop; next++) around.add(`${stem} ${tokens[next + 1]?.stem}`);
  });
  return new Set([...around].filter((pair) => !pairs.has(pair)));
}

/** Of the places where two words meet: so many are joints of the source, some of them with what stood between taken out. */
const joints = { from: 0.6, surely: 0.75, cutFrom: 0.12, cutSurely: 0.22 };

/**
 * 0 (no) to 1 (surely): the same of English.
 * @param own each two words that meet
 * @param known those of the source, side by side and with others between
 */
export function cutAtGlue(own: string[], known: { pairs: ReadonlySet<string>; around: ReadonlySet<string> }): number {
  const cut = share(own.filter((pair) => known.around.has(pair)).length, own.length);
  const taken = cut + share(own.filter((pair) => known.pairs.has(pair)).length, own.length);
  return (
    clamp((taken - joints.from) / (joints.surely - joints.from)) *
    clamp((cut - joints.cutFrom) / (joints.cutSurely - joints.cutFrom))
  );
}
