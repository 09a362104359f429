/** Submitting answers: once, whatever the network does. */
import { and, asc, eq, or } from 'drizzle-orm';
import { z } from 'zod';
import type { Context } from '../../context.js';
import { newId } from '../../db/id.js';
import { type AnswerRow, answers, type EvaluationRow, evaluations, type TurnRow } from '../../db/tables/index.js';
import { AppError } from '../../errors.js';
import { requireUsable, setUsed } from '../file/use.js';
import { badInput, clientKey, hashOf, parseInput, words } from '../input.js';
import type { Change } from '../interview/change.js';
import { requireInterviewAction, requireTurnAction } from '../interview/state.js';
import { closeTurn, goOnAfter } from '../interview/steps.js';
import { actOnTurn } from '../turn/act.js';
import { isTextAwaited } from './late.js';

export type SubmitAnswerInput = {
  turnId: string;
  clientKey: string;
  text?: string | null;
  recordingFileId?: string | null;
};

const submission = z.object({
  clientKey,
  text: words(20_000).nullish(),
  recordingFileId: z.string().nullish(),
});

type Content = { text: string | null; recordingFileId: string | null };

const parseContent = (ctx: Context, input: SubmitAnswerInput): Content & { key: string } => {
  const { clientKey: key, text = null, recordingFileId = null } = parseInput(ctx, submission, input);
  if (text === null && recordingFileId === null) {
    throw badInput('input.text', {
      en: 'is required unless there is a recordingFileId',
      zh: '未提供 recordingFileId 时必填',
    });
  }
  return { key, text, recordingFileId };
};

/** The recording, of which an answer holds one that no other holds. */
const claimRecording = async ({ tx, interview }: Change, fileId: string): Promise<void> => {
  await requireUsable(tx, interview.candidateId, fileId, 'RECORDING', 'input.recordingFileId');
  const [other] = await tx.select({ id: answers.id }).from(answers).where(eq(answers.recordingFileId, fileId));
  if (!other) return setUsed(tx, fileId);
  throw new AppError('CONFLICT', {
    message: { en: 'This recording belongs to another answer.', zh: '该录音已属于另一个答案。' },
  });
};

type Transcript = Pick<AnswerRow, 'transcript' | 'transcriptFailure' | 'transcribedAt'>;

const transcriptOf = (ctx: Context, { text }: Content, now: Date): Transcript => {
  const none = { transcriptFailure: null, transcribedAt: null };
  // A text that came with the recording is what the candidate wants to be judged by.
  if (text !== null) return { transcript: 'NOT_NEEDED', ...none };
  if (ctx.transcriber) return { transcript: 'QUEUED', ...none };
  return { transcript: 'FAILED', transcriptFailure: 'NOT_CONFIGURED', transcribedAt: now };
};

/** @throws AppError TURN_STATE, INTERVIEW_STATE */
const requireOpen = (ctx: Context, { interview }: Change, turn: TurnRow, late: boolean): void => {
  // That a recording could not be transcribed may show after the end.
  if (late && interview.status !== 'CANCELLED') return;
  // Sent in time, it may have waited until others saw the time run out, and the interview went on, was paused or ended.
  if (turn.status !== 'EXPIRED' || interview.status === 'CANCELLED') {
    requireInterviewAction(interview, 'submitAnswer');
  }
  requireTurnAction(turn, 'submitAnswer', interview.pace, ctx.receivedAt);
};

/** Seconds that the candidate had the question before them, pauses apart. */
const timeTaken = ({ reopenedAt, askedAt, pausedTime }: TurnRow, now: Date): number =>
  (now.getTime() - (reopenedAt ?? askedAt).getTime()) / 1000 - pausedTime;

/**
 * Answers the open turn, by text, recording or both; the answer commits together with its evaluation. A recording alone is
 * transcribed first. Where that failed, the same turn takes a text afterwards, within its own time limit from then on, and that
 * counts as no second try.
 * The same `clientKey` with the same content returns the first result.
 * @throws AppError CONFLICT for a known key with other content or a recording of another answer, TURN_STATE once the turn is
 *   over, or was past its deadline when the answer reached the server, BAD_USER_INPUT
 */
