/** How the title of a section is told from other lines. */
import { isLabel } from '../label.js';
import { clean, type Row, unspaced, withoutHanBlanks } from '../text.js';
import { type SectionKind, titleKinds, weakTitles } from './word.js';

export type { SectionKind };

/** Titles that stand before their content on one line: "Skills: Go, Java". */
const inlineKinds = new Set<SectionKind>([
  'summary',
  'skills',
  'languages',
  'certificates',
  'education',
  'awards',
  'interests',
  'references',
  'courses',
  'publications',
  'activities',
  'other',
]);

const numbering =
  /^(?:[一二三四五六七八九十]{1,2}\s?[、.．:]|\(?[一二三四五六七八九十\d]{1,2}\)|(?:\d{1,2}|[IVX]{1,4})\s?[.)、]|第[一二三四五六七八九十]部分)\s*/u;
const edges = /^[^\p{L}\p{N}]+|[^\p{L}\p{N})]+$/gu;

/** A title without its look: letters set wide, numbers, rules, colons, case. */
function bareTitle(text: string): string {
  const joined = withoutHanBlanks(unspaced(clean(text.replaceAll('\t', ' '))));
  return joined
    .replace(edges, '')
    .replace(numbering, '')
    .replace(edges, '')
    .replace(/^(?:my|the|some)\s+/i, '')
    .replace(/[’`]/g, "'")
    .replace(/\s+/g, ' ')
    .toLowerCase();
}

const joiner = /\s*(?:&|\+|\/|\||,|、|·|-|\band\b|\bor\b|与|和|及|以及)\s*/;

/** What the last word of a longer title says: "Selected Nursing Experience", "Executive Profile". */
const tails: [RegExp, SectionKind][] = [
  [/ (?:experience|employment|internships?|work history)$/, 'work'],
  [/ (?:skills|competencies|proficiencies|expertise)$/, 'skills'],
  [/ projects$/, 'projects'],
  [/ education$/, 'education'],
  [/ (?:certifications|licenses|licences|certificates)$/, 'certificates'],
  [/ (?:summary|profile|objective|statement|overview)$/, 'summary'],
  [/ (?:awards|honors|honours|achievements|scholarships)$/, 'awards'],
  [/ (?:activities|memberships|affiliations|involvement)$/, 'activities'],
  [/ publications$/, 'publications'],
  [/(?:工作|实习|任职|从业|职业)(?:经历|经验|履历)$/u, 'work'],
  [/项目(?:经历|经验|实践)$/u, 'projects'],
  [/(?:教育|学习)(?:背景|经历)$/u, 'education'],
  [/技能$/u, 'skills'],
  [/证书$/u, 'certificates'],
];

/** Letters set wide, or glued together by the way into the file: PROFESSIONALEXPERIENCE. */
const glued = new Map([...titleKinds].map(([title, kind]) => [title.replaceAll(' ', ''), kind]));

type Known = { kind: SectionKind; sure: boolean };

function kindOfWords(title: string): Known | undefined {
  const known = (text: string): Known | undefined => {
    const kind = titleKinds.get(text);
    return kind && { kind, sure: !weakTitles.has(text) };
  };
  const exact = known(title) ?? known(title.replace(/\s*(?:&|\+)\s*/g, ' and '));
  if (exact) return exact;
  const plain = title.replace(/\s*\([^)]{0,40}\)$/, '').replace(/\s*\(cont(?:inued|'d|\.)?\)?$/, '');
  if (plain !== title && titleKinds.has(plain)) return known(plain);
  // 教育经历 Education, Education / 教育经历
  const chinese = title.replace(/[^\p{Script=Han}]+/gu, '');
  const latin = title
    .replace(/\p{Script=Han}+/gu, ' ')
    .replace(edges, '')
    .replace(/\s+/g, ' ');
  if (chinese !== '' && latin !== '') {
    const kind = titleKinds.get(chinese);
    const beside = titleKinds.get(latin) ?? glued.get(latin.replaceAll(' ', ''));
    return kind && (beside || latin.length < 24) ? { kind, sure: beside !== undefined } : undefined;
  }
  const parts = title.split(joiner).filter((part) => part !== '');
  if (parts.length > 1 && parts.length <= 4) {
    // "Work and Research Experience", 实习与项目经历: the last word belongs to both.
    const shared = /(?: experience| skills|经历|经验)$/u.exec(title)?.[0] ?? '';
    const kinds = parts.map((part) => titleKinds.get(part) ?? (shared ? titleKinds.get(part + shared) : undefined));
    const said = kinds.filter((kind) => kind !== undefined && kind !== 'other');
    // "Professional Development & Certifications": of two, the one that is read.
    const first = said.find((kind) => kind !== 'activities' && kind !== 'courses') ?? said[0];
    if (first && parts.every((part, index) => kinds[index] !== undefined || !/.{18}| /.test(part)))
      return { kind: first, sure: kinds.every((kind) => kind !== undefined) };
  }
  // "SKIL LS & ABILITIES"
  const spaced = glued.get(title.replace(/[&+]/g, 'and').replaceAll(' ', ''));
  if (spaced && title.length > 8) return { kind: spaced, sure: true };
  const words = title.split(' ').length;
  if (words > 3 || title.length > 40) return undefined;
  const tail = tails.find(([pattern]) => pattern.test(title))?.[1];
  return tail && (chinese === '' || [...title].length <= 8) ? { kind: tail, sure: false } : undefined;
}

export type Title = {
  kind: SectionKind;
  title: string;
  /** What follows the title on its line. */
  rest: string;
  /** Nothing but a title: no reading as an item or a label. */
  sure: boolean;
  /** Stands in a cell of its own, with the content in the next. */
  tabbed: boolean;
};

/** The title that a line is or begins with, read by its words alone. */
export function titleOf(row: Row): Title | undefined {
  if (row.text.length > 400) return undefined;
  const whole = bareTitle(row.text);
  if (whole !== '' && whole.length <= 60) {
    const known = kindOfWords(whole);
    if (known) return { ...known, title: whole, rest: '', tabbed: false };
  }
  return inline(row);
}

function inline(row: Row): Title | undefined {
  const [cell = '', ...others] = row.cells;
  // 毕业院校, 学历: a field of the personal data, not a section.
  if (isLabel(cell) || isLabel(cell.split(':')[0] ?? '')) return undefined;
  if (others.length > 0) {
    const title = bareTitle(cell);
    const known = title.length <= 40 ? kindOfWords(title) : undefined;
    if (known && known.kind !== 'contact')
      return { kind: known.kind, title, rest: others.join('\t'), sure: known.sure && !/:$/.test(cell), tabbed: true };
  }
  const colon = /^([^:]{2,40}):\s*(\S.*)$/u.exec(row.text);
  if (!colon) return undefined;
  const title = bareTitle(colon[1] ?? '');
  const kind = titleKinds.get(title);
  if (!kind || !inlineKinds.has(kind)) return undefined;
  return { kind, title, rest: colon[2] ?? '', sure: false, tabbed: false };
}
