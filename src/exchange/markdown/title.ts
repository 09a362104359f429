/** Headings as texts of their own: without marks, links and numbers. */
import { decodeHTMLStrict } from 'entities';
import { altOf, checkTag, refuse, roleOf } from './html.js';
import { tokensOf } from './inline.js';
import { codeSpan } from './spans.js';

/** Longer ones are left as they are: looking for pairs of marks may take longer than a line is long. */
const longestMarked = 2_000;
/** Stands for what is not looked at; no heading that is taken contains it. */
const place = '\0';

const stars = /(\*{1,3}|~~)(?=\S)(.+?)(?<=\S)\1/g;
/** `__init__` is a name. */
const underscores = /(?<![\p{L}\p{N}_])(?!__[a-z]\w*__(?!_))(_{1,3})(?=[^\s_])([^_]+)(?<=\S)\1(?![\p{L}\p{N}_])/gu;

const withoutMarks = (text: string): string => {
  if (text.length > longestMarked) return text;
  const once = text.replace(stars, '$2').replace(underscores, '$2');
  return once === text ? once : once.replace(stars, '$2').replace(underscores, '$2');
};

/** The heading with a `place` for everything that stays as it is, and what belongs there. */
const reduce = (heading: string): { text: string; kept: string[] } => {
  const pieces: string[] = [];
  const kept: string[] = [];
  /** Those that are open. */
  const brackets: { piece: number; from: number }[] = [];
  const keep = (text: string) => {
    pieces.push(place);
    kept.push(text);
  };
  for (const token of tokensOf(heading)) {
    const source = heading.slice(token.from, token.to);
    if (token.kind === 'TAG') {
      checkTag(source, token.name);
      const role = roleOf(token.name);
      if (role === 'UNKNOWN') keep(source);
      else pieces.push(token.name === 'img' ? altOf(source) : role === 'INLINE' ? '' : ' ');
    } else if (token.kind === 'CODE_TAG') {
      keep(codeSpan(decodeHTMLStrict(heading.slice(token.inner.from, token.inner.to))));
    } else if (token.kind === 'DECLARATION') throw refuse(source);
    else if (token.kind === 'OPEN') brackets.push({ piece: pieces.push(source) - 1, from: token.from });
    else if (token.kind === 'CLOSE') {
      const bracket = brackets.pop();
      const isIndex = token.target?.startsWith('[') && /[\w\])]/.test(heading[(bracket?.from ?? 0) - 1] ?? '');
      if (token.target === undefined || isIndex || !bracket) pieces.push(source);
      else pieces[bracket.piece] = '';
    } else if (token.kind === 'TEXT') pieces.push(source);
    else if (token.kind === 'ESCAPE') keep(source.slice(1));
    else if (token.kind === 'AUTOLINK') keep(source.slice(1, -1));
    else if (token.kind === 'CODE') keep(source);
  }
  return { text: pieces.join(''), kept };
};

/** What reads as a tag after all, such as `&lt;br&gt;`, is meant as text. */
const withTagsAsCode = (text: string): string => {
  if (!text.includes('<')) return text;
  const pieces = [...tokensOf(text)].map((token) => {
    const source = text.slice(token.from, token.to);
    if (token.kind === 'CODE_TAG' || token.kind === 'DECLARATION') return codeSpan(source);
    return token.kind === 'TAG' && roleOf(token.name) !== 'UNKNOWN' ? codeSpan(source) : source;
  });
  return pieces.join('');
};

/** @throws Refusal */
export const titleOf = (heading: string): string => {
  if (!/[\\`<[\]!*_~&]/.test(heading) || heading.includes(place)) return heading.trim();
  const { text, kept } = reduce(heading);
  let next = 0;
  const whole = decodeHTMLStrict(withoutMarks(text)).replaceAll(place, () => kept[next++] ?? '');
  return withTagsAsCode(whole).replace(/\s+/g, ' ').trim();
};

const numbering = new RegExp(
  [
    '^(?:(?:[Qq]uestion|[Qq]|问题|问)\\s*\\d{0,4}\\s*[.:：、)]',
    '第\\s*(?:\\d{1,4}|[一二三四五六七八九十百]{1,5})\\s*[题问]\\s*[.:：、]?',
    '[(（]\\d{1,4}[)）]',
    '\\d{1,4}\\s*[、)）．]',
    '\\d{1,4}\\.(?=\\s|[^\\x00-\\x7f]|[A-Z`"])',
    '[一二三四五六七八九十百]{1,5}、)\\s*',
  ].join('|'),
);

/** `12. `, `第3题：`, `Q3:` and the like before a question say nothing. */
export const withoutNumber = (title: string): string => {
  const once = title.replace(numbering, '').trim();
  const twice = once.replace(numbering, '').trim();
  return twice || once || title;
};
