/** Knows skills by all their names: finds them in a text, and says what in the question bank asks about them. */
import type { Topics } from '../../resume.js';
import { skillList } from './list.js';

export type Mention = { skill: string; from: number; to: number };

type Word = {
  skill: string;
  /** Written so, where it is an everyday word. */
  exact?: string;
  /** Says little in a sentence: communication, training. */
  soft: boolean;
};
type Found = Mention & Pick<Word, 'exact' | 'soft'>;
type Node = { next: Map<string, Node>; word?: Word };

/** Hyphens, underscores and blanks are one. */
const fold = (char: string) => (/[-_\u2010\u2011\u00a0]/.test(char) ? ' ' : char.toLowerCase());

const root: Node = { next: new Map() };
const topics = new Map<string, Topics>();
const canonical = new Map<string, string>();

function learn(alias: string, word: Word) {
  let node = root;
  for (const char of alias) {
    const key = fold(char);
    const next = node.next.get(key) ?? { next: new Map() };
    node.next.set(key, next);
    node = next;
  }
  node.word ??= word;
  const key = [...alias].map(fold).join('');
  if (!canonical.has(key)) canonical.set(key, word.skill);
}

for (const { categories, skills } of skillList)
  for (const line of skills.split('\n')) {
    const [names = '', tags = ''] = line.split('>');
    const aliases = names
      .split('|')
      .map((alias) => alias.trim())
      .filter((alias) => alias !== '');
    const skill = aliases[0]?.replace(/^[!~]+/, '');
    const soft = aliases[0]?.startsWith('~') === true || categories.includes('people');
    if (!skill) continue;
    for (const alias of aliases) {
      const plain = alias.replace(/^[!~]+/, '');
      learn(plain, {
        skill,
        soft,
        exact: alias.startsWith('!') ? (plain === plain.toLowerCase() ? plain.toUpperCase() : plain) : undefined,
      });
    }
    const named = tags
      .split(',')
      .map((tag) => tag.trim())
      .filter((tag) => tag !== '');
    if (categories.length > 0 || named.length > 0) topics.set(skill, { tags: named, categorySlugs: categories });
  }

const latin = /[\p{Script=Latin}\d_]/u;
const isLatin = (char: string | undefined) => char !== undefined && latin.test(char);

