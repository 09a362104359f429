/** A question that carries fields, as an entry. */
import { parse } from 'yaml';
import { entryOf } from '../draft.js';
import type { Entry } from '../entry.js';
import { gather, isEmpty, placeOf } from '../fields.js';
import { cut, tooLong } from '../refusal.js';
import type { Annotated } from './annotated.js';
import { readPlainFields } from './plain-fields.js';
import { unclosed } from './problems.js';

/** The body as an answer: without the blank lines around it. */
const answerIn = (body: string): string => {
  const lines = body.split('\n');
  const first = lines.findIndex((line) => line.trim() !== '');
  return first < 0 ? '' : lines.slice(first).join('\n').trimEnd();
};

/** Characters of YAML in any form; understanding it may take longer than it is long. */
const longestYaml = 16_384;

const parsed = (fields: string): { values: object } | { problem: string } => {
  const plain = readPlainFields(fields);
  if (plain) return { values: plain };
  if (fields.length > longestYaml) return { problem: `${fields.length} > ${longestYaml} characters` };
  let values: unknown;
  try {
    values = parse(fields, { maxAliasCount: 0, logLevel: 'error' });
  } catch (error) {
    return { problem: error instanceof Error ? cut(error.message.split('\n')[0]) : '' };
  }
  if (values === null) return { values: {} };
  return typeof values === 'object' && !Array.isArray(values) ? { values } : { problem: cut(values) };
};

/** Behind all names that the fields may have. */
const headingRank = 100;

export const entryOfRecord = ({ line, heading, fields, body, isTooLong, open }: Annotated): Entry => {
  if (open) return { line, problem: unclosed(open) };
  if (isTooLong) return { line, problem: tooLong };
  const found = parsed(fields);
  if ('problem' in found) {
    const problem = {
      en: `the fields are not YAML of the form “name: value”: ${found.problem}`,
      zh: `字段不是“名称: 值”形式的 YAML：${found.problem}`,
    };
    return { line, problem };
  }
  const values = gather([
    ...Object.entries(found.values).map(([name, value]) => [placeOf(name), value] as const),
    [{ field: 'prompt', rank: headingRank }, heading],
  ]);
  const answer = answerIn(body);
  if (answer === '') return entryOf(line, values);
  if (isEmpty(values.referenceAnswer)) return entryOf(line, { ...values, referenceAnswer: answer });
  const problem = {
    en: 'two answers: one in the fields and one beneath them; keep one',
    zh: '有两个答案：字段中和字段下方各一个；请保留一个',
  };
  return { line, problem };
};
