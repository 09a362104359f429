/** Writes text as code. */

const longestRun = (text: string): number =>
  (text.match(/`+/g) ?? []).reduce((most, { length }) => Math.max(most, length), 0);

const withoutOuterEnds = (text: string): string => {
  let [start, end] = [0, text.length];
  while (text[start] === '\n') start += 1;
  while (end > start && text[end - 1] === '\n') end -= 1;
  return text.slice(start, end);
};

export const codeSpan = (text: string): string => {
  const inner = text.replace(/\s+/g, ' ').trim();
  if (inner === '') return '';
  const marks = '`'.repeat(longestRun(inner) + 1);
  const space = inner.startsWith('`') || inner.endsWith('`') ? ' ' : '';
  return `${marks}${space}${inner}${space}${marks}`;
};

export const codeBlock = (text: string): string => {
  const marks = '`'.repeat(Math.max(3, longestRun(text) + 1));
  return `${marks}\n${withoutOuterEnds(text)}\n${marks}\n`;
};
