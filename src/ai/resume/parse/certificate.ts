/** Reads certificates: what, from whom, when. */

import type { Certificate } from '../resume.js';
import { findDates, withoutDates } from './date.js';
import { nonEmpty } from './shape.js';
import { paragraphsOf, type Row, trimmed, widthOf, withText } from './text.js';

const issuers =
  /(?:institute|association|university|college|council|board|coursera|udemy|edx|udacity|microsoft|google|amazon|aws|oracle|cisco|comptia|ibm|apple|hubspot|linkedin|red hat|salesforce|society|academy|foundation|department|state of|red cross|alliance|isaca|isc2|pmi|axelos|support|cncf|协会|学会|委员会|人社部|教育部|财政部|大学|研究院|中心|公司|部)$/iu;
const ends = /[(（,，;]?\s*(?:exp(?:ires|iry|\.)?|valid (?:until|through|to)|有效期至?)\s*:?\s*$/iu;
const labels = /^(?:issued by|issuer|by|from|颁发机构|发证机构|颁发单位)\s*[:：]?\s*/iu;

const isDated = (row: Row) => findDates(row.text).length > 0;

/** Where a date ends each, what stands without one goes on in the next line: cut by the width of a column, or its issuer below. */
function withDates(rows: Row[]): Row[] {
  const widest = rows.reduce((width, row) => Math.max(width, widthOf(row.text)), 0);
  const dated = rows.filter(isDated).length;
  const whole: Row[] = [];
  let last: Row | undefined;
  for (const row of rows) {
    const before = whole.at(-1);
    if (before && last && !row.bullet && !row.gap && !isDated(before) && isDated(row)) {
      const alone = withoutDates(row.text) === '';
      const isCut = widthOf(last.text) + widthOf(row.text.split(' ')[0] ?? '') >= widest;
      if (alone || dated * 2 >= rows.length) {
        whole[whole.length - 1] = withText(before, `${before.text}${isCut && !alone ? ' ' : '\t'}${row.text}`);
        last = row;
        continue;
      }
    }
    whole.push(row);
    last = row;
  }
  return whole;
}

export function readCertificates(rows: Row[]): Certificate[] {
  return paragraphsOf(withDates(rows), true).flatMap((row): Certificate[] => {
    if (row.text.length > 200) return [];
    const spans = findDates(row.text);
    // A list on one line, each without a date: 教师资格证、普通话二级甲等
    const list =
      spans.length <= 1 && !/[|\t]/.test(row.text)
        ? row.text.split(/[、;；]/)
        : spans.length > 1
          ? row.text.split(/[、;；]|,(?=\s*\p{Lu})/u)
          : [row.text];
    return list.flatMap((item) => {
      const found = findDates(item)[0];
      // The day on which it ends is not the day of which it is.
      const span = found && ends.test(item.slice(0, found.from)) ? undefined : found;
      const bare = trimmed(withoutDates(item).replace(ends, ''));
      const parts = bare
        .split(/\t|\s*[|•]\s*|\s+[-–—]+\s+|\s*[–—]\s*|,\s+(?=\p{Lu})|，/u)
        .map(trimmed)
        .filter((part) => part !== '');
      const name = parts[0];
      if (!name || !/\p{L}/u.test(name) || name.length > 120) return [];
      const other =
        parts.slice(1).find((part) => labels.test(part)) ??
        parts.slice(1).find((part) => issuers.test(part)) ??
        (parts.length === 2 && !/\d/.test(parts[1] ?? '') ? parts[1] : undefined);
      return [
        nonEmpty({
          name,
          issuer: other?.replace(labels, ''),
          date: span?.single ? span.start : (span?.start ?? undefined),
        }),
      ];
    });
  });
}
