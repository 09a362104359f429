/** Reading a resume in the background: by rules, and where there is a language model it fills in what they left empty. */
import { buffer } from 'node:stream/consumers';
import { and, eq, isNull } from 'drizzle-orm';
import type { ResumeFailure as ReaderFailure, ResumeReading } from '../../ai/resume/resume.js';
import type { Services } from '../../context.js';
import { transaction } from '../../db/connection.js';
import { files, type ResumeRow, resumes } from '../../db/tables/index.js';
import { holdJob } from '../hold.js';
import { settleJobs } from '../job.js';

/** Why a resume could not be read; UNAVAILABLE where the fault was not the document's. */
export type ResumeFailure = ReaderFailure | 'UNAVAILABLE';

const maxAttempts = 6;

type Outcome = Pick<ResumeRow, 'status' | 'failure' | 'text' | 'document' | 'skills'>;

const outcomeOf = (reading: ResumeReading): Outcome =>
  reading.status === 'READY'
    ? { ...reading, document: reading.document as Record<string, unknown>, failure: null }
    : { status: 'FAILED', failure: reading.failure, text: reading.text, document: null, skills: [] };

/** @returns undefined when its bytes are not there, which no reading of them can mend */
const read = async (
  services: Services,
  storageKey: string,
  contentType: string,
  signal: AbortSignal | undefined,
): Promise<ResumeReading | undefined> => {
  const { store, resumeReader, assistant, log } = services;
  const stream = await store.read(storageKey);
  if (!stream) return undefined;
  const reading = await resumeReader.read(await buffer(stream), contentType, signal);
  if (reading.status === 'FAILED') return reading;
  const document = await assistant.fill(reading.text, reading.document).catch((error: unknown) => {
    // What the rules found is worth having without it.
    log.warn({ err: error }, 'resume not filled in by the language model');
    return reading.document;
  });
  return { ...reading, document };
};

const unavailable: Outcome = { status: 'FAILED', failure: 'UNAVAILABLE', text: null, document: null, skills: [] };

/**
 * Reads the resume whose file this is. May run any number of times: its effect lands once.
 * @param signal gives it up: it is still promised, and taken up again
 */
export const parseResume = (services: Services, fileId: string, signal?: AbortSignal): Promise<void> => {
  const { db, clock, log } = services;
  const job = { topic: 'PARSE_RESUME', subjectId: fileId } as const;
  // One that was deleted is nobody's to read; uploaded again, it is promised anew.
  const unread = and(eq(resumes.fileId, fileId), eq(resumes.status, 'PARSING'), isNull(resumes.deletedAt));

  /** @param version that was read; undefined when there was nothing to read */
  const settle = (version: number | undefined, outcome: Outcome | undefined) =>
    transaction(db, async (tx) => {
      const [current] = await tx
        .select({ id: resumes.id, version: resumes.version })
        .from(resumes)
        .where(unread)
        .for('update');
      // Replaced meanwhile, and replaced by this file again: that reading is still owed.
      if (current && current.version !== version) return;
      if (current && outcome) {
        await tx
          .update(resumes)
          .set({ ...outcome, updatedAt: clock.now() })
          .where(eq(resumes.id, current.id));
      }
      await settleJobs(tx, 'PARSE_RESUME', [fileId]);
    });

  return holdJob(services, job, 'resume not read', async (attempt) => {
    const [resume] = await db
      .select({ version: resumes.version, storageKey: files.storageKey, contentType: files.contentType })
      .from(resumes)
      .innerJoin(files, eq(files.id, resumes.fileId))
      .where(unread);
    if (!resume?.storageKey) return settle(undefined, undefined);
    if (attempt > maxAttempts) return settle(resume.version, unavailable);
    const reading = await read(services, resume.storageKey, resume.contentType, signal);
    if (!reading) log.error({ fileId }, 'the bytes of a file are not in the store');
    await settle(resume.version, reading ? outcomeOf(reading) : unavailable);
  });
};
