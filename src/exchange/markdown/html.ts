/** Which HTML is mere markup of text, and which does something. */
import { decodeHTMLStrict } from 'entities';
import { cut, Refusal } from '../refusal.js';

const names = (list: string): Set<string> => new Set(list.split(' '));

/** Those that stand within a line: nothing is left of them. */
const inline = names(
  'a abbr acronym b bdi bdo big center cite code data del dfn em font i img ins kbd label mark nobr q rp rt ruby s samp small span strike strong sub sup time tt u var wbr',
);

/** Those that set apart what they enclose. */
const blocks = names(
  'address article aside blockquote caption col colgroup dd details div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 header hgroup hr li main menu nav ol p pre section summary table tbody td tfoot th thead tr ul',
);

/** What runs, loads, submits or changes the page. */
const active = names(
  'applet area audio base basefont bgsound body button canvas dialog embed fieldset form frame frameset head html iframe input keygen legend link map marquee math meta noembed noframes noscript object optgroup option param plaintext portal script select slot source style svg template textarea title track video xmp',
);

type Role = 'BREAK' | 'INLINE' | 'BLOCK' | 'ACTIVE' | 'UNKNOWN';

export const roleOf = (name: string): Role => {
  if (name === 'br') return 'BREAK';
  if (inline.has(name)) return 'INLINE';
  if (blocks.has(name)) return 'BLOCK';
  return active.has(name) ? 'ACTIVE' : 'UNKNOWN';
};

export const refuse = (what: string): Refusal =>
  new Refusal({
    en: `the HTML “${cut(what)}” is not taken; put it in backticks if it is meant as text`,
    zh: `不接受 HTML “${cut(what)}”；如为正文文字，请放入反引号中`,
  });

const attribute = /\s([A-Za-z_:][\w.:-]*)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'=<>`]+))?/g;

type Attribute = { name: string; value: string };

const attributesOf = (tag: string): Attribute[] =>
  [...tag.matchAll(attribute)].map(([, name = '', value = '']) => ({
    name: name.toLowerCase(),
    value: decodeHTMLStrict(value.replace(/^(["'])(.*)\1$/s, '$2')),
  }));

/** Browsers pass over blanks and control characters in an address. */
const runs = (address: string): boolean =>
  /^(?:(?:javascript|vbscript):|data:(?:text\/html|text\/xml|image\/svg|application\/xhtml))/i.test(
    address.replace(/[\s\p{Cc}]+/gu, ''),
  );

/** @param target of a link or image, as Markdown writes it, in whatever brackets */
export const checkTarget = (target: string): void => {
  const address = decodeHTMLStrict(target.replace(/^[\s(<]+/, '')).replace(/\\(?=[!-/:-@[-`{-~])/g, '');
  if (!runs(address)) return;
  throw new Refusal({
    en: `the link “${cut(address)}” is not taken, as it runs; put it in backticks if it is meant as text`,
    zh: `不接受会执行代码的链接“${cut(address)}”；如为正文文字，请放入反引号中`,
  });
};

export const checkTag = (tag: string, name: string): void => {
  if (roleOf(name) === 'ACTIVE') throw refuse(tag);
  for (const { name: attributeName, value } of attributesOf(tag)) {
    if (/^on./.test(attributeName) || runs(value)) throw refuse(tag);
  }
};

/** What stands for a picture. */
export const altOf = (tag: string): string => attributesOf(tag).find(({ name }) => name === 'alt')?.value ?? '';
