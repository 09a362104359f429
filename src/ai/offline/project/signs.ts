/** Finds the clauses of an answer that could be the evidence for a cue. */
import type { Clause } from '../clauses.js';
import type { Cue } from './cue.js';
import type { Signal } from './signal.js';
import { chineseSignals } from './signal-chinese.js';
import { englishSignals } from './signal-english.js';
import { type Substance, substanceOf } from './substance.js';

/** A place in the answer that supports a cue. */
export type Sign = Substance & {
  /** Indexes of clauses, neighbours. */
  clauses: number[];
  /** Said outright and with content; otherwise said in part. */
  clear: boolean;
};

export type Telling = {
  text: string;
  clauses: Clause[];
  /** Indexes of the clauses that can be evidence: in sentences, not muted, not idle. */
  open: ReadonlySet<number>;
  /** The vocabulary of the prompt. */
  said: ReadonlySet<string>;
};

/** So much content makes a statement. */
const enough = 2;
/** A clause of fewer tokens is looked at together with the next one. */
const shortClause = 4;
/** Denied right before: did not measure, 没有做压测. */
const denial =
  /(?:\b(?:not|never|no|without|hardly)|n't|没有?|不|无|未|并非|从来没)\s*(?:\S+\s){0,2}[\p{Script=Han}]{0,3}$/u;
/** "Not only" and what is denied in the clause before a turn affirm. */
const affirmed = /\bnot only\b|不仅|不只|不光|没想到/u;

/** A clause has few tokens, but what is taken for one may be endless: so much of it is read, in characters. */
const longestRead = 240;

const lower = (text: string) =>
  text
    .slice(0, longestRead)
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll('\u2019', "'")
    // Nobody counts in numbers of more digits.
    .replace(
      /([\d.,]{12}|[零一二两三四五六七八九十百千万亿半几]{12})[\d.,零一二两三四五六七八九十百千万亿半几]*/gu,
      '$1',
    );

function found(pattern: RegExp | undefined, text: string, survivesDenial: boolean): string | undefined {
  const match = pattern?.exec(text);
  if (!match) return undefined;
  if (survivesDenial) return match[0];
  const before = text.slice(Math.max(0, match.index - 24), match.index);
  return denial.test(before) && !affirmed.test(before) ? undefined : match[0];
}

type Shown = { signal: string; clear: boolean };

function shown({ clear, faint, survivesDenial = false }: Signal, text: string): Shown | undefined {
  const outright = found(clear, text, survivesDenial);
  if (outright !== undefined) return { signal: outright, clear: true };
  const perhaps = found(faint, text, survivesDenial);
  return perhaps === undefined ? undefined : { signal: perhaps, clear: false };
}

/** Clauses as the signals are written for: in lower case and plain characters. */
export const readable = ({ text, clauses }: Pick<Telling, 'text' | 'clauses'>): string[] =>
  clauses.map(({ start, end }) => lower(text.slice(start, end)));

/**
 * Where a clause that shows little may say the rest: "The reason was, …", 最难的是，…; or before, "…, that changed
 * nothing". @param beyond whether the next sentence will do
 */
function besideOf(clauses: Clause[], index: number, open: ReadonlySet<number>, beyond: boolean): number | undefined {
  const sentence = clauses[index]?.sentence;
  const within = [index + 1, index - 1].find((at) => open.has(at) && clauses[at]?.sentence === sentence);
  return within ?? (beyond && open.has(index + 1) ? index + 1 : undefined);
}

/** All signs of a cue, in the order of the text. @param parts the clauses, `readable` */
export function signsOf(cue: Cue, telling: Telling, parts: string[]): Sign[] {
  const { text, clauses, open, said } = telling;
  const signs: Sign[] = [];
  clauses.forEach((clause, index) => {
    const part = parts[index];
    if (part === undefined || !open.has(index)) return;
    const han = /\p{Script=Han}/u.test(part);
    const sign = (han ? shown(chineseSignals[cue], part) : undefined) ?? shown(englishSignals[cue], part);
    if (!sign) return;
    let used = [index];
    let substance = substanceOf(text, [clause], said, sign.signal);
    const beside = besideOf(clauses, index, open, substance.content === 0);
    if (beside !== undefined && (substance.content < enough || clause.tokens.length < shortClause)) {
      used = [index, beside].sort((one, other) => one - other);
      substance = substanceOf(
        text,
        used.flatMap((at) => clauses[at] ?? []),
        said,
        sign.signal,
      );
    }
    const least = sign.clear ? 1 : enough;
    if (substance.content >= least)
      signs.push({ ...substance, clauses: used, clear: sign.clear && substance.content >= enough });
  });
  return signs;
}
