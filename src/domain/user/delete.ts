/** Leaving for good: everything of an account goes, from every store. */
import { and, eq, inArray, or } from 'drizzle-orm';
import type { Context } from '../../context.js';
import { type Tx, transaction } from '../../db/connection.js';
import { idsOf } from '../../db/id.js';
import {
  answers,
  auditEvents,
  evaluations,
  files,
  interviews,
  messages,
  turns,
  type UserRow,
  users,
} from '../../db/tables/index.js';
import { AppError } from '../../errors.js';
import { recordEvent } from '../audit.js';
import { contactsOf, hasContact } from '../contact.js';
import { dropFiles } from '../file/delete.js';
import { forgetGuesses, ownTarget, withGuess } from '../guess.js';
import { forgetEditor } from '../history.js';
import { eraseImports } from '../import/record.js';
import { badInput } from '../input.js';
import { dispatchJob, type PromisedJob, settleJobs } from '../job.js';
import { promiseNotices } from '../message/promise.js';
import { wrongPassword } from '../password.js';
import { endSessions, sessionsOf } from '../session/end.js';
import { boundTo, withCode } from '../verification.js';
import { requireViewer } from '../viewer.js';
import { lockUser } from './change.js';

export type Proof = { password?: string | null; code?: string | null };

/** Interviews of one statement: all of a busy account at once could take longer than a statement may. */
const batch = 100;

/**
 * Erases an account's rows. What hangs on it by a foreign key goes with it; the outbox and the object store hang on nothing.
 * @returns the jobs that remove the bytes of its files, to be dispatched after the commit
 */
const eraseRows = async (tx: Tx, user: UserRow, now: Date): Promise<PromisedJob[]> => {
  for (;;) {
    const some = await tx
      .select({ id: interviews.id })
      .from(interviews)
      .where(eq(interviews.candidateId, user.id))
      .limit(batch)
      .for('update');
    if (some.length === 0) break;
    const ids = idsOf(some);
    const owed = await tx.select({ id: evaluations.id }).from(evaluations).where(inArray(evaluations.interviewId, ids));
    await settleJobs(tx, 'SCORE_ANSWER', idsOf(owed));
    const given = await tx.select({ id: answers.id }).from(answers).where(inArray(answers.interviewId, ids));
    await settleJobs(tx, 'TRANSCRIBE_ANSWER', idsOf(given));
    await settleJobs(tx, 'RESCORE_ANSWER', idsOf(given));
    const asked = await tx.select({ id: turns.id }).from(turns).where(inArray(turns.interviewId, ids));
    await settleJobs(tx, 'COUNT_TURN', idsOf(asked));
    await tx.delete(interviews).where(inArray(interviews.id, ids));
  }
  // Codes that were asked for without signing in hang on nothing but the contact. Notices stay until they are sent.
  const about = or(eq(messages.userId, user.id), ...contactsOf(user).map((contact) => hasContact(contact, messages)));
  const codes = await tx
    .select({ id: messages.id })
    .from(messages)
    .where(and(eq(messages.kind, 'CODE'), about));
  await settleJobs(tx, 'SEND_MESSAGE', idsOf(codes));
  await tx.delete(messages).where(inArray(messages.id, idsOf(codes)));
  // What the account did elsewhere is told without where it was done from.
  await tx
    .update(auditEvents)
    .set({ sessionId: null, ip: null, userAgent: null })
    .where(eq(auditEvents.actorId, user.id));
  await forgetEditor(tx, user.id);
  await eraseImports(tx, user.id);
  const owned = idsOf(await tx.select({ id: files.id }).from(files).where(eq(files.ownerId, user.id)));
  await settleJobs(tx, 'PARSE_RESUME', owned);
  const jobs = await dropFiles(tx, owned, now);
  await tx.delete(users).where(eq(users.id, user.id));
  return jobs;
};

/** Erases what Redis holds of an account. What fails expires by itself within the hour, and names nobody. */
const eraseKeys = async (ctx: Context, user: UserRow): Promise<void> => {
  const bounds = contactsOf(user).flatMap((contact) => [
    ...(['REGISTER', 'LOGIN', 'RESET_PASSWORD'] as const).map((purpose) => boundTo(purpose, contact, null)),
    ...(['CHANGE_CONTACT', 'DELETE_ACCOUNT'] as const).map((purpose) => boundTo(purpose, contact, user.id)),
  ]);
  await Promise.all([bounds.length > 0 && ctx.codes.forget(bounds), forgetGuesses(ctx, user.id)]).catch(
    (error: unknown) => ctx.log.warn({ err: error }, 'keys of a deleted account left to expire'),
  );
};

/** Does `work` for the owner: by password, or by a code that was sent to any of the account's contacts. */
const asOwner = async (ctx: Context, user: UserRow, proof: Proof, work: () => Promise<string[]>): Promise<string[]> => {
  if (proof.password) {
    if (!(await ctx.passwords.verify(user.passwordHash, proof.password))) throw wrongPassword();
    return work();
  }
  let refusal = new AppError('CODE_EXPIRED');
  for (const contact of contactsOf(user)) {
    const given = { purpose: 'DELETE_ACCOUNT', contact, userId: user.id, code: proof.code ?? '' } as const;
    try {
      return await withCode(ctx, given, work);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      // Of two contacts one has no code: that the other's is wrong is what helps.
      if (error.code !== 'CODE_EXPIRED') refusal = error;
    }
  }
  throw refusal;
};

/**
 * Deletes the viewer's account and everything of it; signs it out everywhere; its contacts are free again.
 * @throws AppError INVALID_CREDENTIALS, CODE_INVALID, CODE_EXPIRED, ACCOUNT_LOCKED
 */
export const deleteAccount = async (ctx: Context, input: Proof): Promise<boolean> => {
  const viewer = requireViewer(ctx);
  if (Boolean(input.password) === Boolean(input.code)) {
    throw badInput('input', { en: 'give password or code', zh: '请填写密码或验证码，且只填一个' });
  }
  const user = await ctx.loaders.userById.load(viewer.userId);
  if (!user) throw new AppError('UNAUTHENTICATED');
  const ended = await withGuess(ctx, ownTarget(viewer), () =>
    asOwner(ctx, user, input, () => erase(ctx, user, Boolean(input.password))),
  );
  await eraseKeys(ctx, user);
  ctx.revocations.announce(ended);
  ctx.viewer = undefined;
  return true;
};

/** @returns the sessions that ended with it */
const erase = async (ctx: Context, user: UserRow, byPassword: boolean): Promise<string[]> => {
  const { ended, jobs } = await transaction(ctx.db, async (tx) => {
    const current = await lockUser(tx, user.id);
    if (byPassword && current.passwordHash !== user.passwordHash) throw new AppError('INVALID_CREDENTIALS');
    const ended = await endSessions(ctx, tx, sessionsOf(user.id));
    const removals = await eraseRows(tx, current, ctx.clock.now());
    // What stays says that an account was deleted, and not which, by whom or from where.
    await recordEvent({ clock: ctx.clock }, tx, { action: 'ACCOUNT_DELETED', userId: null });
    const notices = await promiseNotices(ctx, tx, current, { kind: 'ACCOUNT_DELETED' });
    return { ended, jobs: [...removals, ...notices] };
  });
  for (const job of jobs) dispatchJob(ctx, job);
  return ended;
};
