/** What a file of questions holds: a draft or a problem for each row, unless it cannot be read at all. */
import type { Locale, QuestionStatus } from '../db/enums.js';
import type { Bilingual } from '../errors.js';

/** A question as a file gives it; rules about it (lengths, known categories) are checked elsewhere. */
export type Draft = {
  locale?: Locale;
  prompt: string;
  category?: string;
  tags?: string[];
  /** From 1 to 5. */
  difficulty?: number;
  /** Seconds. */
  timeLimit?: number;
  status?: QuestionStatus;
  referenceAnswer?: string;
  keyPoints?: { text: string; weight?: number }[];
  hints?: string[];
};

/** One row: where it begins (1-based line of the file), and what it says, or why it cannot be taken. */
export type Entry = { line: number; draft: Draft } | { line: number; problem: Bilingual };

/** The file as a whole cannot be read on: wrong encoding, broken syntax that leaves no way to find the next row. */
export class UnreadableFile extends Error {
  override name = 'UnreadableFile';

  constructor(
    readonly reason: Bilingual,
    readonly line: number | undefined = undefined,
  ) {
    super(line === undefined ? reason.en : `line ${line}: ${reason.en}`);
  }
}

/** Characters of the file that one question may take; no more than about this is ever held. */
export const longestRecord = 2 ** 20;
