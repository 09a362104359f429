/** Cuts text into tokens that know where they stand in the original, whatever its width, case or script. */
import snowball from 'snowball-stemmers';
import { genericWords, isNegator, numberWords, stopWords } from './words.js';

export type Token = {
  /** UTF-16 offsets into the original text. */
  start: number;
  end: number;
  /** NFKC, lower case. */
  form: string;
  /** What is compared: an English stem, a Chinese word, a number in digits. */
  stem: string;
  kind: 'han' | 'latin' | 'number';
  /** Carries no content of its own. */
  stop: boolean;
  /** Says little: counts half. */
  generic: boolean;
  /** An abbreviation or identifier by its look: TCP, node.js, p99. */
  term: boolean;
};

const stemmer = snowball.newStemmer('english');
const chinese = new Intl.Segmenter('zh', { granularity: 'word' });

/** Enough for the vocabulary of any bank; bounded, since answers are the public's. */
const stemCacheSize = 20_000;
const stems = new Map<string, string>();

/** The Snowball (Porter 2) stem of an English word in lower case. */
export function stemOf(word: string): string {
  let stem = stems.get(word);
  if (stem === undefined) {
    // Long runs of letters are no words, and the stemmer is not built for them.
    stem = word.length > 40 || !/^[a-z']+$/.test(word) ? word : stemmer.stem(word);
    if (stems.size >= stemCacheSize) stems.clear();
    stems.set(word, stem);
  }
  return stem;
}

const fold = (text: string) => text.normalize('NFKC').toLowerCase().replaceAll('\u2019', "'");

// What does not show (DI: fillers among the letters) begins no word. A run of Han characters; or a number with separators, percent and unit; or a word with the marks that belong to it.
const run = new RegExp(
  [
    String.raw`(?<han>[\p{Script=Han}々〇][\p{Script=Han}\p{M}々〇]*)`,
    String.raw`(?<number>\p{Nd}+(?:[.,．，]\p{Nd}+)*(?:[%％]|(?:(?!\p{Script=Han})[\p{L}\p{M}\p{N}_])*))`,
    String.raw`(?<word>(?:(?!\p{Script=Han}|\p{DI})[\p{L}\p{N}_])(?:(?!\p{Script=Han})[\p{L}\p{M}\p{N}_]|['’](?=\p{L}))*(?:[.．](?:js|ts|net|io|py|json|ya?ml|xml|html|css|sql|log|conf)(?![\p{L}\p{N}])|[+＋]{1,2}(?![\p{Script=Latin}\p{N}+＋])|[#＃])?)`,
  ].join('|'),
  'giu',
);

const unit = /^(\d+(?:\.\d+)?)(ms|us|ns|s|kb|mb|gb|tb|qps|x)$/;

function numberToken(start: number, end: number, slice: string): Token {
  const form = fold(slice).replace(/(?<=\d),(?=\d{3})/g, '');
  const stem = unit.exec(form)?.[1] ?? form;
  return { start, end, form, stem, kind: 'number', stop: false, generic: false, term: true };
}

function latinToken(start: number, end: number, slice: string): Token {
  const form = fold(slice);
  const number = numberWords.get(form);
  if (number) return { ...numberToken(start, end, number), form };
  const bare = form.endsWith("'s") ? form.slice(0, -2) : form;
  const stem = stemOf(bare);
  const folded = slice.normalize('NFKC');
  const term = (folded.length > 1 && folded === folded.toUpperCase() && /\p{L}/u.test(folded)) || /[\d._+#]/.test(form);
  // "it" is a pronoun, "IT" and "CAN" are not; a single letter may be a name (node A) or a variable (n).
  const stop = (stopWords.has(form) || stopWords.has(bare)) && !(term && form.length > 1);
  return {
    start,
    end,
    form,
    stem,
    kind: 'latin',
    stop,
    generic: genericWords.has(bare) || genericWords.has(stem),
    term,
  };
}

function hanToken(start: number, end: number, slice: string): Token {
  const form = fold(slice);
  const number = numberWords.get(form);
  if (number) return { ...numberToken(start, end, number), form };
  const stop = stopWords.has(form) || isNegator(form);
  return { start, end, form, stem: form, kind: 'han', stop, generic: genericWords.has(form), term: false };
}

/**
 * Words of a run of Han characters. The dictionary leaves terms that it does not know as single characters (回|表, 扩|容):
 * neighbours of that kind become one token.
 */
function hanTokens(start: number, text: string, tokens: Token[]): void {
  let joinable = false;
  for (const { segment, index } of chinese.segment(text)) {
    const token = hanToken(start + index, start + index + segment.length, segment);
    const single = token.kind === 'han' && [...token.form].length === 1 && !token.stop;
    const previous = tokens.at(-1);
    if (single && joinable && previous && previous.end === token.start) {
      tokens[tokens.length - 1] = hanToken(
        previous.start,
        token.end,
        text.slice(previous.start - start, token.end - start),
      );
      joinable = false;
    } else {
      tokens.push(token);
      joinable = single;
    }
  }
}

/** The tokens of a text in order, without overlap. Punctuation, symbols and emoji are between them, never in them. */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  for (const match of text.matchAll(run)) {
    const start = match.index;
    const slice = match[0];
    if (match.groups?.han) hanTokens(start, slice, tokens);
    else if (match.groups?.number) tokens.push(numberToken(start, start + slice.length, slice));
    else tokens.push(latinToken(start, start + slice.length, slice));
  }
  return tokens;
}

/** Each two neighbours as one string: what an order of words leaves behind. */
export function pairsOf(tokens: Token[]): string[] {
  return tokens.slice(1).map((token, index) => `${tokens[index]!.stem} ${token.stem}`);
}
