/** Words whose letters are set far apart, which look as if there was a blank between any two. */

type Glyphs = { fnArray: number[]; argsArray: unknown[] };

const unicodeOf = (glyph: unknown): string =>
  glyph && typeof glyph === 'object' && 'unicode' in glyph && typeof glyph.unicode === 'string' ? glyph.unicode : '';

/** All characters of a page in the order in which they are drawn, with the blanks that are drawn, and only these. */
function drawnText({ fnArray, argsArray }: Glyphs, showText: number): string {
  const parts: string[] = [];
  for (const [index, operator] of fnArray.entries()) {
    const given = argsArray[index];
    const glyphs: unknown = operator === showText && Array.isArray(given) ? given[0] : undefined;
    if (Array.isArray(glyphs)) parts.push(glyphs.map(unicodeOf).join(''));
  }
  return parts.join('');
}

function isSpaced(text: string): boolean {
  const parts = text.split(' ');
  const single = parts.filter((part) => /^\p{L}$/u.test(part)).length;
  return parts.length > 2 && single >= 0.6 * parts.length && parts.every((part) => /^\p{L}{1,3}$/u.test(part));
}

/** Puts the letters of such words together. Asks what was drawn where words begin; without an answer, all are one word. */
export function createCloser(list: Glyphs, showText: number): (text: string) => string {
  let drawn: { text: string; bare: string; places: number[] } | undefined;
  const read = () => {
    const text = drawnText(list, showText);
    const places = [...text.matchAll(/\S/g)].map(({ index }) => index);
    return { text, bare: text.replace(/\s/g, ''), places };
  };
  return (text) => {
    if (!isSpaced(text)) return text;
    drawn ??= read();
    const bare = text.replace(/ /g, '');
    const at = drawn.bare.indexOf(bare);
    const from = drawn.places[at];
    const to = drawn.places[at + bare.length - 1];
    return from === undefined || to === undefined ? bare : drawn.text.slice(from, to + 1).replace(/\s+/g, ' ');
  };
}
