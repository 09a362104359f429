/** Answers: submitted once, whatever the network does. */
import { createHash } from 'node:crypto';
import { and, eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Context } from '../context.js';
import { newId } from '../db/id.js';
import { type Answer, type AnswerRow, answers, evaluations } from '../db/tables/index.js';
import { AppError } from '../errors.js';
import { parseInput, words } from './input.js';
import { findInterview } from './interview/read.js';
import { requireInterviewAction, requireTurnAction } from './interview/state.js';
import { closeTurn, goOn } from './interview/steps.js';
import { actOnTurn } from './turn.js';

export type SubmitAnswerInput = { turnId: string; clientKey: string; text?: string | null };

const submission = z.object({
  clientKey: z.string().regex(/^[\x21-\x7e]{1,64}$/, '1 to 64 printable ASCII characters'),
  text: words(20_000),
});

/**
 * Answers the open turn; the answer commits together with its evaluation, QUEUED.
 * The same `clientKey` with the same content returns the first result.
 * @throws AppError CONFLICT for a known key with other content, TURN_STATE once the turn is over or past its deadline
 */
export const submitAnswer = (ctx: Context, input: SubmitAnswerInput): Promise<AnswerRow> => {
  const { clientKey, text } = parseInput(ctx, submission, input);
  const contentHash = createHash('sha256')
    .update(JSON.stringify([input.turnId, text]))
    .digest('hex');
  return actOnTurn(ctx, input.turnId, async (change, turn) => {
    const { tx, interview, now } = change;
    const [first] = await tx
      .select()
      .from(answers)
      .where(and(eq(answers.interviewId, interview.id), eq(answers.clientKey, clientKey)));
    if (first) {
      if (first.contentHash === contentHash) return first;
      throw new AppError('CONFLICT', {
        message: { en: 'This clientKey was used for another answer.', zh: '该 clientKey 已用于其他答案。' },
      });
    }
    requireInterviewAction(interview, 'submitAnswer');
    requireTurnAction(turn, 'submitAnswer', now);
    const [tries] = await tx
      .select({ count: sql<number>`count(*)`.mapWith(Number) })
      .from(answers)
      .where(eq(answers.turnId, turn.id));
    const attempt = (tries?.count ?? 0) + 1;
    const answer: AnswerRow = {
      id: newId('answer'),
      interviewId: interview.id,
      turnId: turn.id,
      attempt,
      clientKey,
      contentHash,
      text,
      transcript: 'NOT_NEEDED',
      assisted: attempt > 1,
      submittedAt: now,
      revealedAt: null,
    };
    const evaluationId = newId('evaluation');
    await tx.insert(answers).values(answer);
    await tx.insert(evaluations).values({
      id: evaluationId,
      interviewId: interview.id,
      answerId: answer.id,
      revision: 1,
      status: 'QUEUED',
      provisional: false,
      dimensions: [],
      points: [],
      createdAt: now,
    });
    change.emit('AnswerSubmitted', { turnId: turn.id, answerId: answer.id });
    change.promise('SCORE_ANSWER', evaluationId);
    await closeTurn(change, turn.id, 'ANSWERED');
    await goOn(change);
    return answer;
  });
};

/** Every try at a turn, oldest first. */
export const listAnswers = async (ctx: Context, turnId: string): Promise<Answer[]> => {
  const list = await ctx.loaders.answersByTurnId.load(turnId);
  // What is nested below an answer asks for it again.
  for (const answer of list) ctx.loaders.answerById.prime(answer.id, answer);
  return list;
};

/** The answer of a turn that counts: the newest try, or null. */
export const countedAnswer = async (ctx: Context, turnId: string): Promise<Answer | null> =>
  (await listAnswers(ctx, turnId)).at(-1) ?? null;

/** An answer that the viewer may see. */
export const findAnswer = async (ctx: Context, id: string): Promise<Answer> => {
  const answer = await ctx.loaders.answerById.load(id);
  if (!answer) throw new AppError('NOT_FOUND');
  await findInterview(ctx, answer.interviewId);
  return answer;
};
