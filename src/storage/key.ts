/** What a key may be: the same on every store, and safe as a path. */

const longest = 512;
/** Nothing begins with a dot: neither `.` and `..`, nor what the disk keeps for itself. */
const pattern = /^[A-Za-z0-9_-][A-Za-z0-9_.-]{0,127}(\/[A-Za-z0-9_-][A-Za-z0-9_.-]{0,127})*$/;

export const isKey = (key: string): boolean => key.length <= longest && pattern.test(key);

/** @throws Error: keys are the server's own, so that another one is a mistake of ours */
export const assertKey = (key: string): void => {
  if (!isKey(key)) throw new Error(`Not a key: ${JSON.stringify(key.slice(0, longest))}`);
};
