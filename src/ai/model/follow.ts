/** Tells of one text of an answer in JSON while it is written. */
import { JSONParser } from '@streamparser/json';

/** A field of the answer that is to be told of, and who is told. */
export type Watch = {
  /** Its name; it stands in the answer itself, not deeper. */
  field: string;
  onText: (delta: string) => void;
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

const endsInHalf = (text: string) => /[\ud800-\udbff]$/.test(text);

/**
 * What is told of a task, over all its attempts: the field's text without the blanks around it, piece by piece, each once.
 * Of whatever attempt the first piece was, no other is told of.
 * @param secret must not be told: what may be the beginning of it waits for what follows
 */
export const createTelling = (
  { field, onText }: Watch,
  secret: string | undefined,
): (() => (piece: string) => void) => {
  let told = 0;
  let teller: symbol | undefined;
  return () => {
    const own = Symbol(field);
    return followField(field, (soFar, isWhole) => {
      if (teller !== undefined && teller !== own) return;
      if (secret !== undefined && soFar.toLowerCase().includes(secret)) return;
      const text = soFar.trimStart();
      let sure = text.slice(0, isWhole ? undefined : Math.max(0, text.length - (secret?.length ?? 0))).trimEnd();
      if (!isWhole && endsInHalf(sure)) sure = sure.slice(0, -1);
      if (sure.length <= told) return;
      teller = own;
      const delta = sure.slice(told);
      told = sure.length;
      onText(delta);
    });
  };
};
