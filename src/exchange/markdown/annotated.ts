/** Parts a document whose questions carry fields: a heading, a fenced block of `yaml question` right beneath, the answer. */
import { longestRecord } from '../entry.js';
import type { Line } from '../lines.js';
import { createBlocks, fenceInfo, type Kind } from './blocks.js';
import { headingOf } from './headings.js';

export type Annotated = {
  line: number;
  heading: string;
  fields: string;
  body: string;
  isTooLong: boolean;
  /** The block that the file ends in. */
  open?: { kind: Kind; line: number };
};

const isFieldsFence = (line: string): boolean =>
  /^[`~]/.test(line) && /^ya?ml\s+question$/i.test(fenceInfo(line) ?? '');

/** A heading that may turn out to be a question's, with the blank lines that followed it. */
type Candidate = { line: Line; text: string; blanks: number };

export const createAnnotatedParts = () => {
  const blocks = createBlocks();
  let candidate: Candidate | undefined;
  let record: Annotated | undefined;
  let isInFields = false;

  const add = (part: 'fields' | 'body', text: string, isLong: boolean) => {
    if (!record) return;
    const { fields, body } = record;
    if (isLong || fields.length + body.length + text.length >= longestRecord) record.isTooLong = true;
    if (record.isTooLong) {
      record.fields = '';
      record.body = '';
    } else record[part] += `${text}\n`;
  };
  const dismiss = () => {
    if (!candidate) return;
    const { line, blanks } = candidate;
    candidate = undefined;
    add('body', line.text, line.isTooLong);
    for (let count = 0; count < blanks; count++) add('body', '', false);
  };
  return {
    /** @returns the record that a line ends */
    read: (line: Line): Annotated | undefined => {
      const wasOpen = blocks.open() !== undefined;
      const kind = blocks.read(line.text, line.number);
      if (isInFields) {
        isInFields = blocks.open() !== undefined;
        if (isInFields) add('fields', line.text, line.isTooLong);
        return undefined;
      }
      if (candidate && !wasOpen && isFieldsFence(line.text)) {
        const ended = record;
        const { text, line: first } = candidate;
        record = { line: first.number, heading: text, fields: '', body: '', isTooLong: false };
        candidate = undefined;
        isInFields = true;
        return ended;
      }
      if (candidate && kind === 'TEXT' && line.text.trim() === '' && !line.isTooLong) {
        candidate.blanks += 1;
        return undefined;
      }
      dismiss();
      const heading = kind === 'TEXT' && !line.isTooLong ? headingOf(line.text) : undefined;
      if (heading) candidate = { line, text: heading.text, blanks: 0 };
      else add('body', line.text, line.isTooLong);
      return undefined;
    },
    end: (): Annotated | undefined => {
      dismiss();
      return record && { ...record, open: blocks.open() };
    },
  };
};
