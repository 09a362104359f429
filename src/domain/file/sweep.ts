/** Sweeping files: what was never completed, what nothing refers to, and bytes that no row knows. */
import { and, eq, inArray, isNull, lt, ne, or, type SQL } from 'drizzle-orm';
import type { Services } from '../../context.js';
import { type Tx, transaction } from '../../db/connection.js';
import { idsOf } from '../../db/id.js';
import { files, resumes, uploadGrants } from '../../db/tables/index.js';
import type { StoredObject } from '../../storage/store.js';
import { dispatchJob } from '../job.js';
import { dropFiles } from './delete.js';
import { isOwnStore } from './owner.js';
import { fileIdOf, isOwnKey, probes, quarantine, quarantineKey, shelf, thumbnailKey } from './place.js';

const minute = 60 * 1000;
const hour = 60 * minute;
const day = 24 * hour;

/** Milliseconds after its URL has run out in which an upload may still be completed. */
const completionGrace = hour;
/** Milliseconds for which a file waits to be used, and a refused one to have its reason read. */
const unusedGrace = day;
/** Milliseconds in which a deleted resume can be had back by uploading it again. */
const resumeGrace = 30 * day;
/** Milliseconds by which the store's clock may be behind: until then a URL that has run out may still be good there. */
const clockGrace = 5 * minute;
/** Milliseconds for which bytes without a row may be work under way, or on their way still. */
const orphanGrace = { [quarantine]: 3 * hour, [shelf]: day, [probes]: day };

/** Rows of one transaction. */
const batch = 100;

/** Drops the files that `find` locks, some at a time, each with its bytes. @returns how many */
const drop = async (services: Services, find: (tx: Tx) => Promise<string[]>): Promise<number> => {
  let dropped = 0;
  for (;;) {
    const jobs = await transaction(services.db, async (tx) => dropFiles(tx, await find(tx), services.clock.now()));
    for (const job of jobs) dispatchJob(services, job);
    dropped += jobs.length;
    if (jobs.length < batch) return dropped;
  }
};

const matching = (where: SQL | undefined) => async (tx: Tx) =>
  idsOf(await tx.select({ id: files.id }).from(files).where(where).limit(batch).for('update'));

/** The resume's row first: who brings it back at this moment has to wait, and then finds it gone. */
const deletedBefore = (date: Date) => async (tx: Tx) => {
  const rows = await tx
    .select({ id: resumes.fileId })
    .from(resumes)
    .where(lt(resumes.deletedAt, date))
    .limit(batch)
    .for('update');
  return idsOf(rows);
};

/** Takes back the places that have run out, with what may have been written there since its file was taken, refused or deleted. */
const clearGrants = async ({ db, clock, store }: Services): Promise<number> => {
  const over = lt(uploadGrants.expiresAt, new Date(clock.now().getTime() - clockGrace));
  let cleared = 0;
  for (;;) {
    const rows = await db
      .select({ id: uploadGrants.fileId })
      .from(uploadGrants)
      .leftJoin(files, eq(files.id, uploadGrants.fileId))
      // Of one that is PENDING what was written may still be completed.
      .where(and(over, or(isNull(files.id), ne(files.status, 'PENDING'))))
      .limit(batch);
    const ids = idsOf(rows);
    if (ids.length === 0) return cleared;
    await store.remove(ids.map(quarantineKey));
    await db.delete(uploadGrants).where(inArray(uploadGrants.fileId, ids));
    cleared += ids.length;
  }
};

/** How many of each were removed. */
export type FileSweep = { abandoned: number; refused: number; unused: number; resumes: number; grants: number };

/** Removes uploads that were given up, files that nothing refers to, and resumes that were deleted long ago. */
export const clearFiles = async (services: Services): Promise<FileSweep> => {
  const { clock, log } = services;
  const before = (milliseconds: number) => new Date(clock.now().getTime() - milliseconds);
  const steps: Record<keyof FileSweep, () => Promise<number>> = {
    abandoned: () =>
      drop(services, matching(and(eq(files.status, 'PENDING'), lt(files.expiresAt, before(completionGrace))))),
    refused: () =>
      drop(services, matching(and(eq(files.status, 'REJECTED'), lt(files.updatedAt, before(unusedGrace))))),
    unused: () => drop(services, matching(lt(files.unusedSince, before(unusedGrace)))),
    resumes: () => drop(services, deletedBefore(before(resumeGrace))),
    grants: () => clearGrants(services),
  };
  const swept: FileSweep = { abandoned: 0, refused: 0, unused: 0, resumes: 0, grants: 0 };
  for (const step of Object.keys(steps) as (keyof FileSweep)[]) {
    // One that fails must not keep the others from their turn.
    swept[step] = await steps[step]().catch((error: unknown) => {
      log.warn({ step, err: error }, 'sweeping files failed');
      return 0;
    });
  }
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

/** How many objects, of how many bytes in all, were removed; of writes that were cut off, how many are gone. */
export type OrphanSweep = { objects: number; bytes: number; cutOff: number };

/** Removes objects that no row knows: those of a process that was killed, or that arrived when their place had run out. */
export const clearOrphans = async (services: Services): Promise<OrphanSweep> => {
  const { store, clock, log } = services;
  const swept: OrphanSweep = { objects: 0, bytes: 0, cutOff: await store.sweep() };
  if (!(await isOwnStore(services))) {
    log.error('the object store belongs to another database: its objects are left alone');
    return swept;
  }
  const clear = async (objects: StoredObject[]): Promise<void> => {
    const orphans = await findOrphans(services, objects);
    await store.remove(orphans.map(({ key }) => key));
    swept.objects += orphans.length;
    swept.bytes += orphans.reduce((sum, { byteSize }) => sum + byteSize, 0);
  };
  for (const prefix of [quarantine, shelf, probes] as const) {
    const settled = new Date(clock.now().getTime() - orphanGrace[prefix]);
    let some: StoredObject[] = [];
    for await (const object of store.list(prefix)) {
      if (isOwnKey(object.key) && object.modifiedAt < settled) some.push(object);
      if (some.length < batch) continue;
      await clear(some);
      some = [];
    }
    if (some.length > 0) await clear(some);
  }
  if (swept.objects + swept.cutOff > 0) log.info(swept, 'orphaned objects swept');
  return swept;
};
