/** Splits the text of one block of Markdown into code, tags, links and the rest, in time that grows with its length alone. */
import { type Angle, createAngles, matchAt, type Span } from './angle.js';
import { createRuns, runLength } from './backticks.js';

export type Token =
  | Angle
  | (Span &
      (
        | { kind: 'TEXT' | 'ESCAPE' | 'CODE' }
        /** `[` or `![`. */
        | { kind: 'OPEN'; isImage: boolean }
        /** The `]` of the last that is open, with the target that follows it. */
        | { kind: 'CLOSE'; isImage: boolean; target: string | undefined }
      ));

const special = /[\\`<[\]!]/g;
const punctuation = /[!-/:-@[-`{-~]/;
const target =
  /\(\s*(?:<[^<>\n]*>|(?:[^\s()\\<]|\\.)(?:[^\s()\\]|\\.|\((?:[^\s()\\]|\\.)*\))*)?(?:\s+(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|\((?:[^()\\]|\\.)*\)))?\s*\)/y;
const reference = /\[[^[\]\n]*\]/y;

export function* tokensOf(text: string): Generator<Token> {
  const angle = createAngles(text);
  const closingRun = createRuns(text);
  /** Of the brackets that are open, whether they are an image's. */
  const brackets: boolean[] = [];
  const tokenAt = (from: number): Token => {
    const character = text[from];
    const one: Token = { kind: 'TEXT', from, to: from + 1 };
    if (character === '\\') {
      return punctuation.test(text[from + 1] ?? '') ? { kind: 'ESCAPE', from, to: from + 2 } : one;
    }
    if (character === '<') return angle(from) ?? one;
    if (character === '`') {
      const length = runLength(text, from);
      const end = closingRun(length, from + length);
      return end === undefined ? { kind: 'TEXT', from, to: from + length } : { kind: 'CODE', from, to: end + length };
    }
    if (character === '[' || (character === '!' && text[from + 1] === '[')) {
      const isImage = character === '!';
      brackets.push(isImage);
      return { kind: 'OPEN', from, to: from + (isImage ? 2 : 1), isImage };
    }
    const isImage = character === ']' ? brackets.pop() : undefined;
    if (isImage === undefined) return one;
    const pattern = text[from + 1] === '(' ? target : reference;
    const found = matchAt(pattern, text, from + 1)?.[0];
    return { kind: 'CLOSE', from, to: from + 1 + (found?.length ?? 0), isImage, target: found };
  };
  let at = 0;
  while (at < text.length) {
    special.lastIndex = at;
    const next = special.exec(text)?.index ?? text.length;
    if (next > at) yield { kind: 'TEXT', from: at, to: next };
    at = next;
    if (at === text.length) return;
    const token = tokenAt(at);
    yield token;
    at = token.to;
  }
}
