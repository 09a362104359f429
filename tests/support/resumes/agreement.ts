/** How far two readings of the same resume, from a DOCX and from a PDF, are the same. */
import type { ResumeDocument } from '../../../src/ai/resume/resume.js';
import type { Tally } from './score.js';
import { blankless } from './text.js';

/** Every value that is no object or list, with its path; places in a list left out, so that a shifted list is not all wrong. */
const fields = (value: unknown, path = ''): string[] => {
  if (value === undefined || value === null) return [];
  if (Array.isArray(value)) return value.flatMap((item) => fields(item, `${path}[]`));
  if (typeof value === 'object') return Object.entries(value).flatMap(([key, item]) => fields(item, `${path}.${key}`));
  return [`${path} = ${blankless(String(value))}`];
};

/**
 * Both documents as bags of (path, value): what both have, of what either has. A value that differs in anything but blanks
 * counts twice against them, once for each side.
 */
export const agreement = (docx: ResumeDocument, pdf: ResumeDocument): Tally => {
  const rest = fields(pdf);
  const onlyDocx: string[] = [];
  let found = 0;
  for (const field of fields(docx)) {
    const at = rest.indexOf(field);
    if (at < 0) onlyDocx.push(field);
    else {
      rest.splice(at, 1);
      found++;
    }
  }
  const misses = [...onlyDocx.map((field) => `DOCX only${field}`), ...rest.map((field) => `PDF only${field}`)];
  return { found, of: found + misses.length, misses };
};
