/** What a signal is: the words by which a clause shows what it does. */
import type { Cue } from './cue.js';

export type Signal = {
  /** Says it outright. */
  clear: RegExp;
  /** Says it perhaps. */
  faint?: RegExp;
  /** Saying that there was none of it is no lack of it: nobody noticed, nothing helped. */
  survivesDenial?: boolean;
};

export type Signals = Record<Cue, Signal>;

/** Any of the alternatives, in lower case. */
export const any = (...alternatives: string[]): RegExp => new RegExp(alternatives.join('|'), 'u');