/** Where a name that ends at `to` really ends: versions go with it (Vue3, Java 8 keeps its blank); -1 where it goes on. */
function endOf(text: string, from: number, to: number): number {
  const last = text[to - 1];
  if (!/[A-Za-z\d+#]/.test(last ?? '')) return to;
  let end = to;
  if (to - from >= 2 && /[A-Za-z]/.test(last ?? ''))
    while (end - to < 6 && /[\d.]/.test(text[end] ?? '') && (text[end] !== '.' || /\d/.test(text[end + 1] ?? '')))
      end++;
  const after = text[end];
  if (end > to && after === 'x' && !isLatin(text[end + 1])) return end + 1;
  if (end > to && after === '.' && text[end + 1] === 'x') return end + 2;
  if (isLatin(after) || after === '#' || (after === '+' && text[end + 1] === '+')) return -1;
  // A host or a file: "react.com", "main.go" is left to the words before.
  if (after === '.' && /[a-z]/.test(text[end + 1] ?? '')) return -1;
  return end;
}

function mentionsIn(text: string): Found[] {
  const found: Found[] = [];
  for (let from = 0; from < text.length; from++) {
    const before = text[from - 1];
    if (isLatin(text[from]) && (isLatin(before) || (before === '.' && isLatin(text[from - 2])) || before === '@'))
      continue;
    if (text[from] === '.' && (isLatin(before) || before === '/')) continue;
    let node: Node | undefined = root;
    let best: Found | undefined;
    for (let at = from; at < text.length && at - from < 48; at++) {
      node = node.next.get(fold(text[at]!));
      if (!node) break;
      if (!node.word) continue;
      const to = endOf(text, from, at + 1);
      if (to >= 0) best = { skill: node.word.skill, from, to, exact: node.word.exact, soft: node.word.soft };
    }
    if (!best) continue;
    found.push(best);
    from = best.to - 1;
  }
  return found;
}

const listMark =
  /^[^\S\n]*(?:[,，、/|;；·•+&()（）:：\t]|and\b|or\b|和|与|及|或)?[^\S\n]*(?:[,，、/|;；·•&(（:：]|and\b|和)?[^\S\n]*$/u;
const leadIn =
  /(?:熟悉|熟练|精通|掌握|了解|使用|基于|采用|运用|利用|会用|通过|用|in|using|with|of|proficient|knowledge)\s?$/iu;
const leadOut =
  /^\s?(?:语言|开发|编程|后端|框架|服务|技术栈|程序|language|programming|developer|development|engineer|backend|services?\b)/iu;

/** An everyday word is a skill where it stands alone in its place of a list, or beside a skill, rightly capitalised. */
function isMeant(text: string, mention: Found, neighbours: Found[], list: boolean): boolean {
  const shown = text.slice(mention.from, mention.to);
  const before = text.slice(Math.max(0, mention.from - 24), mention.from);
  const after = text.slice(mention.to, mention.to + 24);
  const exact = mention.exact ?? '';
  const rightCase = shown.startsWith(exact) || shown.startsWith(exact.toUpperCase());
  // R&D, "C-level", "C'est", "A/R"
  if (exact.length === 1 && (/^\s?[&'’.-]/.test(after) || /[&'’.-]\s?$/.test(before))) return false;
  const opens = /(?:^|[\n,，、/|;；·•:：(（\t]|\band|\bor|和|与|及)\s*$/iu.test(before);
  const closes = /^\s*(?:$|\n|[,，、/|;；·•:：)）\t。]|\.(?:\s|$)|and\b|or\b|和|与|及|等|\()/iu.test(after);
  if (list && opens && closes) return rightCase || exact.length > 1;
  const beside = neighbours.some(
    (other) =>
      other !== mention &&
      !other.exact &&
      ((other.to <= mention.from && listMark.test(text.slice(other.to, mention.from)) && mention.from - other.to > 0) ||
        (other.from >= mention.to && listMark.test(text.slice(mention.to, other.from)) && other.from - mention.to > 0)),
  );
  if (beside && opens && closes) return true;
  if (!rightCase) return false;
  if (beside && (opens || closes)) return true;
  if (leadOut.test(after) && !/^(?:to|for)\b/i.test(after.trim())) return true;
  if (list && /\p{Script=Han}\s?$/u.test(before)) return true;
  return leadIn.test(before) && (closes || /^\s?\p{Script=Han}/u.test(after));
}

/** A list of skills, what someone says of themselves, or any other text. */
export type Where = 'list' | 'summary' | 'prose';

/** The skills named in a text, each time one is; `list` in a section of skills, where every item is meant as one. */
export function findMentions(text: string, where: Where = 'prose'): Mention[] {
  const all = mentionsIn(text).filter(({ soft }) => where !== 'prose' || !soft);
  // A chain of everyday words beside one another is as good as the firm name at its end: "Go, C, Python".
  let firm = all.filter((mention) => mention.exact === undefined);
  for (let round = 0; round < 3; round++) {
    const known = new Set(firm.map(({ from }) => from));
    const more = all.filter(
      (mention) => !known.has(mention.from) && isMeant(text, mention, nearOf(firm, mention), where === 'list'),
    );
    if (more.length === 0) break;
    firm = [...firm, ...more.map((mention) => ({ ...mention, exact: undefined }))].sort((a, b) => a.from - b.from);
  }
  return firm.map(({ skill, from, to }) => ({ skill, from, to }));
}

/** Only what stands close can be a neighbour: keeps the work linear. */
function nearOf<T extends Mention>(sorted: T[], { from, to }: Mention): T[] {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]!.to < from - 12) low = middle + 1;
    else high = middle;
  }
  const near: T[] = [];
  for (let at = low; at < sorted.length && sorted[at]!.from <= to + 12; at++) near.push(sorted[at]!);
  return near;
}

/** The canonical names of the skills in a text, each once, in the order of their first mention. */
export const findSkills = (text: string, where: Where = 'prose'): string[] => [
  ...new Set(findMentions(text, where).map(({ skill }) => skill)),
];

/** The canonical name of a skill that is written in any of its ways, and nothing else beside it. */
export const canonicalSkill = (name: string): string | undefined => canonical.get([...name.trim()].map(fold).join(''));

/** Where the question bank asks about a skill, given in any of its ways of writing. */
export function topicsOf(skill: string): Topics | undefined {
  const known = topics.get(canonicalSkill(skill) ?? skill);
  return known && { tags: [...known.tags], categorySlugs: [...known.categorySlugs] };
}
