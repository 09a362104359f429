/** What an attack is: a way to answer any question without knowing, or without saying, what it asks for. */
import type { Question } from '../scored-bank.js';

export type Attack = {
  name: string;
  /** One answer, or several ways to try the same. */
  answers(question: Question, field: Field): string | string[];
};

/** What an attacker may take from around the question. */
export type Field = {
  /** The other questions of its category and language. */
  peers: Question[];
  /** Questions in the other language, of the same category. */
  foreign: Question[];
};

/** Something hung on an honest answer to make it look like more. */
export type Addition = { name: string; answers(question: Question, honest: string): string };

/** The same text whatever the question, tried in both languages. */
export const always = (name: string, en: string, zh: string): Attack => ({ name, answers: () => [en, zh] });
