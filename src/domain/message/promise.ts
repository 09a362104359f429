/** Messages to people: promised in the transaction of the change that they tell of. */
import type { Context } from '../../context.js';
import type { Tx } from '../../db/connection.js';
import type { Locale, MessageKind, VerificationPurpose } from '../../db/enums.js';
import { newId } from '../../db/id.js';
import { messages, type UserRow } from '../../db/tables/index.js';
import { type Contact, contactsOf } from '../contact.js';
import { type PromisedJob, promiseJobs } from '../job.js';

type Promised = {
  kind: MessageKind;
  contact: Contact;
  purpose?: VerificationPurpose;
  userId: string | null;
  /** By default that of the request. */
  locale?: Locale;
  /** Of a code: where it was asked for. */
  place?: string;
  detail?: string;
  /** After this it is not worth sending. */
  expiresAt: Date;
};

/** Promises a message; the job that it returns is to be dispatched after the commit. */
export const promiseMessage = async (ctx: Context, tx: Tx, { contact, ...content }: Promised): Promise<PromisedJob> => {
  const now = ctx.clock.now();
  const id = newId('message');
  const nonce = content.kind === 'CODE' ? ctx.codes.createNonce() : null;
  await tx.insert(messages).values({ id, locale: ctx.locale, ...content, ...contact, nonce, createdAt: now });
  const job: PromisedJob = { topic: 'SEND_MESSAGE', subjectId: id };
  await promiseJobs(tx, [job], now);
  return job;
};

/** Seconds for which a notice is worth sending. */
const noticeLifetime = 2 * 24 * 60 * 60;

/**
 * Promises word of a change to every contact that the account had before it. The messages do not hang on the account: who has
 * taken it over must not be able to hide that by deleting it.
 */
export const promiseNotices = async (
  ctx: Context,
  tx: Tx,
  user: UserRow,
  notice: { kind: Exclude<MessageKind, 'CODE'>; detail?: string },
): Promise<PromisedJob[]> => {
  const expiresAt = new Date(ctx.clock.now().getTime() + noticeLifetime * 1000);
  const jobs: PromisedJob[] = [];
  for (const contact of contactsOf(user)) {
    if (!ctx.notifier.reaches(contact)) continue;
    jobs.push(await promiseMessage(ctx, tx, { ...notice, contact, userId: null, locale: user.locale, expiresAt }));
  }
  return jobs;
};
