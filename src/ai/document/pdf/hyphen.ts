/** Words that the end of a line parted. */
import type { RawLine } from '../lines.js';

/** Before these a hyphen is part of the word more often than not. */
const compounds =
  /(?:^|[^\p{L}])(?:self|cross|well|high|low|long|short|full|part|real|end|front|back|open|third|two|three|multi|non|co|ex|pre|post|time|data|event|user|cost|risk|large|small|fast|hands|on|off|state|micro|client|server|test|model|role|rule|team|award|problem|decision|detail|result|customer|object|service|cloud|day|year|month|e|peer|face|one|step|up|over|under|in|out)-$/iu;

/**
 * Puts such words together in the line where they begin. A soft hyphen always goes; another only where the document's maker
 * (`hyphenates`) parts words by itself, and stays where words are commonly joined by one.
 */
export function dehyphenated<Item extends RawLine>(lines: Item[], hyphenates: boolean): Item[] {
  const done = lines.map((line) => ({ ...line }));
  for (const [index, line] of done.entries()) {
    const next = done[index + 1];
    if (!next || next.gap || !/\p{L}[-\u00ad\u2010]$/u.test(line.text)) continue;
    const rest = /^(\p{Ll}[^\s]*)\s*(.*)$/u.exec(next.text);
    if (!rest?.[1]) continue;
    const soft = line.text.endsWith('\u00ad');
    if (!soft && !hyphenates) continue;
    const begun = soft || !compounds.test(line.text) ? line.text.slice(0, -1) : line.text;
    line.text = begun + rest[1];
    next.text = rest[2] ?? '';
  }
  return done;
}
