/** Finds the one frame into which words are put again and again: "It is about A. It is about B.", A because B because C. */
import { clamp, share } from './shares.js';
import type { Token } from './tokens.js';

/** A frame is seen in runs of so many words, which come back so often. */
const run = { length: 4, times: 3 };
/** A word that comes so often, and is so much of the text, is part of the frame rather than of what is put into it. */
const often = { times: 4, share: 1 / 12 };
/** Fewer runs than this may be alike by chance, and a few of fewer than these. */
const leastRuns = { at: 6, sure: 40 };
/** What is put into the frame. */
const gap = '_';

type Piece = { word: string; glue: boolean };

/** The text with a gap for each run of words of its subject. */
function frameOf(tokens: Token[]): Piece[] {
  const times = new Map<string, number>();
  for (const { stem } of tokens) times.set(stem, (times.get(stem) ?? 0) + 1);
  const isOften = (stem: string) => times.get(stem)! >= Math.max(often.times, often.share * tokens.length);
  const frame: Piece[] = [];
  for (const { stem, stop, generic } of tokens) {
    const glue = stop || generic;
    if (glue || isOften(stem)) frame.push({ word: stem, glue });
    else if (frame.at(-1)?.word !== gap) frame.push({ word: gap, glue: false });
  }
  return frame;
}

/** From this share of alike runs on it is a frame. */
const suspicious = { anyWords: 0.25, wordsOfTheSource: 0.1 };

/** 0 (no) to 1 (surely): is the text one frame, or a few, filled again and again? Sentences that hang together never are. */
export function refilled(tokens: Token[], source: ReadonlySet<string>): number {
  const frame = frameOf(tokens);
  const runs = frame.slice(run.length - 1).map((_, at) => frame.slice(at, at + run.length));
  if (runs.length < leastRuns.at) return 0;
  // Lists of numbers and lines of code are alike, too, and no sentences.
  const spoken = runs.filter((pieces) => pieces.some(({ glue }) => glue));
  const times = new Map<string, number>();
  const wordingOf = (pieces: Piece[]) => pieces.map(({ word }) => word).join(' ');
  for (const wording of spoken.map(wordingOf)) times.set(wording, (times.get(wording) ?? 0) + 1);
  const repeated = spoken.filter((pieces) => times.get(wordingOf(pieces))! >= run.times);
  // Who fills it with nothing but the words of the source is sooner known for it.
  const content = tokens.filter(({ stop, generic }) => !stop && !generic);
  const taken = share(content.filter(({ stem }) => source.has(stem)).length, content.length);
  const from = taken > 0.8 && runs.length >= leastRuns.sure ? suspicious.wordsOfTheSource : suspicious.anyWords;
  return clamp((share(repeated.length, runs.length) - from) / 0.15);
}
