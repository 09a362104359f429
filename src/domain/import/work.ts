/** Imports in the background: of uploads, by a worker. */
import { eq } from 'drizzle-orm';
import type { Services } from '../../context.js';
import { transaction } from '../../db/connection.js';
import { files, imports } from '../../db/tables/index.js';
import type { Bilingual } from '../../errors.js';
import { setUnused } from '../file/use.js';
import { holdJob } from '../hold.js';
import { settleJobs } from '../job.js';
import { endImport, ImportFailure } from './record.js';
import { runImport } from './run.js';

const maxAttempts = 5;

const gone: Bilingual = { en: 'The file is gone.', zh: '文件已不存在。' };
const givenUp: Bilingual = {
  en: 'It failed time and again for reasons that are not the file’s. Begin it once more later.',
  zh: '因与文件无关的原因多次失败，请稍后重新开始。',
};

/**
 * Does a promised import. May run any number of times: it goes on from where it stopped.
 * @param signal gives it up: it is still promised, and taken up again
 */
export const workOnImport = (services: Services, id: string, signal?: AbortSignal): Promise<void> => {
  const { db, clock, store } = services;

  const settle = (failure?: Bilingual) =>
    transaction(db, async (tx) => {
      const now = clock.now();
      const [row] = await tx.select().from(imports).where(eq(imports.id, id)).for('update');
      if (row && failure && (row.status === 'QUEUED' || row.status === 'RUNNING')) {
        await endImport(tx, id, 'FAILED', now, { failure });
      }
      if (row?.fileId) await setUnused(tx, row.fileId, now);
      await settleJobs(tx, 'IMPORT_QUESTIONS', [id]);
    });

  return holdJob(services, { topic: 'IMPORT_QUESTIONS', subjectId: id }, 'questions not imported', async (attempt) => {
    const [found] = await db
      .select({ format: imports.format, storageKey: files.storageKey })
      .from(imports)
      .leftJoin(files, eq(files.id, imports.fileId))
      .where(eq(imports.id, id));
    if (!found?.storageKey) return settle(gone);
    if (attempt > maxAttempts) return settle(givenUp);
    const key = found.storageKey;
    async function* open() {
      const bytes = await store.read(key);
      if (!bytes) throw new ImportFailure(gone);
      yield* bytes as AsyncIterable<Uint8Array>;
    }
    await runImport(services, id, { format: found.format, open }, { signal }).catch((error: unknown) => {
      // Written down with the import, where its editor reads it.
      if (!(error instanceof ImportFailure)) throw error;
    });
    await settle();
  });
};
