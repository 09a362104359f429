/** Reading a resume in the background: by rules, and where there is a language model it fills in what they left empty. */
import { buffer } from 'node:stream/consumers';
import { and, eq } from 'drizzle-orm';
import type { ResumeFailure as ReaderFailure, ResumeReading } from '../../ai/resume/resume.js';
import type { Services } from '../../context.js';
import { transaction } from '../../db/connection.js';
import { files, type ResumeRow, resumes } from '../../db/tables/index.js';
import { holdJob, postponeJob, settleJobs } from '../job.js';

/** Why a resume could not be read; UNAVAILABLE where the fault was not the document's. */
export type ResumeFailure = ReaderFailure | 'UNAVAILABLE';

const maxAttempts = 6;

type Outcome = Pick<ResumeRow, 'status' | 'failure' | 'text' | 'document' | 'skills'>;

const outcomeOf = (reading: ResumeReading): Outcome =>
  reading.status === 'READY'
    ? { ...reading, document: reading.document as Record<string, unknown>, failure: null }
    : { status: 'FAILED', failure: reading.failure, text: reading.text, document: null, skills: [] };

const read = async (services: Services, storageKey: string, contentType: string): Promise<ResumeReading> => {
  const { store, resumeReader, assistant, log } = services;
  const stream = await store.read(storageKey);
  if (!stream) return { status: 'FAILED', failure: 'UNREADABLE', text: null };
  const reading = await resumeReader.read(await buffer(stream), contentType);
  if (reading.status === 'FAILED') return reading;
  const document = await assistant.fill(reading.text, reading.document).catch((error: unknown) => {
    // What the rules found is worth having without it.
    log.warn({ err: error }, 'resume not filled in by the language model');
    return reading.document;
  });
  return { ...reading, document };
};

/** Reads the resume whose file this is. May run any number of times: its effect lands once. */
export const parseResume = (services: Services, fileId: string): Promise<void> => {
  const { db, clock, log } = services;
  const job = { topic: 'PARSE_RESUME', subjectId: fileId } as const;
  const ofThisFile = and(eq(resumes.fileId, fileId), eq(resumes.status, 'PARSING'));
  const settle = (outcome: Outcome | undefined) =>
    transaction(db, async (tx) => {
      // Replaced or deleted meanwhile, there is nothing left to write it to.
      if (outcome)
        await tx
          .update(resumes)
          .set({ ...outcome, updatedAt: clock.now() })
          .where(ofThisFile);
      await settleJobs(tx, 'PARSE_RESUME', [fileId]);
    });
  return holdJob(services, job, async (attempt) => {
    const [file] = await db
      .select({ storageKey: files.storageKey, contentType: files.contentType })
      .from(resumes)
      .innerJoin(files, eq(files.id, resumes.fileId))
      .where(ofThisFile);
    if (!file?.storageKey) return settle(undefined);
    if (attempt > maxAttempts) {
      return settle({ status: 'FAILED', failure: 'UNAVAILABLE', text: null, document: null, skills: [] });
    }
    let reading: ResumeReading;
    try {
      reading = await read(services, file.storageKey, file.contentType);
    } catch (error) {
      log.warn({ fileId, attempt, err: error }, 'resume not read, to be tried again');
      return postponeJob(services, job, attempt);
    }
    await settle(outcomeOf(reading));
  });
};
