/** Sweeping files: what was never completed, what nothing refers to, and bytes that no row knows. */
import { and, eq, inArray, isNotNull, lt, notExists, type SQL } from 'drizzle-orm';
import type { Services } from '../../context.js';
import { transaction } from '../../db/connection.js';
import { answers, avatars, files, resumes } from '../../db/tables/index.js';
import type { StoredObject } from '../../storage/store.js';
import { dispatchJob } from '../job.js';
import { dropFiles } from './delete.js';
import { fileIdOf, probes, quarantine, shelf } from './place.js';
import { thumbnailKey } from './read.js';

const hour = 60 * 60 * 1000;
const day = 24 * hour;

/** Milliseconds after its URL has run out in which an upload may still be completed. */
const completionGrace = hour;
/** Milliseconds for which a file waits to be used, and a refused one to have its reason read. */
const unusedGrace = day;
/** Milliseconds in which a deleted resume can be had back by uploading it again. */
const resumeGrace = 30 * day;
/** Milliseconds for which bytes without a row may be work under way. */
const orphanGrace = day;

/** Rows of one transaction. */
const batch = 100;

const idsOf = (rows: { id: string }[]): string[] => rows.map(({ id }) => id);

/** How many of each were removed. */
export type FileSweep = { abandoned: number; refused: number; unused: number; resumes: number };

/** Removes the files that match, some at a time, each with its bytes. */
const sweepFiles = async (services: Services, where: SQL | undefined): Promise<number> => {
  const { db, clock } = services;
  let swept = 0;
  for (;;) {
    const jobs = await transaction(db, async (tx) => {
      const found = idsOf(await tx.select({ id: files.id }).from(files).where(where).limit(batch).for('update'));
      if (found.length === 0) return [];
      // Put to use while this waited for the lock, a file stays. From here on that, too, has to wait.
      const still = await tx
        .select({ id: files.id })
        .from(files)
        .where(and(where, inArray(files.id, found)));
      return dropFiles(tx, idsOf(still), clock.now());
    });
    for (const job of jobs) dispatchJob(services, job);
    swept += jobs.length;
    if (jobs.length === 0) return swept;
  }
};

/** Removes uploads that were given up, files that nothing refers to, and resumes that were deleted long ago. */
export const clearFiles = async (services: Services): Promise<FileSweep> => {
  const { db, clock, log } = services;
  const before = (milliseconds: number) => new Date(clock.now().getTime() - milliseconds);
  const unreferenced = [
    db.select({ id: resumes.id }).from(resumes).where(eq(resumes.fileId, files.id)),
    db.select({ id: answers.id }).from(answers).where(eq(answers.recordingFileId, files.id)),
    db.select({ id: avatars.userId }).from(avatars).where(eq(avatars.fileId, files.id)),
  ].map((reference) => notExists(reference));
  const longDeleted = db
    .select({ id: resumes.fileId })
    .from(resumes)
    .where(and(isNotNull(resumes.deletedAt), lt(resumes.deletedAt, before(resumeGrace))));
  const swept: FileSweep = {
    abandoned: await sweepFiles(
      services,
      and(eq(files.status, 'PENDING'), lt(files.expiresAt, before(completionGrace))),
    ),
    refused: await sweepFiles(services, and(eq(files.status, 'REJECTED'), lt(files.updatedAt, before(unusedGrace)))),
    unused: await sweepFiles(
      services,
      and(eq(files.status, 'READY'), lt(files.updatedAt, before(unusedGrace)), ...unreferenced),
    ),
    resumes: await sweepFiles(services, inArray(files.id, longDeleted)),
  };
  if (Object.values(swept).some((count) => count > 0)) log.info(swept, 'files swept');
  return swept;
};

/** Which of these objects belong to no file as it is now. */
const findOrphans = async ({ db }: Services, objects: StoredObject[]): Promise<StoredObject[]> => {
  const ids = [...new Set(objects.map(({ key }) => fileIdOf(key) ?? ''))];
  const rows = await db
    .select({ id: files.id, status: files.status, storageKey: files.storageKey })
    .from(files)
    .where(inArray(files.id, ids));
  const known = new Map(rows.map((row) => [row.id, row]));
  return objects.filter(({ key }) => {
    const file = known.get(fileIdOf(key) ?? '');
    if (key.startsWith(quarantine)) return file?.status !== 'PENDING';
    return file?.storageKey == null || (key !== file.storageKey && key !== thumbnailKey(file.storageKey));
  });
};

/** How many objects, of how many bytes in all, were removed. */
export type OrphanSweep = { objects: number; bytes: number };

/** Removes objects that no row knows: of uploads that were repeated after they were taken, or of a process that was killed. */
export const clearOrphans = async (services: Services): Promise<OrphanSweep> => {
  const { store, clock, log } = services;
  const settled = new Date(clock.now().getTime() - orphanGrace);
  const swept: OrphanSweep = { objects: 0, bytes: 0 };
  const clear = async (objects: StoredObject[]): Promise<void> => {
    const orphans = await findOrphans(services, objects);
    await store.remove(orphans.map(({ key }) => key));
    swept.objects += orphans.length;
    swept.bytes += orphans.reduce((sum, { byteSize }) => sum + byteSize, 0);
  };
  for (const prefix of [quarantine, shelf, probes]) {
    let some: StoredObject[] = [];
    for await (const object of store.list(prefix)) {
      if (object.modifiedAt < settled) some.push(object);
      if (some.length < batch) continue;
      await clear(some);
      some = [];
    }
    if (some.length > 0) await clear(some);
  }
  if (swept.objects > 0) log.info(swept, 'orphaned objects swept');
  return swept;
};
