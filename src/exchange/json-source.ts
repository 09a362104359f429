/** Walks through the text of a JSON file value by value, and holds one at a time. */
import { longestRecord, UnreadableFile } from './entry.js';
import { countLineEnds } from './lines.js';

const quoteOrEscape = /["\\]/g;
const structure = /["{}[\]]/g;
const afterScalar = /[\s,:\]}]/g;
const notBlank = /[^ \t\n]/g;

const find = (pattern: RegExp, text: string, from: number): number => {
  pattern.lastIndex = from;
  return pattern.exec(text)?.index ?? text.length;
};

/** How far a value has been read; `depth` counts its brackets that are open. */
type Progress = { depth: number; isInString: boolean; isEscaped: boolean; isScalar: boolean; isDone: boolean };

/** @returns the place behind what was understood of the text from `at` on */
const advance = (progress: Progress, text: string, at: number): number => {
  if (progress.isEscaped) {
    progress.isEscaped = false;
    return at + 1;
  }
  if (progress.isScalar) {
    const end = find(afterScalar, text, at);
    progress.isDone = end < text.length;
    return end;
  }
  const found = find(progress.isInString ? quoteOrEscape : structure, text, at);
  const character = text[found];
  if (character === '\\') progress.isEscaped = true;
  else if (character === '"') progress.isInString = !progress.isInString;
  else if (character === '{' || character === '[') progress.depth += 1;
  else if (character !== undefined) progress.depth -= 1;
  progress.isDone = character !== undefined && !progress.isInString && progress.depth === 0;
  return Math.min(found + 1, text.length);
};

const endsEarly = (line: number) =>
  new UnreadableFile(
    {
      en: 'the file ends inside of what begins here: it is cut off, or a quote or bracket is never closed',
      zh: '文件在此处开始的内容中结束：文件不完整，或引号、括号未闭合',
    },
    line,
  );

const neverEnds = (line: number) =>
  new UnreadableFile(
    {
      en: 'what begins here is longer than 1 MiB: probably a quote or bracket is never closed',
      zh: '此处开始的内容超过 1 MiB：可能有引号或括号未闭合',
    },
    line,
  );

export const createJsonSource = (texts: AsyncIterable<string>) => {
  const pieces = texts[Symbol.asyncIterator]();
  let text = '';
  let at = 0;
  let line = 1;
  /** @returns false at the end of the file */
  const fill = async (): Promise<boolean> => {
    while (at === text.length) {
      const piece = await pieces.next();
      if (piece.done) return false;
      text = piece.value;
      at = 0;
    }
    return true;
  };
  const goTo = (place: number): string => {
    const passed = text.slice(at, place);
    line += countLineEnds(passed);
    at = place;
    return passed;
  };
  return {
    line: () => line,
    /** The next character that is no blank, which is not passed; undefined at the end. */
    peek: async (): Promise<string | undefined> => {
      do goTo(find(notBlank, text, at));
      while (at === text.length && (await fill()));
      return text[at];
    },
    /** Passes the character that was peeked at. */
    skip: () => void goTo(at + 1),
    /**
     * Passes a value, whose first character was peeked at.
     * @param depth of brackets that are open already
     * @returns its text, or nothing if it is not to be held
     */
    value: async ({ isHeld = true, depth = 0 } = {}): Promise<string> => {
      const begin = line;
      const isScalar = depth === 0 && !/["{[]/.test(text[at] ?? '');
      const progress = { depth, isInString: false, isEscaped: false, isScalar, isDone: false };
      let held = '';
      for (;;) {
        let end = at;
        while (!progress.isDone && end < text.length) end = advance(progress, text, end);
        const part = goTo(end);
        if (isHeld) held += part;
        if (progress.isDone) return held;
        if (held.length > longestRecord) throw neverEnds(begin);
        if (!(await fill())) throw endsEarly(begin);
      }
    },
    close: async () => void (await pieces.return?.()),
  };
};

export type JsonSource = ReturnType<typeof createJsonSource>;
