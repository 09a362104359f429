/** Tells of one text of an answer in JSON while it is written. */
import { JSONParser } from '@streamparser/json';
import { createLeakWatch, type Secret } from './leak.js';

/** A field of the answer that is to be told of, and who is told. */
export type Watch = {
  /** Its name; it stands in the answer itself, not deeper. */
  field: string;
  /** `isEnd`: there is no more of it. */
  onText: (delta: string, isEnd: boolean) => void;
};

/** Where the object begins in what a model says, which may think aloud before it; -1 when it has not begun. */
const startOf = (said: string): number => {
  if (!/^\s*</.test(said)) return said.indexOf('{');
  const thought = said.indexOf('</think>');
  return thought < 0 ? -1 : said.indexOf('{', thought);
};

/** Follows one attempt; `onGrowth` is given the text so far, and whether that is all of it. */
const followField = (field: string, onGrowth: (text: string, isWhole: boolean) => void): ((piece: string) => void) => {
  const parser = new JSONParser({ paths: [`$.${field}`], emitPartialTokens: true, emitPartialValues: true });
  let isOver = false;
  parser.onValue = ({ value, partial }) => {
    if (typeof value === 'string') onGrowth(value, partial !== true);
  };
  // What is no JSON is found out when the answer is looked at as a whole.
  parser.onError = () => {
    isOver = true;
  };
  let before: string | undefined = '';
  return (piece) => {
    if (isOver || parser.isEnded) return;
    if (before === undefined) return parser.write(piece);
    before += piece;
    const start = startOf(before);
    if (start < 0) return;
    const begun = before.slice(start);
    before = undefined;
    parser.write(begun);
  };
};

const withoutHalf = (text: string): string => (/[\ud800-\udbff]$/.test(text) ? text.slice(0, -1) : text);

/**
 * What is told of a task, over all its attempts: the field's text without the blanks around it, piece by piece, each once.
 * Of whatever attempt the first piece was, no other is told of.
 * @param secrets must not be told: what may be the beginning of one waits for what follows
 */
export const createTelling = ({ field, onText }: Watch, secrets: Secret[]): (() => (piece: string) => void) => {
  let told = 0;
  let teller: symbol | undefined;
  return () => {
    const own = Symbol(field);
    const watch = createLeakWatch(secrets);
    let heard = 0;
    return followField(field, (soFar, isWhole) => {
      if (teller !== undefined && teller !== own) return;
      const said = isWhole ? soFar : withoutHalf(soFar);
      const safe = watch.hear(said.slice(heard));
      heard = said.length;
      const isEnd = isWhole && !watch.isLeaked();
      const sure = said.slice(0, isEnd ? undefined : safe).trim();
      if (sure.length <= told && !(isEnd && teller === own)) return;
      teller = own;
      const delta = sure.slice(told);
      told = sure.length;
      onText(delta, isEnd);
    });
  };
};
