/** Plain text and Markdown. */
import { encodingsOf } from '../../encoding.js';
import { DocumentError, type DocumentText } from './document.js';
import { documentOf, type RawLine } from './lines.js';

function decode(bytes: Uint8Array): string {
  const encodings = encodingsOf(bytes);
  // A byte order mark leaves no doubt.
  if (encodings.length === 1) return new TextDecoder(encodings[0]).decode(bytes);
  if (bytes.includes(0)) throw new DocumentError('UNREADABLE');
  for (const encoding of encodings) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
    }
  }
  throw new DocumentError('UNREADABLE');
}

const mostBytes = 2_000_000;
/** Characters: more than any paragraph has. What looks through a line may take longer than the line is. */
const longestLine = 2_000;

/** A line in pieces, parted at blanks where there are any. */
const pieces = (line: string): string[] =>
  line.length <= longestLine ? [line] : (line.match(/.{1,1900}(?:\s|$)|.{1,2000}/gs) ?? []);

function linesOf(bytes: Uint8Array): string[] {
  if (bytes.length > mostBytes) throw new DocumentError('TOO_LONG');
  return decode(bytes)
    .split(/\r\n|[\n\r\f\u2028\u2029]/)
    .flatMap(pieces);
}

/** Lines of text, each with a gap where empty lines stood before it. */
function withGaps(lines: string[], read: (line: string) => RawLine | undefined): RawLine[] {
  const found: RawLine[] = [];
  let gap = true;
  for (const line of lines) {
    const raw = line.trim() === '' ? undefined : read(line);
    if (raw) found.push({ ...raw, gap: gap || (raw.gap ?? false) });
    gap = raw === undefined;
  }
  return found;
}

const addresses = /https?:\/\/[^\s<>"'()（），。；]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g;
const linksIn = (text: string): string[] =>
  (text.match(addresses) ?? []).map((address) => (address.includes('://') ? address : `mailto:${address}`));

export function readPlain(bytes: Uint8Array): DocumentText {
  const lines = linesOf(bytes);
  // Blanks in a row set something apart, as a tab does.
  const read = (line: string): RawLine => ({ text: line.trimEnd().replace(/(?<=\S) {3,}(?=\S)/g, '\t') });
  return documentOf(withGaps(lines, read), lines.flatMap(linksIn));
}

/** The text of a line without the marks of emphasis, code, links and HTML. */
const inline = (text: string): string =>
  text
    .replace(/!\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/\[([^\]]+)\]\((?:[^()]|\([^()]*\))*\)/g, '$1')
    .replace(/<((?:https?:|mailto:)?[^\s<>]+[@/:][^\s<>]*)>/g, '$1')
    .replace(/<br\s*\/?>/gi, ' ')
    .replace(/<\/?[a-z][^<>]*>/gi, '')
    .replace(/(\*\*|__)(?=\S)(.+?)(?<=\S)\1/g, '$2')
    .replace(/(?<![\w*])([*_])(?=\S)(.+?)(?<=\S)\1(?!\w)/g, '$2')
    .replace(/`([^`]+)`/g, '$1')
    .replace(/\\([\\`*_{}[\]()#+.!|~-])/g, '$1')
    .replace(/&nbsp;/g, ' ')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&');

/** Sizes of the six ranks of headings, in relation to the text. */
const ranks = [2, 1.5, 1.25, 1.1, 1, 1];

function markdownLine(line: string): RawLine | undefined {
  if (
    /^\s*(?:[-*_]\s*){3,}$/.test(line) ||
    /^\s*```/.test(line) ||
    /^\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*$/.test(line)
  )
    return undefined;
  const heading = /^\s{0,3}(#{1,6})\s*(.*?)\s*#*$/.exec(line);
  if (heading?.[1] && heading[2]) {
    return { text: inline(heading[2]), size: ranks[heading[1].length - 1] ?? 1, bold: true, heading: true, gap: true };
  }
  const quoted = line.replace(/^\s*(?:>\s*)+/, '');
  const bold = /^\s*(\*\*|__)(?=\S)(.(?!\1))+.\1\s*$/.test(quoted);
  const cells = /^\s*\|(.+)\|\s*$/.exec(quoted)?.[1];
  if (cells !== undefined)
    return {
      text: inline(
        cells
          .split(/(?<!\\)\|/)
          .map((cell) => cell.trim())
          .join('\t'),
      ),
      size: 1,
      bold,
    };
  const item = /^\s*(?:[-*+]|\d{1,2}[.)])\s+(?:\[[ xX]\]\s+)?(.*)$/.exec(quoted);
  if (item?.[1]) return { text: inline(item[1]), size: 1, bold, bullet: true };
  return { text: inline(quoted), size: 1, bold };
}

export function readMarkdown(bytes: Uint8Array): DocumentText {
  const all = linesOf(bytes);
  const lines = all.flatMap((line, index) => {
    const below = all[index + 1] ?? '';
    // A title may be underlined instead.
    if (line.trim() !== '' && /^\s{0,3}(?:=+|-{3,})\s*$/.test(below))
      return [`${below.includes('=') ? '#' : '##'} ${line.trim()}`];
    return /^\s{0,3}=+\s*$/.test(line) ? [] : [line];
  });
  const links = all.flatMap((line) => [
    ...[...line.matchAll(/\]\(<?([^\s)>]+)/g)].flatMap((found) => found[1] ?? []),
    ...linksIn(line),
  ]);
  return documentOf(withGaps(lines, markdownLine), links);
}
