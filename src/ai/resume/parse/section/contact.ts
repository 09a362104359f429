/** Brings back to the name what tells who and where the person is, wherever the order of the page put it. */
import { findEmails, findPages, findPhones } from '../contact.js';
import { isLabel, labelledValues } from '../label.js';
import { placeOf } from '../place.js';
import { type Row, trimmed } from '../text.js';
import type { Section } from './section.js';

/** A cell of personal data that the order of a table brought among something else: 性别 | 女. */
export const isPersonal = (row: Row): boolean =>
  row.cells.length >= 2 &&
  row.cells.length % 2 === 0 &&
  isLabel(row.cells[0] ?? '') &&
  labelledValues(row).some(({ label }) => ['personal', 'name', 'email', 'phone', 'location'].includes(label));

/** Nothing but a mail address, a telephone or a page, with its label: undefined for any other line. */
function contactIn({ text, bullet }: Row): 'personal' | 'page' | 'place' | undefined {
  if (bullet || text.length > 120) return undefined;
  const reach = [...findEmails(text), ...findPhones(text)];
  const found = [...reach, ...findPages(text)];
  if (found.length === 0) return placeOf(trimmed(text)) ? 'place' : undefined;
  const rest = found.reduce((left, { value }) => left.replace(value, ' '), text).replace(/[^\p{L}\p{N}]+/gu, ' ');
  if (rest.trim().length > 12) return undefined;
  return reach.length > 0 ? 'personal' : 'page';
}

/** Addresses in a column of their own end up below whatever was read before them: they belong to the name. */
export function moveContacts(sections: Section[]): void {
  const [head, ...others] = sections;
  if (!head) return;
  for (const section of others) {
    if (['head', 'contact', 'other', 'references'].includes(section.kind)) continue;
    const kinds = section.rows.map(contactIn);
    const moved = new Set<Row>();
    for (let at = 0; at < kinds.length; at++) {
      if (kinds[at] !== 'personal') continue;
      let from = at;
      while (from > 0 && kinds[from - 1] !== undefined && !moved.has(section.rows[from - 1]!)) from--;
      while (at + 1 < kinds.length && kinds[at + 1] !== undefined) at++;
      for (const row of section.rows.slice(from, at + 1)) moved.add(row);
    }
    if (moved.size === 0) continue;
    head.rows.push(...moved);
    section.rows = section.rows.filter((row) => !moved.has(row));
  }
}
