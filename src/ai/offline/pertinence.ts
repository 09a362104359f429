/** Whether an answer, and which of its clauses, speak of what was asked. */
import type { Insufficiency } from '../scorer.js';
import type { Clause } from './clauses.js';
import type { Question, Text } from './question.js';
import { isSaid } from './statement.js';
import type { Token } from './tokens.js';

/** A clause speaks of the subject if this share of its content is the subject's; a single word may be there by chance. */
const pertinent = { several: 0.25, one: 0.75 };

export type Answer = Text & {
  /** Clauses that answer nothing. */
  muted: ReadonlySet<Clause>;
};

const contentOf = ({ clauses, muted }: Answer) =>
  clauses.flatMap((clause) => (muted.has(clause) ? [] : clause.tokens.filter((token) => !token.stop)));

/** An answer without a content word of its own is nothing, or an echo of the question. */
export function emptiness(answer: Answer, { prompt, said }: Question): Insufficiency | undefined {
  // In capitals a word that holds a sentence together looks like an abbreviation.
  const asked = new Set(prompt.tokens.map(({ stem }) => stem));
  const isAsked = (token: Token) => asked.has(token.stem) || isSaid(token, said);
  if (contentOf(answer).some((token) => !token.generic && !isAsked(token))) return undefined;
  return answer.tokens.some((token) => !token.stop && isAsked(token)) ? 'ECHO' : 'EMPTY';
}

/** The clauses that take up something of the subject beyond the question's own words. */
export function relevantOf({ clauses, muted }: Answer, { subject }: Question): Clause[] {
  const found = clauses.map((clause) => {
    const content = clause.tokens.filter((token) => !token.stop);
    const own = content.filter((token) => !token.generic && isSaid(token, subject));
    const least = own.length > 1 ? pertinent.several : pertinent.one;
    return !muted.has(clause) && own.length >= least * content.length ? own.length : 0;
  });
  // A single word of it may be there by chance, but for where its sentence speaks of the subject.
  const firm = new Set(clauses.filter((_, at) => found[at]! > 1).map(({ sentence }) => sentence));
  return clauses.filter(({ sentence }, at) => found[at]! > 0 && (firm.size === 0 || firm.has(sentence)));
}

/** The share of an answer's content, 0 to 1, that speaks of what the question and its reference speak of. */
export function homeOf(answer: Answer, { said, subject }: Question): number {
  const content = contentOf(answer).filter((token) => !token.generic);
  const known = content.filter((token) => isSaid(token, said) || isSaid(token, subject));
  return content.length === 0 ? 0 : known.length / content.length;
}
