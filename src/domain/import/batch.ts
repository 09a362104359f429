/** Takes some rows of a file into the bank, with what is to be said of them, in one transaction. */
import type { Tx } from '../../db/connection.js';
import type { FindingKind } from '../../db/enums.js';
import type { Bilingual } from '../../errors.js';
import { lockBank } from '../../search/change.js';
import { type Likeness, likenessOf } from '../../search/likeness.js';
import type { Author } from '../history.js';
import { insertQuestions } from '../question/write.js';
import type { Catalogue } from './catalogue.js';
import type { Row } from './check.js';
import { findNear, findSame, type Near } from './duplicate.js';

/** Something to be said of a row. */
export type Finding = { kind: FindingKind; line: number; reason: Bilingual; questionId: string | null };

export type Counts = { imported: number; drafted: number; duplicates: number; nearDuplicates: number; refused: number };

export const noCounts: Counts = { imported: 0, drafted: 0, duplicates: 0, nearDuplicates: 0, refused: 0 };

export type Outcome = { counts: Counts; findings: Finding[] };

type Good = Extract<Row, { content: unknown }> & { likeness: Likeness };

const asksSame = (other: Bilingual): Bilingual => ({ en: `asks the same as ${other.en}`, zh: `与 ${other.zh} 相同` });
const asksNearlySame = (other: Bilingual): Bilingual => ({
  en: `asks nearly the same as ${other.en}`,
  zh: `与 ${other.zh} 几乎相同`,
});
const noAnswer: Bilingual = {
  en: 'it has no answer, so it is imported as a draft',
  zh: '没有参考答案，因此作为草稿导入',
};

const unfiled = (name: string): Bilingual => ({
  en: `there is no category "${name}": its questions go where those without one go, and have its name as a tag`,
  zh: `没有类别“${name}”：其题目归入默认类别，并以该名称作为标签`,
});

const idName = (id: string): Bilingual => ({ en: id, zh: id });
const lineName = (line: number): Bilingual => ({ en: `line ${line}`, zh: `第 ${line} 行` });

/** The first of those that ask the same, and of each of the others what it repeats. */
const splitSame = (
  rows: Good[],
  same: Map<string, string>,
  seen: Map<string, number>,
): { fresh: Good[]; findings: Finding[] } => {
  const fresh: Good[] = [];
  const findings: Finding[] = [];
  for (const row of rows) {
    const { promptKey } = row.likeness;
    const questionId = same.get(promptKey) ?? null;
    const line = seen.get(promptKey);
    if (questionId === null && line === undefined) {
      seen.set(promptKey, row.line);
      fresh.push(row);
      continue;
    }
    const other = line === undefined ? undefined : lineName(line);
    const reason = asksSame(other ?? idName(questionId as string));
    findings.push({ kind: 'DUPLICATE', line: row.line, reason, questionId });
  }
  return { fresh, findings };
};

const nearFinding = ({ line }: Good, near: Near, fresh: Good[]): Finding => {
  const [questionId, name] =
    'questionId' in near ? [near.questionId, idName(near.questionId)] : [null, lineName((fresh[near.at] as Good).line)];
  const reason = asksNearlySame(name);
  return { kind: 'NEAR_DUPLICATE', line, reason, questionId };
};

/** What is known of the rows before: the prompt keys of those that are in no table, and the subjects that were reported. */
export type Memory = { seen: Map<string, number>; unknown: Set<string> };

/** One finding for each name that the bank does not know, however many rows have it. */
const unfiledFindings = (rows: Good[], unknown: Set<string>): Finding[] =>
  rows.flatMap(({ line, unknown: name }): Finding[] => {
    if (name === undefined || unknown.has(name)) return [];
    unknown.add(name);
    return [{ kind: 'UNFILED', line, reason: unfiled(name.slice(0, 60)), questionId: null }];
  });

/** Why rows are no questions. */
export const refusals = (rows: Row[]): Finding[] =>
  rows.flatMap((row): Finding[] =>
    'reason' in row ? [{ kind: 'REFUSED', line: row.line, reason: row.reason, questionId: null }] : [],
  );

const judge = async (tx: Tx, rows: Row[], memory: Memory): Promise<{ fresh: Good[]; outcome: Outcome }> => {
  const refused = refusals(rows);
  const good = rows.flatMap((row): Good[] =>
    'content' in row ? [{ ...row, likeness: likenessOf(row.content.locale, row.content.prompt) }] : [],
  );
  const same = await findSame(
    tx,
    good.map(({ likeness }) => likeness.promptKey),
  );
  const { fresh, findings: duplicates } = splitSame(good, same, memory.seen);
  const near = await findNear(
    tx,
    fresh.map(({ likeness }) => likeness),
  );
  const alike = fresh.flatMap((row, at) => {
    const other = near[at];
    return other ? [nearFinding(row, other, fresh)] : [];
  });
  const drafts = fresh.filter(({ drafted }) => drafted);
  const findings = [
    ...refused,
    ...duplicates,
    ...alike,
    ...unfiledFindings(fresh, memory.unknown),
    ...drafts.map(({ line }): Finding => ({ kind: 'DRAFTED', line, reason: noAnswer, questionId: null })),
  ].sort((a, b) => a.line - b.line);
  const counts: Counts = {
    imported: fresh.length,
    drafted: drafts.length,
    duplicates: duplicates.length,
    nearDuplicates: alike.length,
    refused: refused.length,
  };
  return { fresh, outcome: { counts, findings } };
};

/** Says what would come of rows. */
export const weighRows = async (tx: Tx, rows: Row[], memory: Memory): Promise<Outcome> =>
  (await judge(tx, rows, memory)).outcome;

/** Takes rows into the bank, which is held from here on. */
export const writeRows = async (
  tx: Tx,
  rows: Row[],
  { unknown }: Memory,
  catalogue: Catalogue,
  author: Author,
): Promise<Outcome> => {
  await lockBank(tx);
  // The rows of earlier batches are in the table; run again after a deadlock, this one starts anew.
  const memory = { seen: new Map<string, number>(), unknown: new Set(unknown) };
  const { fresh, outcome } = await judge(tx, rows, memory);
  await catalogue.write(tx, new Set(fresh.map(({ content }) => content.categoryId)), author);
  await insertQuestions(
    tx,
    fresh.map(({ content, likeness }) => ({ ...content, likeness })),
    author,
  );
  return outcome;
};
