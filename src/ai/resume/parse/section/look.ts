/** Which looks the titles of a document have: size, weight, capitals and style together tell them from what they stand over. */
import { findDates } from '../date.js';
import { type Row, widthOf } from '../text.js';
import { hintOf } from './guess.js';
import { titleOf } from './title.js';

export type Look = { size: number; bold: boolean; caps: boolean; heading: boolean };

const isCaps = (text: string) => /\p{Lu}{2}/u.test(text) && !/\p{Ll}/u.test(text);
export const lookOf = ({ text, size, bold, heading }: Row): Look => ({ size, bold, heading, caps: isCaps(text) });
export const isLoud = ({ size, bold, heading, caps }: Look) => heading || bold || caps || size > 1.05;
export const alike = (one: Look, other: Look) =>
  Math.abs(one.size - other.size) < 0.04 &&
  one.bold === other.bold &&
  one.caps === other.caps &&
  one.heading === other.heading;

/** No title, whatever it looks like. */
const isNoTitle = (row: Row): boolean =>
  row.bullet ||
  row.cells.length > 1 ||
  widthOf(row.text) > 44 ||
  row.text.split(' ').length > 6 ||
  /[,，;；。.@|=]|\d{3}|^\d|[:：]\s*\S/u.test(row.text.replace(/^(?:hi|hello|hey)\b,?/i, '')) ||
  findDates(row.text).length > 0;

export const couldBeTitle = (row: Row): boolean => /\p{L}/u.test(row.text) && !isNoTitle(row);

/**
 * `own`: hardly anything but titles looks so. `apart`: hardly anything but titles that has a gap above. `shared`: titles do,
 * and other lines as well. A look nobody knows a title of counts where the words of most hint at sections, or where it is larger
 * than the text and nothing else has it.
 */
export type TitleLooks = { own: Look[]; apart: Look[]; shared: Look[] };

/** Lines that look alike: titles by name, by hint, what could be one, and what cannot, of these with a gap above. */
type Group = { look: Look; known: number; hinted: number; possible: number; others: number; gapped: number };

export function titleLooksOf(rows: Row[]): TitleLooks {
  const groups = new Map<string, Group>();
  rows.forEach((row, index) => {
    const look = lookOf(row);
    if (!isLoud(look)) return;
    const key = `${Math.round(look.size * 20)} ${look.bold} ${look.caps} ${look.heading}`;
    const group = groups.get(key) ?? { look, known: 0, hinted: 0, possible: 0, others: 0, gapped: 0 };
    groups.set(key, group);
    const title = row.bullet ? undefined : titleOf(row);
    if (title?.rest === '') group.known++;
    else if (!couldBeTitle(row)) {
      group.others++;
      if (row.gap) group.gapped++;
    }
    // What stands at the very top is the name.
    else if (index > 1) {
      group.possible++;
      if (hintOf(row.text)) group.hinted++;
    }
  });
  const found: TitleLooks = { own: [], apart: [], shared: [] };
  const rest: Group[] = [];
  for (const group of groups.values()) {
    const { look, known, possible, others, gapped } = group;
    const enough = possible <= known * 2 + 1 && (known >= 2 || (known === 1 && look.size > 1.1));
    if (enough && others * 4 <= known) found.own.push(look);
    else if (enough && gapped * 4 <= known) found.apart.push(look);
    else rest.push(group);
  }
  const none = () => found.own.length + found.apart.length === 0;
  const isKnown = !none();
  for (const { look, known, hinted, possible, others, gapped } of rest) {
    const words = known + hinted;
    const speaking = !isKnown && hinted >= 2 && words >= 3 && possible <= words * 2;
    if (speaking && others * 4 <= words) found.own.push(look);
    else if (speaking && gapped * 4 <= words) found.apart.push(look);
    else if (known >= 1) found.shared.push(look);
  }
  if (none())
    for (const { look, known, possible, others } of rest)
      if (known + others === 0 && look.size > 1.1 && look.heading && possible >= 3 && possible <= 10)
        found.own.push(look);
  return found;
}
