/** The subjects that rows of a file name: those that there are, and those that the import makes. */
import { createHash } from 'node:crypto';
import { inArray, isNull } from 'drizzle-orm';
import type { Db, Tx } from '../../db/connection.js';
import { newId } from '../../db/id.js';
import { type CategoryRow, categories } from '../../db/tables/index.js';
import { type Author, recordChanges } from '../history.js';

export type Catalogue = {
  /** The id of where questions go whose subject is not to be had. */
  fallback(): string;
  /** The id of a category by its slug, or its name in either language; undefined for one that is not to be had. */
  find(name: string): string | undefined;
  /** Adds those of the made ones that are used, in the transaction of what uses them. */
  write(tx: Tx, ids: Set<string>, author: Author): Promise<void>;
};

const longestSlug = 80;
const longestName = 100;

const keyOf = (name: string): string => name.normalize('NFKC').trim().toLowerCase();

/** Kebab case; a name without Latin letters or digits gets one from its hash. */
const slugOf = (name: string): string => {
  const slug = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, longestSlug - 10)
    .replace(/^-+|-+$/g, '');
  return slug || `subject-${createHash('sha256').update(name).digest('hex').slice(0, 8)}`;
};

/** Where questions go that name no subject of the bank, unless the import says where. */
const uncategorised = { slug: 'uncategorised', nameZh: '未分类', nameEn: 'Uncategorised' };

/** @param mayMake whether a name that nobody knows becomes a category */
export const readCatalogue = async (db: Db | Tx, mayMake: boolean): Promise<Catalogue> => {
  const rows = await db.select().from(categories).where(isNull(categories.deletedAt));
  const known = new Map<string, string>();
  // A slug goes before a name that reads the same.
  for (const { id, nameEn, nameZh } of rows) for (const name of [nameEn, nameZh]) known.set(keyOf(name), id);
  for (const { id, slug } of rows) known.set(slug, id);
  const slugs = new Set(rows.map(({ slug }) => slug));
  const made = new Map<string, CategoryRow>();

  const add = (content: Pick<CategoryRow, 'slug' | 'nameZh' | 'nameEn'>): string => {
    const row: CategoryRow = { id: newId('category'), ...content, parentId: null, version: 1, deletedAt: null };
    slugs.add(row.slug);
    made.set(row.id, row);
    for (const name of [row.nameZh, row.nameEn, row.slug]) known.set(keyOf(name), row.id);
    return row.id;
  };

  const make = (name: string): string => {
    const base = slugOf(name);
    let slug = base;
    for (let count = 2; slugs.has(slug); count++) slug = `${base}-${count}`;
    return add({ slug, nameZh: name, nameEn: name });
  };

  return {
    fallback: () => known.get(uncategorised.slug) ?? add(uncategorised),
    find: (given) => {
      const name = given.normalize('NFKC').trim();
      const id = known.get(keyOf(name));
      if (id !== undefined || !mayMake || name === '' || name.length > longestName) return id;
      return make(name);
    },
    write: async (tx, ids, author) => {
      const wanted = [...made.values()].filter(({ id }) => ids.has(id));
      if (wanted.length === 0) return;
      // Written by an earlier batch already, or by this one before it was run again.
      const there = await tx
        .select({ id: categories.id })
        .from(categories)
        .where(
          inArray(
            categories.id,
            wanted.map(({ id }) => id),
          ),
        );
      const missing = wanted.filter(({ id }) => !there.some((row) => row.id === id));
      if (missing.length === 0) return;
      await tx.insert(categories).values(missing);
      await recordChanges(
        tx,
        author,
        missing.map(({ id }) => ({ action: 'CREATED', subjectId: id, version: 1, fields: [] })),
      );
    },
  };
};
