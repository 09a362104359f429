/** Finds the JSON in what a model says, which may wrap it in a fence, or think aloud before it. */

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** As many fences are looked into. */
const fences = 8;

/** What stands between a fence and the next, without the line that opens it; of one that is not closed nothing. */
const fencedIn = (said: string): string[] =>
  said
    .split('```', 2 * fences + 1)
    .filter((_, at, parts) => at % 2 === 1 && at < parts.length - 1)
    .map((block) => block.slice(block.indexOf('\n') + 1));

/** The JSON value in a text; undefined when there is none. */
export const jsonIn = (text: string): unknown => {
  const said = text.split('</think>').at(-1) ?? '';
  // All of it first: a text in it may speak of thoughts, too.
  for (const candidate of [text, said, ...fencedIn(said), said.slice(said.indexOf('{'), said.lastIndexOf('}') + 1)]) {
    const value = parse(candidate.trim());
    if (value !== undefined) return value;
  }
  return undefined;
};