export const submitAnswer = async (ctx: Context, input: SubmitAnswerInput): Promise<AnswerRow> => {
  const { key, ...content } = parseContent(ctx, input);
  const { text, recordingFileId } = content;
  const contentHash = hashOf([input.turnId, text, ...(recordingFileId === null ? [] : [recordingFileId])]);
  let written: EvaluationRow | undefined;
  const answer = await actOnTurn(ctx, input.turnId, async (change, turn) => {
    const { tx, interview, now } = change;
    // By the index of the interview's keys: its answers are few.
    const tries = await tx
      .select()
      .from(answers)
      .where(and(eq(answers.interviewId, interview.id), or(eq(answers.clientKey, key), eq(answers.turnId, turn.id))))
      .orderBy(asc(answers.attempt));
    const first = tries.find(({ clientKey }) => clientKey === key);
    if (first) {
      if (first.contentHash === contentHash) return first;
      throw new AppError('CONFLICT', {
        message: { en: 'This clientKey was used for another answer.', zh: '该 clientKey 已用于其他答案。' },
      });
    }
    const late = content.text !== null && isTextAwaited(turn, tries.at(-1), ctx.receivedAt);
    requireOpen(ctx, change, turn, late);
    if (content.recordingFileId !== null) await claimRecording(change, content.recordingFileId);
    const answer: AnswerRow = {
      id: newId('answer'),
      interviewId: interview.id,
      turnId: turn.id,
      attempt: tries.length + 1,
      clientKey: key,
      contentHash,
      ...content,
      ...transcriptOf(ctx, content, now),
      // Once a turn was over, its reference could be read.
      assisted:
        turn.hints.length > 0 || turn.reopenedAt !== null || tries.some(({ transcript }) => transcript !== 'FAILED'),
      submittedAt: now,
      timeTaken: late ? null : timeTaken(turn, now),
      revealedAt: null,
    };
    await tx.insert(answers).values(answer);
    written = await queueEvaluation(change, answer);
    if (answer.transcript === 'FAILED') return answer;
    const { status } = turn;
    if (status !== 'ANSWERED') await closeTurn(change, turn, 'submitAnswer');
    // Where its time was seen to run out, that has happened already.
    if (status === 'ASKED') await goOnAfter(change, turn, text);
    return answer;
  });
  // What is asked of the answer asks for it.
  if (written) ctx.loaders.evaluationByAnswerId.prime(answer.id, written);
  return answer;
};

/** Makes the evaluation of a new answer, and promises what comes first: scoring, or the transcript. */
const queueEvaluation = async (change: Change, answer: AnswerRow): Promise<EvaluationRow> => {
  const { tx, interview, now } = change;
  const failed = answer.transcript === 'FAILED';
  const evaluation: EvaluationRow = {
    id: newId('evaluation'),
    interviewId: interview.id,
    answerId: answer.id,
    revision: 1,
    // There is the text box: who leaves it empty has not answered.
    status: failed ? 'INSUFFICIENT' : 'QUEUED',
    scorer: null,
    scorerVersion: null,
    provisional: false,
    score: null,
    uncertainty: null,
    dimensions: [],
    points: [],
    feedback: null,
    suggestion: null,
    followUp: null,
    droppedEvidence: 0,
    createdAt: now,
    evaluatedAt: failed ? now : null,
  };
  const evaluationId = evaluation.id;
  await tx.insert(evaluations).values(evaluation);
  change.emit('AnswerSubmitted', { turnId: answer.turnId, answerId: answer.id });
  if (failed) change.emit('AnswerScored', { answerId: answer.id, evaluationId });
  else if (answer.transcript === 'QUEUED') change.promise('TRANSCRIBE_ANSWER', answer.id);
  else change.promise('SCORE_ANSWER', evaluationId);
  return evaluation;
};
