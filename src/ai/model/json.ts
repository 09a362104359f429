/** Finds the JSON in what a model says, which may wrap it in a fence, or think aloud before it. */

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** The JSON value in a text; undefined when there is none. */
export const jsonIn = (text: string): unknown => {
  const said = text.split('</think>').at(-1) ?? '';
  const fence = /```(?:json)?\s*\n([\s\S]*?)```/i.exec(said)?.[1];
  // All of it first: a text in it may speak of thoughts, too.
  for (const candidate of [text, said, fence, said.slice(said.indexOf('{'), said.lastIndexOf('}') + 1)]) {
    const value = candidate === undefined ? undefined : parse(candidate.trim());
    if (value !== undefined) return value;
  }
  return undefined;
};
