/** Loads the question bank of a fresh installation; loading it again changes nothing. */
import { and, eq, inArray, isNotNull, isNull } from 'drizzle-orm';
import { type Db, type Tx, transaction } from '../../db/connection.js';
import { idsOf, newId } from '../../db/id.js';
import type { SeedBank, SeedCategory } from '../../db/seed.js';
import { bankChanges, type CategoryRow, categories, questions } from '../../db/tables/index.js';
import { StartupError } from '../../errors.js';
import { lockBank } from '../../search/change.js';
import { type Author, type Change, differences, recordChanges } from '../history.js';
import { keepIds, type QuestionContent } from './content.js';
import { insertQuestions, type NewQuestion, rewriteQuestion } from './write.js';

/** Kept: what editors have changed, or taken out of the bank. */
export type SeedResult = { inserted: number; updated: number; unchanged: number; kept: number };

/** Whether nothing has ever been in the bank. */
export const isNewBank = async (db: Db): Promise<boolean> =>
  (await db.$count(questions)) === 0 && (await db.$count(bankChanges)) === 0;

/** Of what is in the bank, that which editors have had their hands on. */
const readEdited = async (tx: Tx, rows: { id: string }[]): Promise<Set<string>> => {
  if (rows.length === 0) return new Set();
  const edited = await tx
    .selectDistinct({ id: bankChanges.subjectId })
    .from(bankChanges)
    .where(and(eq(bankChanges.origin, 'EDITOR'), inArray(bankChanges.subjectId, idsOf(rows))));
  return new Set(idsOf(edited));
};

/** By which name the seed knows what editors took out of the bank. @param name the field that holds it */
const readDeleted = async (tx: Tx, name: 'seedSlug' | 'slug'): Promise<Set<unknown>> => {
  const rows = await tx
    .select({ fields: bankChanges.fields })
    .from(bankChanges)
    .where(and(eq(bankChanges.origin, 'EDITOR'), eq(bankChanges.action, 'DELETED')));
  return new Set(
    rows.flatMap(({ fields }) => fields.filter(({ field }) => field === name)).map(({ before }) => before),
  );
};

/** Writes the bank: what is new is inserted, what differs updated under a new version, the rest left alone. */
export const seedBank = (db: Db, bank: SeedBank, now: Date): Promise<SeedResult> =>
  transaction(db, async (tx) => {
    const author: Author = { editorId: null, now };
    await lockBank(tx);
    const categoryIds = await seedCategories(tx, bank.categories, author);
    const rows = await tx.select().from(questions).where(isNotNull(questions.seedSlug)).for('update');
    const existing = new Map(rows.map((row) => [row.seedSlug, row]));
    const result: SeedResult = { inserted: 0, updated: 0, unchanged: 0, kept: 0 };
    const [edited, deleted] = [await readEdited(tx, rows), await readDeleted(tx, 'seedSlug')];
    const fresh: NewQuestion[] = [];
    for (const {
      slug,
      locale,
      prompt,
      category,
      tags,
      difficulty,
      timeLimit,
      reference,
      keyPoints,
      hints,
    } of bank.questions) {
      const old = existing.get(slug);
      const categoryId = categoryIds.get(category);
      if (!categoryId || deleted.has(slug) || (old && edited.has(old.id))) {
        result.kept++;
        continue;
      }
      const content: QuestionContent = {
        locale,
        prompt,
        categoryId,
        tags,
        difficulty,
        timeLimit,
        status: old?.status ?? 'PUBLISHED',
        referenceAnswer: reference,
        keyPoints: keepIds(keyPoints, old?.keyPoints),
        hints,
      };
      if (!old) fresh.push({ ...content, seedSlug: slug });
      else if ((await rewriteQuestion(tx, old, content, author)) === old) result.unchanged++;
      else result.updated++;
    }
    result.inserted = (await insertQuestions(tx, fresh, author)).length;
    return result;
  });

/**
 * Writes the tree, in which parents come before their children; what editors have made, changed or taken out is theirs.
 * @returns the ids of the categories by slug, but for those that editors took out
 */
const seedCategories = async (tx: Tx, list: SeedCategory[], author: Author): Promise<Map<string, string>> => {
  const rows = await tx.select().from(categories).where(isNull(categories.deletedAt)).for('update');
  const [edited, deleted] = [await readEdited(tx, rows), await readDeleted(tx, 'slug')];
  const tree = new Map(rows.map((row) => [row.id, row]));
  const ids = new Map(rows.map((row) => [row.slug, row.id]));
  const isBelow = (id: string | null, other: string): boolean => {
    for (let at = id; at !== null; at = tree.get(at)?.parentId ?? null) if (at === other) return true;
    return false;
  };
  const changes: Change[] = [];
  for (const [at, { slug, zh: nameZh, en: nameEn, parent }] of list.entries()) {
    if (parent && !list.slice(0, at).some((above) => above.slug === parent)) {
      throw new StartupError(`categories.yaml: ${slug} comes before its parent ${parent}`);
    }
    const parentId = parent ? (ids.get(parent) ?? null) : null;
    const old = tree.get(ids.get(slug) ?? '');
    if (!old) {
      if (deleted.has(slug)) continue;
      const row: CategoryRow = { id: newId('category'), slug, nameZh, nameEn, parentId, version: 1, deletedAt: null };
      await tx.insert(categories).values(row);
      tree.set(row.id, row);
      ids.set(slug, row.id);
      changes.push({ action: 'CREATED', subjectId: row.id, version: 1, fields: [] });
    } else if (!edited.has(old.id)) {
      // Editors may have put what is to be above it below it.
      const row = { ...old, nameZh, nameEn, parentId: isBelow(parentId, old.id) ? old.parentId : parentId };
      const fields = differences(['nameZh', 'nameEn', 'parentId'], old, row);
      if (fields.length === 0) continue;
      row.version++;
      await tx.update(categories).set(row).where(eq(categories.id, old.id));
      tree.set(row.id, row);
      changes.push({ action: 'UPDATED', subjectId: row.id, version: row.version, fields });
    }
  }
  await recordChanges(tx, author, changes);
  return ids;
};
