/** Cuts the head of an entry into pieces, each of which names one thing. */
import { findPlace, isPlace } from './place.js';
import { findSkills } from './skill/skill.js';
import { type Row, trimmed } from './text.js';
import { isSurelyCompany, isSurelyPosition, saysCompany, saysPosition } from './word.js';

export type Piece = {
  text: string;
  place: boolean;
  /** What the label before it says it is. */
  said?: 'company' | 'position' | 'place' | 'department';
};

const hard = /\t|\s*[|•‖¦]\s*|\s+[-–—/·~]+\s+|\s*(?:—|–)\s*|\s+@\s+|;\s/u;
/** A blank parts two Chinese names: 字节跳动 后端开发工程师. */
const hanToAny = /(?<=[\p{Script=Han})\]]) (?=[\p{Script=Han}\p{Lu}])/u;
const latinToHan = /^([\p{Script=Latin}\d+#.&' -]{1,40}?) (?=\p{Script=Han})/u;
const suffix = /^(?:inc|llc|ltd|limited|corp|co|l\.l\.c|plc|gmbh|lp|llp|s\.a|jr|sr|ph\.?d|m\.?d|esq|p\.?c)\.?$/i;

/** "University of California, Berkeley" */
const manyCampuses =
  /^(?:the )?(?:university of (?:california|texas|illinois|wisconsin|michigan|massachusetts|maryland|minnesota|missouri|north carolina|nebraska|colorado|tennessee)|california state (?:polytechnic )?university|state university of new york|suny|cuny)$/i;

const labels: [NonNullable<Piece['said']>, RegExp][] = [
  [
    'company',
    /^(?:公司名称|公司|单位名称|工作单位|单位|所在公司|企业名称|company|employer|organization|company name)\s?[:：]\s*/iu,
  ],
  [
    'position',
    /^(?:(?:担任|所任|现任|任职|所在|应聘)?(?:职位|岗位|职务)(?:名称)?|任职|担任|职位\/职务|role|position|title|job title|designation)\s?[:：]\s*/iu,
  ],
  ['place', /^(?:地点|工作地点|所在地|城市|location|city|place)\s?[:：]\s*/iu],
  ['department', /^(?:部门|所在部门|所属部门|department|team)\s?[:：]\s*/iu],
];

/** "Baltic Grain Trading, Gdańsk": a capitalised word or two behind the name of a company is where it is. */
const placeLike = /^\p{Lu}[\p{L}'’.-]+(?: \p{Lu}[\p{L}'’.-]+){0,2}$/u;

/** Commas part names of different kinds only: "Vice President, Sales" and "Google, Inc." stay whole, unless `soft`. */
function byComma(text: string, soft: boolean, all: boolean): Piece[] {
  const parts: string[] = [];
  for (const part of text.split(/\s*[,，]\s*/)) {
    const last = parts.at(-1);
    if (last !== undefined && suffix.test(part)) parts[parts.length - 1] = `${last}, ${part}`;
    else if (last !== undefined && manyCampuses.test(last)) parts[parts.length - 1] = `${last}, ${part}`;
    else if (part !== '') parts.push(part);
  }
  const whole: Piece[] = [{ text, place: false }];
  if (parts.length < 2) return whole;
  if (all || /\p{Script=Han}/u.test(text)) return parts.map((part) => ({ text: part, place: isPlace(part) }));
  const named = parts.filter(isSurelyPosition);
  const companies = parts.filter((part) => isSurelyCompany(part) || (saysCompany(part) && !saysPosition(part)));
  if (named.length > 0 && !soft && !companies.some(isSurelyCompany)) return whole;
  if (named.length > 0 && (soft || companies.length > 0))
    return parts.map((part) => ({ text: part, place: isPlace(part) }));
  const [first = '', second = ''] = parts;
  if (
    parts.length === 2 &&
    (isPlace(second) || (placeLike.test(second) && !saysPosition(text) && !isSurelyCompany(second)))
  )
    return [
      { text: first, place: false },
      { text: second, place: true },
    ];
  return whole;
}

/** "…, New Orleans, LA, …" is taken out first. */
function withoutPlace(text: string): { rest: string[]; place?: string } {
  const place = findPlace(text);
  if (!place) return { rest: [text] };
  const rest = [text.slice(0, place.from), text.slice(place.to)].map(trimmed).filter((part) => part !== '');
  return { rest, place: place.text };
}

function byBlank(text: string): string[] {
  if (!/\p{Script=Han}/u.test(text)) return [text];
  return text.split(hanToAny).flatMap((part) => {
    const latin = latinToHan.exec(part)?.[1];
    // "Java 开发工程师" and "ETL 开发" are one position, "Google 软件工程师" is two names.
    if (!latin || latin.length <= 3 || findSkills(latin, 'list').length > 0) return [part];
    return [latin, part.slice(latin.length + 1)];
  });
}

const bracketed = /^(.{2,60}?)\s*[(（]([^()（）]{2,40})[)）]$/u;

function byBracket(piece: Piece): Piece[] {
  const [, outer = '', inner = ''] = bracketed.exec(piece.text) ?? [];
  if (outer === '' || piece.place) return [piece];
  if (isPlace(inner) && !isSurelyCompany(piece.text))
    return [
      { text: outer, place: false },
      { text: inner, place: true },
    ];
  if (isSurelyPosition(inner) && !saysPosition(outer))
    return [
      { text: outer, place: false },
      { text: inner, place: false },
    ];
  return [piece];
}

function piecesOfText(text: string, { soft = false, all = false }: Cut): Piece[] {
  return text.split(hard).flatMap((raw): Piece[] => {
    const part = trimmed(raw);
    if (part === '') return [];
    const label = labels.find(([, pattern]) => pattern.test(part));
    if (label) {
      const value = trimmed(part.replace(label[1], ''));
      return value === '' ? [] : [{ text: value, place: label[0] === 'place', said: label[0] }];
    }
    if (isPlace(part)) return [{ text: part, place: true }];
    const { rest, place } = withoutPlace(part);
    const pieces = rest
      .flatMap((half) => byComma(half, soft, all))
      .flatMap((piece) =>
        piece.place
          ? [piece]
          : piece.text
              .split(/\s+at\s+(?=\p{Lu})/u)
              .flatMap(byBlank)
              .map((one): Piece => ({ text: trimmed(one), place: isPlace(trimmed(one)) })),
      )
      .filter((piece) => piece.text !== '')
      .flatMap(byBracket);
    return place ? [...pieces, { text: place, place: true }] : pieces;
  });
}

/** `soft`: at commas, too, where nothing else parts position and company. `all`: at all commas but those within a name. */
type Cut = { soft?: boolean; all?: boolean };

/** The names in the lines of a head. */
export const piecesOf = (head: Row[], how: Cut = {}): Piece[] => head.flatMap((row) => piecesOfText(row.text, how));

/** Names that may hold blanks and commas themselves, as those of projects do. */
export const widePiecesOf = (head: Row[]): Piece[] =>
  head.flatMap((row) =>
    row.text
      .split(hard)
      .map(trimmed)
      .filter((text) => text !== '')
      .map((text) => ({ text, place: isPlace(text) })),
  );
