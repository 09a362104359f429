/** Changing how an account is reached: a code goes to the new contact, word of it to the old one. */
import type { Context } from '../../context.js';
import { isDuplicate, transaction } from '../../db/connection.js';
import type { UserRow } from '../../db/tables/index.js';
import { AppError } from '../../errors.js';
import { recordEvent } from '../audit.js';
import { type ContactInput, maskContact, parseContact } from '../contact.js';
import { ownTarget, withGuess } from '../guess.js';
import { dispatchJob } from '../job.js';
import { promiseNotices } from '../message/promise.js';
import { forgetReads } from '../reads.js';
import { withCode } from '../verification.js';
import { requireViewer } from '../viewer.js';
import { lockUser, saveUser } from './change.js';

/**
 * Sets the email address or the phone number of the viewer, in place of an earlier one of its kind.
 * @throws AppError CODE_INVALID, CODE_EXPIRED, ACCOUNT_LOCKED; ACCOUNT_EXISTS when another account has the contact
 */
export const changeContact = async (ctx: Context, input: { contact: ContactInput; code: string }): Promise<UserRow> => {
  const viewer = requireViewer(ctx);
  const { userId } = viewer;
  const contact = parseContact(input.contact);
  const given = { purpose: 'CHANGE_CONTACT', contact, userId, code: input.code } as const;
  const { changed, jobs } = await withGuess(ctx, ownTarget(viewer), () =>
    withCode(ctx, given, () =>
      transaction(ctx.db, async (tx) => {
        const user = await lockUser(tx, userId);
        const changed = await saveUser(ctx, tx, user, {
          ...contact,
          ...('email' in contact ? { emailVerified: true } : {}),
        });
        const detail = maskContact(contact);
        await recordEvent(ctx, tx, { action: 'CONTACT_CHANGED', userId, detail });
        return { changed, jobs: await promiseNotices(ctx, tx, user, { kind: 'CONTACT_CHANGED', detail }) };
      }).catch((error: unknown) => {
        throw isDuplicate(error) ? new AppError('ACCOUNT_EXISTS') : error;
      }),
    ),
  );
  for (const job of jobs) dispatchJob(ctx, job);
  forgetReads(ctx);
  return changed;
};
