/** Makes plain Markdown of Markdown with HTML in it: markup goes, text stays, and what does something is refused. */
import { decodeHTMLStrict } from 'entities';
import { altOf, checkTag, checkTarget, refuse, roleOf } from './html.js';
import { tokensOf } from './inline.js';
import { type Leaf, leavesOf } from './leaves.js';
import { createSheet, type Sheet } from './sheet.js';
import { codeBlock, codeSpan } from './spans.js';

/** What of Markdown may need a change or be refused. */
const suspect = /<|!\[|\]\(|\]:/;

/** The text of HTML that is shown as it is, without its tags. */
const shownText = (html: string): string => {
  let shown = '';
  for (const token of tokensOf(html)) {
    const source = html.slice(token.from, token.to);
    if (token.kind === 'CODE_TAG') shown += shownText(html.slice(token.inner.from, token.inner.to));
    else if (token.kind === 'TAG') {
      checkTag(source, token.name);
      const role = roleOf(token.name);
      if (role === 'UNKNOWN') shown += source;
      if (role === 'BREAK') shown += '\n';
    } else if (token.kind !== 'COMMENT') shown += source;
  }
  return shown;
};

const code = (html: string): string => decodeHTMLStrict(shownText(html));

/** Marks of lists and quotes or nothing: what may stand before the beginning of a block. */
const margin = /^(?:[ \t>]|(?:[-*+]|\d{1,9}[.)])(?=[ \t]))*$/;
const quote = /^(?:[ \t]|(?:[-*+]|\d{1,9}[.)])(?=[ \t]))*>/;
const widestMargin = 200;

const isFirst = (text: string, at: number): boolean => {
  const before = text.slice(Math.max(0, at - widestMargin), at);
  const start = before.lastIndexOf('\n') + 1;
  return (start > 0 || before.length === at) && margin.test(before.slice(start));
};

const isAlone = (text: string, from: number, to: number): boolean =>
  isFirst(text, from) && /^[ \t]*(?:\n|$)/.test(text.slice(to, to + widestMargin));

/**
 * HTML that never comes to its end: CommonMark sees some of it where a line begins with it. In a quote it may go on in the
 * next line, which is looked at apart.
 */
const checkUnclosed = (text: string, at: number): void => {
  const found = /^<(?:\?|!--|(!(?:[A-Za-z]|\[CDATA\[))|\/?([A-Za-z][A-Za-z0-9-]*)(?=[\s/>]|$))[^\n]{0,80}/.exec(
    text.slice(at, at + 200),
  );
  if (!found) return;
  const [all, declaration, name] = found;
  const role = name === undefined ? 'BLOCK' : roleOf(name.toLowerCase());
  const isSeen = quote.test(text) ? role !== 'UNKNOWN' : (role === 'BLOCK' || role === 'ACTIVE') && isFirst(text, at);
  if (isSeen || declaration !== undefined) throw refuse(all);
};

/** A table's row, which a line end would break. */
const isRow = (text: string): boolean => /^[ \t]{0,20}\|/.test(text);

const writeTag = (sheet: Sheet, text: string, tag: { name: string; isClosing: boolean; from: number; to: number }) => {
  const { name, isClosing, from, to } = tag;
  const source = text.slice(from, to);
  checkTag(source, name);
  const role = roleOf(name);
  // Alone on a line it would begin a block of HTML.
  if (role === 'UNKNOWN') sheet.write(isAlone(text, from, to) ? `\\${source}` : source);
  else if (name === 'img') sheet.write(altOf(source));
  else if (name === 'summary') sheet.mute(!isClosing);
  else if (role === 'BREAK' && text[to] !== '\n') sheet.write(isRow(text) ? ' ' : '\n');
  else if (role === 'BLOCK' && isRow(text)) sheet.write(' ');
  else if (role === 'BLOCK') sheet.part(name, isClosing);
};

/** Of an address that links refer to. */
const definition = /^(?:[ \t>]|(?:[-*+]|\d{1,9}[.)])(?=[ \t]))*\[[^\]]+\]:\s*(\S+)/gm;

const writeText = (sheet: Sheet, text: string): void => {
  for (const [, target = ''] of text.includes(']:') ? text.matchAll(definition) : []) checkTarget(target);
  for (const token of tokensOf(text)) {
    const source = text.slice(token.from, token.to);
    if (token.kind === 'TAG') writeTag(sheet, text, token);
    else if (token.kind === 'CODE_TAG') {
      checkTag(text.slice(token.from, token.inner.from), 'code');
      sheet.write(codeSpan(code(text.slice(token.inner.from, token.inner.to))));
    } else if (token.kind === 'DECLARATION') throw refuse(source);
    else if (token.kind === 'OPEN') sheet.open(source);
    else if (token.kind === 'CLOSE') {
      if (token.target?.startsWith('(')) checkTarget(token.target);
      sheet.close(source, token.isImage && token.target !== undefined);
    } else if (token.kind !== 'COMMENT') {
      if (token.kind === 'AUTOLINK') checkTarget(source);
      if (source === '<') checkUnclosed(text, token.from);
      sheet.write(source);
    }
  }
};

/** A block that HTML shows as it is written. */
const writeRaw = (sheet: Sheet, text: string): void => {
  const [, opening = '', inner] = /^\s*(<pre(?:\s[^<>]*)?>)(.*?)(?:<\/pre>.*)?$/is.exec(text) ?? [];
  if (inner === undefined) throw refuse(text.trim());
  checkTag(opening, 'pre');
  sheet.write(codeBlock(code(inner)));
};

const writeLeaf = (sheet: Sheet, { kind, text }: Leaf): void => {
  if (kind === 'TEXT' && suspect.test(text)) writeText(sheet, text);
  else if (kind === 'RAW') writeRaw(sheet, text);
  else if (kind !== 'COMMENT') sheet.write(text);
  sheet.endLeaf(kind === 'BLANK');
};

/** What stands before the first `<details>`, if there is one, and the rest. */
type Parts = { before: string | undefined; rest: string };

const pass = (body: string): Parts => {
  const sheet = createSheet();
  for (const leaf of leavesOf(body)) writeLeaf(sheet, leaf);
  return sheet.end();
};

const mostPasses = 5;

/** Cleans until nothing changes: where a tag was taken away, what is left may come together as another. */
const settle = (text: string): string => {
  let current = text;
  for (let count = 0; count < mostPasses; count++) {
    if (!suspect.test(current)) return current;
    const { before, rest } = pass(current);
    const next = before === undefined ? rest : `${before}\n\n${rest}`;
    if (next === current) return current;
    current = next;
  }
  throw refuse(text.slice(Math.max(0, text.search(suspect))));
};

/** @throws Refusal */
export const cleanBody = (body: string): Parts => {
  if (!suspect.test(body)) return { before: undefined, rest: body };
  const { before, rest } = pass(body);
  return { before: before === undefined ? undefined : settle(before), rest: settle(rest) };
};
