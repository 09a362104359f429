/** From lines as they were found to what a document says. */
import { lettersOf, unmarked } from './clean.js';
import { DocumentError, type DocumentText, type Line } from './document.js';

/** A line as it was found: `text` as the file has it, `size` in any unit, undefined where unknown. */
export type RawLine = {
  text: string;
  size?: number;
  bold?: boolean;
  bullet?: boolean;
  heading?: boolean;
  gap?: boolean;
};

const longestText = 200_000;
const fewestLetters = 20;
const longestHeading = 60;

/** The commonest of the numbers, each counted by its weight. */
export function commonest(values: Iterable<[value: number, weight: number]>): number | undefined {
  const weights = new Map<number, number>();
  for (const [value, weight] of values) weights.set(value, (weights.get(value) ?? 0) + weight);
  let best: number | undefined;
  for (const [value, weight] of weights) if (best === undefined || weight > (weights.get(best) ?? 0)) best = value;
  return best;
}

const rounded = (value: number) => Math.round(value * 2) / 2;

function looksLikeHeading(line: Omit<Line, 'heading'>, mostlyBold: boolean): boolean {
  if (line.bullet || line.text.length > longestHeading || lettersOf(line.text) === 0) return false;
  if (line.size >= 1.12) return true;
  return line.bold && !mostlyBold;
}

/** Throws DocumentError TOO_LONG or NO_TEXT. */
export function documentOf(raw: RawLine[], links: Iterable<string>): DocumentText {
  const found = raw
    .map((line) => ({ line, ...unmarked(line.text) }))
    .filter(({ text }) => /[^\s\p{P}\p{S}]/u.test(text));
  const length = found.reduce((sum, { text }) => sum + text.length + 1, 0);
  if (length > longestText) throw new DocumentError('TOO_LONG');
  if (found.reduce((sum, { text }) => sum + lettersOf(text), 0) < fewestLetters) throw new DocumentError('NO_TEXT');

  const usual = commonest(
    found.flatMap(({ line, text }) => (line.size ? [[rounded(line.size), text.length] as [number, number]] : [])),
  );
  const bold = found.reduce((sum, { line, text }) => sum + (line.bold ? text.length : 0), 0);
  const lines = found.map(({ line, text, bullet }, index): Line => {
    const seen = {
      text,
      size: line.size && usual ? Math.round((line.size / usual) * 100) / 100 : 1,
      bold: line.bold ?? false,
      bullet: line.bullet || bullet,
      gap: index === 0 || (line.gap ?? false),
    };
    return { ...seen, heading: line.heading || looksLikeHeading(seen, bold * 2 > length) };
  });
  const text = lines.map((line, index) => (line.gap && index > 0 ? `\n${line.text}` : line.text)).join('\n');
  return { text, lines, links: [...new Set(links)] };
}
