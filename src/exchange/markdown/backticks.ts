/** Finds code spans: which run of backticks closes which. */

export const runLength = (text: string, at: number): number => {
  let end = at;
  while (text[end] === '`') end += 1;
  return end - at;
};

/** Where the runs of backticks of each length are, the last first. */
const runsOf = (text: string): Map<number, number[]> => {
  const runs = new Map<number, number[]>();
  for (let at = text.indexOf('`'); at >= 0; ) {
    const length = runLength(text, at);
    const places = runs.get(length);
    if (places) places.push(at);
    else runs.set(length, [at]);
    at = text.indexOf('`', at + length);
  }
  for (const places of runs.values()) places.reverse();
  return runs;
};

/** Finds the run of backticks that closes another of its length; asked from front to back. */
export const createRuns = (text: string) => {
  let runs: Map<number, number[]> | undefined;
  return (length: number, from: number): number | undefined => {
    runs ??= runsOf(text);
    const places = runs.get(length) ?? [];
    while ((places.at(-1) ?? from) < from) places.pop();
    return places.at(-1);
  };
};
