/** Reads jobs: who for, what as, where, from when to when, and what was done. */

import type { Work } from '../resume.js';
import { bodyOf } from './body.js';
import { type Entry, entriesOf } from './entry.js';
import { type Piece, piecesOf } from './piece.js';
import { nonEmpty } from './shape.js';
import { join, type Row, withText } from './text.js';
import { isSurelyCompany, isSurelyPosition, saysCompany, saysPosition } from './word.js';

/** How surely a piece is a position (above 0) or a company (below). */
function leaning({ text, said }: Piece): number {
  if (said === 'position') return 3;
  if (said === 'company') return -3;
  if (isSurelyCompany(text)) return -2;
  if (isSurelyPosition(text)) return 2;
  return (saysPosition(text) ? 1 : 0) - (saysCompany(text) ? 1 : 0);
}

const department =
  /(?:部|部门|事业部|事业群|中心|组|团队|team|department|dept\.?|division|unit)$|^(?:full[- ]?time|part[- ]?time|contract|remote|internship|全职|兼职|实习|freelance)$/iu;

type Parts = { name?: Piece; position?: Piece; location?: Piece };
type Scored = { piece: Piece; lean: number };

const isName = ({ place, text, said }: Piece) =>
  !place && said !== 'department' && text.length <= 100 && /\p{L}/u.test(text);

function partsOf(pieces: Piece[]): Parts {
  const scored = pieces.filter(isName).map((piece) => ({ piece, lean: leaning(piece) }));
  const position = scored.reduce<Scored | undefined>(
    (best, one) => (one.lean > (best?.lean ?? 0) ? one : best),
    undefined,
  )?.piece;
  const rest = scored.filter(({ piece }) => piece !== position);
  const company =
    rest.find(({ lean }) => lean === -3) ??
    rest.find(({ lean }) => lean === -2) ??
    rest.find(({ lean, piece }) => lean < 0 && !department.test(piece.text)) ??
    rest.find(({ piece, lean }) => lean <= 0 && !department.test(piece.text)) ??
    (rest.length === 1 && rest[0]!.lean <= 0 && !/^(?:全职|兼职|实习|remote)$/i.test(rest[0]!.piece.text)
      ? rest[0]
      : undefined);
  return { name: company?.piece, position, location: pieces.find(({ place }) => place) };
}

/** Without any word that tells them apart, the order of the other entries decides. */
function inOrder(pieces: Piece[], parts: Parts, companyFirst: boolean): Parts {
  if (parts.position || !parts.name) return parts;
  const named = pieces.filter((piece) => isName(piece) && piece.text.length <= 60 && !department.test(piece.text));
  const [first, second] = named;
  if (!first || !second || named.length > 2) return parts;
  if (leaning(first) < 0 || (leaning(second) >= 0 && companyFirst)) return { ...parts, name: first, position: second };
  return { ...parts, name: second, position: first };
}

const duration = /^\(?\d+(?:\.\d+)?\s*(?:years?|yrs?|months?|mos?|年|个月)[^)]{0,20}\)?$/i;

const told =
  /^(?:presently |currently )?work(?:ing|ed) as (?:an? )?(.{2,60}?) (?:in|at|with|for) (.{2,80}?)(?:,? (?:from|since))?[.\s]*$/i;
/** "Worked as Programmer Analyst in Cognizant from …" */
const plainly = (row: Row): Row => withText(row, row.text.replace(told, '$1\t$2'));

/** Position and company may have nothing but a comma between them; it parts them only where one would else be missing. */
function read(lines: Row[]): { pieces: Piece[]; parts: Parts } {
  const head = lines.map(plainly);
  const pieces = piecesOf(head).filter(({ text }) => !duration.test(text));
  const parts = partsOf(pieces);
  if (parts.name && parts.position) return { pieces, parts };
  const softer = piecesOf(head, { soft: true }).filter(({ text }) => !duration.test(text));
  const other = partsOf(softer);
  return other.name && other.position ? { pieces: softer, parts: other } : { pieces, parts };
}

const isComplete = (head: Row[]): boolean => {
  const { name, position } = read(head).parts;
  return name !== undefined && position !== undefined;
};

export function readWork(rows: Row[]): Work[] {
  const entries = entriesOf(rows, { singles: false, isComplete }).map((entry) => ({ entry, ...read(entry.head) }));
  const votes = entries.reduce((sum, { pieces, parts: { name, position } }) => {
    return sum + (name && position ? Math.sign(pieces.indexOf(position) - pieces.indexOf(name)) : 0);
  }, 0);
  let employer: string | undefined;
  return entries.flatMap(({ entry, pieces, parts }) => {
    const { name, position, location } = inOrder(pieces, parts, votes >= 0);
    // A further position with the same employer stands below the first without naming it again.
    const inherited = !name && position && entry.span ? employer : undefined;
    const work = workOf(entry, {
      name: name?.text ?? inherited,
      position: position?.text,
      location: location?.text,
    });
    employer = work?.name ?? employer;
    return work ? [work] : [];
  });
}

function workOf({ body, span }: Entry, head: Pick<Work, 'name' | 'position' | 'location'>): Work | undefined {
  const { highlights, prose, labelled } = bodyOf(body);
  const work: Work = nonEmpty({
    name: head.name ?? labelled.get('company')?.[0],
    position: head.position ?? labelled.get('role')?.[0],
    location: head.location,
    startDate: span?.start,
    endDate: span?.end,
    summary: [...(labelled.get('description') ?? []), ...prose].reduce(join, ''),
    highlights: [...highlights, ...(labelled.get('stack') ?? [])],
  });
  return work.name || work.position ? work : undefined;
}
