/** Sending what was promised to people, in the background: again and again until it is accepted or of no more use. */
import { eq } from 'drizzle-orm';
import type { Services } from '../../context.js';
import { transaction } from '../../db/connection.js';
import { type MessageRow, messages, type UserRow, users } from '../../db/tables/index.js';
import type { Message } from '../../notify/notifier.js';
import { type Contact, hasContact } from '../contact.js';
import { holdJob } from '../hold.js';
import { settleJobs } from '../job.js';
import { boundTo } from '../verification.js';

const contactIn = ({ email, phone }: Pick<MessageRow, 'email' | 'phone'>): Contact =>
  email !== null ? { email } : { phone: phone ?? '' };

/** The account that a code is for: whoever asked for it, else whoever is behind the contact. */
const accountOf = async (services: Services, message: MessageRow): Promise<UserRow | undefined> => {
  const where = message.userId === null ? hasContact(contactIn(message)) : eq(users.id, message.userId);
  const [user] = await services.db.select().from(users).where(where);
  return user;
};

/**
 * Makes the code and sends it. It is made for every contact, so that guessing at a code tells nobody whether there is an
 * account, and here, so that it stands nowhere but in the message.
 */
const sendCode = async (services: Services, message: MessageRow): Promise<void> => {
  const { purpose, userId, nonce, place } = message;
  if (purpose === null || nonce === null || place === null) return;
  const contact = contactIn(message);
  const user = await accountOf(services, message);
  const left = (message.expiresAt.getTime() - services.clock.now().getTime()) / 1000;
  const code = await services.codes.create(boundTo(purpose, contact, userId), nonce, left, place);
  const needsAccount = purpose === 'LOGIN' || purpose === 'RESET_PASSWORD';
  if (needsAccount && !user) return;
  const minutes = Math.max(1, Math.round(left / 60));
  await services.notifier.send(contact, { kind: 'CODE', purpose, code, minutes }, user?.locale ?? message.locale);
};

const sendNotice = (services: Services, { kind, detail, ...message }: MessageRow): Promise<void> => {
  const content: Message =
    kind === 'CONTACT_CHANGED'
      ? { kind, contact: detail ?? '' }
      : { kind: kind as 'PASSWORD_CHANGED' | 'ACCOUNT_DELETED' };
  return services.notifier.send(contactIn(message), content, message.locale);
};

const send = (services: Services, message: MessageRow): Promise<void> =>
  message.kind === 'CODE' ? sendCode(services, message) : sendNotice(services, message);

/** Sends a promised message. One worker at a time is at it; when it fails, the sweep has it sent later. */
export const deliverMessage = (services: Services, messageId: string): Promise<void> => {
  const { db, clock, log } = services;
  const job = { topic: 'SEND_MESSAGE', subjectId: messageId } as const;
  return holdJob(services, job, 'message not sent', async (attempt) => {
    const [message] = await db.select().from(messages).where(eq(messages.id, messageId));
    // Without one it is gone with its account.
    if (message) {
      const context = { messageId, kind: message.kind, attempt };
      if (message.expiresAt <= clock.now()) log.warn(context, 'message given up: not sent in time');
      else {
        await send(services, message).catch((error: unknown) => {
          if (!(error instanceof Error && error.name === 'UndeliverableError')) throw error;
          log.warn({ ...context, err: error }, 'message given up: it cannot be delivered');
        });
      }
    }
    await transaction(db, async (tx) => {
      await tx.delete(messages).where(eq(messages.id, messageId));
      await settleJobs(tx, 'SEND_MESSAGE', [messageId]);
    });
  });
};
