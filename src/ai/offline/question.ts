/** What is known of a question before any answer to it: its texts cut up, its statements weighed. */
import type { KeyPoint, ScoreRequest } from '../scorer.js';
import { type Clause, clausesOf } from './clauses.js';
import { type Signs, signsOf } from './depth.js';
import { readSource, type Source } from './heap.js';
import { judgementAsked } from './judgement.js';
import { createStatement, frequencyOf, lookOf, rarityInBank, type Statement, vocabularyOf } from './statement.js';
import { type Token, tokenize } from './tokens.js';

export type Text = { text: string; tokens: Token[]; clauses: Clause[] };

export type Question = {
  prompt: Text;
  reference: Text & { signs: Signs };
  points: { keyPoint: KeyPoint; statement: Statement }[];
  /** The sentences of the reference. */
  sentences: Statement[];
  /** 1 where the reference begins with yes, -1 with no, else 0. */
  judgement: number;
  /** The tokens of the reference and the key points. */
  expected: Token[];
  /** The same, as what an answer may be put together from. */
  source: Source;
  /** The vocabulary of the prompt, and that of what is expected. */
  said: ReadonlySet<string>;
  subject: ReadonlySet<string>;
};

export function readText(text: string): Text {
  const tokens = tokenize(text);
  return { text, tokens, clauses: clausesOf(text, tokens) };
}

function bySentence(clauses: Clause[]): Clause[][] {
  const sentences = new Map<number, Clause[]>();
  for (const clause of clauses) {
    const sentence = sentences.get(clause.sentence);
    if (sentence) sentence.push(clause);
    else sentences.set(clause.sentence, [clause]);
  }
  return [...sentences.values()];
}

export function readQuestion({ prompt, reference, keyPoints }: Omit<ScoreRequest, 'answer' | 'locale'>): Question {
  const asked = readText(prompt);
  const model = readText(reference);
  const said = vocabularyOf(asked.tokens);
  const vocabulary = { prompt: said, frequency: frequencyOf(keyPoints.map((point) => point.text)) };
  const texts = keyPoints.map((keyPoint) => ({ keyPoint, ...readText(keyPoint.text) }));
  const expected = [...model.tokens, ...texts.flatMap((point) => point.tokens)];
  return {
    prompt: asked,
    reference: { ...model, signs: signsOf(reference, model.clauses) },
    points: texts.map(({ keyPoint, clauses }) => ({
      keyPoint,
      statement: createStatement(clauses, vocabulary, rarityInBank),
    })),
    judgement: judgementAsked(reference, model.clauses),
    sentences: bySentence(model.clauses).map((sentence) => createStatement(sentence, vocabulary, lookOf)),
    expected,
    source: readSource(expected),
    said,
    subject: vocabularyOf(expected),
  };
}
