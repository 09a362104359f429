/** Transcribing recordings in the background: the transcript becomes the answer's text, and is then scored. */
import { and, eq, inArray } from 'drizzle-orm';
import type { Services } from '../../context.js';
import { transaction } from '../../db/connection.js';
import type { Locale, TranscriptFailure } from '../../db/enums.js';
import { answers, evaluations, type FileRow, files, interviews } from '../../db/tables/index.js';
import { holdJob } from '../hold.js';
import { type Change, changeInterview } from '../interview/change.js';
import { settleJobs } from '../job.js';
import { writeReportIfDue } from '../report/write.js';

const maxAttempts = 6;

type Outcome = { text: string } | { failure: TranscriptFailure };
type Recorded = { interviewId: string; turnId: string; answerId: string; locale: Locale; file: FileRow | null };

/** Writes the transcript or why there is none, and what follows from it; a second outcome changes nothing. */
const settle = (services: Services, recorded: Recorded, outcome: Outcome): Promise<void> =>
  changeInterview(services, recorded.interviewId, async (change) => {
    const { tx } = change;
    const { answerId } = recorded;
    await settleJobs(tx, 'TRANSCRIBE_ANSWER', [answerId]);
    const [settled] = await tx
      .update(answers)
      .set(
        'text' in outcome
          ? { transcript: 'READY', text: outcome.text, transcribedAt: change.now }
          : { transcript: 'FAILED', transcriptFailure: outcome.failure, transcribedAt: change.now },
      )
      .where(and(eq(answers.id, answerId), eq(answers.transcript, 'QUEUED')));
    if (settled.affectedRows !== 1) return;
    change.emit('AnswerTranscribed', { answerId });
    await judge(change, recorded, outcome);
  });

/**
 * Has the text scored. Without one there is nothing to score, and nobody waits for it: a recording in which nothing is said is no
 * answer; of a service that is away the candidate bears nothing.
 */
const judge = async (change: Change, { turnId, answerId }: Recorded, outcome: Outcome): Promise<void> => {
  const { tx, now } = change;
  const open = and(eq(evaluations.answerId, answerId), inArray(evaluations.status, ['QUEUED', 'RUNNING']));
  const waiting = await tx.select({ id: evaluations.id }).from(evaluations).where(open);
  for (const { id } of waiting) {
    if ('text' in outcome) {
      change.promise('SCORE_ANSWER', id);
      continue;
    }
    const status = outcome.failure === 'UNAVAILABLE' ? 'FAILED' : 'INSUFFICIENT';
    await tx.update(evaluations).set({ status, evaluatedAt: now }).where(eq(evaluations.id, id));
    change.emit('AnswerScored', { answerId, evaluationId: id });
  }
  if ('text' in outcome) return;
  change.promise('COUNT_TURN', turnId);
  await writeReportIfDue(change);
};

/** What some services go by; the name that the candidate gave is nobody's business. */
const endings: Record<string, string> = {
  'audio/webm': 'webm',
  'video/webm': 'webm',
  'audio/mpeg': 'mp3',
  'audio/mp4': 'm4a',
  'video/mp4': 'mp4',
  'audio/wav': 'wav',
  'audio/ogg': 'ogg',
};

/** What came of asking for the transcript. @throws what is not the recording's fault, and may pass */
const transcribe = async (
  services: Services,
  { locale, file }: Recorded,
  signal: AbortSignal | undefined,
): Promise<Outcome> => {
  const { transcriber, store } = services;
  if (!file?.storageKey) return { failure: 'DELETED' };
  // It was configured when the answer was given.
  if (!transcriber) return { failure: 'NOT_CONFIGURED' };
  const { storageKey, byteSize, contentType } = file;
  const filename = `recording.${endings[contentType] ?? 'bin'}`;
  const open = async () => {
    const stream = await store.read(storageKey);
    if (!stream) throw new Error('the recording is not in the store');
    return stream;
  };
  try {
    return { text: await transcriber.transcribe({ open, byteSize, contentType, filename, locale }, signal) };
  } catch (error) {
    if (error instanceof Error && error.name === 'TranscriptionError') {
      return { failure: (error as Error & { reason: TranscriptFailure }).reason };
    }
    throw error;
  }
};

/**
 * Transcribes the recording of an answer. One worker at a time is at it; its effect lands once.
 * @param signal gives it up: it is still promised, and taken up again
 */
export const transcribeAnswer = (services: Services, answerId: string, signal?: AbortSignal): Promise<void> => {
  const { db } = services;
  const job = { topic: 'TRANSCRIBE_ANSWER', subjectId: answerId } as const;
  return holdJob(services, job, 'recording not transcribed', async (attempt) => {
    const [row] = await db
      .select({
        interviewId: answers.interviewId,
        turnId: answers.turnId,
        answerId: answers.id,
        locale: interviews.locale,
        file: files,
      })
      .from(answers)
      .innerJoin(interviews, eq(interviews.id, answers.interviewId))
      .leftJoin(files, eq(files.id, answers.recordingFileId))
      .where(eq(answers.id, answerId));
    // Deleted meanwhile, and with it what was owed.
    if (!row) return transaction(db, (tx) => settleJobs(tx, 'TRANSCRIBE_ANSWER', [answerId]));
    if (attempt > maxAttempts) return settle(services, row, { failure: 'UNAVAILABLE' });
    await settle(services, row, await transcribe(services, row, signal));
  });
};
